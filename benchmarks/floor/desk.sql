-- The middle of the statement: what coordinators recorded, the calendar, one row a claim.
-- ---- referrals: every day but the planned one of the visit is known once it has come -----------------
referral AS MATERIALIZED (
  SELECT r.claim_id, r.about, r.kind, r.ordered_on, r.sent_on, r.scheduled_for, r.engaged_on, r.report_on,
         r.passed_on IS NOT NULL AND r.reviewed_on IS NOT NULL AS is_reviewed, r.ended_on,
         x.is_planned,
         CASE WHEN r.engaged_on IS NULL AND r.ended_on IS NULL AND NOT x.is_planned
                   AND r.ordered_on IS NOT NULL
                   AND (r.sent_on IS NULL
                        OR r.kind NOT IN ('stay-at-work', 'risk-management', 'preferred-worker'))
              THEN greatest(r.ordered_on, r.missed_on) + 3 END AS schedule_by,
         CASE WHEN r.engaged_on IS NOT NULL OR r.ended_on IS NOT NULL THEN NULL
              WHEN x.is_planned AND (r.barrier_on >= r.scheduled_for) IS NOT TRUE THEN r.scheduled_for + 1
              WHEN NOT x.is_planned AND (r.barrier_on >= r.sent_on) IS NOT TRUE THEN r.sent_on + 14
         END AS start_by
  FROM (SELECT claim_id, id::text AS about, kind, scheduled_for,
               CASE WHEN suggested_on <= %(day)s THEN suggested_on END AS suggested_on,
               CASE WHEN ordered_on <= %(day)s THEN ordered_on END AS ordered_on,
               CASE WHEN sent_on <= %(day)s THEN sent_on END AS sent_on,
               CASE WHEN missed_on <= %(day)s THEN missed_on END AS missed_on,
               CASE WHEN barrier_on <= %(day)s THEN barrier_on END AS barrier_on,
               CASE WHEN engaged_on <= %(day)s THEN engaged_on END AS engaged_on,
               CASE WHEN report_on <= %(day)s THEN report_on END AS report_on,
               CASE WHEN passed_on <= %(day)s THEN passed_on END AS passed_on,
               CASE WHEN reviewed_on <= %(day)s THEN reviewed_on END AS reviewed_on,
               CASE WHEN coalesce(completed_on, ended_on) <= %(day)s
                    THEN coalesce(completed_on, ended_on) END AS ended_on
        FROM coordination_referral WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL) AS r
  JOIN claim c ON c.id = r.claim_id,
  LATERAL (SELECT coalesce(r.missed_on < r.scheduled_for, r.scheduled_for IS NOT NULL) AS is_planned) AS x
  WHERE num_nonnulls(r.suggested_on, r.ordered_on, r.ended_on) > 0),
considered AS (
  SELECT claim_id, bool_or(kind = 'pgap') AS pgap_referral, bool_or(kind = 'simp') AS simp_referral,
         bool_or(kind = 'work-rehabilitation') AS rehabilitation
  FROM referral GROUP BY claim_id),

-- ---- plans: the lines of the version in force that day, with what was marked by then -------------------
plan AS MATERIALIZED (
  SELECT p.id, p.claim_id, p.activated_on, p.contact_set_on, p.next_contact_on,
         p.activated_on <= %(day)s AND (p.paused_on <= %(day)s) IS NOT TRUE AS is_active
  FROM coordination_plan p JOIN claim c ON c.id = p.claim_id
  WHERE p.cohe_id = %(cohe)s AND p.made_on <= %(day)s
    AND (p.concluded_on > %(day)s OR p.concluded_on IS NULL)),
mark AS (
  SELECT plan_id, key, min("on") FILTER (WHERE kind = 'done') AS done_on,
         max("on") FILTER (WHERE kind = 'no-change') AS no_change_on
  FROM coordination_planmark
  WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL AND "on" <= %(day)s GROUP BY plan_id, key),
plan_line AS MATERIALIZED (
  SELECT p.claim_id, p.is_active, l.key, l.kind, l.text, l.target_on, l.expected_on, l.set_on,
         l.job_goal <> '' AS is_job_goal, m.done_on, m.no_change_on
  FROM (SELECT DISTINCT ON (v.plan_id) v.plan_id, v.id FROM coordination_planversion v
        WHERE v.cohe_id = %(cohe)s AND v.made_on <= %(day)s ORDER BY v.plan_id, v.number DESC) AS v
  JOIN plan p ON p.id = v.plan_id
  JOIN coordination_planline l ON l.cohe_id = %(cohe)s AND l.version_id = v.id AND l.set_on <= %(day)s
  LEFT JOIN mark m ON m.plan_id = v.plan_id AND m.key = l.key),
