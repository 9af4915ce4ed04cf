-- A world of %(claims)s claims of the last %(span)s days in %(cohes)s COHEs on %(day)s: made in sets, the same
-- each time, invented.
-- Shares as in domain.md 13: a fifth of the workers lost time, a tenth take opioids.
-- Run by a superuser in a throw-away database: history triggers and checks of keys are not what is measured.
SET session_replication_role = replica;
SET work_mem = '256MB';

-- A number from 0 up to 1, another one for each row and purpose, the same on every run.
CREATE FUNCTION pg_temp.chance(subject bigint, purpose int) RETURNS float8 LANGUAGE sql IMMUTABLE
  RETURN (hashint8extended(subject, purpose) & 1048575) / 1048576.0;

INSERT INTO cohe_cohe (id, code, name, is_synthetic)
SELECT c, 'BENCH' || c, 'Benchmark COHE ' || c, true FROM generate_series(1, %(cohes)s + 1) AS c;

-- Twelve HSCs a COHE, about as many as 31,250 open claims keep busy.
INSERT INTO cohe_person (id, password, last_login, email, name, is_active, keys_on, row_height)
SELECT c * 100 + p, '!', NULL, format('hsc%%s@bench%%s.example', p, c), format('Coordinator %%s', p), true,
       true, 32
FROM generate_series(1, %(cohes)s + 1) AS c, generate_series(1, 12) AS p;
INSERT INTO cohe_membership (cohe_id, person_id, role, since, until)
SELECT id / 100, id, 'hsc', '2020-01-01', NULL FROM cohe_person;

INSERT INTO claims_provider (cohe_id, provider_number, name, credential, specialty, clinic, city, phone,
                             enrolled_on, hsc_email)
SELECT c, (200000 + c * 1000 + p)::text, format('Provider %%s', p), 'MD',
       (ARRAY['Occupational medicine', 'Family medicine', 'Orthopedics', 'Emergency medicine'])[1 + p %% 4],
       format('Clinic %%s', p / 4), 'Tacoma', '555-0100', '2015-01-01', format('hsc%%s@bench%%s.example',
       1 + p %% 12, c)
FROM generate_series(1, %(cohes)s) AS c, generate_series(1, 60) AS p;

-- ---- claims: `course` is 0 no restrictions to speak of, 1 restricted, 2 off work, 3 off work for long
CREATE TEMP TABLE made AS
SELECT n AS id, 1 + (n - 1) * %(cohes)s / %(claims)s AS cohe_id, visited,
       visited - (9 * chance_2 ^ 3)::int AS injured,
       CASE WHEN chance_3 < 0.55 THEN 0 WHEN chance_3 < 0.80 THEN 1 WHEN chance_3 < 0.94 THEN 2
       ELSE 3 END AS course,
       1 + (5 * pg_temp.chance(n, 4))::int AS rows
FROM generate_series(1, %(claims)s) AS n,
     LATERAL (SELECT %(day)s - (%(span)s * pg_temp.chance(n, 1))::int AS visited, pg_temp.chance(n, 2) AS chance_2,
                     pg_temp.chance(n, 3) AS chance_3) AS c;
ANALYZE made;

INSERT INTO claims_claim (
  id, cohe_id, claim_number, fund, claim_type, claim_status, status_date, date_of_injury, first_visit_date,
  roa_received_date, roa_complete, claim_established_date, body_part, side, icd10, worker_last_name,
  worker_first_name, worker_dob, worker_phone, worker_language, interpreter_needed, employer_account,
    employer_name,
  employer_phone, union_name, occupation, initiating_provider_number, attending_provider_number,
    attending_since,
  claim_manager, hsc_id, tier)
