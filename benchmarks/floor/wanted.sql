-- What the rules want on a day, written a second time: by hand, in sets, from triggers.md.
-- Where that leaves a choice it follows the rules in Python (docs/benchmark.md lists where).
-- The floor of the benchmark, and the judge of the rules in Python. %(cohe)s: the COHE; %(day)s: the day.
-- The numbers are the documented defaults: this text knows no COHE's own policy values.
WITH
-- ---- claims on list or lately on one, and who attends them ------------------------------------------
provider AS (
  SELECT provider_number, lower(btrim(specialty)) AS specialty
  FROM claims_provider WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL),
claim AS MATERIALIZED (
  SELECT c.id, c.claim_number, c.claim_type, c.claim_status, c.status_date, c.appeared, c.hsc_id,
         c.roa_complete, c.date_of_injury AS injured, c.first_visit_date AS visited, ours.starts,
         CASE WHEN c.roa_received_date <= %(day)s THEN c.roa_received_date END AS roa,
         CASE c.tier WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END AS tier_rank,
         ours.attending = '' OR coalesce(p.specialty = 'emergency medicine', false) AS has_no_attending,
         %(day)s < left_on AS is_on_list
  FROM claims_claim c
  CROSS JOIN LATERAL (
    SELECT coalesce(c.first_visit_date, c.date_of_injury, c.appeared) AS starts,
           CASE WHEN c.attending_since > %(day)s THEN c.initiating_provider_number
                ELSE c.attending_provider_number END AS attending) AS ours
  CROSS JOIN LATERAL (
    SELECT least((ours.starts + interval '12 months')::date + 1, c.handed_over_on,
                 CASE WHEN c.claim_status IN ('closed', 'rejected') THEN coalesce(c.status_date, c.appeared)
                 END) AS left_on) AS list
  LEFT JOIN provider p ON p.provider_number = ours.attending
  WHERE c.cohe_id = %(cohe)s AND c.withdrawn_at IS NULL AND c.appeared <= %(day)s
    AND (%(day)s < left_on OR c.appeared < left_on AND %(day)s <= left_on + 60)),

-- ---- work status: of the rows that cover a day the one that begins last decides ---------------------
status_row AS (
  SELECT w.claim_id, w.status, w.from_date AS begins, coalesce(w.through_date, 'infinity') AS ends,
         lead(w.from_date) OVER by_begin AS next_begins,
         max(coalesce(w.through_date, 'infinity')) OVER by_begin AS latest_end
  FROM claims_workstatus w JOIN claim c ON c.id = w.claim_id
  WHERE w.cohe_id = %(cohe)s AND w.withdrawn_at IS NULL AND w.from_date <= %(day)s
    AND (w.through_date IS NULL OR w.through_date >= w.from_date)
  WINDOW by_begin AS (
    PARTITION BY w.claim_id
    ORDER BY w.from_date, coalesce(array_position(ARRAY['worker', 'employer', 'apf'], w.source::text), 0),
             w.recorded_by_id IS NOT NULL, w.id)),
-- The status changes where a row begins, and where one has ended: to a row's below it, or to none (NULL).
turn AS (
  SELECT claim_id, begins AS day, status FROM status_row WHERE next_begins IS DISTINCT FROM begins
  UNION ALL
  SELECT claim_id, ends + 1,
         CASE WHEN latest_end > ends OR next_begins <= ends THEN (
           SELECT below.status FROM claims_workstatus below
           WHERE below.cohe_id = %(cohe)s AND below.claim_id = over.claim_id AND below.withdrawn_at IS NULL
             AND below.from_date <= over.ends + 1
             AND (below.through_date IS NULL
                  OR below.through_date >= below.from_date AND below.through_date > over.ends)
           ORDER BY below.from_date DESC,
                    coalesce(array_position(ARRAY['worker', 'employer', 'apf'], below.source::text), 0) DESC,
                    below.recorded_by_id IS NOT NULL DESC, below.id DESC
           LIMIT 1) END
  FROM status_row over WHERE ends < %(day)s AND next_begins IS DISTINCT FROM ends + 1),
