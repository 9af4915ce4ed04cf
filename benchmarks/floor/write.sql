-- The end of the statement: compare what is wanted with the items as they stand, touch only what differs.
-- %(at)s: the moment it is written.
, rule (code, area, clears) AS (VALUES
  ('T01', 'monitoring', 'the claim is reviewed, or a note is signed on it'),
  ('T02', 'monitoring', 'a note is signed'),
  ('T04', 'monitoring', 'it is marked done, moved by a new version of the plan, or the planned contact was made'),
  ('T05', 'monitoring', 'the worker is reached, or is no longer off work'),
  ('T06', 'monitoring', 'an update is marked sent'),
  ('T07', 'best-practice', 'the ROA is received'),
  ('T08', 'best-practice', 'the ROA is complete'),
  ('T09', 'best-practice', 'an APF arrives, or the worker is no longer restricted'),
  ('T10', 'best-practice', 'a later APF arrives, or the worker is known to be without restrictions'),
  ('T11', 'return-to-work', 'the employer is reached, or the worker is no longer restricted'),
  ('T12', 'barriers', 'an FRQ is answered or declined, or the worker is no longer off work'),
  ('T14', 'barriers', 'the attending provider is told'),
  ('T15', 'barriers', 'an intervention is recorded'),
  ('T16', 'barriers', 'a reading is recorded, or the worker is no longer off work'),
  ('T17', 'barriers', 'the attending provider is alerted'),
  ('T18', 'referrals', 'the visit is scheduled, or the referral ended'),
  ('T19', 'referrals', 'the report is received'),
  ('T20', 'medication', 'the form is sent, or no opioid is active any more'),
  ('T21', 'medication', 'an approval is recorded, or no opioid is active any more'),
  ('T22', 'medication', 'a later approval is recorded'),
  ('T23', 'medication', 'a valid agreement is recorded, or no opioid is active any more'),
  ('T24', 'medication', 'a pain consultation is recorded, or the dose is back under the limit'),
  ('T25', 'medication', 'a medication note is signed'),
  ('T26', 'transitions', 'another attending provider is known'),
  ('T27', 'transitions', 'the transfer is approved or denied'),
  ('T28', 'transitions', 'the receiver accepts or asks a question'),
  ('T29', 'surgery', 'the surgery is authorized, denied or withdrawn'),
  ('T30', 'surgery', 'the surgery is performed or cancelled'),
  ('T31', 'surgery', 'a release-to-work plan is recorded'),
  ('T32', 'surgery', 'an APF arrives'),
  ('T33', 'surgery',
   'the milestone is met, the surgeon was told in a signed note, or the plan names another day'),
  ('T34', 'return-to-work', 'a note is signed on or after that day'),
  ('T35', 'monitoring', 'the report is recorded, or the worker is no longer restricted'),
  ('T36', 'monitoring', 'a consultation is recorded, or the worker is no longer restricted'),
  ('T37', 'barriers', 'PGAP is suggested, or ruled out with a reason'),
  ('T38', 'return-to-work', 'work rehabilitation is suggested, or ruled out with a reason'),
  ('T39', 'barriers', 'SIMP is suggested, or ruled out with a reason'),
  ('T40', 'monitoring', 'a closing review is recorded'),
  ('T41', 'community', 'the follow-up is recorded'),
  ('T42', 'monitoring', 'the work history is returned'),
  ('T43', 'referrals', 'the start is recorded, or the barrier that kept the worker away'),
  ('T44', 'referrals', 'the report is passed on and reviewed with the worker'),
  ('T45', 'transitions', 'the worker or the family was reached, or the worker is discharged'),
  ('T46', 'referrals', 'the document is marked reviewed'),
  ('T47', 'monitoring', 'the note is marked as entered in OHMS'),
  ('T48', 'monitoring',
   'it is done, or a new version expects another day, or nothing changes and the reason is written'),
  ('T49', 'monitoring', 'it was passed on, or reviewed with the worker')),
wanted AS (
  SELECT d.claim_id, d.rule, d.about, d.due_on, d.last_day, d.because, rule.area, rule.clears,
         f.claim_number, f.tier_rank, f.off_since, f.hsc_id,
         md5(concat_ws('|', d.due_on, d.last_day, d.because)) AS facts
  FROM due d JOIN fact f ON f.id = d.claim_id JOIN rule ON rule.code = d.rule),
live AS (
  SELECT * FROM coordination_workitem
  WHERE cohe_id = %(cohe)s AND state IN ('open', 'snoozed') AND rule <> 'T03'),
put_away AS (
  SELECT claim_id, rule, about, facts FROM coordination_workitem
  WHERE cohe_id = %(cohe)s AND state IN ('done', 'dismissed') AND rule <> 'T03' AND facts <> ''),
difference AS MATERIALIZED (
  SELECT i.id, w.*, CASE WHEN i.id IS NULL THEN 'opened' WHEN w.claim_id IS NULL THEN 'cleared'
         ELSE 'changed' END AS step
  FROM wanted w FULL JOIN live i ON i.claim_id = w.claim_id AND i.rule = w.rule AND i.about = w.about
  WHERE i.id IS NULL OR w.claim_id IS NULL OR i.facts <> w.facts OR i.clears <> w.clears
     OR i.tier_rank <> w.tier_rank OR i.off_since IS DISTINCT FROM w.off_since
     OR (i.owner_id IS DISTINCT FROM w.hsc_id AND NOT i.is_reassigned)),
opened AS (
  INSERT INTO coordination_workitem (
    cohe_id, claim_id, claim_number, rule, about, area, due_on, last_day, because, clears, tier_rank,
    off_since, owner_id, facts, state, is_reassigned, opened_on, version)
  SELECT %(cohe)s, claim_id, claim_number, rule, about, area, due_on, last_day, because, clears, tier_rank,
         off_since, hsc_id, facts, 'open', false, %(day)s, 1
  FROM difference d
  WHERE step = 'opened' AND NOT EXISTS (
    SELECT FROM put_away p
    WHERE p.claim_id = d.claim_id AND p.rule = d.rule AND p.about = d.about AND p.facts = d.facts)
  RETURNING id, 'opened' AS kind),
changed AS (
  UPDATE coordination_workitem i
  SET due_on = d.due_on, last_day = d.last_day, because = d.because, clears = d.clears, facts = d.facts,
      tier_rank = d.tier_rank, off_since = d.off_since, version = i.version + 1,
      owner_id = CASE WHEN i.is_reassigned THEN i.owner_id ELSE d.hsc_id END
  FROM difference d WHERE d.step = 'changed' AND i.id = d.id AND i.cohe_id = %(cohe)s
  RETURNING i.id),
cleared AS (
  UPDATE coordination_workitem i
  SET state = 'cleared', closed_at = %(at)s, snoozed_until = NULL, version = i.version + 1
  FROM difference d WHERE d.step = 'cleared' AND i.id = d.id AND i.cohe_id = %(cohe)s
  RETURNING i.id, 'cleared' AS kind),
noted AS (
  INSERT INTO coordination_itemevent (cohe_id, item_id, kind, "on", at, reason)
  SELECT %(cohe)s, id, kind, %(day)s, %(at)s, '' FROM (TABLE opened UNION ALL TABLE cleared) AS happened)
SELECT (SELECT count(*) FROM opened), (SELECT count(*) FROM changed), (SELECT count(*) FROM cleared)