SELECT id, cohe_id, substr('ABCFGHJKLMNPXY', 1 + id::int %% 14, 1) || (100000 + id / 14), 'state',
       CASE WHEN pg_temp.chance(id, 10) < 0.04 THEN 'occupational_disease' ELSE 'injury' END,
       CASE WHEN pg_temp.chance(id, 11) < 0.8 THEN 'allowed' WHEN pg_temp.chance(id, 11) < 0.98 THEN 'pending'
            ELSE 'reopened' END,
       least(visited + 10, %(day)s), injured, visited,
       CASE WHEN pg_temp.chance(id, 12) < 0.97 THEN least(visited + (4 * pg_temp.chance(id, 12) ^ 3)::int,
       %(day)s) END,
       pg_temp.chance(id, 13) < 0.97, least(visited + (4 * pg_temp.chance(id, 14))::int, %(day)s),
       'lower back',
       'none', 'S39.012A',
       (string_to_array('Mart Nguy Brow Petr Okaf Soren Kim Alvar Hald Gonz Schmid Tanak Ross Ivan Kowal Hern '
                        'Lind Mur Patt Sing Wall Yam Zimm Dub', ' '))[1 + (23 * pg_temp.chance(id, 15))::int]
       || (string_to_array('ez en n ov or sen ura ado berg ski etti son ini ic stein man ford ley well wood '
                           'ton field hart ard', ' '))[1 + (23 * pg_temp.chance(id, 19))::int],
       (ARRAY['Rosa', 'Björn', 'Zoë', 'Minh', 'Ada', 'Tyrone'])[1 + (5 * pg_temp.chance(id, 16))::int],
       date '1960-01-01' + (15000 * pg_temp.chance(id, 17))::int, '206-555-01' || lpad((id %% 100)::text, 2,
       '0'),
       'English', false, '240,650-61', employer, '206-555-0124', '',
       'fruit packer',
       provider, provider, visited, 'K. Aldous', cohe_id * 100 + 1 + id %% 12,
       CASE WHEN course = 3 THEN 'high' WHEN course = 0 AND pg_temp.chance(id, 18) < 0.5 THEN 'low'
            ELSE 'standard' END
FROM made, LATERAL (
  SELECT (200000 + cohe_id * 1000 + 1 + id %% 60)::text AS provider,
         (string_to_array('Cascade Puget Olympic Rainier Evergreen Harbor Columbia Skagit Yakima Spokane Sound '
                          'Pacific Timber Orchard River Summit Valley Island Bay Canyon', ' '))
           [1 + (19 * pg_temp.chance(id, 23))::int] || ' ' ||
         (string_to_array('Fruit Packers,School District,Logistics,Construction,Foods,Lumber,Hospital,Roofing,'
                          'Transit,Farms,Foundry,Shipyard,Bakery,Security,Cleaners,Electric,Plumbing,Printing,'
                          'Hotels,Brewing', ','))[1 + (19 * pg_temp.chance(id, 24))::int] AS employer) AS p;

-- ---- what the extract says of them, row by row -------------------------------------------------------
CREATE TEMP TABLE status_made AS
SELECT m.id, m.cohe_id, m.course, i, m.rows, visited + i * step AS begins,
       CASE WHEN i < rows - 1 THEN visited + (i + 1) * step - 1
            WHEN pg_temp.chance(m.id, 21) < 0.3 THEN visited + (i + 1) * step - 1 END AS ends,
       CASE WHEN course = 3 OR (course = 2 AND 2 * i < rows) THEN 'off_work'
            WHEN (course = 2 AND i < rows - 1) OR (course = 1 AND i < rows - 1) OR i = 0 THEN 'modified'
            ELSE 'full_duty' END AS status
FROM made m, LATERAL (SELECT 10 + (35 * pg_temp.chance(m.id, 20))::int AS step) AS s, generate_series(0,
     m.rows - 1) AS i
WHERE visited + i * step <= %(day)s + 5;
INSERT INTO claims_workstatus (cohe_id, claim_id, status, from_date, through_date, source, restrictions)
SELECT cohe_id, id, status, begins, ends, CASE i %% 3 WHEN 2 THEN 'employer' ELSE 'apf' END, ''
FROM status_made;
INSERT INTO claims_apf (cohe_id, claim_id, provider_number, exam_date, received_date, work_status,
  valid_from, valid_through)
SELECT cohe_id, id, (200000 + cohe_id * 1000 + 1 + id %% 60)::text, begins, least(begins + 2, %(day)s),
       status, begins,
       CASE WHEN pg_temp.chance(id, 22) < 0.7 THEN begins + 28 END
FROM status_made WHERE begins <= %(day)s AND (course > 0 OR i = 0);
INSERT INTO claims_timeloss (cohe_id, claim_id, paid_from, paid_through, days_paid)
SELECT cohe_id, id, begins + 3, begins + 16, 14 FROM status_made WHERE status = 'off_work'
       AND begins + 3 <= %(day)s;
INSERT INTO claims_prescription (cohe_id, claim_id, filled_on, drug, is_opioid, days_supply, med_per_day,
  prescriber_number)
SELECT cohe_id, id, visited + f * 14, 'oxycodone 5 mg', f %% 5 < 4, 7 + 7 * (id %% 2), 20 + 15 * (id %% 9),
       (200000 + cohe_id * 1000 + 1 + (id + f / 4) %% 60)::text
FROM made, generate_series(0, (CASE WHEN pg_temp.chance(id, 30) < 0.02 THEN 12 ELSE 3 END)) AS f
WHERE pg_temp.chance(id, 30) < 0.10 AND visited + f * 14 <= %(day)s;
INSERT INTO claims_surgery (cohe_id, claim_id, procedure, requested_on, authorized_on, scheduled_for,
  performed_on,
                            surgeon_number)
