"""Facts and items of many claims by a fixed number of queries, whatever the number of claims.

Plain tuples and SQL, no ORM objects: the morning run reads a quarter of a million claims, and the same
functions read one claim inside a request (measured: `benchmarks/`). Row-level security and the COHE named in
each query keep to the COHE in force.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection

from cohe import tenancy
from coordination.facts import (
    Apf,
    Document,
    Facts,
    Fill,
    Frq,
    HandOver,
    Milestone,
    Note,
    OhmsNote,
    Plan,
    PlanLine,
    Reading,
    Record,
    Referral,
    ServiceReport,
    Share,
    Stay,
    Surgery,
    Transfer,
    Update,
)
from coordination.policy import Policy
from coordination.timeline import WorkStatus
from coordination.worklist.engine import Existing

CLAIMS = """
SELECT c.id, c.claim_number, c.claim_status, c.appeared, c.claim_type, c.status_date, c.date_of_injury,
       c.first_visit_date, c.roa_received_date, c.roa_complete, c.tier,
       coalesce(delegation.assistant_id, c.hsc_id), c.attending_provider_number,
       coalesce(attending.specialty, ''), c.attending_since, coalesce(initiating.specialty, ''),
       c.handed_over_on
FROM claims_claim c
LEFT JOIN claims_provider attending ON attending.cohe_id = c.cohe_id AND attending.withdrawn_at IS NULL
     AND attending.provider_number = c.attending_provider_number
LEFT JOIN claims_provider initiating ON initiating.cohe_id = c.cohe_id AND initiating.withdrawn_at IS NULL
     AND initiating.provider_number = c.initiating_provider_number
LEFT JOIN claims_delegation delegation ON delegation.cohe_id = c.cohe_id AND delegation.claim_id = c.id
     AND delegation.ended_at IS NULL
WHERE c.cohe_id = %(cohe)s AND c.id = ANY(%(claims)s::bigint[]) AND c.withdrawn_at IS NULL
"""

# Of two rows of one day and source the one a person recorded, and the later one, decides: it comes last.
WORK_STATUSES = """
SELECT claim_id, status, from_date, through_date, source FROM claims_workstatus
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
ORDER BY recorded_by_id IS NOT NULL, id
"""
# What people recorded of one examination is its APF until the extract brings it; the last spell says its end.
APFS = """
SELECT claim_id, exam_date, valid_through FROM claims_apf
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
UNION ALL
(SELECT DISTINCT ON (claim_id, exam_date) claim_id, exam_date, through_date FROM claims_workstatus s
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
  AND exam_date IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM claims_apf a
    WHERE a.cohe_id = s.cohe_id AND a.claim_id = s.claim_id AND a.withdrawn_at IS NULL
      AND a.exam_date = s.exam_date)
ORDER BY claim_id, exam_date, from_date DESC, id DESC)
"""
FILLS = """
SELECT claim_id, filled_on, drug, coalesce(days_supply, 0), coalesce(med_per_day, 0), prescriber_number
FROM claims_prescription
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL AND is_opioid
"""
# A date that a person was told fills one that the extract does not know; a day told over the one scheduled
# holds until the extract says a third. An episode the extract does not know yet counts once it has a date.
SURGERIES = """
SELECT s.claim_id, s.procedure, s.requested_on, coalesce(s.authorized_on, e.told_authorized_on),
       s.denied_on,
       CASE WHEN e.told_scheduled_for IS NOT NULL AND s.scheduled_for IS NOT DISTINCT FROM e.told_over
            THEN e.told_scheduled_for ELSE coalesce(s.scheduled_for, e.told_scheduled_for) END,
       coalesce(s.performed_on, e.told_performed_on)
FROM claims_surgery s
LEFT JOIN coordination_surgeryepisode e ON e.cohe_id = s.cohe_id AND e.claim_id = s.claim_id
     AND e.withdrawn_at IS NULL
     AND e.about = s.procedure || coalesce(' ' || to_char(s.requested_on, 'YYYY-MM-DD'), '')
WHERE s.cohe_id = %(cohe)s AND s.claim_id = ANY(%(claims)s::bigint[]) AND s.withdrawn_at IS NULL
UNION ALL
SELECT e.claim_id, e.procedure, e.told_requested_on, e.told_authorized_on, NULL, e.told_scheduled_for,
       e.told_performed_on
