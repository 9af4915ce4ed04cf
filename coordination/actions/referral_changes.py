"""What each step of a referral changes: its columns by name, or a refusal in a sentence. Writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from cohe.access import Denied
from cohe.clock import PACIFIC
from coordination import referral_kinds as kinds
from coordination.models import Referral
from coordination.referral_kinds import Authorization, Authorizes, Orderer
from coordination.referral_steps import Barrier, Course, Exit, Step, wrong_order

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One step as it was said: the day it happened, and what the step asks for; the rest is empty.

    `hour` of Washington, where hours are counted; `visit`: the planned day; `name`: who ordered or decided.
    """

    step: str
    on: date
    hour: time | None = None
    orderer: str = ""
    name: str = ""
    recipient: str = ""
    with_records: bool = False
    visit: date | None = None
    barrier: str = ""
    stage: str = ""
    outcome: str = ""
    ended_as: str = ""
    remark: str = ""


def course_of(row: Any) -> Course:
    """Return where a referral stands, of a row with its columns."""
    return Course(**{name: getattr(row, name) for name in Course._fields})


def columns_of(referral: Referral, taken: Taken, today: date) -> Columns:
    """Return the columns a step changes; refuse with a sentence what cannot be or is out of order."""
    if taken.on > today:
        sentence = f"{taken.on:%-d %b %Y} is after today: a step is recorded once it has happened."
        raise Denied(sentence, "on")
    try:
        found = MAKERS[Step(taken.step)](referral, taken, today)
    except kinds.OrderRefused as no:
        raise Denied(str(no), no.field) from no
    sentence = wrong_order(course_of(referral)._replace(**only_days(found)))
    if sentence:
        raise Denied(sentence, "on")
    return found


def only_days(columns: Columns) -> Columns:
    """Return the columns that a course has too."""
    return {name: value for name, value in columns.items() if name in Course._fields}


def instant(taken: Taken) -> datetime | None:
    """Return the instant of a step, None when nobody said the hour."""
    return datetime.combine(taken.on, taken.hour, PACIFIC) if taken.hour else None


def suggested(referral: Referral, taken: Taken, today: date) -> Columns:
    """A suggestion is anybody's."""
    return {"suggested_on": taken.on}


def ordered(referral: Referral, taken: Taken, today: date) -> Columns:
    """An order is given by whom the kind allows."""
    name = taken.name.strip()
    kinds.check_order(referral.kind, orderer=taken.orderer, ordered_by=name, ordered_on=taken.on, today=today)
    return {
        "ordered_on": taken.on,
        "ordered_at": instant(taken),
        "orderer": taken.orderer,
        "ordered_by": name,
    } | told_whom(taken)


def asked(referral: Referral, taken: Taken, today: date) -> Columns:
    """Authorization is asked of the claim manager, once there is an order."""
    kinds.check_authorization(referral.kind)
    if referral.ordered_on and taken.on < referral.ordered_on:
        raise Denied("Authorization is asked for once it is ordered.", "on")
    return {"authorization": Authorization.PENDING.value, "authorization_on": None, "authorized_by": ""}


def approved(referral: Referral, taken: Taken, today: date) -> Columns:
    """The claim manager has authorized it: by name where the kind cannot go without."""
    kinds.check_approval(referral.kind, taken.name)
    return decided(referral, taken, Authorization.APPROVED)


def denied(referral: Referral, taken: Taken, today: date) -> Columns:
    """The claim manager has denied it, for a reason."""
    if not taken.remark.strip():
        raise Denied("Say why it was denied.")
    return decided(referral, taken, Authorization.DENIED)


def decided(referral: Referral, taken: Taken, answer: Authorization) -> Columns:
    """Return the columns of a decision."""
    kinds.check_authorization(referral.kind)
    return {
        "authorization": answer.value,
        "authorization_on": taken.on,
        "authorized_by": taken.name.strip(),
    }


def told_whom(taken: Taken) -> Columns:
    """Return to whom it goes, when that was said."""
    return {"recipient": taken.recipient.strip()} if taken.recipient.strip() else {}


def sent(referral: Referral, taken: Taken, today: date) -> Columns:
    """It is sent to somebody, with records or without."""
    kinds.check_send(referral.kind, referral.authorization)
    if not taken.recipient.strip() and not referral.recipient:
        raise Denied("Say to whom it was sent.", "recipient")
    records = {"records_sent_on": taken.on} if taken.with_records else {}
    return {"sent_on": taken.on} | records | told_whom(taken)


def scheduled(referral: Referral, taken: Taken, today: date) -> Columns:
    """A visit is set; the hours from order to scheduled are those of the first one."""
    if taken.visit is None:
        raise Denied("Say on which day the visit is.")
    if taken.visit < taken.on:
        raise Denied("The visit cannot lie before the day it was scheduled on.", "visit")
    if referral.ordered_on and taken.on < referral.ordered_on:
        sentence = f"It cannot be scheduled before it was ordered, on {referral.ordered_on:%-d %b %Y}."
        raise Denied(sentence, "on")
    set_at = None if referral.scheduled_on else instant(taken)
    first: Columns = {} if referral.scheduled_on else {"scheduled_on": taken.on, "scheduled_at": set_at}
    if referral.ordered_at and set_at and set_at < referral.ordered_at:
        raise Denied("It cannot be scheduled before the hour it was ordered at.", "hour")
    return {"scheduled_for": taken.visit} | first


