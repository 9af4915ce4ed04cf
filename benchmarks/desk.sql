-- What coordinators recorded besides notes, FRQs and records, in the shares of a COHE (domain.md 13; where
-- that says nothing they are ours). Runs after world.sql in its session, on the claims of `made`.

-- ---- referrals: of restricted workers nearly half have one; a third of them stands still somewhere ---
CREATE TEMP TABLE referral_made AS
SELECT nextval(pg_get_serial_sequence('coordination_referral', 'id')) AS id, m.id AS claim_id, m.cohe_id,
       m.cohe_id * 100 + 1 + m.id %% 12 AS hsc,
       (ARRAY['therapy', 'therapy', 'therapy', 'consultation', 'pgap', 'simp', 'work-rehabilitation', 'vrc',
              'behavioral-health', 'stay-at-work', 'risk-management', 'community'])
         [1 + (11 * pg_temp.chance(m.id * 2 + i, 80))::int] AS kind,
       visited + 8 + 90 * i + (60 * pg_temp.chance(m.id * 2 + i, 81))::int AS ordered,
       pg_temp.chance(m.id * 2 + i, 82) AS reach
FROM made m, generate_series(0, 1) AS i
WHERE course > 0 AND pg_temp.chance(m.id, 83) < (CASE WHEN i = 0 THEN 0.45 WHEN course = 3 THEN 0.3 END);
DELETE FROM referral_made WHERE ordered > %(day)s;
INSERT INTO coordination_referral (
  id, cohe_id, claim_id, kind, service, subject, recipient, suggested_on, ordered_on, orderer, ordered_by,
  "authorization", authorization_on, authorized_by, sent_on, scheduled_on, scheduled_for, moves, no_shows,
  barrier, engaged_on, report_on, passed_on, reviewed_on, stage, outcome, completed_on, ended_as, why_ended,
  version, last_step_on, recorded_by_id, recorded_at)
SELECT id, cohe_id, claim_id, kind, '', '', 'Tacoma Clinic', ordered - 2, ordered, 'attending-provider',
       'Dr. Lindqvist', 'approved', ordered, 'K. Aldous', sent, set_on,
       CASE WHEN set_on IS NOT NULL THEN ordered + 12 END, 0, 0, '', engaged, report, reviewed, reviewed, '',
       CASE WHEN completed IS NOT NULL THEN 'Done' ELSE '' END, completed, '', '', 5,
       coalesce(completed, reviewed, report, engaged, set_on, sent, ordered), hsc, ordered
FROM referral_made,
     LATERAL (SELECT CASE WHEN ordered + 1 <= %(day)s AND reach < 0.98 THEN ordered + 1 END AS sent) AS a,
     LATERAL (SELECT CASE WHEN ordered + 4 <= %(day)s AND reach < 0.94 THEN ordered + 4 END AS set_on) AS b,
     LATERAL (SELECT CASE WHEN ordered + 12 <= %(day)s AND reach < 0.90 THEN ordered + 12
       END AS engaged) AS c,
     LATERAL (SELECT CASE WHEN ordered + 22 <= %(day)s AND reach < 0.84 THEN ordered + 22 END AS report) AS d,
     LATERAL (SELECT CASE WHEN ordered + 24 <= %(day)s AND reach < 0.80 THEN ordered + 24
       END AS reviewed) AS e,
     LATERAL (SELECT CASE WHEN ordered + 70 <= %(day)s AND reach < 0.66 THEN ordered + 70
       END AS completed) AS f;
INSERT INTO coordination_referralevent (cohe_id, referral_id, step, "on", at, by_id, words, remark, before)
SELECT cohe_id, id, step, ordered + after, ordered + after, hsc, '', '', '{}'
FROM referral_made,
     LATERAL (VALUES ('suggest', -2, 1.0), ('order', 0, 1.0), ('send', 1, 0.98), ('schedule', 4, 0.94),
                     ('engage', 12, 0.90), ('report', 22, 0.84)) AS v (step, after, until)
WHERE reach < until AND ordered + after <= %(day)s;

-- ---- plans: of workers off work two in three, half of them in a second version -----------------------
CREATE TEMP TABLE plan_made AS
SELECT nextval(pg_get_serial_sequence('coordination_plan', 'id')) AS id, m.id AS claim_id, m.cohe_id,
       m.cohe_id * 100 + 1 + m.id %% 12 AS hsc, visited + 14 AS made_on,
       course = 2 AND visited + 150 <= %(day)s AS is_over,
       1 + (pg_temp.chance(m.id, 90) < 0.5 AND visited + 44 <= %(day)s)::int AS number