FROM coordination_surgeryepisode e
WHERE e.cohe_id = %(cohe)s AND e.claim_id = ANY(%(claims)s::bigint[]) AND e.withdrawn_at IS NULL
  AND coalesce(e.told_requested_on, e.told_authorized_on, e.told_scheduled_for, e.told_performed_on)
      IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM claims_surgery s
    WHERE s.cohe_id = e.cohe_id AND s.claim_id = e.claim_id AND s.withdrawn_at IS NULL
      AND e.about = s.procedure || coalesce(' ' || to_char(s.requested_on, 'YYYY-MM-DD'), ''))
ORDER BY 2, 3
"""
FRQS = """
SELECT claim_id, asked_on, outcome, result FROM coordination_frq
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
"""
# Readings, interventions and papers have tables of their own and count as the records they once were.
RECORDS = """
SELECT claim_id, kind, "on", about FROM coordination_record
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
UNION ALL
SELECT claim_id, 'scale-reading', taken_on, slug FROM coordination_assessment
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
  AND is_reading AND scores <> '{}'
UNION ALL
SELECT claim_id, 'fri', visit_on, '' FROM coordination_functionalintervention
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
  AND outcome IN ('begun', 'done')
UNION ALL
SELECT claim_id, record, day, prescriber_number
FROM coordination_paper CROSS JOIN LATERAL (VALUES
       ('subacute', 'subacute-form', sent_on), ('chronic', 'chronic-approval', approved_on),
       ('agreement', 'opioid-agreement', coalesce(returned_on, sent_on)),
       ('work-history', 'work-history', returned_on)) AS satisfied (by_kind, record, day)
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
  AND kind = by_kind AND day IS NOT NULL
UNION ALL
SELECT e.claim_id, 'preop-plan', p.made_on, e.about
FROM coordination_surgeryepisode e
JOIN coordination_releaseplan p ON p.cohe_id = e.cohe_id AND p.episode_id = e.id AND p.kind = 'pre-op'
     AND p.withdrawn_at IS NULL
WHERE e.cohe_id = %(cohe)s AND e.claim_id = ANY(%(claims)s::bigint[]) AND e.withdrawn_at IS NULL
"""
# A reading recorded before assessments had forms counts too, but one whose scale nobody named is compared
# with none. Of two readings of a day the one recorded later is the last.
READINGS = """
SELECT claim_id, scale, taken_on, value, higher_is_better
FROM (SELECT claim_id, rtrim(slug || ' ' || key) AS scale, taken_on, value::numeric, higher_is_better,
             recorded_at
      FROM coordination_assessment CROSS JOIN LATERAL jsonb_each_text(scores)
      WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
        AND is_reading
      UNION ALL
      SELECT claim_id, about, "on", value, about = 'leg', recorded_at FROM coordination_record
      WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
        AND kind = 'scale-reading' AND value IS NOT NULL AND about NOT IN ('', 'other')) AS reading
ORDER BY recorded_at
"""
MILESTONES = """
SELECT e.claim_id, 'milestone:' || m.id, e.about, m.words, m.planned_on, m.expected_on, m.met_on
FROM coordination_surgeryepisode e
JOIN coordination_releaseplan p ON p.cohe_id = e.cohe_id AND p.episode_id = e.id AND p.withdrawn_at IS NULL
JOIN coordination_milestone m ON m.cohe_id = e.cohe_id AND m.plan_id = p.id AND m.withdrawn_at IS NULL
WHERE e.cohe_id = %(cohe)s AND e.claim_id = ANY(%(claims)s::bigint[]) AND e.withdrawn_at IS NULL
ORDER BY m.id
"""
# One row a sending: it waits until the next turn, whatever that was.
HAND_OVERS = """
SELECT claim_id, "on", next_on
FROM (SELECT h.claim_id, t.kind, t."on", t.at,
             lead(t."on") OVER (PARTITION BY h.id ORDER BY t.at, t.id) AS next_on
      FROM coordination_handover h
      JOIN coordination_handoverturn t ON t.cohe_id = h.cohe_id AND t.hand_over_id = h.id
      WHERE h.cohe_id = %(cohe)s AND h.claim_id = ANY(%(claims)s::bigint[])) AS turn