-- A gap of at most three days, and the first three of a longer one, have the status before it.
stretch AS (
  SELECT claim_id, day, status IN ('off_work', 'kos') AS off,
         status IN ('off_work', 'kos', 'modified') AS restricted,
         status IS NULL AND coalesce(next_day, %(day)s + 1) - day > 3 AS unknown,
         status IS NULL AND %(day)s + 1 - day > 3 AND next_day IS NULL AS unknown_today
  FROM (SELECT *, lead(day) OVER (PARTITION BY claim_id ORDER BY day) AS next_day FROM turn) AS following),
broken AS (
  SELECT claim_id, day, off, restricted, unknown_today,
         coalesce(max(day) FILTER (WHERE unknown OR NOT off) OVER whole, '-infinity') AS not_off,
         coalesce(max(day) FILTER (WHERE unknown OR NOT restricted) OVER whole, '-infinity')
           AS not_restricted,
         coalesce(max(day) FILTER (WHERE unknown AND NOT unknown_today OR NOT restricted) OVER whole,
                  '-infinity') AS not_restricted_when_known
  FROM stretch WINDOW whole AS (PARTITION BY claim_id)),
spell AS (
  SELECT claim_id, min(day) FILTER (WHERE off AND day > not_off) AS off_since,
         min(day) FILTER (WHERE restricted AND day > not_restricted) AS restricted_since,
         CASE WHEN bool_or(unknown_today)
              THEN min(day) FILTER (WHERE restricted AND day > not_restricted_when_known) END AS lapsed_since
  FROM broken GROUP BY claim_id),

-- ---- forms, notes, FRQs, records ---------------------------------------------------------------------
apf AS (
  SELECT a.claim_id, min(a.exam_date) AS first_exam, max(a.exam_date) AS last_exam,
         (max(ARRAY[a.exam_date, coalesce(a.valid_through, a.exam_date + 30)]))[2] AS ends
  FROM claims_apf a JOIN claim c ON c.id = a.claim_id
  WHERE a.cohe_id = %(cohe)s AND a.withdrawn_at IS NULL AND a.exam_date <= %(day)s GROUP BY a.claim_id),
note AS (
  SELECT n.claim_id, max(n.contact_on) AS activity,
         max(n.contact_on) FILTER (WHERE n.person = 'worker' AND n.outcome = 'reached') AS worker,
         max(n.contact_on) FILTER (WHERE n.person = 'employer' AND n.outcome = 'reached') AS employer,
         max(n.contact_on) FILTER (WHERE n.area = 'medication') AS medication
  FROM coordination_casenote n JOIN claim c ON c.id = n.claim_id
  WHERE n.cohe_id = %(cohe)s AND n.author_role IN ('hsc', 'hsc-assistant') AND n.contact_on <= %(day)s
  GROUP BY n.claim_id),
frq AS (
  SELECT f.claim_id, f.asked_on, f.outcome, f.result FROM coordination_frq f JOIN claim c ON c.id = f.claim_id
  WHERE f.cohe_id = %(cohe)s AND f.withdrawn_at IS NULL AND f.asked_on <= %(day)s),
-- Answered without a score it settles nothing (domain.md 3: "incomplete, no score").
last_frq AS (
  SELECT claim_id, max(asked_on) AS answered
  FROM frq WHERE outcome = 'declined' OR result IN ('positive', 'negative') GROUP BY claim_id),
record AS MATERIALIZED (
  SELECT r.id, r.claim_id, r.kind, r."on", r.about
  FROM coordination_record r JOIN claim c ON c.id = r.claim_id
  WHERE r.cohe_id = %(cohe)s AND r.withdrawn_at IS NULL AND r."on" <= %(day)s),
last_record AS (
  SELECT claim_id,
         max("on") FILTER (WHERE kind = 'reviewed') AS reviewed,
         max("on") FILTER (WHERE kind = 'reviewed' AND about = 'going-live') AS went_live,
         max("on") FILTER (WHERE kind = 'fri') AS fri,
         max("on") FILTER (WHERE kind = 'scale-reading') AS scale,
         max("on") FILTER (WHERE kind = 'subacute-form') AS subacute,
         max("on") FILTER (WHERE kind = 'chronic-approval') AS chronic,
         max("on") FILTER (WHERE kind = 'pain-consultation') AS pain_consultation,
         max("on") FILTER (WHERE kind = 'consultation') AS consultation,
         max("on") FILTER (WHERE kind IN ('pgap-suggested', 'pgap-ruled-out')) AS pgap,
         max("on") FILTER (WHERE kind IN ('simp-suggested', 'simp-ruled-out')) AS simp,
         max("on") FILTER (WHERE kind = 'closing-review') AS closing_review,
         max("on") FILTER (WHERE kind = 'work-history') AS work_history
  FROM record GROUP BY claim_id),