job_goal AS (SELECT claim_id, min(set_on) AS goal_on FROM plan_line WHERE is_job_goal GROUP BY claim_id),
last_update AS (
  SELECT p.claim_id, max(u.sent_on) AS updated
  FROM coordination_stakeholderupdate u
  JOIN coordination_plan p ON p.cohe_id = %(cohe)s AND p.id = u.plan_id
  WHERE u.cohe_id = %(cohe)s AND u.withdrawn_at IS NULL AND u.sent_on <= %(day)s GROUP BY p.claim_id),
-- News is the first APF or work status after the last update, without one after the activation.
told AS MATERIALIZED (
  SELECT p.claim_id, u.updated, coalesce(u.updated, p.activated_on) AS last, least(
           (SELECT min(a.exam_date) FROM claims_apf a
            WHERE a.cohe_id = %(cohe)s AND a.claim_id = p.claim_id AND a.withdrawn_at IS NULL
              AND a.exam_date > coalesce(u.updated, p.activated_on) AND a.exam_date <= %(day)s),
           (SELECT min(w.from_date) FROM claims_workstatus w
            WHERE w.cohe_id = %(cohe)s AND w.claim_id = p.claim_id AND w.withdrawn_at IS NULL
              AND w.from_date > coalesce(u.updated, p.activated_on) AND w.from_date <= %(day)s)) AS news
  FROM plan p LEFT JOIN last_update u ON u.claim_id = p.claim_id WHERE p.is_active),
service_report AS (
  SELECT p.claim_id, r.id, r.sender, r.received_on, (r.passed_on <= %(day)s) IS NOT TRUE AS not_passed,
         (r.reviewed_on <= %(day)s) IS NOT TRUE AS not_reviewed
  FROM coordination_servicereport r
  JOIN coordination_plan p ON p.cohe_id = %(cohe)s AND p.id = r.plan_id JOIN claim c ON c.id = p.claim_id
  WHERE r.cohe_id = %(cohe)s AND r.withdrawn_at IS NULL AND r.received_on <= %(day)s),

-- ---- readings: the last of each scale, the one before it, the latest at least 14 days before it ----------
reading AS (
  SELECT r.claim_id, r.scale, r."on", r.value, r.is_up, max(r."on") OVER whole AS last_on,
         row_number() OVER (whole ORDER BY r."on" DESC, r.recorded_at DESC) AS n
  FROM (SELECT a.claim_id, rtrim(a.slug || ' ' || s.key) AS scale, a.taken_on, s.value::numeric,
               a.higher_is_better, a.recorded_at
        FROM coordination_assessment a, jsonb_each_text(a.scores) AS s
        WHERE a.cohe_id = %(cohe)s AND a.withdrawn_at IS NULL AND a.is_reading
        UNION ALL
        SELECT claim_id, about, "on", value, about = 'leg', recorded_at FROM coordination_record
        WHERE cohe_id = %(cohe)s AND withdrawn_at IS NULL AND kind = 'scale-reading' AND value IS NOT NULL
          AND about <> '' AND about <> 'other') AS r (claim_id, scale, "on", value, is_up, recorded_at)
  JOIN claim c ON c.id = r.claim_id WHERE r."on" <= %(day)s
  WINDOW whole AS (PARTITION BY r.claim_id, r.scale)),
scale AS MATERIALIZED (
  SELECT claim_id, scale, last_on, max(value) FILTER (WHERE n = 1) AS last,
         bool_or(is_up) FILTER (WHERE n = 1) AS is_up, max(value) FILTER (WHERE n = 2) AS before,
         (array_agg(value ORDER BY n) FILTER (WHERE "on" <= last_on - 14))[1] AS earlier
  FROM reading GROUP BY claim_id, scale, last_on HAVING count(*) > 1),
alert AS (
  SELECT claim_id, about, max("on") AS "on" FROM record WHERE kind = 'ap-alerted' GROUP BY claim_id, about),
