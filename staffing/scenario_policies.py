"""Does what somebody typed of quarters and of what would happen make sense? Refused with a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cohe.access import Conflict, Denied
from cohe.models import Person
from staffing.choices import StepKind
from staffing.fte import Share
from staffing.models import Scenario, ScenarioStep
from staffing.models.scenario import LEAST_PERCENT, MOST_PERCENT
from staffing.policies import check_quarter_is_over
from staffing.quarter import Quarter

MOST_CLAIMS = 1_000_000
MOST_NAME = 80
# More things than this are a plan of another kind.
MOST_STEPS = 20
# Days beyond are slips of the hand, and the day after the last one that there is does not exist.
LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class Said:
    """What a scenario is called, and how many percent more claims there would be (negative: fewer)."""

    name: str
    volume_percent: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that would happen; which parts it needs follows from its kind."""

    kind: StepKind
    person: Person | None = None
    minutes_a_week: int | None = None
    full_time_minutes: int | None = None
    first_on: date | None = None
    last_on: date | None = None


def check_counts_make_sense(counts: Sequence[tuple[Quarter, int]], source: str, today: date) -> None:
    """Refuse counts without a source, of a quarter not over, of one quarter twice, out of range."""
    if not counts:
        raise Denied("Write at least one quarter with its claims.")
    if not source.strip():
        raise Denied("Say where the numbers come from.")
    seen: set[Quarter] = set()
    for quarter, claims in counts:
        check_quarter_is_over(quarter, today)
        if quarter in seen:
            raise Denied(f"{quarter.words} is there twice.")
        if not 0 <= claims <= MOST_CLAIMS:
            raise Denied(f"{quarter.words}: claims are from 0 to {MOST_CLAIMS:,}.")
        seen.add(quarter)


def check_scenario_makes_sense(said: Said) -> None:
    """Refuse a scenario without a name, with too long a one, with a volume out of range."""
    if not said.name.strip():
        raise Denied("Give the scenario a name.")
    if len(said.name.strip()) > MOST_NAME:
        raise Denied(f"A name has at most {MOST_NAME} characters.")
    if not LEAST_PERCENT <= said.volume_percent <= MOST_PERCENT:
        raise Denied(f"The volume changes by {LEAST_PERCENT} to {MOST_PERCENT} percent.")


def check_is_kept(scenario: Scenario) -> None:
    """Refuse a scenario that was put away."""
    if scenario.withdrawn_at is not None:
        raise Denied("This scenario is put away: take it back to change it.")


def check_scenario_is_as_read(scenario: Scenario, version: int) -> None:
    """Refuse to write over what somebody else has changed since this page was opened."""
    if scenario.version != version:
        raise Conflict(
            "Somebody else has changed this scenario since you opened it: what you typed is still here, "
            "theirs is on the page opened anew."
        )


def check_step_makes_sense(
    step: Happening, there: Sequence[ScenarioStep], held: Sequence[Share], today: date
) -> None:
    """Refuse what cannot happen; `there` are the scenario's other steps, `held` the person's HSC shares."""
    if len(there) >= MOST_STEPS:
        raise Denied(f"A scenario has at most {MOST_STEPS} steps.")
    if any(day is not None and day.year > LAST_YEAR for day in (step.first_on, step.last_on)):
        raise Denied(f"Choose days before {LAST_YEAR + 1}.")
    if step.first_on and step.last_on and step.last_on < step.first_on:
        raise Denied("The last day cannot be before the first.")
    checks = {
        StepKind.HIRE: check_hire,
        StepKind.LEAVE: check_leave,
        StepKind.RESIGNATION: check_resignation,
    }
    checks[step.kind](step, there, held, today)


def check_hire(step: Happening, there: Sequence[ScenarioStep], held: Sequence[Share], today: date) -> None:
    """Refuse a hire of somebody who is there, without a share, without a first day, in the past."""
    if step.person is not None:
        raise Denied("A hire is of somebody new: leave the person out.")
    if not step.minutes_a_week or not step.full_time_minutes:
        raise Denied("Say how many hours a week the new HSC would work.")
    if step.minutes_a_week > step.full_time_minutes:
        raise Denied("A share is more than nothing and at most a full week.")
    if step.first_on is None:
        raise Denied("Say on which day the new HSC would begin.")
    if step.first_on < today:
        raise Denied("A hire to come begins today or later: who is here has a share on the team's page.")


def check_leave(step: Happening, there: Sequence[ScenarioStep], held: Sequence[Share], today: date) -> None:
    """Refuse a leave without person or days, in the past, of somebody without HSC time then."""
    check_names_only_a_person(step)
    if step.first_on is None or step.last_on is None:
        raise Denied("Say the first and the last day of the leave.")
    if step.last_on < today:
        raise Denied("A leave to come ends today or later.")
    if not any(one.days_in(step.first_on, step.last_on) for one in held):
        raise Denied(f"{step.person} has no HSC time on these days.")


def check_resignation(
    step: Happening, there: Sequence[ScenarioStep], held: Sequence[Share], today: date
) -> None:
    """Refuse a resignation without person or day, in the past, a second one, without HSC time then."""
    check_names_only_a_person(step)
    if step.last_on is None:
        raise Denied("Say the last working day.")
    if step.first_on is not None:
        raise Denied("A resignation has a last working day, no first day.")
    if step.last_on < today:
        raise Denied("A resignation to come has its last working day today or later.")
    person = step.person.pk if step.person else None
    if any(one.kind == StepKind.RESIGNATION and one.person_id == person for one in there):
        raise Denied(f"{step.person} resigns in this scenario already.")
    if not any(one.until is None or one.until > step.last_on for one in held):
        raise Denied(f"{step.person} has no HSC time on {step.last_on:%-d %b %Y}.")


def check_names_only_a_person(step: Happening) -> None:
    """Refuse leave and resignation without a person, or with hours: her own share is what counts."""
    if step.person is None:
        raise Denied("Choose who it would be.")
    if step.minutes_a_week is not None or step.full_time_minutes is not None:
        raise Denied("Leave hours out: the share that the person has is what counts.")
