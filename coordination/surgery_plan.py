"""A surgery's steps, checks and milestones on a day, decided from its dates alone (domain.md 9). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coordination.policy import Policy


class Verdict(StrEnum):
    """What came of a check."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The dates of one surgery as far as they are known; `surgery_on`: performed, else scheduled.

    `ended_on`: denied, withdrawn or cancelled, which ends the checks. APF days are those of examinations.
    """

    injured_on: date | None = None
    candidate_on: date | None = None
    requested_on: date | None = None
    authorized_on: date | None = None
    scheduled_for: date | None = None
    performed_on: date | None = None
    ended_on: date | None = None
    ended_how: str = ""
    preop_plan_on: date | None = None
    postop_plan_on: date | None = None
    apfs: tuple[date, ...] = ()
    milestones_met: int = 0
    milestones: int = 0
    concluded_on: date | None = None
    next_seen_on: date | None = None

    @property
    def surgery_on(self) -> date | None:
        """Return the surgery's day: performed, else scheduled."""
        return self.performed_on or self.scheduled_for

    @property
    def postop_apf_on(self) -> date | None:
        """Return the first examination with an APF on or after the surgery."""
        done = self.performed_on
        return min((day for day in self.apfs if done and day >= done), default=None)

    @property
    def preop_apf_on(self) -> date | None:
        """Return the last examination with an APF before the surgery's day."""
        day = self.surgery_on
        return max((one for one in self.apfs if day and one < day), default=None)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the surgical programme with its verdict and the sentence that says why."""

    name: str
    verdict: Verdict
    why: str

    @property
    def css(self) -> str:
        """Return how its tag looks."""
        return {Verdict.FAILED: "tag-late", Verdict.PASSED: "tag-act"}.get(self.verdict, "tag-line")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the line: done on a day (`state` did), next (here), skipped (skip-step) or to come."""

    name: str
    state: str
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A milestone as counting sees it."""

    key: int
    words: str
    offset_days: int
    expected_on: date | None
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A milestone that another day of the surgery moves."""

    key: int
    words: str
    before: date | None
    after: date


def is_emergent(course: Course, limits: Policy) -> bool | None:
    """Say whether the surgery is within so many days of the injury; None when a day is not known."""
    if course.surgery_on is None or course.injured_on is None:
        return None
    return (course.surgery_on - course.injured_on).days <= limits.surgery_emergent_days


def checks(course: Course, limits: Policy, today: date) -> tuple[Check, ...]:
    """Return the checks of a surgery: 21 days, plan before it, APF before and after (domain.md 9)."""
    if course.ended_on and course.performed_on is None:
        why = f"{course.ended_how} on {course.ended_on:%-d %b %Y}: the checks end."
        names = ("Surgery in time", "Plan before the surgery", "APF before the surgery", "APF after it")
        return tuple(Check(name, Verdict.NOT_APPLICABLE, why) for name in names)
    return (
        timely(course, limits, today),
        preop_plan(course, limits, today),
        preop_apf(course),
        postop_apf(course, limits, today),
    )


def timely(course: Course, limits: Policy, today: date) -> Check:
    """Check that the surgery is at most 21 days after its authorization: day 21 passes, day 22 fails."""
    name = f"Surgery within {limits.surgery_timely_days} days of authorization"
    if is_emergent(course, limits):
        return Check(name, Verdict.NOT_APPLICABLE, emergent_words(limits))
    if course.authorized_on is None:
        return Check(name, Verdict.OPEN, "Not authorized yet: nothing to count from.")
    last = course.authorized_on + timedelta(days=limits.surgery_timely_days)
    if course.performed_on is not None:
        days = (course.performed_on - course.authorized_on).days
        passed = course.performed_on <= last
        return Check(name, Verdict.PASSED if passed else Verdict.FAILED, f"Performed on day {days}.")
    if today > last:
        return Check(name, Verdict.FAILED, f"The last day was {last:%-d %b %Y}.")
    return Check(name, Verdict.OPEN, f"Last day {last:%-d %b %Y}.")


def preop_plan(course: Course, limits: Policy, today: date) -> Check:
    """Check that a release-to-work plan was made before the surgery."""
    name = "Release-to-work plan before the surgery"
    if is_emergent(course, limits):
        return Check(name, Verdict.NOT_APPLICABLE, emergent_words(limits))
    made, day = course.preop_plan_on, course.surgery_on
    if made is not None and (day is None or made <= day):
        return Check(name, Verdict.PASSED, f"Made on {made:%-d %b %Y}.")
    if made is not None:
        return Check(name, Verdict.FAILED, f"Made on {made:%-d %b %Y}, after the surgery.")
    if course.performed_on is not None or (day is not None and day < today):
        return Check(name, Verdict.FAILED, "The day of the surgery has passed without one.")
    return Check(name, Verdict.OPEN, "Not made yet.")


