"""What the plan's page and its region on the claim page are made of: words ready to be shown."""

from dataclasses import dataclass
from datetime import date

from coordination.models import (
    Plan,
    PlanContact,
    PlanDiscussion,
    PlanVersion,
    ServiceReport,
    StakeholderUpdate,
)
from coordination.plan_steps import Step


@dataclass(frozen=True, slots=True)
class ShownMark:
    """Something that happened with a line."""

    id: int
    kind: str
    label: str
    on: date
    words: str
    by: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its words, where it stands, and what happened with it, the latest first.

    `due_css` and `due_words` say late, soon or when; `standing` is done, started, progress or open.
    """

    key: int
    kind: str
    kind_label: str
    text: str
    owner: str
    detail: str
    target_on: date | None
    expected_on: date | None
    due_words: str
    due_css: str
    standing: str
    percent: int | None
    is_done: bool
    is_slow: bool
    can_start: bool
    is_started: bool
    marks: tuple[ShownMark, ...]

    @property
    def is_intervention(self) -> bool:
        """Whether it is started rather than only done."""
        return self.kind == "intervention"

    @property
    def standing_said(self) -> str:
        """Where it stands, as the words go on in a sentence: months keep their capital."""
        return self.standing[:1].lower() + self.standing[1:]

    @property
    def done_mark(self) -> ShownMark | None:
        """By what the line is done, to take it back in one click; None while it is not."""
        return next((one for one in self.marks if one.kind == "done" and not one.is_withdrawn), None)


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind under their heading."""

    kind: str
    title: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All of a plan."""

    plan: Plan
    state_words: str
    finding: str
    sources: tuple[str, ...]
    steps: tuple[Step, ...]
    next_thing: str
    groups: tuple[Group, ...]
    versions: tuple[PlanVersion, ...]
    discussions: tuple[PlanDiscussion, ...]
    contacts: tuple[PlanContact, ...]
    reports: tuple[ServiceReport, ...]
    updates: tuple[StakeholderUpdate, ...]
    update_due_on: date | None
    can_activate: bool
    why_not: str
    interventions: tuple[ShownLine, ...]