-- A report names its period, by default the latest reached when it arrives.
narrative AS (
  SELECT r.claim_id, array_agg(coalesce(nullif(r.about, ''), ((r."on" - c.visited) / 60 * 60)::text))
           AS periods
  FROM record r JOIN claim c ON c.id = r.claim_id WHERE r.kind = 'narrative-report' GROUP BY r.claim_id),

-- A sending waits until the next turn of its hand-over, whatever that was.
sending AS (
  SELECT claim_id, max("on") AS sent
  FROM (SELECT h.claim_id, t.kind, t."on", lead(t."on") OVER (PARTITION BY h.id ORDER BY t.at, t.id) AS next_on
        FROM coordination_handoverturn t JOIN coordination_handover h ON h.id = t.hand_over_id
        JOIN claim c ON c.id = h.claim_id
        WHERE t.cohe_id = %(cohe)s AND h.cohe_id = %(cohe)s) AS turn
  WHERE kind = 'sent' AND "on" <= %(day)s AND (next_on IS NULL OR next_on > %(day)s) GROUP BY claim_id),

-- ---- surgeries and opioids ------------------------------------------------------------------------------
-- Of a surgery only the planned day is known before it comes; one without any other date is always there.
surgery AS MATERIALIZED (
  SELECT s.claim_id, s.procedure, s.scheduled_for, requested_on, authorized_on, performed_on,
         denied_on IS NOT NULL AND (authorized_on IS NULL OR authorized_on <= denied_on) AS is_denied,
         concat_ws(' ', s.procedure, requested_on) AS about, s.key
  FROM (SELECT claim_id, procedure, scheduled_for, concat_ws(' ', procedure, requested_on) AS key,
               CASE WHEN requested_on <= %(day)s THEN requested_on END AS requested_on,
               CASE WHEN authorized_on <= %(day)s THEN authorized_on END AS authorized_on,
               CASE WHEN denied_on <= %(day)s THEN denied_on END AS denied_on,
               CASE WHEN performed_on <= %(day)s THEN performed_on END AS performed_on,
               coalesce(least(requested_on, authorized_on, denied_on, performed_on), '-infinity')
                 AS exists_from
        FROM claims_surgery WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL) AS s
  JOIN claim c ON c.id = s.claim_id WHERE s.exists_from <= %(day)s),
operated AS (SELECT claim_id, max(performed_on) AS performed FROM surgery GROUP BY claim_id),
fill AS MATERIALIZED (
  SELECT f.claim_id, f.filled_on, f.drug, coalesce(f.days_supply, 0) AS supply,
         coalesce(f.med_per_day, 0) AS dose, f.prescriber_number AS prescriber,
         greatest(c.injured, o.performed) AS anchor
  FROM claims_prescription f JOIN claim c ON c.id = f.claim_id LEFT JOIN operated o ON o.claim_id = c.id
  WHERE f.cohe_id = %(cohe)s AND f.withdrawn_at IS NULL AND f.is_opioid AND f.filled_on <= %(day)s),
opioid AS (
  SELECT claim_id, anchor FROM fill
  GROUP BY claim_id, anchor HAVING max(filled_on + supply + 7) >= %(day)s),
-- The doses that count: of each drug and prescriber the latest fill, as long as it lasts.
dose AS (
  SELECT claim_id, sum(dose) AS dose, max(filled_on) AS filled_on
  FROM (SELECT DISTINCT ON (claim_id, drug, prescriber) claim_id, filled_on, supply, dose
        FROM fill ORDER BY claim_id, drug, prescriber, filled_on DESC) AS latest
  WHERE filled_on + supply - 1 >= %(day)s GROUP BY claim_id),
first_fill AS (
  SELECT DISTINCT ON (claim_id) claim_id, filled_on, supply FROM fill WHERE filled_on >= anchor
  ORDER BY claim_id, filled_on, supply DESC),