FROM made m WHERE course >= 2 AND pg_temp.chance(m.id, 91) < 0.66 AND visited + 16 <= %(day)s;
INSERT INTO coordination_plan (
  id, cohe_id, claim_id, state, sources, number, contact_every_days, contact_set_on, next_contact_on, made_on,
  made_by_id, activated_on, concluded_on, conclusion)
SELECT id, cohe_id, claim_id, CASE WHEN is_over THEN 'concluded' ELSE 'active' END, '{roa}', number, 14,
       touched, touched + 14, made_on, hsc, made_on + 2, CASE WHEN is_over THEN made_on + 136 END,
       CASE WHEN is_over THEN 'Back at the old job.' ELSE '' END
FROM plan_made, LATERAL (SELECT greatest(made_on, %(day)s - (20 * pg_temp.chance(id,
  92))::int) AS touched) AS t;
CREATE TEMP TABLE version_made AS
SELECT nextval(pg_get_serial_sequence('coordination_planversion', 'id')) AS id, p.id AS plan_id, cohe_id,
  hsc, n,
       p.made_on, p.made_on + 30 * (n - 1) AS version_on
FROM plan_made p, generate_series(1, p.number) AS n;
INSERT INTO coordination_planversion (id, cohe_id, plan_id, number, reason, made_on, made_by_id, made_at)
SELECT id, cohe_id, plan_id, n, 'As agreed with the worker.', version_on, hsc, version_on FROM version_made;
INSERT INTO coordination_planline (
  cohe_id, version_id, key, position, kind, text, owner, target_on, expected_on, job_goal, intervention,
  is_expedited, recommended_by, set_on)
SELECT cohe_id, id, key, key, kind, text, 'worker', version_on + target, version_on + target + 7, job_goal,
       intervention, false, '', made_on
FROM version_made,
     LATERAL (VALUES (1, 'goal', 'Back to the old job, with help at heavy lifts', 90, 'same-job', ''),
                     (2, 'barrier', 'Fear of lifting after the injury', NULL, '', ''),
                     (3, 'intervention', 'Active physiotherapy twice a week', NULL, '', 'active-physio'),
                     (4, 'step', 'Send the job description to the clinic', 14, '', ''),
                     (5, 'contact', 'Speak with the employer about light work', 21, '', ''))
       AS l (key, kind, text, target, job_goal, intervention);
INSERT INTO coordination_planmark (
  cohe_id, plan_id, key, kind, "on", words, recommended_by, marked_by_id, marked_at)
SELECT cohe_id, id, key, 'done', marked, '', '', hsc, marked
FROM plan_made, LATERAL (SELECT key, made_on + 30 * (number - 1) + 7 * (key - 2) AS marked
                         FROM generate_series(4, 5) AS key) AS k
WHERE marked <= %(day)s AND pg_temp.chance(id * 8 + key, 93) < 0.9;
INSERT INTO coordination_servicereport (
  cohe_id, plan_id, key, received_on, sender, passed_on, reviewed_on, recorded_by_id, recorded_at)
SELECT cohe_id, id, 3, came, 'Tacoma Physiotherapy', done, done, hsc, came
FROM plan_made, LATERAL (SELECT made_on + 40 AS came) AS c,
     LATERAL (SELECT CASE WHEN came + 2 <= %(day)s AND pg_temp.chance(id, 94) < 0.95 THEN came + 2
       END AS done) AS d
WHERE came <= %(day)s AND pg_temp.chance(id, 95) < 0.3;
INSERT INTO coordination_stakeholderupdate (
  cohe_id, plan_id, audience, receiver, abilities, restrictions, prognosis, composed_by_id, composed_at,
    sent_on,
  sent_by_id)
SELECT cohe_id, id, 'employer', 'R. Stroud', 'Lift 20 lb', 'No work above shoulders', 'Six weeks', hsc, sent,
  sent,
       hsc
FROM plan_made, generate_series(0, 12) AS n, LATERAL (SELECT made_on + 26 * (n + 1) AS sent) AS s
WHERE sent <= %(day)s AND (NOT is_over OR sent < made_on + 136) AND pg_temp.chance(id, 96) < 0.85;

-- ---- barriers and medication -------------------------------------------------------------------------
INSERT INTO coordination_assessment (
  cohe_id, claim_id, slug, version, title, taken_on, taken_by_id, answers, scores, barriers, is_reading,
  higher_is_better, remark, recorded_at)