SELECT cohe_id, id, 'knee arthroscopy', asked,
       CASE WHEN chance < 0.8 AND asked + 9 <= %(day)s THEN asked + 9 END,
       CASE WHEN chance < 0.7 THEN asked + 25 END,
       CASE WHEN chance < 0.6 AND asked + 25 <= %(day)s THEN asked + 25 END, '201001'
FROM made, LATERAL (SELECT visited + 30 + (60 * pg_temp.chance(id, 40))::int AS asked,
                           pg_temp.chance(id, 41) AS chance) AS s
WHERE course > 0 AND pg_temp.chance(id, 42) < 0.13 AND asked <= %(day)s;

-- ---- what coordinators did: about five notes a claim, most of the work done in time ------------------
INSERT INTO coordination_casenote (cohe_id, key, claim_id, author_id, author_role, kind, area, person,
  person_name,
                                   direction, purpose, outcome, contact_on, minutes, is_billable, text,
                                   signed_at)
SELECT cohe_id, gen_random_uuid(), id, cohe_id * 100 + 1 + id %% 12, 'hsc', 'worker',
       CASE WHEN i %% 5 = 4 THEN 'medication' ELSE 'monitoring' END,
       CASE WHEN i %% 3 = 1 THEN 'employer' ELSE 'worker' END, '', 'outgoing', 'Follow-up',
       CASE WHEN pg_temp.chance(id, 51) < 0.85 THEN 'reached' ELSE 'left-message' END, contact_on, 10, true,
       'Spoke about the week, the restrictions and the next visit; the plan stays as agreed with her doctor.',
       contact_on + interval '20 hours'
FROM made, generate_series(0, (CASE WHEN course = 0 THEN 2 WHEN course = 1 THEN 7 ELSE 14 END)) AS i,
     LATERAL (SELECT visited + 1 + (i * (CASE WHEN course = 0 THEN 30 ELSE 12 END)
                                      * (0.6 + pg_temp.chance(id, 50)))::int AS contact_on) AS c
WHERE pg_temp.chance(id, 52) < 0.95 AND contact_on <= %(day)s;
INSERT INTO coordination_frq (cohe_id, claim_id, asked_on, asked_by_id, outcome, off_work, interference,
  sites,
                              modified_work, confidence, fear, result, is_partial, remark, recorded_at)
SELECT cohe_id, id, visited + 25, cohe_id * 100 + 1 + id %% 12,
       CASE WHEN pg_temp.chance(id, 61) < 0.9 THEN 'answered' ELSE 'declined' END, true, 7,
       '{neck,shoulder}', '', 5, 5,
       CASE WHEN pg_temp.chance(id, 61) < 0.3 THEN 'positive' WHEN pg_temp.chance(id, 61) < 0.9
       THEN 'negative'
            ELSE '' END, false, '', %(day)s
FROM made WHERE course >= 2 AND pg_temp.chance(id, 60) < 0.85 AND visited + 25 <= %(day)s;
INSERT INTO coordination_record (cohe_id, claim_id, kind, "on", about, remark, recorded_at)
SELECT cohe_id, id, kind, "on", about, '', %(day)s
FROM made, LATERAL (
  VALUES ('reviewed', visited + 2, '', 0.9), ('pgap-suggested', visited + 40, '', 0.8),
         ('simp-ruled-out', visited + 100, '', 0.8), ('consultation', visited + 125, '', 0.8),
         ('narrative-report', visited + 61, '60', 0.9), ('narrative-report', visited + 121, '120', 0.9),
         ('narrative-report', visited + 181, '180', 0.9), ('narrative-report', visited + 241, '240', 0.9),
         ('narrative-report', visited + 301, '300', 0.9), ('closing-review', visited + 340, '', 0.8),
         ('subacute-form', visited + 38, '', 0.4), ('ap-told', visited + 26, (visited + 25)::text, 0.5),
         ('fri', visited + 40, '', 0.4)) AS v(kind, "on", about, share)
WHERE "on" <= %(day)s AND pg_temp.chance(id, hashtext(kind)) < share AND (course > 0 OR kind IN ('reviewed',
  'closing-review'));
-- ---- rows were given their numbers by hand; the next ones come from the sequences --------------------
SELECT setval(pg_get_serial_sequence(name, 'id'), 1 + top)
FROM (SELECT 'claims_claim' AS name, max(id) AS top FROM claims_claim
      UNION ALL SELECT 'cohe_cohe', max(id) FROM cohe_cohe
      UNION ALL SELECT 'cohe_person', max(id) FROM cohe_person) AS given;
