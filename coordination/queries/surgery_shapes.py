"""What a claim's surgeries are shown as: frozen shapes, every word in them ready to be shown."""

from dataclasses import dataclass
from datetime import date

from coordination.choices import PlanKind
from coordination.models import SurgeryEpisode
from coordination.surgery_plan import Check, Course, Move, Step

# Steps of the line that a narrow place holds, and how many of them lie before what is next.
SHORT, SHORT_BEFORE = 6, 3


@dataclass(frozen=True, slots=True)
class ShownDate:
    """One date of a surgery: as the extract has it, as a person was told; `counts` is the one in force."""

    label: str
    extract: date | None
    told: date | None
    counts: date | None

    @property
    def differs(self) -> bool:
        """Say whether both are known and not the same."""
        return self.extract is not None and self.told is not None and self.extract != self.told


@dataclass(frozen=True, slots=True)
class ShownMilestone:
    """A milestone with how it stands: met, missed (the surgeon told or not), or to come."""

    id: int
    kind: str
    words: str
    offset_days: int
    expected_on: date | None
    met_on: date | None
    told_on: date | None
    is_missed: bool


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A release-to-work plan with its milestones in order."""

    id: int
    kind: str
    label: str
    made_on: date
    goals: str
    capacities: str
    version: int
    by: str
    milestones: tuple[ShownMilestone, ...]


@dataclass(frozen=True, slots=True)
class ShownMove:
    """One change of the surgery's day; only the latest is undone."""

    id: int
    before: date | None
    after: date
    milestones: int
    by: str
    is_undone: bool
    can_undo: bool


@dataclass(frozen=True, slots=True)
class ShownSurgery:
    """One surgery. `next_words` says what is next to do; `pending` what the extract's new day would move."""

    key: str
    procedure: str
    episode: SurgeryEpisode | None
    surgeon: str
    course: Course
    dates: tuple[ShownDate, ...]
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]
    plans: tuple[ShownPlan, ...]
    moves: tuple[ShownMove, ...]
    pending: tuple[Move, ...]
    joins: tuple[str, ...]
    next_words: str

    @property
    def is_over(self) -> bool:
        """Say whether nothing is owed any more: concluded, or ended before it was performed."""
        return self.course.concluded_on is not None or self.is_off

    @property
    def is_off(self) -> bool:
        """Say whether it was denied, withdrawn or cancelled."""
        return self.course.ended_on is not None and self.course.performed_on is None

    @property
    def missed(self) -> tuple[ShownMilestone, ...]:
        """Return the milestones that passed unmet."""
        return tuple(one for plan in self.plans for one in plan.milestones if one.is_missed)

    @property
    def short_line(self) -> tuple[Step, ...]:
        """Return the part of the line around what is next, as far as a narrow place holds."""
        places = [at for at, one in enumerate(self.steps) if one.state in ("wait", "did")]
        here = next((at for at in places if self.steps[at].state == "wait"), max(places, default=0))
        first = max(0, min(here - SHORT_BEFORE, len(self.steps) - SHORT))
        return self.steps[first : first + SHORT]

    @property
    def past_line(self) -> tuple[Step, ...]:
        """Return the steps that were taken: all that is left of a surgery that is over."""
        return tuple(one for one in self.steps if one.state == "did")

    @property
    def was_told(self) -> bool:
        """Say whether a person told a date that stands beside the extract's."""
        return any(one.told is not None for one in self.dates)

    @property
    def ending(self) -> str:
        """Return how and when it ended, "" while it has not."""
        course = self.course
        if course.concluded_on is not None and self.episode is not None:
            return f"Concluded {course.concluded_on:%-d %b %Y}; {self.episode.next_provider} goes on treating"
        if self.is_off and course.ended_on is not None:
            return f"{course.ended_how} {course.ended_on:%-d %b %Y}"
        return ""

    @property
    def has_preop_plan(self) -> bool:
        """Say whether its plan before the surgery is here, not only recorded."""
        return self.plan(PlanKind.PRE_OP) is not None

    def plan(self, kind: str) -> ShownPlan | None:
        """Return its plan of a kind."""
        return next((one for one in self.plans if one.kind == kind), None)
