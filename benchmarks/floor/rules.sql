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
    AND pgap_referral IS NOT TRUE
  UNION ALL
  SELECT id, 'T39', '', greatest(injured + 91, off_since), NULL,
         format('Off work since %%s, injured %%s; SIMP not suggested.', off_since, injured)
  FROM fact WHERE off_since IS NOT NULL AND %(day)s >= injured + 91 AND simp IS NULL
    AND simp_referral IS NOT TRUE
  UNION ALL
  SELECT id, 'T40', '', ends - 7, ends, format('Service since %%s ends %%s; no closing review.', starts, ends)
  FROM fact, LATERAL (SELECT (starts + interval '12 months')::date AS ends,
                             (starts + interval '11 months')::date AS opens) AS x
  WHERE %(day)s >= opens AND closing_review >= opens IS NOT TRUE
  UNION ALL
  SELECT id, 'T42', '', appeared + 14, NULL,
         format('Occupational disease; no work history since %%s.', appeared)
  FROM fact WHERE claim_type = 'occupational_disease' AND work_history IS NULL
  UNION ALL
  SELECT claim_id, 'T04', format('line %%s', key), target_on, NULL,
         format('%%s by %%s: %%s.', kind, target_on, text)
  FROM plan_line
  WHERE is_active AND kind IN ('goal', 'step', 'contact') AND done_on IS NULL AND %(day)s >= target_on - 3
  UNION ALL
  SELECT p.claim_id, 'T04', 'next-contact', next_contact_on, NULL,
         format('Next contact with the worker planned for %%s.', next_contact_on)
  FROM plan p LEFT JOIN note n ON n.claim_id = p.claim_id
  WHERE is_active AND contact_set_on <= %(day)s AND (n.worker > contact_set_on) IS NOT TRUE
    AND %(day)s >= next_contact_on - 3
  UNION ALL
  SELECT t.claim_id, 'T06', '', least(last + 28, k.bd2), NULL,
         format('Last update %%s, plan or update of %%s; news of %%s.', updated, last, news)
  FROM told t LEFT JOIN calendar k ON k.day = t.news WHERE news IS NOT NULL OR %(day)s >= last + 28 - 5
  UNION ALL
  SELECT p.claim_id, 'T17', scale, k.bd1, NULL,
         format('%%s: %%s on %%s, %%s or %%s before; provider not alerted.', scale, last, last_on, earlier,
                before)
  FROM no_progress p JOIN calendar k ON k.day = p.last_on
  UNION ALL
  SELECT claim_id, 'T18', about, schedule_by, NULL,
         format('%%s ordered %%s; not scheduled.', kind, ordered_on)
  FROM referral WHERE %(day)s >= schedule_by AND (%(day)s >= start_by) IS NOT TRUE
  UNION ALL
  SELECT claim_id, 'T19', about, engaged_on + 7, NULL, format('%%s started %%s; no report.', kind, engaged_on)
  FROM referral
  WHERE %(day)s >= engaged_on + 7 AND report_on IS NULL AND ended_on IS NULL
    AND kind NOT IN ('stay-at-work', 'risk-management', 'early-return-to-work', 'preferred-worker',
                     'community')
  UNION ALL
  SELECT claim_id, 'T27', '', asked + 7, NULL, format('Transfer of care asked for %%s; not decided.', asked)
  FROM transfer WHERE %(day)s >= asked + 7
  UNION ALL
  SELECT m.claim_id, 'T33', format('milestone:%%s', m.id), expected_on + 1, NULL,
         format('%%s: expected %%s, not met; the surgeon was not told.', words, expected_on)
  FROM milestone m LEFT JOIN note n ON n.claim_id = m.claim_id
  WHERE (n.surgeon >= expected_on) IS NOT TRUE
    AND NOT EXISTS (SELECT FROM record r
                    WHERE r.claim_id = m.claim_id AND r.kind IN ('surgery-cancelled', 'surgery-withdrawn')
                      AND r.about = m.surgery)
    AND NOT EXISTS (SELECT FROM surgery s
                    WHERE s.claim_id = m.claim_id AND s.key = m.surgery AND s.is_denied)
  UNION ALL
  SELECT id, 'T38', '', greatest(injured + 60, goal_on, restricted_since) + 7, NULL,
         format('Injured %%s, restricted since %%s, job goal of %%s; not suggested.', injured,
                restricted_since, goal_on)
  FROM fact JOIN job_goal g ON g.claim_id = id
  WHERE restricted_since IS NOT NULL AND %(day)s >= injured + 60 AND rehabilitation IS NOT TRUE
  UNION ALL
  SELECT claim_id, 'T41', id::text, shared_on + 14, NULL,
         format('%%s shared %%s; no follow-up.', name, shared_on)
  FROM share
  UNION ALL
  SELECT claim_id, 'T43', about, start_by, NULL,
         format('%%s: visit set for %%s, sent %%s; start not confirmed.', kind, scheduled_for, sent_on)
  FROM referral WHERE %(day)s >= start_by
  UNION ALL
  SELECT claim_id, 'T44', about, k.bd2, NULL,
         format('%%s report of %%s: not passed on and reviewed with the worker.', kind, report_on)
  FROM referral JOIN calendar k ON k.day = report_on WHERE ended_on IS NULL AND NOT is_reviewed
  UNION ALL
  SELECT s.claim_id, 'T45', 'daily', %(day)s, NULL,
         format('In hospital since %%s; nobody reached that day.', admitted_on)
  FROM stay s JOIN calendar k ON k.day = %(day)s AND k.open_day = %(day)s
  LEFT JOIN note n ON n.claim_id = s.claim_id
  WHERE (n.worker = %(day)s) IS NOT TRUE AND (n.family = %(day)s) IS NOT TRUE
  UNION ALL
  SELECT s.claim_id, 'T45', 'family', x.due, NULL,
         format('In hospital since %%s; family reached %%s.', admitted_on, family)
  FROM stay s LEFT JOIN note n ON n.claim_id = s.claim_id,
       LATERAL (SELECT greatest(admitted_on + 7, family + 7) AS due) AS x
  WHERE %(day)s >= x.due
  UNION ALL
  SELECT d.claim_id, 'T46', d.id::text, k.bd2, NULL,
         format('%%s, arrived %%s; nobody has reviewed it.', title, arrived_on)
  FROM document d JOIN calendar k ON k.day = d.arrived_on LEFT JOIN last_record r ON r.claim_id = d.claim_id
  WHERE (d.arrived_on <= r.went_live) IS NOT TRUE
    AND (d.kind = 'chart-note'
         OR NOT EXISTS (SELECT FROM referral f WHERE f.claim_id = d.claim_id AND f.report_on = d.arrived_on))
  UNION ALL
  SELECT o.claim_id, 'T47', o.note_id::text, k.bd1, NULL,
         format('Note signed %%s; not yet entered in OHMS.', signed_on)
  FROM ohms o JOIN calendar k ON k.day = o.signed_on
  UNION ALL
  SELECT l.claim_id, 'T48', format('line %%s', key), k.bd2, NULL,
         format('Expected by %%s, not reached: %%s.', expected_on, text)
  FROM plan_line l JOIN calendar k ON k.day = l.expected_on
  WHERE is_active AND expected_on < %(day)s AND done_on IS NULL
    AND (no_change_on > expected_on) IS NOT TRUE
  UNION ALL
  SELECT r.claim_id, 'T49', format('%%s %%s', r.id, x.step), k.bd2, NULL,
         format('Report of %%s received %%s: to %%s.', sender, received_on, x.step)
  FROM service_report r JOIN calendar k ON k.day = r.received_on,
       LATERAL (VALUES ('pass', not_passed), ('review', not_reviewed)) AS x (step, lacks) WHERE x.lacks),
-- Of a claim that left its list lately only some rules ask for anything.
due AS (
  SELECT owed.* FROM owed JOIN claim c ON c.id = owed.claim_id
  WHERE c.is_on_list OR owed.rule IN ('T28', 'T46', 'T47'))
