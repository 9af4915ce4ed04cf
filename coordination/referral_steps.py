"""The steps of a referral, the exits beside them, what kept a worker away, and the order of their days. Pure.

One life cycle for every kind (domain.md 8): suggested, ordered, authorized where needed, sent, scheduled,
engaged, report received, passed on and reviewed, completed; or ended by the side, with the reason.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cohe.wording import Worded
from coordination.referral_kinds import TARGETS, Authorization, Authorizes, Orderer, Target


class Step(Worded):
    """What happens to a referral; the label is the button's."""

    SUGGEST = "suggest", "Suggest it"
    ORDER = "order", "Record the order"
    ASK = "ask", "Ask for authorization"
    APPROVE = "approve", "Record the approval"
    DENY = "deny", "Record the denial"
    SEND = "send", "Send it"
    SEND_RECORDS = "send-records", "Records sent"
    SCHEDULE = "schedule", "Record the visit's day"
    MOVE = "move", "Move the visit"
    MISS = "miss", "Record that it did not start"
    ENGAGE = "engage", "Record that it started"
    FETCH = "fetch", "Visit record fetched"
    REPORT = "report", "Record the report"
    PASS_ON = "pass-on", "Passed on to the attending provider"
    TELL = "tell", "Ordering provider told"
    REVIEW = "review", "Reviewed with the worker"
    STAGE = "stage", "Record where it stands"
    COMPLETE = "complete", "Complete it"
    END = "end", "End it"
    RULE_OUT = "rule-out", "Rule it out"


# What the history says of each step.
DONE_WORDS = {
    Step.SUGGEST: "Suggested",
    Step.ORDER: "Ordered",
    Step.ASK: "Authorization asked",
    Step.APPROVE: "Authorization approved",
    Step.DENY: "Authorization denied",
    Step.SEND: "Sent",
    Step.SEND_RECORDS: "Records sent",
    Step.SCHEDULE: "Scheduled",
    Step.MOVE: "Visit moved",
    Step.MISS: "Did not start",
    Step.ENGAGE: "Started",
    Step.FETCH: "Visit record fetched",
    Step.REPORT: "Report received",
    Step.PASS_ON: "Passed on to the attending provider",
    Step.TELL: "Ordering provider told",
    Step.REVIEW: "Reviewed with the worker",
    Step.STAGE: "Stands at",
    Step.COMPLETE: "Completed",
    Step.END: "Ended",
    Step.RULE_OUT: "Ruled out",
}


class Exit(Worded):
    """How a referral ends without being completed."""

    DECLINED = "declined", "Declined by the worker"
    REFUSED = "provider-refused", "Provider refused"
    DENIED = "denied", "Authorization denied"
    WITHDRAWN = "withdrawn", "Order taken back"
    EXPIRED = "expired", "Expired"
    RULED_OUT = "ruled-out", "Ruled out"


class Barrier(Worded):
    """What kept a worker from starting."""

    TRANSPORT = "transport", "Transport"
    COST = "cost", "Cost"
    LANGUAGE = "language", "Language"
    TIME = "time", "Time"
    FEAR = "fear", "Fear of pain or harm"
    UNWILLING = "does-not-want-it", "Does not want it"
    UNKNOWN = "unknown", "Not known yet"
    OTHER = "other", "Something else"


# The next step that each barrier proposes (E3).
PROPOSED = {
    Barrier.TRANSPORT: "Arrange a ride: ask the claim manager about travel, or a community service.",
    Barrier.COST: "Ask the claim manager what L&I pays, and tell the worker before the next visit.",
    Barrier.LANGUAGE: "Book an interpreter with the clinic for the next visit.",
    Barrier.TIME: "Ask the clinic for an hour outside work, and the employer for time off.",
    Barrier.FEAR: "Ask the attending provider to talk about pain and activity; consider PGAP.",
    Barrier.UNWILLING: "Tell the attending provider; end the referral if the order is taken back.",
    Barrier.UNKNOWN: "Call the worker and ask what stands in the way.",
    Barrier.OTHER: "Agree the next step with the worker, and write it in a note.",
}


class Course(NamedTuple):
    """Where a referral stands: its days, and the words that decide what may follow."""

    kind: str
    suggested_on: date | None = None
    ordered_on: date | None = None
    orderer: str = ""
    ordered_by: str = ""
    authorization: str = Authorization.NOT_NEEDED
    authorization_on: date | None = None
    sent_on: date | None = None
    records_sent_on: date | None = None
    scheduled_on: date | None = None
    scheduled_for: date | None = None
    missed_on: date | None = None
    barrier: str = ""
    barrier_on: date | None = None
    engaged_on: date | None = None
    record_fetched_on: date | None = None
    report_on: date | None = None
    passed_on: date | None = None
    told_on: date | None = None
    reviewed_on: date | None = None
    completed_on: date | None = None
    ended_as: str = ""
    ended_on: date | None = None

    @property
    def target(self) -> Target:
        """Return what holds for the kind."""
        return TARGETS[self.kind]

    @property
    def is_open(self) -> bool:
        """Say whether something may still happen."""
        return self.completed_on is None and self.ended_on is None

    @property
    def has_planned_visit(self) -> bool:
        """Say whether a visit is scheduled that was not missed."""
        return self.scheduled_for is not None and (
            self.missed_on is None or self.missed_on < self.scheduled_for
        )

    @property
    def lacks_review(self) -> bool:
        """Say whether a report waits to be passed on or reviewed."""
        return self.report_on is not None and None in (self.passed_on, self.reviewed_on)


