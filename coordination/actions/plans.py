"""The care-coordination plan: made from sources, changed by versions, discussed, activated, concluded."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from claims.models import Claim
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import plan_policies as policies
from coordination import policies as desk_policies
from coordination.actions import worklist
from coordination.models import Plan, PlanDiscussion, PlanLine, PlanVersion
from coordination.plan_lines import Line, refusals, tidy
from coordination.plan_words import Discussed, PlanState
from coordination.queries import colleagues, plan_rows, plan_sources

FIRST_REASON = "First version."


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a person writes of a plan: its lines, how often the worker is contacted, why it is so."""

    lines: Sequence[Line]
    contact_every_days: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan after a change, and what changed on the worklist."""

    plan: Plan
    refreshed: worklist.Refreshed


@transaction.atomic
def make_plan(
    *, claim: Claim, sources: Sequence[str], drawn: Drawn, by: Membership, today: date, at: datetime
) -> Planned:
    """Make a plan from documents of the claim; it is proposed until the worker agreed.

    `sources` are keys of `plan_sources.choices_of`. Refuses a plan without one, a source that is not on
    file, a second plan beside one in force, and lines that cannot be (domain.md 10.1, step 1).
    """
    desk_policies.check_can_record(by)
    worklist.lock_claims({claim.pk})
    known = {key for key, _ in plan_sources.choices_of(claim)}
    policies.check_sources(sources, known)
    if Plan.objects.filter(claim=claim).exclude(state=PlanState.CONCLUDED).exists():
        raise Denied("This claim has a plan: change it, or conclude it first.")
    check_drawn(drawn, (), today)
    check_people(drawn, (), by, today)
    plan = Plan.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        sources=list(dict.fromkeys(sources)),
        contact_every_days=drawn.contact_every_days,
        contact_set_on=today,
        next_contact_on=today + timedelta(days=drawn.contact_every_days),
        made_on=today,
        made_by_id=by.person_id,
    )
    write_version(plan, drawn, (), by, today, at)
    return refreshed(plan, today, at)


@transaction.atomic
def change_plan(*, plan: Plan, drawn: Drawn, seen: int, by: Membership, today: date, at: datetime) -> Planned:
    """Make the next version of a plan; the one before stays readable (domain.md 10.1, step 7).

    `seen` is the version that the page showed: `Conflict` when there is a later one. Refuses a change
    without a reason, one that changes nothing, and lines that cannot be.
    """
    desk_policies.check_can_record(by)
    held = hold(plan)
    policies.check_is_in_force(held)
    if held.number != seen:
        raise Conflict(f"Version {held.number} was made since you began: look at it, then send yours again.")
    if not drawn.reason.strip():
        raise Denied("Say why the plan changes: the reason stands with the version.")
    before = plan_rows.lines_of(held)
    check_drawn(drawn, before, today)
    check_people(drawn, before, by, today)
    is_same = [tidy(line) for line in drawn.lines] == list(before)
    if is_same and held.contact_every_days == drawn.contact_every_days:
        raise Denied("Nothing is changed: the version in force says this already.")
    held.number += 1
    if held.contact_every_days != drawn.contact_every_days:
        held.contact_every_days = drawn.contact_every_days
        held.contact_set_on = today
        held.next_contact_on = today + timedelta(days=drawn.contact_every_days)
    held.save()
    write_version(held, drawn, before, by, today, at)
    return refreshed(held, today, at)


def check_drawn(drawn: Drawn, before: Sequence[Line], today: date) -> None:
    """Refuse lines and an interval that cannot be, with the first sentence that says why."""
    if drawn.contact_every_days < 1:
        raise Denied("The worker is contacted every so many days: at least 1.")
    held = {line.key: line for line in before}
    for refusal in refusals([tidy(line) for line in drawn.lines], held, today):
        where = "" if refusal.place is None else f"Line {refusal.place + 1}: "
        raise Denied(f"{where}{refusal.sentence}")


def check_people(drawn: Drawn, before: Sequence[Line], by: Membership, today: date) -> None:
    """Refuse to give a line to somebody who does not work in this COHE today; who has one keeps it."""
    known = {one.person_id for one in colleagues.receivers(membership=by, today=today)}
    known |= {line.person_id for line in before if line.person_id is not None}
    if any(line.person_id is not None and line.person_id not in known for line in drawn.lines):
        raise Denied("Choose somebody who works in this COHE today.")


def write_version(
    plan: Plan, drawn: Drawn, before: Sequence[Line], by: Membership, today: date, at: datetime
) -> None:
    """Write the version that is in force from now on; a line keeps its key, a new one gets the next."""
    version = PlanVersion.objects.create(
        cohe_id=plan.cohe_id,
        plan=plan,
        number=plan.number,
        reason=drawn.reason.strip() or FIRST_REASON,
        made_on=today,
        made_by_id=by.person_id,
        made_at=at,
    )
    last = plan_rows.last_key(plan)
    since = plan_rows.set_days(plan) if before else {}
    held = {line.key: line for line in before}
    rows = []
    for place, line in enumerate(tidy(one) for one in drawn.lines):
        last += not line.key
        key = line.key or last
        is_new_goal = bool(line.job_goal) and not (key in held and held[key].job_goal)
        rows.append(
            PlanLine(
                cohe_id=plan.cohe_id,
                version=version,
                position=place,
                set_on=today if is_new_goal else since.get(key, today),
                **{**asdict(line), "key": key},
            )
        )
    PlanLine.objects.bulk_create(rows)


@dataclass(frozen=True, slots=True)
class Talk:
    """A discussion of the plan with the worker: its day, what came of it, the concerns in words."""

    on: date
    result: str
    concerns: str = ""


@transaction.atomic
def discuss_plan(*, plan: Plan, talk: Talk, by: Membership, today: date, at: datetime) -> Planned:
    """Record that the version in force was discussed with the worker (domain.md 10.1, step 2).

    Concerns send the plan back to be re-evaluated, also an active one, and need their words. Refuses a day
    after today or before the version was made.
    """
    desk_policies.check_can_record(by)
    held = hold(plan)
    policies.check_is_in_force(held)
    policies.check_talk(talk.on, talk.result, talk.concerns, made_on=plan_rows.version_day(held), today=today)
    PlanDiscussion.objects.create(
        cohe_id=by.cohe_id,
        plan=held,
        number=held.number,
        on=talk.on,
        result=talk.result,
        concerns=talk.concerns.strip(),
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    if talk.result == Discussed.CONCERNS:
        held.state, held.paused_on = PlanState.RE_EVALUATE, held.paused_on or talk.on
        held.save()
    return refreshed(held, today, at)


@transaction.atomic
def withdraw_discussion(*, discussion: PlanDiscussion, by: Membership, today: date, at: datetime) -> Planned:
    """Take a discussion back that was entered by mistake; concerns that sent the plan back go with it."""
    desk_policies.check_can_record(by)
    held = hold(discussion.plan)
    is_agreement = discussion.result == Discussed.AGREED
    if is_agreement and held.state == PlanState.ACTIVE and discussion.number == held.number:
        raise Denied("The plan is active by this agreement: take the activation back first.")
    live = PlanDiscussion.objects.filter(plan=held, withdrawn_at=None)
    if not live.filter(pk=discussion.pk).update(withdrawn_at=at):
        raise Denied("This discussion was withdrawn already.")
    has_concerns = live.filter(number=held.number, result=Discussed.CONCERNS).exists()
    if held.state == PlanState.RE_EVALUATE and not is_agreement and not has_concerns:
        held.state = PlanState.ACTIVE if held.activated_on else PlanState.PROPOSED
        held.paused_on = None
        held.save()
    return refreshed(held, today, at)


@transaction.atomic
def activate_plan(*, plan: Plan, by: Membership, today: date, at: datetime) -> Planned:
    """Activate a plan whose version in force the worker agreed to; refuse any other with a sentence."""
    desk_policies.check_can_record(by)
    held = hold(plan)
    policies.check_can_activate(held, plan_rows.last_talk(held))
    held.state, held.activated_on, held.paused_on = PlanState.ACTIVE, today, None
    held.save()
    return refreshed(held, today, at)


@transaction.atomic
def deactivate_plan(*, plan: Plan, by: Membership, today: date, at: datetime) -> Planned:
    """Take an activation back: the plan is proposed again."""
    desk_policies.check_can_record(by)
    held = hold(plan)
    if held.state != PlanState.ACTIVE:
        raise Denied("This plan is not active.")
    held.state, held.activated_on = PlanState.PROPOSED, None
    held.save()
    return refreshed(held, today, at)


@transaction.atomic
def conclude_plan(*, plan: Plan, reason: str, by: Membership, today: date, at: datetime) -> Planned:
    """Conclude a plan with what came of it; a new one can be made then."""
    desk_policies.check_can_record(by)
    held = hold(plan)
    policies.check_is_in_force(held)
    if not reason.strip():
        raise Denied("Say how the plan ended.")
    held.state, held.concluded_on, held.conclusion = PlanState.CONCLUDED, today, reason.strip()
    held.save()
    return refreshed(held, today, at)


@transaction.atomic
def reopen_plan(*, plan: Plan, by: Membership, today: date, at: datetime) -> Planned:
    """Take a conclusion back: the plan stands again as it did, unless there is another by now."""
    desk_policies.check_can_record(by)
    held = hold(plan)
    if held.state != PlanState.CONCLUDED:
        raise Denied("This plan is not concluded.")
    if Plan.objects.filter(claim=held.claim_id).exclude(state=PlanState.CONCLUDED).exists():
        raise Denied("This claim has another plan by now: conclude that one first.")
    held.state = policies.state_before_conclusion(held)
    held.concluded_on, held.conclusion = None, ""
    held.save()
    return refreshed(held, today, at)


def hold(plan: Plan) -> Plan:
    """Return the plan as it stands under its claim's lock."""
    worklist.lock_claims({plan.claim_id})
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def refreshed(plan: Plan, today: date, at: datetime) -> Planned:
    """Return the plan with what its change did to the worklist."""
    return Planned(plan, worklist.refresh_claims(claim_ids={plan.claim_id}, today=today, at=at))
