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
  SELECT c.id, c.claim_number, c.claim_type, c.claim_status, c.status_date, c.appeared,
         coalesce(d.assistant_id, c.hsc_id) AS hsc_id,
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
  LEFT JOIN claims_delegation d ON d.cohe_id = %(cohe)s AND d.claim_id = c.id AND d.ended_at IS NULL
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

-- ---- surgeries as coordinators work them: their episodes and release-to-work plans -----------------
episode AS (
  SELECT e.id, e.claim_id, e.about, e.procedure, e.told_requested_on, e.told_authorized_on,
         e.told_scheduled_for, e.told_over, e.told_performed_on
  FROM coordination_surgeryepisode e WHERE e.cohe_id = %(cohe)s AND e.withdrawn_at IS NULL),
release_plan AS (
  SELECT p.id, p.kind, p.made_on, e.claim_id, e.about
  FROM coordination_releaseplan p JOIN episode e ON e.id = p.episode_id
  WHERE p.cohe_id = %(cohe)s AND p.withdrawn_at IS NULL),

-- ---- forms, notes, FRQs, records ---------------------------------------------------------------------
any_apf AS (
  SELECT a.claim_id, a.exam_date, a.valid_through FROM claims_apf a
  WHERE a.cohe_id = %(cohe)s AND a.withdrawn_at IS NULL AND a.exam_date <= %(day)s
  UNION ALL
  (SELECT DISTINCT ON (w.claim_id, w.exam_date) w.claim_id, w.exam_date, w.through_date
  FROM claims_workstatus w
  LEFT JOIN claims_apf a ON a.cohe_id = %(cohe)s AND a.claim_id = w.claim_id AND a.exam_date = w.exam_date
       AND a.withdrawn_at IS NULL
  WHERE w.cohe_id = %(cohe)s AND w.withdrawn_at IS NULL AND w.exam_date <= %(day)s AND a.id IS NULL
  ORDER BY w.claim_id, w.exam_date, w.from_date DESC, w.id DESC)),
apf AS (
  SELECT a.claim_id, min(a.exam_date) AS first_exam, max(a.exam_date) AS last_exam,
         (max(ARRAY[a.exam_date, coalesce(a.valid_through, a.exam_date + 30)]))[2] AS ends
  FROM any_apf a JOIN claim c ON c.id = a.claim_id GROUP BY a.claim_id),
note AS (
  SELECT n.claim_id, max(n.contact_on) AS activity,
         max(n.contact_on) FILTER (WHERE n.person = 'worker' AND n.outcome = 'reached') AS worker,
         max(n.contact_on) FILTER (WHERE n.person = 'employer' AND n.outcome = 'reached') AS employer,
         max(n.contact_on) FILTER (WHERE n.area = 'medication') AS medication,
         max(n.contact_on) FILTER (WHERE n.person = 'family' AND n.outcome = 'reached') AS family,
         max(n.contact_on) FILTER (
           WHERE n.person = 'surgeon' AND n.outcome NOT IN ('no-answer', 'wrong-number')) AS surgeon
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
-- What has a table of its own by now counts as the record it once was.
record AS MATERIALIZED (
  SELECT r.id, r.claim_id, r.kind, r."on", r.about
  FROM (SELECT id, claim_id, kind, "on", about FROM coordination_record
        WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL
        UNION ALL
        SELECT id, claim_id, 'scale-reading', taken_on, slug FROM coordination_assessment
        WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL AND is_reading AND scores <> '{}'
        UNION ALL
        SELECT id, claim_id, 'fri', visit_on, '' FROM coordination_functionalintervention
        WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL AND outcome <> 'declined'
        UNION ALL
        SELECT id, claim_id,
               CASE kind WHEN 'subacute' THEN 'subacute-form' WHEN 'chronic' THEN 'chronic-approval'
                         WHEN 'agreement' THEN 'opioid-agreement' WHEN 'work-history' THEN kind END,
               CASE kind WHEN 'subacute' THEN sent_on WHEN 'chronic' THEN approved_on
                         WHEN 'agreement' THEN coalesce(returned_on, sent_on)
                         WHEN 'work-history' THEN returned_on END,
               prescriber_number
        FROM coordination_paper WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL
        UNION ALL
        SELECT p.id, p.claim_id, 'preop-plan', p.made_on, p.about FROM release_plan p WHERE p.kind = 'pre-op'
       ) AS r (id, claim_id, kind, "on", about)
  JOIN claim c ON c.id = r.claim_id WHERE r."on" <= %(day)s),
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
        FROM (
          -- A day told fills one that the extract lacks; told over the one scheduled, until a third is set.
          SELECT x.claim_id, x.procedure, x.requested_on, x.denied_on,
                 coalesce(x.authorized_on, e.told_authorized_on) AS authorized_on,
                 CASE WHEN x.scheduled_for IS DISTINCT FROM e.told_over
                      THEN coalesce(x.scheduled_for, e.told_scheduled_for)
                      ELSE coalesce(e.told_scheduled_for, x.scheduled_for) END AS scheduled_for,
                 coalesce(x.performed_on, e.told_performed_on) AS performed_on
          FROM claims_surgery x
          LEFT JOIN episode e
            ON e.claim_id = x.claim_id AND e.about = concat_ws(' ', x.procedure, x.requested_on)
          WHERE x.cohe_id = %(cohe)s AND x.withdrawn_at IS NULL
          UNION ALL
          SELECT e.claim_id, e.procedure, e.told_requested_on, NULL, e.told_authorized_on,
                 e.told_scheduled_for, e.told_performed_on
          FROM episode e
          LEFT JOIN claims_surgery x
            ON x.cohe_id = %(cohe)s AND x.claim_id = e.claim_id AND x.withdrawn_at IS NULL
           AND concat_ws(' ', x.procedure, x.requested_on) = e.about
          WHERE x.id IS NULL
            AND num_nonnulls(e.told_requested_on, e.told_authorized_on, e.told_scheduled_for,
                             e.told_performed_on) > 0) AS told_or_extracted) AS s
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