SELECT cohe_id, id, 'peg', 1, 'PEG', taken, cohe_id * 100 + 1 + id %% 12,
  '{"pain": 7, "enjoyment": 6, "activity": 7}',
       jsonb_build_object('', greatest(0, 9 - i * pg_temp.chance(id, 71))::numeric(6, 4)::text), '[]', true,
         false,
       '', taken
FROM made, generate_series(1, 12) AS i, LATERAL (SELECT visited + i * 14 AS taken) AS t
WHERE course >= 2 AND taken <= %(day)s AND pg_temp.chance(id * 16 + i, 70) < 0.9;
INSERT INTO coordination_record (cohe_id, claim_id, kind, "on", about, remark, recorded_at)
SELECT cohe_id, claim_id, 'ap-alerted', taken_on + 1, 'peg', '', recorded_at
FROM coordination_assessment WHERE taken_on < %(day)s AND pg_temp.chance(id, 72) < 0.6;
INSERT INTO coordination_functionalintervention (
  cohe_id, claim_id, kind, visit_on, outcome, remark, recorded_by_id, recorded_at)
SELECT cohe_id, id, 'active-part', visited + 42, 'begun', '', cohe_id * 100 + 1 + id %% 12, visited + 42
FROM made WHERE course >= 2 AND visited + 42 <= %(day)s AND pg_temp.chance(id, 73) < 0.3;
INSERT INTO coordination_medicationcheck (
  cohe_id, claim_id, checked_on, as_prescribed, pain_complaint, concern, remark, checked_by_id, recorded_at)
SELECT cohe_id, id, checked, 'yes', false, '', '', cohe_id * 100 + 1 + id %% 12, checked
FROM made, generate_series(1, 4) AS i, LATERAL (SELECT visited + 20 * i AS checked) AS c
WHERE pg_temp.chance(id, 30) < 0.10 AND checked <= %(day)s;
INSERT INTO coordination_paper (
  cohe_id, claim_id, code, kind, prescriber_number, given_on, returned_on, sent_on, remark, recorded_by_id,
  recorded_at)
SELECT cohe_id, id, 'F252-097-000', 'subacute', '', visited + 30, visited + 34, visited + 36, '',
       cohe_id * 100 + 1 + id %% 12, visited + 36
FROM made WHERE pg_temp.chance(id, 30) < 0.06 AND visited + 36 <= %(day)s;

-- ---- surgery: an episode of most, with plans for work before and after it ----------------------------
WITH episode AS (
  INSERT INTO coordination_surgeryepisode (
    cohe_id, claim_id, about, procedure, surgeon_contacted_on, records_sent_on, counted_from, next_provider,
      remark,
    version, opened_by_id, opened_at)
  SELECT cohe_id, claim_id, concat_ws(' ', procedure, requested_on), procedure, requested_on + 1,
    requested_on + 2,
         coalesce(performed_on, scheduled_for), '', '', 1, cohe_id * 100 + 1 + claim_id %% 12, requested_on
  FROM claims_surgery WHERE pg_temp.chance(claim_id, 43) < 0.8
  RETURNING id, cohe_id, claim_id, counted_from, opened_by_id, opened_at::date AS opened_on),
plan AS (
  INSERT INTO coordination_releaseplan (
    cohe_id, episode_id, kind, made_on, goals, capacities, version, made_by_id, made_at)
  SELECT cohe_id, id, kind, opened_on + 10, 'Light work by week four.', '', 1, opened_by_id, opened_on + 10
  FROM episode, LATERAL (VALUES ('pre-op', 0.7), ('post-op', 0.6)) AS v (kind, share)
  WHERE opened_on + 10 <= %(day)s AND pg_temp.chance(id, 44) < share
  RETURNING id, cohe_id, episode_id, made_on, kind)
INSERT INTO coordination_milestone (
  cohe_id, plan_id, kind, words, offset_days, expected_on, planned_on, met_on)
SELECT plan.cohe_id, plan.id, v.kind, v.words, v.days, episode.counted_from + v.days, plan.made_on,
       CASE WHEN episode.counted_from + v.days <= %(day)s AND pg_temp.chance(plan.id * 4 + v.days, 45) < 0.85
            THEN episode.counted_from + v.days END
FROM plan JOIN episode ON episode.id = plan.episode_id,
     LATERAL (VALUES ('sedentary', 'Sedentary work', 14), ('light', 'Light work', 28), ('full', 'Full duty',
       84))
       AS v (kind, words, days)