WHERE kind = 'sent' ORDER BY at
"""
TRANSFERS = """
SELECT claim_id, asked_on, decided_on FROM coordination_transfer
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
"""
STAYS = """
SELECT claim_id, admitted_on, discharged_on FROM coordination_hospitalstay
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
"""
# Rules ask for the last note of a sort only, so one row a claim is enough of what may be hundreds of notes.
NOTES = """
SELECT claim_id, max(contact_on),
       max(contact_on) FILTER (WHERE person = 'worker' AND outcome = 'reached'),
       max(contact_on) FILTER (WHERE person = 'employer' AND outcome = 'reached'),
       max(contact_on) FILTER (WHERE area = 'medication'),
       max(contact_on) FILTER (WHERE person = 'family' AND outcome = 'reached'),
       max(contact_on) FILTER (WHERE person = 'surgeon' AND outcome NOT IN ('no-answer', 'wrong-number'))
FROM coordination_casenote
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND contact_on <= %(day)s
  AND author_role IN ('hsc', 'hsc-assistant')
GROUP BY claim_id
"""
PLANS = """
SELECT claim_id, made_on, activated_on, paused_on, concluded_on, contact_set_on, next_contact_on
FROM coordination_plan
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[])
"""
# Of the versions of a plan the one in force that day; what was marked later is not known then.
PLAN_LINES = """
SELECT p.claim_id, l.key, l.kind, l.text, l.set_on, l.target_on, l.expected_on, l.job_goal <> '',
       marked.done_on, marked.no_change_on
FROM coordination_plan p
CROSS JOIN LATERAL (
  SELECT v.id FROM coordination_planversion v
  WHERE v.cohe_id = p.cohe_id AND v.plan_id = p.id AND v.made_on <= %(day)s
  ORDER BY v.number DESC LIMIT 1) AS version
JOIN coordination_planline l ON l.cohe_id = p.cohe_id AND l.version_id = version.id
CROSS JOIN LATERAL (
  SELECT min(m."on") FILTER (WHERE m.kind = 'done') AS done_on,
         max(m."on") FILTER (WHERE m.kind = 'no-change') AS no_change_on
  FROM coordination_planmark m
  WHERE m.cohe_id = p.cohe_id AND m.plan_id = p.id AND m.key = l.key AND m."on" <= %(day)s
    AND m.withdrawn_at IS NULL) AS marked
WHERE p.cohe_id = %(cohe)s AND p.claim_id = ANY(%(claims)s::bigint[])
  AND (p.concluded_on IS NULL OR p.concluded_on > %(day)s)
ORDER BY p.claim_id, l.position
"""
SERVICE_REPORTS = """
SELECT p.claim_id, r.id, r.sender, r.received_on, r.passed_on, r.reviewed_on
FROM coordination_servicereport r JOIN coordination_plan p ON p.cohe_id = r.cohe_id AND p.id = r.plan_id
WHERE p.cohe_id = %(cohe)s AND p.claim_id = ANY(%(claims)s::bigint[]) AND r.withdrawn_at IS NULL
"""
UPDATES = """
SELECT p.claim_id, u.sent_on
FROM coordination_stakeholderupdate u JOIN coordination_plan p ON p.cohe_id = u.cohe_id AND p.id = u.plan_id
WHERE p.cohe_id = %(cohe)s AND p.claim_id = ANY(%(claims)s::bigint[]) AND u.withdrawn_at IS NULL
  AND u.sent_on IS NOT NULL
"""
# Area and person reached of the columns of NOTES after the last note of all.
NOTE_SORTS = (("", "worker"), ("", "employer"), ("medication", ""), ("", "family"), ("", "surgeon"))
ITEMS = """
SELECT id, claim_id, rule, about, due_on, last_day, because, clears, tier_rank, off_since, owner_id,
       is_reassigned, state, snoozed_until, facts
FROM coordination_workitem
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[])
  AND (state IN ('open', 'snoozed') OR (state IN ('done', 'dismissed') AND rule <> 'T03' AND facts <> ''))
"""
WITH_ITEMS = """
SELECT count(DISTINCT claim_id) FROM coordination_workitem
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[])
"""
REFERRALS = """
SELECT claim_id, id::text, kind, suggested_on, ordered_on, sent_on, scheduled_for, missed_on, barrier_on,
       engaged_on, report_on, passed_on, reviewed_on, coalesce(completed_on, ended_on)
FROM coordination_referral
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL
ORDER BY id
"""
# A past day asks for what was entered since; by its own index, so that the morning does not pay for it.
OHMS_NOTES = """
SELECT claim_id, note_id::text, signed_on, entered_on FROM coordination_ohmsentry
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND entered_on IS NULL
UNION ALL
SELECT claim_id, note_id::text, signed_on, entered_on FROM coordination_ohmsentry
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND entered_on > %(day)s
ORDER BY 1, 3, 2
"""
# Only those that nobody has reviewed by the day: the others ask for nothing, and they are by far the most.
DOCUMENTS = """
SELECT d.claim_id, d.id::text, d.kind, d.title, d.arrived_on, r.reviewed_on
FROM claims_document d
LEFT JOIN coordination_documentreview r ON r.cohe_id = d.cohe_id AND r.document_id = d.id
     AND r.withdrawn_at IS NULL