def next_steps(one: Course) -> list[Step]:
    """Return what may happen next, the likeliest first; ending it comes last. Empty when it is over."""
    if not one.is_open:
        return []
    return list(dict.fromkeys([*_next(one), *_beside(one), Step.END]))


def _next(one: Course) -> Iterator[Step]:
    if one.ordered_on is None:
        yield Step.ORDER
        return
    if one.engaged_on is None:
        yield from _toward_a_start(one)
        return
    if one.target.expects_report and one.report_on is None:
        yield Step.REPORT
    if one.report_on is not None and one.passed_on is None:
        yield Step.PASS_ON
    if one.report_on is not None and one.reviewed_on is None:
        yield Step.REVIEW
    if not one.lacks_review and (one.report_on is not None or not one.target.expects_report):
        yield Step.COMPLETE


def _toward_a_start(one: Course) -> Iterator[Step]:
    may_send = one.authorization in (Authorization.NOT_NEEDED, Authorization.APPROVED)
    if one.authorization in (Authorization.PENDING, Authorization.DENIED):
        yield from (Step.APPROVE, Step.DENY)
    if one.target.authorizes == Authorizes.MUST and one.authorization == Authorization.NOT_NEEDED:
        yield Step.ASK
    elif one.sent_on is None and may_send:
        yield Step.SEND
    elif one.target.has_visit and not one.has_planned_visit and may_send:
        yield Step.SCHEDULE
    if may_send and (one.target.authorizes != Authorizes.MUST or one.authorization == Authorization.APPROVED):
        yield Step.ENGAGE
    if one.sent_on is not None or one.has_planned_visit:
        yield Step.MISS


def _beside(one: Course) -> Iterator[Step]:
    if one.has_planned_visit and one.engaged_on is None:
        yield Step.MOVE
    if one.ordered_on and one.sent_on is None and not one.has_planned_visit and one.target.has_visit:
        yield Step.SCHEDULE
    asked = one.target.authorizes == Authorizes.MAY and one.authorization == Authorization.NOT_NEEDED
    if asked and one.ordered_on and one.sent_on is None:
        yield Step.ASK
    if one.sent_on and one.records_sent_on is None:
        yield Step.SEND_RECORDS
    if one.engaged_on and one.record_fetched_on is None:
        yield Step.FETCH
    if one.report_on and one.told_on is None and one.orderer != Orderer.ATTENDING_PROVIDER:
        yield Step.TELL
    if one.target.stages and (one.ordered_on or one.suggested_on):
        yield Step.STAGE


# A day, the day it cannot come before, and how the refusal says it.
ORDER_OF_DAYS = (
    ("ordered_on", "suggested_on", "It cannot be ordered before it was suggested"),
    ("authorization_on", "ordered_on", "It cannot be authorized or denied before it was ordered"),
    ("sent_on", "ordered_on", "It cannot be sent before it was ordered"),
    ("records_sent_on", "ordered_on", "Records cannot go out before the order"),
    ("scheduled_on", "ordered_on", "It cannot be scheduled before it was ordered"),
    ("scheduled_for", "scheduled_on", "The visit cannot lie before the day it was scheduled on"),
    ("missed_on", "ordered_on", "A visit cannot be missed before the order"),
    ("barrier_on", "ordered_on", "A barrier cannot come before the order"),
    ("engaged_on", "ordered_on", "The worker cannot have started before it was ordered"),
    ("record_fetched_on", "engaged_on", "There is no visit record before the visit"),
    ("report_on", "engaged_on", "There is no report before the visit"),
    ("passed_on", "report_on", "It cannot be passed on before the report came"),
    ("told_on", "report_on", "The ordering provider cannot be told before the report came"),
    ("reviewed_on", "report_on", "It cannot be reviewed before the report came"),
    ("completed_on", "engaged_on", "It cannot be completed before it started"),
    ("ended_on", "suggested_on", "It cannot end before it was suggested"),
    ("ended_on", "ordered_on", "It cannot end before it was ordered"),
)
# Days that may be there without the one they follow.
NEEDS_NOTHING = frozenset(("ordered_on", "ended_on"))


def wrong_order(one: Course) -> str:
    """Return a sentence for the first day that stands before or without the one it follows, else ""."""
    for later, earlier, sentence in ORDER_OF_DAYS:
        after, before = getattr(one, later), getattr(one, earlier)
        if after is None or (before is None and later in NEEDS_NOTHING):
            continue
        if before is None:
            return f"{sentence}: record that first."
        if after < before:
            return f"{sentence}, on {before:%-d %b %Y}."
    return ""
