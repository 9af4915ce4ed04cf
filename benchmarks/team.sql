-- The people above the coordinators and what is known of a team: shares, absences, training, checks of
-- %(quarters)s quarters, classes of providers, billing. Runs after world.sql in its session. The figures of the
-- quarters are counted by the product's own jobs.
INSERT INTO cohe_person (id, password, last_login, email, name, is_active, keys_on, row_height)
SELECT c * 100 + p, '!', NULL, format('%%s@bench%%s.example', role, c), format('%%s %%s', initcap(role), c),
  true, true,
       32
FROM generate_series(1, %(cohes)s) AS c, LATERAL (VALUES (20, 'supervisor'), (21, 'administrator')) AS v (p,
  role);
INSERT INTO cohe_membership (cohe_id, person_id, role, since, until)
SELECT id / 100, id, CASE id %% 100 WHEN 20 THEN 'supervisor' ELSE 'administrator' END, '2020-01-01', NULL
FROM cohe_person WHERE id %% 100 IN (20, 21);
CREATE TEMP TABLE team AS
SELECT id, (id / 100)::bigint AS cohe_id FROM cohe_person WHERE id %% 100 BETWEEN 1 AND 12
  AND id / 100 <= %(cohes)s;
INSERT INTO cohe_employment (cohe_id, person_id, hired_on) SELECT cohe_id, id, '2020-01-01' FROM team;

-- Each of them changed her hours once a year or so; one in six works part-time.
INSERT INTO staffing_roleshare (
  cohe_id, person_id, role, minutes_a_week, full_time_minutes, since, until, reason)
SELECT cohe_id, id, 'hsc', CASE WHEN (id + n) %% 6 = 0 THEN 1200 ELSE 2400 END, 2400,
       %(day)s - 400 * (5 - n), CASE WHEN n < 5 THEN %(day)s - 400 * (4 - n) END, ''
FROM team, generate_series(0, 5) AS n;
INSERT INTO staffing_absence (cohe_id, person_id, kind, first_on, last_on, is_long, set_at)
SELECT cohe_id, id, 'vacation', first, first + 9, false, first
FROM team, generate_series(0, 10) AS n,
  LATERAL (SELECT %(day)s + 10 - 180 * n - (id %% 12)::int * 9 AS first) AS f;
INSERT INTO staffing_reportingline (cohe_id, person_id, reports_to_id, since)
SELECT cohe_id, id, cohe_id * 100 + 20, '2020-01-01' FROM team;
INSERT INTO training_course (
  cohe_id, person_id, way, title, delivered_on, hours, topics, place, elsewhere, required_testing,
    recorded_at)
SELECT cohe_id, id, 'cohe-training', 'Roles and process', date '2020-02-01' + 100 * n, 8, '{}', '', false,
  false,
       %(day)s
FROM team, generate_series(0, 9) AS n;

-- ---- quarters ---------------------------------------------------------------------------------------------
CREATE TEMP TABLE quarter_made AS
SELECT c AS cohe_id, first, (first + interval '3 months')::date - 1 AS last,
       extract(year FROM first)::int AS year, extract(quarter FROM first)::int AS number
FROM generate_series(1, %(cohes)s) AS c, generate_series(1, %(quarters)s) AS n,
     LATERAL (SELECT (date_trunc('quarter', %(day)s) - n * interval '3 months')::date AS first) AS q;
INSERT INTO staffing_staffingcheck (
  cohe_id, year, number, kind, made_at, claims, fte_numerator, fte_denominator, line, claims_of_year,
  end_fte_numerator, end_fte_denominator, claims_per_fte_year, terms)
SELECT q.cohe_id, year, number, 'scheduled', last + 1, claims, 11, 1, 588, 4 * claims, 11, 1, 2350, '[]'
FROM quarter_made q, LATERAL (
  SELECT count(*) AS claims FROM claims_claim c
  WHERE c.cohe_id = q.cohe_id AND c.appeared BETWEEN q.first AND q.last) AS counted;
INSERT INTO staffing_comparison (cohe_id, year, number, percent, source, set_by_id, set_at)
SELECT cohe_id, year, number, 21.5, 'L&I', cohe_id * 100 + 20, last FROM quarter_made;
INSERT INTO staffing_adopterclass (cohe_id, provider_id, adoption, since, reason, set_by_id, set_at)
SELECT cohe_id, id, (ARRAY['low', 'medium', 'high'])[1 + id %% 3], date '2020-01-01' + 400 * n, '',
  cohe_id * 100 + 20,
       %(day)s
FROM claims_provider, generate_series(0, 3) AS n;
INSERT INTO staffing_providercall (cohe_id, claim_id, "on", is_billed, source, recorded_by_id, recorded_at)
SELECT cohe_id, id, visited + 6, id %% 3 = 0, 'The clinic', cohe_id * 100 + 1 + id %% 12, visited + 6
FROM made WHERE visited + 6 <= %(day)s AND pg_temp.chance(id, 120) < 0.28;
INSERT INTO staffing_apfreview (
  cohe_id, year, number, apf_id, drawn_by_id, drawn_at, is_complete, is_on_time, remark, reviewed_by_id,
    reviewed_on,
  version)
SELECT q.cohe_id, q.year, q.number, a.id, q.cohe_id * 100 + 20, q.last, a.id %% 10 > 0, a.id %% 8 > 0, '',
       q.cohe_id * 100 + 20, q.last + 5, 2
FROM quarter_made q, LATERAL (
  SELECT id FROM claims_apf a WHERE a.cohe_id = q.cohe_id AND a.exam_date BETWEEN q.first AND q.last
  ORDER BY id LIMIT 40) AS a
WHERE q.last + 5 <= %(day)s;
SELECT setval(pg_get_serial_sequence('cohe_person', 'id'), 1 + max(id)) FROM cohe_person;

-- Nearly every note that can be billed is.
WITH code AS (
  INSERT INTO coordination_billingcode (
    cohe_id, code, label, unit, minutes_per_unit, rounding, since, roles, kinds, period_days, reason,
      set_by_id, set_at)
  SELECT c, 'HSC-BENCH-01', 'Contact', 'minutes', 6, 'down', '2015-01-01', '{}', '{}', 0, 'Invented',
    c * 100 + 20,
         '2015-01-01'
  FROM generate_series(1, %(cohes)s) AS c RETURNING id, cohe_id)
INSERT INTO coordination_billingline (
  cohe_id, note_id, code_id, biller_id, provider_number, "on", minutes, units, exit_reason, reason,
    is_reversed,
  made_by_id, made_at)
SELECT n.cohe_id, n.id, code.id, n.author_id, '654321', n.contact_on, n.minutes, 1, '', '', false,
  n.author_id,
       n.contact_on
FROM coordination_casenote n JOIN code ON code.cohe_id = n.cohe_id WHERE pg_temp.chance(n.id, 121) < 0.95;