WHERE d.cohe_id = %(cohe)s AND d.claim_id = ANY(%(claims)s::bigint[]) AND d.withdrawn_at IS NULL
  AND d.kind IN ('chart-note', 'narrative', 'consultation', 'operative', 'imaging')
  AND (r.reviewed_on IS NULL OR r.reviewed_on > %(day)s)
ORDER BY d.id
"""
SHARES = """
SELECT claim_id, id::text, name, shared_on, followed_up_on FROM coordination_resourceshare
WHERE cohe_id = %(cohe)s AND claim_id = ANY(%(claims)s::bigint[]) AND withdrawn_at IS NULL AND in_plan
ORDER BY id
"""
# In the order of the last fields of `Facts`, those after `notes`.
DETAILS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (WORK_STATUSES, WorkStatus),
    (APFS, Apf),
    (FILLS, Fill),
    (SURGERIES, Surgery),
    (FRQS, Frq),
    (RECORDS, Record),
    (PLANS, Plan),
    (PLAN_LINES, PlanLine),
    (SERVICE_REPORTS, ServiceReport),
    (UPDATES, Update),
    (REFERRALS, Referral),
    (HAND_OVERS, HandOver),
    (TRANSFERS, Transfer),
    (STAYS, Stay),
    (READINGS, Reading),
    (MILESTONES, Milestone),
    (OHMS_NOTES, OhmsNote),
    (DOCUMENTS, Document),
    (SHARES, Share),
)


def facts_of(claim_ids: Iterable[int], day: date, policy: Policy) -> dict[int, Facts]:
    """Return the facts of each claim by its id; without one withdrawn, or of another COHE."""
    queries = (CLAIMS, NOTES, *(query for query, _ in DETAILS))
    claims, notes, *rows_of_each = _answers(queries, _array(claim_ids), day)
    details = [{row[0]: _notes(*row[1:]) for row in notes}]
    details += [_grouped(rows, make) for rows, (_, make) in zip(rows_of_each, DETAILS, strict=True)]
    return {
        row[0]: Facts._make((*row[:4], policy, *row[4:], *[rows.get(row[0], ()) for rows in details]))
        for row in claims
    }


def items_of(claim_ids: Iterable[int], day: date) -> dict[int, list[Existing]]:
    """Return the items of each claim that the engine compares with what is wanted."""
    found: defaultdict[int, list[Existing]] = defaultdict(list)
    for row in _rows(ITEMS, _array(claim_ids), day):
        found[row[1]].append(Existing._make(row))
    return found


def with_items(claim_ids: Iterable[int], day: date) -> int:
    """Return how many of the claims have an item, whatever its state."""
    return int(_rows(WITH_ITEMS, _array(claim_ids), day)[0][0])


def _array(ids: Iterable[int]) -> str:
    """Write ids as PostgreSQL reads an array: the driver takes ten times as long for a list of thousands."""
    return "{" + ",".join(map(str, ids)) + "}"


def _rows(query: str, claims: str, day: date) -> list[tuple[Any, ...]]:
    return _answers((query,), claims, day)[0]


def _answers(queries: Iterable[str], claims: str, day: date) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each query; all go to the server in one message.

    A dozen questions and answers one after the other were most of the time that one claim's refresh took.
    """
    values: dict[str, Any] = {"cohe": tenancy.required().cohe_id, "claims": claims, "day": day}
    with connection.cursor() as cursor:
        cursor.execute(";".join(queries), values)
        found: list[list[tuple[Any, ...]]] = [cursor.fetchall()]
        while cursor.nextset():
            found.append(cursor.fetchall())
    return found


def _grouped(rows: Iterable[tuple[Any, ...]], make: Callable[..., Any]) -> dict[int, tuple[Any, ...]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(make(*row[1:]))
    return {claim_id: tuple(made) for claim_id, made in found.items()}


def _notes(last: date, *others: date | None) -> tuple[Note, ...]:
    """Return the last note, and the last by the person reached and by area, as far as there are any."""
    sorts = zip(NOTE_SORTS, others, strict=True)
    return (Note(last), *(Note(on, area, reached) for (area, reached), on in sorts if on is not None))