agreement AS (
  SELECT a.claim_id, a."on" AS agreed, min(f.filled_on) AS other_fill
  FROM (SELECT DISTINCT ON (claim_id) claim_id, "on", about FROM record WHERE kind = 'opioid-agreement'
        ORDER BY claim_id, "on" DESC, id DESC) AS a
  LEFT JOIN fill f ON f.claim_id = a.claim_id AND f.filled_on >= a."on"
        AND f.prescriber <> a.about AND f.prescriber <> '' AND a.about <> ''
  GROUP BY a.claim_id, a."on"),

-- ---- business days (domain.md 12.1), from the first day that a rule may ask about ----------------------
span AS (
  SELECT date_trunc('year', least(
           %(day)s, (SELECT least(min(appeared), min(visited), min(roa), min(status_date)) FROM claim),
           (SELECT min(filled_on) FROM fill), (SELECT min(asked_on) FROM frq), (SELECT min(sent) FROM sending)))::date AS first,
         date_trunc('year', %(day)s + interval '2 years')::date - 1 AS last),
year AS (
  SELECT generate_series(extract(year FROM first)::int, extract(year FROM last)::int) AS y FROM span),
nth_weekday (month, weekday, n) AS (VALUES (1, 1, 3), (2, 1, 3), (9, 1, 1), (11, 4, 4)),
holiday AS MATERIALIZED (
  SELECT CASE extract(isodow FROM fixed) WHEN 6 THEN fixed - 1 WHEN 7 THEN fixed + 1 ELSE fixed END AS day
  FROM year, LATERAL (VALUES (make_date(y, 1, 1)), (make_date(y + 1, 1, 1)), (make_date(y, 7, 4)),
                             (make_date(y, 11, 11)), (make_date(y, 12, 25)),
                             (CASE WHEN y >= 2022 THEN make_date(y, 6, 19) END)) AS f(fixed)
  WHERE fixed IS NOT NULL
  UNION
  SELECT first + mod(7 + weekday - extract(isodow FROM first)::int, 7) + 7 * (n - 1) + friday
  FROM year, nth_weekday, LATERAL (SELECT make_date(y, month, 1) AS first) AS m,
       LATERAL (SELECT generate_series(0, (month = 11)::int) AS friday) AS thanksgiving_and_the_day_after
  UNION
  SELECT last - (extract(isodow FROM last)::int - 1)
  FROM year, LATERAL (SELECT make_date(y, 5, 31) AS last) AS m),
numbered AS MATERIALIZED (
  SELECT day, is_open, count(*) FILTER (WHERE is_open) OVER (ORDER BY day) AS nth
  FROM (SELECT day, extract(isodow FROM day) < 6 AND day <> ALL (closed.days) AS is_open
        FROM (SELECT first + generate_series(0, last - first) AS day FROM span) AS any_day
        CROSS JOIN (SELECT array_agg(day) AS days FROM holiday) AS closed) AS d),
open_days AS (SELECT array_agg(day ORDER BY day) AS nth FROM numbered WHERE is_open),
calendar AS MATERIALIZED (
  SELECT d.day, CASE WHEN d.is_open THEN d.day ELSE o.nth[d.nth + 1] END AS open_day, o.nth[d.nth + 1] AS bd1,
         o.nth[d.nth + 2] AS bd2, o.nth[d.nth + 3] AS bd3, o.nth[d.nth + 5] AS bd5, o.nth[d.nth + 10] AS bd10
  FROM numbered d CROSS JOIN open_days o),

-- ---- one row a claim --------------------------------------------------------------------------------------
fact AS MATERIALIZED (
  SELECT c.*, s.off_since, s.restricted_since, s.lapsed_since, %(day)s - s.off_since + 1 AS off_day,
         a.first_exam, a.last_exam, a.ends AS apf_ends, f.answered, r.*,
         n.activity, n.worker, n.employer, n.medication
  FROM claim c
  LEFT JOIN spell s ON s.claim_id = c.id
  LEFT JOIN apf a ON a.claim_id = c.id
  LEFT JOIN note n ON n.claim_id = c.id
  LEFT JOIN last_frq f ON f.claim_id = c.id
  LEFT JOIN last_record r ON r.claim_id = c.id),