no_progress AS MATERIALIZED (
  SELECT s.claim_id, s.scale, s.last_on, s.last, s.earlier, s.before
  FROM scale s LEFT JOIN alert a ON a.claim_id = s.claim_id AND a.about = s.scale,
       LATERAL (SELECT CASE WHEN is_up THEN last - earlier ELSE earlier - last END AS long,
                       CASE WHEN is_up THEN last - before ELSE before - last END AS short) AS gained
  WHERE (a."on" >= s.last_on) IS NOT TRUE
    AND (CASE WHEN earlier = 0 THEN long < 0 OR long = 0 AND is_up
              ELSE round(long / earlier * 100, 2) < 30 END
         OR CASE WHEN before = 0 THEN short < 0 ELSE round(short / before * 100, 2) <= -10 END)),

-- ---- what else is to be seen to -------------------------------------------------------------------------
milestone AS (
  SELECT p.claim_id, m.id, p.about AS surgery, m.words, m.expected_on
  FROM coordination_milestone m JOIN release_plan p ON p.id = m.plan_id JOIN claim c ON c.id = p.claim_id
  WHERE m.cohe_id = %(cohe)s AND m.withdrawn_at IS NULL AND m.planned_on <= %(day)s
    AND m.expected_on < %(day)s AND (m.met_on <= %(day)s) IS NOT TRUE),
transfer AS (
  SELECT t.claim_id, min(t.asked_on) AS asked
  FROM coordination_transfer t JOIN claim c ON c.id = t.claim_id
  WHERE t.cohe_id = %(cohe)s AND t.withdrawn_at IS NULL AND t.asked_on <= %(day)s
    AND (t.decided_on <= %(day)s) IS NOT TRUE GROUP BY t.claim_id),
stay AS (
  SELECT s.claim_id, s.admitted_on FROM coordination_hospitalstay s JOIN claim c ON c.id = s.claim_id
  WHERE s.cohe_id = %(cohe)s AND s.withdrawn_at IS NULL AND s.admitted_on <= %(day)s
    AND (s.discharged_on <= %(day)s) IS NOT TRUE),
document AS MATERIALIZED (
  SELECT d.claim_id, d.id, d.kind, d.title, d.arrived_on
  FROM claims_document d JOIN claim c ON c.id = d.claim_id
  LEFT JOIN coordination_documentreview r
    ON r.cohe_id = %(cohe)s AND r.document_id = d.id AND r.withdrawn_at IS NULL AND r.reviewed_on <= %(day)s
  WHERE d.cohe_id = %(cohe)s AND d.withdrawn_at IS NULL AND d.arrived_on <= %(day)s AND r.id IS NULL
    AND d.kind IN ('chart-note', 'narrative', 'consultation', 'operative', 'imaging')),
ohms AS (
  SELECT o.claim_id, o.note_id, o.signed_on
  FROM coordination_ohmsentry o JOIN claim c ON c.id = o.claim_id
  WHERE o.cohe_id = %(cohe)s AND o.signed_on <= %(day)s AND (o.entered_on <= %(day)s) IS NOT TRUE),
share AS (
  SELECT s.claim_id, s.id, s.name, s.shared_on
  FROM coordination_resourceshare s JOIN claim c ON c.id = s.claim_id
  WHERE s.cohe_id = %(cohe)s AND s.withdrawn_at IS NULL AND s.in_plan AND s.shared_on <= %(day)s - 14
    AND (s.followed_up_on <= %(day)s) IS NOT TRUE),

-- ---- business days (domain.md 12.1), from the first day that a rule may ask about ----------------------
span AS (
  SELECT date_trunc('year', least(
           %(day)s, (SELECT least(min(appeared), min(visited), min(roa), min(status_date)) FROM claim),
           (SELECT min(filled_on) FROM fill), (SELECT min(asked_on) FROM frq),
           (SELECT min(sent) FROM sending), (SELECT min(report_on) FROM referral),
           (SELECT min(expected_on) FROM plan_line), (SELECT min(news) FROM told),
           (SELECT min(received_on) FROM service_report), (SELECT min(last_on) FROM no_progress),
           (SELECT min(arrived_on) FROM document), (SELECT min(signed_on) FROM ohms)))::date AS first,
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
         n.activity, n.worker, n.employer, n.medication, n.family, n.surgeon,
         o.pgap_referral, o.simp_referral, o.rehabilitation
  FROM claim c
  LEFT JOIN spell s ON s.claim_id = c.id
  LEFT JOIN apf a ON a.claim_id = c.id
  LEFT JOIN note n ON n.claim_id = c.id
  LEFT JOIN last_frq f ON f.claim_id = c.id
  LEFT JOIN last_record r ON r.claim_id = c.id
  LEFT JOIN considered o ON o.claim_id = c.id),