def moved(referral: Referral, taken: Taken, today: date) -> Columns:
    """A visit gets another day, or none for the time being."""
    if taken.visit == referral.scheduled_for:
        sentence = "That is the day it has: choose another, or leave it empty while there is none."
        raise Denied(sentence, "visit")
    if taken.visit is not None and taken.visit < taken.on:
        raise Denied("The new day cannot lie before the day it was moved on.", "visit")
    return {"scheduled_for": taken.visit, "moves": referral.moves + 1}


def missed(referral: Referral, taken: Taken, today: date) -> Columns:
    """The worker did not start: why, as far as it is known. A visit that has passed is a no-show."""
    if taken.barrier not in list(Barrier):
        raise Denied("Say what stood in the way; choose “Not known yet” while you do not know.")
    found: Columns = {"barrier": taken.barrier, "barrier_on": taken.on}
    visit = referral.scheduled_for
    if visit is not None and visit <= taken.on and course_of(referral).has_planned_visit:
        found |= {"missed_on": visit, "no_shows": referral.no_shows + 1}
    return found


def engaged(referral: Referral, taken: Taken, today: date) -> Columns:
    """The worker started; what waits for the claim manager cannot have."""
    if referral.target.authorizes == Authorizes.MUST:
        kinds.check_send(referral.kind, referral.authorization)
    return {"engaged_on": taken.on}


def passed_on(referral: Referral, taken: Taken, today: date) -> Columns:
    """The attending provider has the report; who ordered it is told by the same."""
    told = referral.told_on is None and referral.orderer == Orderer.ATTENDING_PROVIDER
    return {"passed_on": taken.on} | ({"told_on": taken.on} if told else {})


def stage(referral: Referral, taken: Taken, today: date) -> Columns:
    """Where it stands by the states of its own kind."""
    if taken.stage not in referral.target.stages:
        raise Denied(f"Choose one of: {', '.join(referral.target.stages)}.")
    return {"stage": taken.stage, "stage_on": taken.on}


def completed(referral: Referral, taken: Taken, today: date) -> Columns:
    """It has run its course, with what came of it."""
    outcomes = referral.target.outcomes
    if outcomes and taken.outcome not in outcomes:
        raise Denied(f"Say what came of it: {', '.join(outcomes)}.")
    return {"completed_on": taken.on, "outcome": taken.outcome.strip()}


def ended(referral: Referral, taken: Taken, today: date) -> Columns:
    """It leaves by the side, for a reason."""
    if taken.ended_as not in list(Exit):
        raise Denied("Say how it ended.")
    if taken.ended_as == Exit.RULED_OUT and referral.ordered_on:
        raise Denied("It was ordered: choose another way it ended.")
    if not taken.remark.strip():
        raise Denied("Say why: the reason stands in the referral log.")
    return {"ended_as": taken.ended_as, "ended_on": taken.on, "why_ended": taken.remark.strip()}


def ruled_out(referral: Referral, taken: Taken, today: date) -> Columns:
    """The kind is not for this worker; it is not asked about again until that is taken back."""
    if not taken.remark.strip():
        raise Denied("Say why it is ruled out.")
    return {"ended_as": Exit.RULED_OUT.value, "ended_on": taken.on, "why_ended": taken.remark.strip()}


def dated(column: str) -> Callable[[Referral, Taken, date], Columns]:
    """Return the maker of a step that is nothing but its day."""
    return lambda referral, taken, today: {column: taken.on}


MAKERS: dict[Step, Callable[[Referral, Taken, date], Columns]] = {
    Step.SUGGEST: suggested,
    Step.ORDER: ordered,
    Step.ASK: asked,
    Step.APPROVE: approved,
    Step.DENY: denied,
    Step.SEND: sent,
    Step.SEND_RECORDS: dated("records_sent_on"),
    Step.SCHEDULE: scheduled,
    Step.MOVE: moved,
    Step.MISS: missed,
    Step.ENGAGE: engaged,
    Step.FETCH: dated("record_fetched_on"),
    Step.REPORT: dated("report_on"),
    Step.PASS_ON: passed_on,
    Step.TELL: dated("told_on"),
    Step.REVIEW: dated("reviewed_on"),
    Step.STAGE: stage,
    Step.COMPLETE: completed,
    Step.END: ended,
    Step.RULE_OUT: ruled_out,
}


def words_of(taken: Taken) -> str:
    """Return what a step's line in the history says beside its name."""
    parts = [
        f"by {taken.name.strip()}" if taken.name.strip() else "",
        f"to {taken.recipient.strip()}" if taken.recipient.strip() else "",
        "with records" if taken.with_records else "",
        f"visit on {taken.visit:%-d %b %Y}" if taken.visit else "",
        Barrier(taken.barrier).label.lower() if taken.barrier else "",
        taken.stage,
        taken.outcome.strip(),
        Exit(taken.ended_as).label.lower() if taken.ended_as else "",
    ]
    return ", ".join(part for part in parts if part)