-- ---- the rules --------------------------------------------------------------------------------------------
owed (claim_id, rule, about, due_on, last_day, because) AS (
  SELECT id, 'T01', '', k.open_day, NULL::date, format('On the list since %%s; not reviewed.', appeared)
  FROM fact JOIN calendar k ON k.day = appeared WHERE reviewed IS NULL AND activity IS NULL
  UNION ALL
  SELECT id, 'T01', '', k.open_day, NULL, format('Reopened %%s; not reviewed since.', status_date)
  FROM fact JOIN calendar k ON k.day = status_date
  WHERE claim_status = 'reopened' AND status_date <= %(day)s AND reviewed < status_date
  UNION ALL
  SELECT id, 'T02', '', k.bd10, k.bd10, format('On the list since %%s; no activity yet.', appeared)
  FROM fact JOIN calendar k ON k.day = appeared
  WHERE activity IS NULL AND went_live IS NULL AND %(day)s >= k.bd5
  UNION ALL
  SELECT id, 'T05', '', greatest(asked, off_since), NULL,
         format('Off work since %%s; last contact with the worker %%s.', off_since, worker)
  FROM fact, LATERAL (SELECT coalesce(worker, appeared) + (ARRAY[7, 14, 21])[tier_rank + 1] AS asked) AS x
  WHERE off_since IS NOT NULL AND %(day)s >= asked
  UNION ALL
  SELECT id, 'T07', '', k.bd2, NULL, format('First visit %%s; no ROA received.', visited)
  FROM fact JOIN calendar k ON k.day = visited WHERE roa IS NULL AND %(day)s > visited
  UNION ALL
  SELECT id, 'T08', '', k.bd1, NULL, format('ROA received %%s is incomplete.', roa)
  FROM fact JOIN calendar k ON k.day = roa WHERE roa_complete IS FALSE
  UNION ALL
  SELECT id, 'T09', '', greatest(k.bd2, restricted_since), visited + 84,
         format('Restricted since %%s, first visit %%s; no APF.', restricted_since, visited)
  FROM fact JOIN calendar k ON k.day = visited
  WHERE restricted_since IS NOT NULL AND last_exam IS NULL AND %(day)s >= k.bd2
  UNION ALL
  SELECT id, 'T10', '', greatest(apf_ends, restricted_since, lapsed_since), NULL,
         format('Restricted since %%s; latest APF ends %%s.',
                coalesce(restricted_since, lapsed_since), apf_ends)
  FROM fact WHERE coalesce(restricted_since, lapsed_since) IS NOT NULL AND %(day)s >= apf_ends - 3
  UNION ALL
  SELECT id, 'T11', '', k.bd5, NULL,
         format('Restricted since %%s; the employer was not reached.', restricted_since)
  FROM fact JOIN calendar k ON k.day = greatest(restricted_since, first_exam)
  WHERE restricted_since IS NOT NULL AND first_exam IS NOT NULL AND employer >= restricted_since IS NOT TRUE
  UNION ALL
  SELECT id, 'T12', '', off_since + 27, off_since + 57,
         format('Off work since %%s; no FRQ on file.', off_since)
  FROM fact WHERE off_day BETWEEN 10 AND 58 AND answered >= off_since IS NOT TRUE
  UNION ALL
  SELECT DISTINCT f.claim_id, 'T14', f.asked_on::text, k.bd1, NULL::date,
         format('FRQ of %%s positive; the attending provider is not told.', f.asked_on)
  FROM frq f JOIN calendar k ON k.day = f.asked_on
  WHERE f.result = 'positive' AND NOT EXISTS (
    SELECT FROM record r WHERE r.claim_id = f.claim_id AND r.kind = 'ap-told' AND r.about = f.asked_on::text)
  UNION ALL
  SELECT DISTINCT f.claim_id, 'T15', f.asked_on::text, told + 14, NULL::date,
         format('Told of the FRQ of %%s on %%s; no intervention.', f.asked_on, told)
  FROM frq f
  JOIN (SELECT claim_id, about, min("on") AS told
        FROM record WHERE kind = 'ap-told' GROUP BY claim_id, about) AS r
    ON r.claim_id = f.claim_id AND r.about = f.asked_on::text
  LEFT JOIN last_record l ON l.claim_id = f.claim_id
  WHERE f.result = 'positive' AND %(day)s >= told + 14 AND l.fri >= told IS NOT TRUE
  UNION ALL
  SELECT id, 'T16', '', since + 14, NULL, format('Off work since %%s; last reading %%s.', off_since, scale)
  FROM fact, LATERAL (SELECT CASE WHEN scale >= off_since THEN scale ELSE off_since END AS since) AS x
  WHERE %(day)s >= since + 14
  UNION ALL
  SELECT o.claim_id, 'T20', '', anchor + 42, anchor + 42,
         format('Opioids since %%s; no subacute form.', anchor)
  FROM opioid o LEFT JOIN last_record r ON r.claim_id = o.claim_id
  WHERE %(day)s >= anchor + 35 AND %(day)s < anchor + 77 AND r.subacute >= anchor IS NOT TRUE
  UNION ALL
  SELECT o.claim_id, 'T21', '', anchor + 84, anchor + 84,
         format('Opioids since %%s; no chronic approval.', anchor)
  FROM opioid o LEFT JOIN last_record r ON r.claim_id = o.claim_id
  WHERE %(day)s >= anchor + 77 AND r.chronic >= anchor IS NOT TRUE
  UNION ALL
  SELECT o.claim_id, 'T22', '', r.chronic + 90, r.chronic + 90,
         format('Chronic approval of %%s ends.', r.chronic)
  FROM opioid o JOIN last_record r ON r.claim_id = o.claim_id
  WHERE r.chronic >= anchor AND %(day)s >= r.chronic + 90 - 14
  UNION ALL
  SELECT o.claim_id, 'T23', '', least(x.none, x.ends, k.bd5), NULL,
         format('Opioids since %%s; agreement of %%s, another prescriber %%s.', anchor, agreed, other_fill)
  FROM opioid o LEFT JOIN agreement a ON a.claim_id = o.claim_id LEFT JOIN calendar k ON k.day = a.other_fill,
       LATERAL (SELECT CASE WHEN agreed IS NULL THEN anchor + 84 END AS none,
                       CASE WHEN %(day)s >= agreed + 365 - 14 THEN agreed + 365 END AS ends) AS x
  WHERE %(day)s >= anchor + 84 AND coalesce(x.none, x.ends, k.bd5) IS NOT NULL
  UNION ALL
  SELECT d.claim_id, 'T24', '', k.bd1, NULL,
         format('Opioids of %%s mg a day, last fill %%s.', dose, d.filled_on)
  FROM dose d JOIN calendar k ON k.day = d.filled_on LEFT JOIN last_record r ON r.claim_id = d.claim_id
  WHERE d.dose > 120 AND r.pain_consultation IS NULL
  UNION ALL
  SELECT f.claim_id, 'T25', f.filled_on::text, k.bd2, NULL,
         format('First fill %%s for %%s days.', filled_on, supply)
  FROM first_fill f JOIN calendar k ON k.day = f.filled_on LEFT JOIN note n ON n.claim_id = f.claim_id
  WHERE f.supply > 7 AND %(day)s <= f.filled_on + 30 AND n.medication >= f.filled_on IS NOT TRUE
  UNION ALL
  SELECT id, 'T26', '', k.bd3, NULL, format('First visit %%s; no attending provider.', visited)
  FROM fact JOIN calendar k ON k.day = visited WHERE has_no_attending AND %(day)s >= visited
  UNION ALL
  SELECT s.claim_id, 'T28', '', k.bd2, NULL, format('Hand-over sent %%s waits for an answer.', sent)
  FROM sending s JOIN calendar k ON k.day = s.sent
  UNION ALL
  SELECT s.claim_id, 'T29', about, requested_on + 7, NULL,
         format('%%s: requested %%s.', procedure, requested_on)
  FROM surgery s
  WHERE authorized_on IS NULL AND performed_on IS NULL AND NOT is_denied AND %(day)s >= requested_on + 7
    AND NOT EXISTS (SELECT FROM record r
                    WHERE r.claim_id = s.claim_id AND r.kind = 'surgery-withdrawn' AND r.about = s.key)
  UNION ALL
  SELECT s.claim_id, 'T30', about, authorized_on + 21, authorized_on + 21,
         format('%%s: authorized %%s, not performed.', procedure, authorized_on)
  FROM surgery s
  WHERE performed_on IS NULL AND NOT is_denied AND %(day)s >= authorized_on + 14
    AND NOT EXISTS (SELECT FROM record r
                    WHERE r.claim_id = s.claim_id AND r.kind = 'surgery-cancelled' AND r.about = s.key)
  UNION ALL
  SELECT s.claim_id, 'T31', about, scheduled_for - 7, scheduled_for,
         format('%%s: scheduled for %%s; no pre-op plan.', procedure, scheduled_for)
  FROM surgery s
  WHERE performed_on IS NULL AND NOT is_denied AND %(day)s >= scheduled_for - 14
    AND NOT EXISTS (SELECT FROM record r
                    WHERE r.claim_id = s.claim_id AND r.kind IN ('surgery-cancelled', 'preop-plan')
                      AND r.about = s.key)
  UNION ALL
  SELECT s.claim_id, 'T32', about, performed_on + 7, NULL,
         format('%%s: performed %%s; no APF since.', procedure, performed_on)
  FROM surgery s LEFT JOIN apf a ON a.claim_id = s.claim_id
  WHERE %(day)s > performed_on AND %(day)s <= performed_on + 90 AND a.last_exam >= performed_on IS NOT TRUE
  UNION ALL
  SELECT id, 'T34', reached::text, off_since + reached - 1, NULL,
         format('Off work since %%s; no activity since day %%s.', off_since, reached)
  FROM fact, LATERAL (SELECT CASE WHEN off_day >= 365 THEN 365 WHEN off_day >= 180 THEN 180
                                  WHEN off_day >= 84 THEN 84 WHEN off_day >= 60 THEN 60 END AS reached) AS x
  WHERE reached IS NOT NULL AND activity >= off_since + reached - 1 IS NOT TRUE
  UNION ALL
  SELECT id, 'T35', period::text, greatest(visited + period, restricted_since), NULL,
         format('Restricted since %%s, in care since %%s; no report.', restricted_since, visited)
  FROM fact LEFT JOIN narrative n ON n.claim_id = id,
       LATERAL (SELECT (%(day)s - visited) / 60 * 60 AS period) AS x
  WHERE restricted_since IS NOT NULL AND period >= 60 AND (period::text = ANY(n.periods)) IS NOT TRUE
  UNION ALL
  SELECT id, 'T36', '', greatest(visited + 120, restricted_since), NULL,
         format('Restricted since %%s, in care since %%s; no consultation.', restricted_since, visited)
  FROM fact
  WHERE restricted_since IS NOT NULL AND %(day)s >= visited + 120 AND consultation IS NULL
    AND NOT EXISTS (SELECT FROM surgery s WHERE s.claim_id = id)
  UNION ALL
  SELECT id, 'T37', '', greatest(injured + 29, restricted_since), NULL,
         format('Restricted since %%s, injured %%s; PGAP not suggested.', restricted_since, injured)
  FROM fact WHERE restricted_since IS NOT NULL AND %(day)s >= injured + 29 AND pgap IS NULL
  UNION ALL
  SELECT id, 'T39', '', greatest(injured + 91, off_since), NULL,
         format('Off work since %%s, injured %%s; SIMP not suggested.', off_since, injured)
  FROM fact WHERE off_since IS NOT NULL AND %(day)s >= injured + 91 AND simp IS NULL
  UNION ALL
  SELECT id, 'T40', '', ends - 7, ends, format('Service since %%s ends %%s; no closing review.', starts, ends)
  FROM fact, LATERAL (SELECT (starts + interval '12 months')::date AS ends,
                             (starts + interval '11 months')::date AS opens) AS x
  WHERE %(day)s >= opens AND closing_review >= opens IS NOT TRUE
  UNION ALL
  SELECT id, 'T42', '', appeared + 14, NULL,
         format('Occupational disease; no work history since %%s.', appeared)
  FROM fact WHERE claim_type = 'occupational_disease' AND work_history IS NULL),
-- Of a claim that left its list lately only some rules ask for anything.
due AS (
  SELECT owed.* FROM owed JOIN claim c ON c.id = owed.claim_id WHERE c.is_on_list OR owed.rule = 'T28')