def preop_apf(course: Course) -> Check:
    """Check that there was an APF of an examination before the surgery."""
    name = "APF before the surgery"
    if course.preop_apf_on is not None:
        return Check(name, Verdict.PASSED, f"Examined on {course.preop_apf_on:%-d %b %Y}.")
    if course.performed_on is not None:
        return Check(name, Verdict.FAILED, "There was none.")
    return Check(name, Verdict.OPEN, "None yet." if course.surgery_on else "The surgery has no day yet.")


def postop_apf(course: Course, limits: Policy, today: date) -> Check:
    """Check that an APF of an examination on or after the surgery came within its days."""
    name = f"APF within {limits.postop_days} days after the surgery"
    if course.performed_on is None:
        return Check(name, Verdict.OPEN, "Not performed yet.")
    last = course.performed_on + timedelta(days=limits.postop_days)
    found = course.postop_apf_on
    if found is not None:
        verdict = Verdict.PASSED if found <= last else Verdict.FAILED
        return Check(name, verdict, f"Examined on {found:%-d %b %Y}.")
    if today > last:
        return Check(name, Verdict.FAILED, f"None by {last:%-d %b %Y}.")
    return Check(name, Verdict.OPEN, f"Asked for by {last:%-d %b %Y}.")


def emergent_words(limits: Policy) -> str:
    """Return why a check does not apply to an emergent surgery."""
    return f"Emergent: at most {limits.surgery_emergent_days} days after the injury."


def steps(course: Course, limits: Policy) -> tuple[Step, ...]:
    """Return the line of steps from candidate to the next provider, with what is next."""
    emergent = bool(is_emergent(course, limits))
    met = f"{course.milestones_met} of {course.milestones}" if course.milestones else ""
    all_met = course.milestones > 0 and course.milestones_met == course.milestones
    raw = (
        ("Candidate", course.candidate_on, "", False),
        ("Requested", course.requested_on, "", False),
        ("Authorized", course.authorized_on, "", False),
        ("Scheduled", course.scheduled_for, "", False),
        ("Plan before", course.preop_plan_on, "emergent" if emergent else "", emergent),
        ("Surgery", course.performed_on, "", False),
        ("APF after", course.postop_apf_on, "", False),
        ("Recovery plan", course.postop_plan_on, "", False),
        ("Milestones", course.concluded_on if all_met else None, met, False),
        ("Concluded", course.concluded_on, "", False),
        ("Next provider", course.next_seen_on, "", False),
    )
    done = [on is not None or (name == "Milestones" and all_met) for name, on, _, _ in raw]
    last = max((at for at, one in enumerate(done) if one), default=-1)
    return tuple(laid(raw, done, last, course))


def laid(
    raw: Sequence[tuple[str, date | None, str, bool]], done: Sequence[bool], last: int, course: Course
) -> Iterator[Step]:
    """Yield each step with its state; what was passed over without a day is skipped, or owed."""
    owed = OWED_THOUGH_LATER_IS_DONE
    nexts = [at for at, one in enumerate(done) if not one and (at > last or raw[at][0] in owed)]
    over = course.ended_on is not None and course.performed_on is None
    for at, (name, on, words, is_skipped) in enumerate(raw):
        if done[at]:
            yield Step(name, "did", on, words)
        elif is_skipped or over or (at < last and name not in owed):
            yield Step(name, "skip-step", None, words or ("ended" if over else "no day"))
        else:
            is_next = not over and nexts[:1] == [at]
            yield Step(name, "wait" if is_next else "", None, words or ("next" if is_next else ""))


# Steps that stay owed when a later one has happened: a surgery performed without them still needs them.
OWED_THOUGH_LATER_IS_DONE = frozenset(("APF after", "Recovery plan", "Milestones"))


def moves(milestones: Iterable[Planned], surgery_on: date) -> tuple[Move, ...]:
    """Return what another day of the surgery moves: milestones not met, whose day changes."""
    found = []
    for one in milestones:
        after = surgery_on + timedelta(days=one.offset_days)
        if one.met_on is None and one.expected_on != after:
            found.append(Move(one.key, one.words, one.expected_on, after))
    return tuple(found)


def order_refusal(course: Course, today: date) -> str:
    """Return the sentence that says which dates cannot be so, "" when they can."""
    past = (
        ("asked about the worker", course.candidate_on),
        ("requested", course.requested_on),
        ("authorized", course.authorized_on),
        ("performed", course.performed_on),
    )
    for words, on in past:
        if on is not None and on > today:
            return f"The surgery cannot have been {words} after today ({on:%-d %b %Y})."
    pairs = (
        ("requested", course.requested_on, "authorized", course.authorized_on),
        ("requested", course.requested_on, "scheduled", course.scheduled_for),
        ("requested", course.requested_on, "performed", course.performed_on),
        ("authorized", course.authorized_on, "performed", course.performed_on),
        ("injured", course.injured_on, "performed", course.performed_on),
    )
    for first, before, second, after in pairs:
        if before is not None and after is not None and after < before:
            return f"{second.capitalize()} on {after:%-d %b %Y}, but {first} only on {before:%-d %b %Y}."
    return ""
