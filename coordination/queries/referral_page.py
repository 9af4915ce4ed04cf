"""One referral: its line, the steps that may come next, its history, and what was used of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claims.models import Claim
from cohe.clock import PACIFIC
from coordination import referral_clocks as clocks
from coordination.models import Referral, ReferralEvent, ReferralUse
from coordination.policy import Policy
from coordination.queries import policy
from coordination.queries.claim_referrals import (
    ShownReferral,
    course_of,
    said_of_event,
    shown_referral,
)
from coordination.referral_kinds import Authorization, OrderRefused, ReferralKind, check_send
from coordination.referral_steps import DONE_WORDS, PROPOSED, Barrier, Course, Step, next_steps
from coordination.referral_uses import Limit, Use, Used, apply_by, limits_of
from coordination.worklist.wording import shown

SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    on: date
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """All of the page.

    `undo` is the step that can be taken back, `proposal` the barrier's next step, `waits` why it is not
    sent yet.
    """

    referral: Referral
    claim: Claim
    shown: ShownReferral
    steps: tuple[Step, ...]
    waits: str
    facts: tuple[tuple[str, str], ...]
    barrier: str
    proposal: str
    history: tuple[Line, ...]
    undo: str
    uses: tuple[ReferralUse, ...]
    limits: tuple[Limit, ...]
    apply_by: date | None


def referral_page(*, referral: Referral, claim: Claim, today: date) -> ReferralPage:
    """Return all that the page of a referral shows on `today`."""
    limits = policy.in_force(today)
    events = list(
        ReferralEvent.objects.filter(referral=referral, cohe=claim.cohe_id)
        .select_related("by")
        .order_by("id")
    )
    uses = ReferralUse.objects.filter(referral=referral, cohe=claim.cohe_id, withdrawn_at=None)
    course = course_of(referral)
    stands = referral.withdrawn_at is None
    shown_uses = tuple(uses.select_related("recorded_by").order_by("on", "id"))
    return ReferralPage(
        referral=referral,
        claim=claim,
        shown=shown_referral(referral, limits, today),
        steps=tuple(next_steps(course)) if stands else (),
        waits=why_not_sent(course) if stands else "",
        facts=tuple(facts_of(referral, limits, today)),
        barrier=Barrier(course.barrier).label if course.barrier and not course.engaged_on else "",
        proposal=PROPOSED[Barrier(course.barrier)] if course.barrier and not course.engaged_on else "",
        history=tuple(Line(one.on, said_of_event(one), one.by.name) for one in reversed(events)),
        undo=last_words(events, today) if stands else "",
        uses=shown_uses,
        limits=tuple(limits_in_use(claim, referral, limits)) if referral.target.uses else (),
        apply_by=applies_by(referral, shown_uses),
    )


def why_not_sent(course: Course) -> str:
    """Return why an ordered referral cannot be sent as it stands, "" when it can, or is under way."""
    if not course.is_open or course.ordered_on is None or course.sent_on or course.engaged_on:
        return ""
    try:
        check_send(course.kind, course.authorization)
    except OrderRefused as no:
        return str(no)
    return ""


def last_words(events: Sequence[ReferralEvent], today: date) -> str:
    """Return the step that taking back would undo, in words; "" when there is none."""
    undone = {one.undoes_id for one in events if one.undoes_id}
    steps = [one for one in events if not one.undoes_id and one.pk not in undone]
    return f"{DONE_WORDS[Step(steps[-1].step)]}, {shown(steps[-1].on, today)}" if steps else ""


def facts_of(one: Referral, limits: Policy, today: date) -> Iterator[tuple[str, str]]:
    """Yield what is known beside the line, as terms with their words."""
    for term, words in (("What for", one.subject), ("To", one.recipient), ("Service", one.service)):
        if words:
            yield term, words
    yield from decisions_of(one, limits, today)
    days = (
        ("Records sent", one.records_sent_on),
        ("Visit record fetched", one.record_fetched_on),
        ("Passed on to AP", one.passed_on),
        ("Ordering provider told", one.told_on),
        ("Reviewed with worker", one.reviewed_on),
    )
    for term, on in days:
        if on:
            yield term, shown(on, today)
    if one.moves or one.no_shows:
        yield "Visits", f"moved {one.moves}, missed {one.no_shows}"
    if one.stage and one.stage_on:
        yield "Stands at", f"{one.stage}, {shown(one.stage_on, today)}"


def decisions_of(one: Referral, limits: Policy, today: date) -> Iterator[tuple[str, str]]:
    """Yield who ordered and authorized it, and the hours until its visit was set."""
    if one.ordered_on:
        by = f", {one.ordered_by}" if one.ordered_by else ""
        yield "Ordered by", f"{one.get_orderer_display()}{by}, {shown(one.ordered_on, today)}"
    if one.authorization != Authorization.NOT_NEEDED:
        by = f" by {one.authorized_by}" if one.authorized_by else ""
        yield "Authorization", f"{one.get_authorization_display()}{by}"
    hours = hours_to_schedule(one, limits)
    if hours is not None:
        within = "within" if hours <= limits.referral_share_hours else "more than"
        yield "Order to visit set", f"{hours:.0f} h, {within} {limits.referral_share_hours} h"


def hours_to_schedule(one: Referral, limits: Policy) -> float | None:
    """Return the hours from the order to the visit being set, None where an hour is not known."""
    if one.ordered_at is None or one.scheduled_at is None:
        return None
    between = clocks.time_between(
        one.ordered_at, one.scheduled_at, PACIFIC, weekends_count=bool(limits.referral_weekends)
    )
    return between.total_seconds() / SECONDS_AN_HOUR


def limits_in_use(claim: Claim, referral: Referral, limits: Policy) -> list[Limit]:
    """Return each limit of the kind, with what is used of it on the claim."""
    rows = ReferralUse.objects.filter(
        referral__claim=claim,
        referral__kind=referral.kind,
        referral__withdrawn_at=None,
        withdrawn_at=None,
        cohe=claim.cohe_id,
    )
    used = [Used(*row) for row in rows.values_list("what", "on", "quantity", "amount")]
    return limits_of(referral.kind, used, claim.date_of_injury, limits)


def applies_by(referral: Referral, uses: Sequence[ReferralUse]) -> date | None:
    """Return by when the employer applies for the oldest wages of Stay at Work."""
    days = [one.on for one in uses if one.what == Use.WAGES]
    if referral.kind != ReferralKind.STAY_AT_WORK or not days or referral.stage in ("Applied", "Paid"):
        return None
    return apply_by(min(days))