WHERE plan.kind = 'post-op';

-- ---- transitions, return to work, community ----------------------------------------------------------
INSERT INTO coordination_transfer (
  cohe_id, claim_id, asked_on, asked_by, reason, provider_number, provider_name, decided_on, decision,
  recorded_by_id, recorded_at)
SELECT cohe_id, id, asked, 'worker', 'Moved.', '', 'Dr. Lindqvist', decided,
       CASE WHEN decided IS NULL THEN '' ELSE 'approved' END, cohe_id * 100 + 1 + id %% 12, asked
FROM made, LATERAL (SELECT visited + 20 + (80 * pg_temp.chance(id, 100))::int AS asked) AS a,
     LATERAL (SELECT CASE WHEN asked + 9 <= %(day)s AND pg_temp.chance(id, 101) < 0.95 THEN asked + 9
       END AS decided) AS d
WHERE asked <= %(day)s AND pg_temp.chance(id, 102) < 0.02;
INSERT INTO coordination_hospitalstay (
  cohe_id, claim_id, facility, admitted_on, discharged_on, recorded_by_id, recorded_at)
SELECT cohe_id, id, 'Harborview', admitted, out, cohe_id * 100 + 1 + id %% 12, admitted
FROM made, LATERAL (SELECT visited + (60 * pg_temp.chance(id, 103))::int AS admitted) AS a,
     LATERAL (SELECT CASE WHEN admitted + 6 <= %(day)s THEN admitted + 6 END AS out) AS d
WHERE admitted <= %(day)s AND pg_temp.chance(id, 104) < 0.01;
INSERT INTO coordination_employercontact (
  cohe_id, claim_id, "on", contact_person, phone, modified_duty, remark, recorded_by_id, recorded_at)
SELECT cohe_id, id, visited + 10, 'R. Stroud', '206-555-0124', 'asked', '', cohe_id * 100 + 1 + id %% 12,
  visited + 10
FROM made WHERE course > 0 AND visited + 10 <= %(day)s AND pg_temp.chance(id, 105) < 0.6;
INSERT INTO coordination_jobpaper (
  cohe_id, claim_id, kind, title, source, drafted_on, sent_to_ap_on, answer, remark, recorded_by_id,
    recorded_at)
SELECT cohe_id, id, 'job-description', 'Sorting line, light', 'employer', visited + 15, visited + 17, '', '',
       cohe_id * 100 + 1 + id %% 12, visited + 17
FROM made WHERE course > 0 AND visited + 17 <= %(day)s AND pg_temp.chance(id, 106) < 0.2;
WITH resource AS (
  INSERT INTO coordination_resource (
    cohe_id, name, kind, eligibility, languages, cost, phone, address, web, kept_by_id)
  SELECT c, format('Valley Food Bank %%s', n), 'food', '', '', '', '', '', '', c * 100 + 1
  FROM generate_series(1, %(cohes)s) AS c, generate_series(1, 40) AS n RETURNING id, cohe_id, name),
listed AS (SELECT *, row_number() OVER (PARTITION BY cohe_id ORDER BY id) AS n FROM resource)
INSERT INTO coordination_resourceshare (
  cohe_id, claim_id, resource_id, name, shared_on, in_plan, followed_up_on, outcome, remark, shared_by_id,
  recorded_at)
SELECT m.cohe_id, m.id, r.id, r.name, shared, true, followed,
  CASE WHEN followed IS NULL THEN '' ELSE 'used' END,
       '', m.cohe_id * 100 + 1 + m.id %% 12, shared
FROM made m JOIN listed r ON r.cohe_id = m.cohe_id AND r.n = 1 + m.id %% 40,
     LATERAL (SELECT visited + 20 AS shared) AS a,
     LATERAL (SELECT CASE WHEN shared + 14 <= %(day)s AND pg_temp.chance(m.id, 107) < 0.9 THEN shared + 14 END
              AS followed) AS f
WHERE shared <= %(day)s AND pg_temp.chance(m.id, 108) < 0.03;
INSERT INTO claims_delegation (cohe_id, claim_id, assistant_id, given_by_id, given_at, reason, why_ended)
SELECT cohe_id, id, cohe_id * 100 + 12, cohe_id * 100 + 1 + id %% 12, visited + 5, '', ''
FROM made WHERE course = 0 AND visited + 5 <= %(day)s AND pg_temp.chance(id, 109) < 0.03;

WITH hand_over AS (
  INSERT INTO coordination_handover (cohe_id, key, claim_id, receiver_id, reason, packet, state, sent_on,
    sent_by_id)
  SELECT cohe_id, gen_random_uuid(), id, cohe_id * 100 + 12, 'Moved.', '{}',
         CASE WHEN pg_temp.chance(id, 114) < 0.9 THEN 'accepted' ELSE 'sent' END, sent,
         cohe_id * 100 + 1 + id %% 11
  FROM made, LATERAL (SELECT visited + 30 AS sent) AS s WHERE sent + 2 <= %(day)s AND pg_temp.chance(id,
    115) < 0.01
  RETURNING id, cohe_id, state, sent_on, sent_by_id, receiver_id)
INSERT INTO coordination_handoverturn (cohe_id, key, hand_over_id, kind, "on", at, by_id, by_name, text)
SELECT cohe_id, gen_random_uuid(), id, v.kind, sent_on + v.after, sent_on + v.after,
       CASE v.after WHEN 0 THEN sent_by_id ELSE receiver_id END, 'Coordinator', ''
FROM hand_over, LATERAL (VALUES ('sent', 0), ('accepted', 2)) AS v (kind, after)
WHERE v.after = 0 OR state = 'accepted';

-- ---- papers and notes: nearly all are reviewed and entered in OHMS -----------------------------------
WITH document AS (
  INSERT INTO claims_document (cohe_id, claim_id, kind, title, arrived_on, sender, pages)
  SELECT cohe_id, id, CASE WHEN i %% 4 = 3 THEN 'imaging' ELSE 'chart-note' END, 'Chart note', arrived,
         'Tacoma Clinic', 3
  FROM made, generate_series(1, least(1 + course, 3)) AS i,
       LATERAL (SELECT visited + i * 20 + (10 * pg_temp.chance(id, 110))::int AS arrived) AS a
  WHERE arrived <= %(day)s RETURNING id, cohe_id, claim_id, arrived_on)
INSERT INTO coordination_documentreview (cohe_id, claim_id, document_id, reviewed_on, reviewed_by_id)
SELECT cohe_id, claim_id, id, arrived_on + 1, cohe_id * 100 + 1 + claim_id %% 12
FROM document WHERE arrived_on < %(day)s AND pg_temp.chance(id, 111) < 0.98;
INSERT INTO coordination_ohmsentry (cohe_id, note_id, claim_id, signed_on, entered_on, entered_by_id)
SELECT cohe_id, id, claim_id, contact_on, entered, CASE WHEN entered IS NOT NULL THEN author_id END
FROM coordination_casenote,
     LATERAL (SELECT CASE WHEN contact_on < %(day)s AND pg_temp.chance(id, 112) < 0.98 THEN contact_on + 1 END
              AS entered) AS e;
-- Tasks of a coordinator's own.
INSERT INTO coordination_workitem (
  cohe_id, claim_id, claim_number, rule, about, area, due_on, because, clears, tier_rank, owner_id, facts,
    state,
  is_reassigned, opened_on, version)
SELECT m.cohe_id, m.id, c.claim_number, 'T03', gen_random_uuid()::text, 'monitoring',
  %(day)s + (m.id %% 20)::int - 10,
       'Ask about the new shifts.', 'you mark it done', 1, c.hsc_id, '', 'open', false, m.visited, 1
FROM made m JOIN claims_claim c ON c.id = m.id WHERE pg_temp.chance(m.id, 113) < 0.03;

-- ---- who opened a claim, and when it last changed: what "changed since you looked" asks ---------------
INSERT INTO cohe_accessevent (cohe_id, at, actor_id, action, subject, subject_id, reason, request_id)
SELECT cohe_id, %(day)s::date - (20 * pg_temp.chance(id * 4 + i, 116))::int,
       cohe_id * 100 + 1 + (id + i) %% 12, 'opened', 'claim', id, '', ''
FROM made, generate_series(0, 3) AS i WHERE pg_temp.chance(id * 4 + i, 117) < 0.6;
INSERT INTO claims_claimnews (cohe_id, claim_id, at, by_id)
SELECT cohe_id, id, %(day)s::date - (40 * pg_temp.chance(id, 118))::int,
       CASE WHEN pg_temp.chance(id, 119) < 0.5 THEN cohe_id * 100 + 1 + id %% 12 END
FROM made WHERE pg_temp.chance(id, 120) < 0.6;
