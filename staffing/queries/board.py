"""The supervisor's board: who is over, who is away, what is uncovered, what is about to be late."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.urls import reverse

from cohe.models import Membership
from coordination.models import WorklistRun
from coordination.queries import slips as slipping
from coordination.queries.slips import Section
from staffing.models import Discussion
from staffing.quarter import Quarter
from staffing.queries import board_people, forecast, measures, policy, ratio, ratio_shown, vacancies
from staffing.queries.board_people import Away, Load
from staffing.queries.measures import Measured
from staffing.queries.ratio import RatioPage
from staffing.queries.ratio_shown import Shown
from staffing.queries.vacancies import VacancyShown
from staffing.ratio import as_decimal
from training.queries.standing import Learner, learners

NUMBERS = ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things", "Six things")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that asks for the supervisor today, and where it is mended."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class SlipsShown:
    """One kind of slipping with whose it is, by number of claims; empty when there are too many to read."""

    section: Section
    owners: str


@dataclass(frozen=True, slots=True)
class SlipsOfBoard:
    """What slips, section by section: what looks at every claim, and so comes after the board."""

    sections: tuple[SlipsShown, ...]
    heading: str


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody whose first training is not complete."""

    learner: Learner
    days_left: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what is missing of the first training, and the provider number to bill with."""
        number = () if self.learner.may_bill else ("an active provider number",)
        return (*self.learner.first_training.missing, *number)


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """A measure of the quarter so far in words, beside what it must reach."""

    code: str
    title: str
    now: str
    need: str
    counted: str
    is_unmet: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All of the board on a day."""

    today: date
    needs: tuple[Need, ...]
    ratio: RatioPage
    shown: Shown
    discussion: Discussion | None
    loads: tuple[Load, ...]
    aways: tuple[Away, ...]
    vacancies: tuple[VacancyShown, ...]
    trainees: tuple[Trainee, ...]
    measures: tuple[MeasureShown, ...]
    made_at: datetime | None

    @property
    def heading(self) -> str:
        """Return what needs the supervisor, in one sentence."""
        if not self.needs:
            return "Nothing needs you today"
        count = len(self.needs)
        many = NUMBERS[count] if count < len(NUMBERS) else f"{count} things"
        return f"{many} need{'s' if count == 1 else ''} you"

    @property
    def day_of_quarter(self) -> int:
        """Return how many days of the quarter have come."""
        return (self.today - self.ratio.quarter.first).days + 1

    @property
    def too_much(self) -> Load | None:
        """Return who has most beyond her share."""
        return next((one for one in self.loads if one.over > 0), None)

    @property
    def overdue(self) -> int:
        """Return how many items are overdue, whosever they are."""
        return sum(one.overdue for one in self.loads)

    @property
    def closing(self) -> int:
        """Return how many items cannot be done later than in a day or two."""
        return sum(one.closing for one in self.loads)

    @property
    def unmet(self) -> tuple[MeasureShown, ...]:
        """Return the measures that miss their benchmark."""
        return tuple(one for one in self.measures if one.is_unmet)


def board(membership: Membership, today: date) -> Board:
    """Return the board of a member's COHE, in a number of queries that no claim and no person changes."""
    quarter, limits, team = Quarter.of(today), policy.in_force(today), ratio.staffing()
    page = ratio.ratio_page(quarter=quarter, today=today, team=team)
    discussion = Discussion.objects.filter(closed_on=None).order_by("due_on").first()
    away = board_people.aways(today)
    running = tuple(one for one in vacancies.vacancies(team, limits, today) if one.is_running)
    trainees = trainees_of(today)
    expected = [one for one in forecast.in_force(today).expected if one.quarter == quarter]
    run = WorklistRun.objects.filter(finished_at__isnull=False).order_by("-pk").first()
    return Board(
        today=today,
        needs=tuple(needs_of(page, discussion, away, running, trainees, today)),
        ratio=page,
        shown=ratio_shown.shown(page, next(iter(expected), None)),
        discussion=discussion,
        loads=board_people.loads(membership.cohe_id, team, limits, today),
        aways=away,
        vacancies=running,
        trainees=trainees,
        measures=tuple(measures_of(measures.measured(quarter, today))),
        made_at=run.finished_at if run else None,
    )


def slips_of_board(membership: Membership, today: date) -> SlipsOfBoard:
    """Return what slips of a member's COHE with whose it is; one query a section."""
    found = slipping.slips(membership=membership, today=today)
    return SlipsOfBoard(tuple(SlipsShown(one, owners_of(one)) for one in found.sections), found.heading)


def trainees_of(today: date) -> tuple[Trainee, ...]:
    """Return whose first training is not complete, the earliest due first."""
    found = [
        Trainee(one, (one.first_training.due_on - today).days)
        for one in learners(today)
        if one.first_training.met_on is None
    ]
    return tuple(sorted(found, key=lambda one: one.days_left))


def measures_of(found: Sequence[Measured]) -> Iterator[MeasureShown]:
    """Yield the measures that have a figure and a benchmark, those that miss it first."""
    for one in sorted(found, key=lambda one: one.met is not False):
        if one.figure is None or one.benchmark is None:
            continue
        counted = (
            f"{one.denominator:,}" if one.numerator is None else f"{one.numerator:,} of {one.denominator:,}"
        )
        unit = one.measure.unit
        yield MeasureShown(
            code=one.measure.code,
            title=one.measure.title,
            now=figure_words(one.figure, unit),
            need=figure_words(one.benchmark, unit),
            counted=counted,
            is_unmet=one.met is False,
        )


def figure_words(figure: Fraction, unit: str) -> str:
    """Return a figure in percent or in business days, to one decimal."""
    return f"{as_decimal(figure, 1)} {unit}"


def owners_of(section: Section) -> str:
    """Return whose the claims of a section are, when all of them are at hand."""
    if section.count > len(section.rows):
        return ""
    counted = Counter(row.whose for row in section.rows).most_common()
    return ", ".join(f"{name} {count}" for name, count in counted)


def needs_of(
    page: RatioPage,
    discussion: Discussion | None,
    away: tuple[Away, ...],
    running: tuple[VacancyShown, ...],
    trainees: tuple[Trainee, ...],
    today: date,
) -> list[Need]:
    """Return what asks for the supervisor, the contract first."""
    found = []
    if discussion is not None and discussion.held_on is None:
        late = "late " if discussion.due_on < today else ""
        url = reverse("staffing:discussion", args=[discussion.pk])
        found.append(Need(f"the {late}discussion of {discussion.quarter.words}", url))
    if page.quarterly.is_over:
        found.append(Need("staffing", reverse("staffing:ratio")))
    found += [Need(f"a vacancy ({days_words(one.days_left)})", reverse("staffing:team")) for one in running]
    found += [Need(f"cover for {one.absence.person.name}", "#away") for one in away if one.uncovered]
    late_ones = [one.learner.person.name for one in trainees if one.days_left < 0]
    if late_ones:
        whose = late_ones[0] if len(late_ones) == 1 else f"{len(late_ones)} people"
        found.append(Need(f"the late training of {whose}", "#training"))
    return found


def days_words(days: int) -> str:
    """Return how long there is left."""
    return f"{-days} days late" if days < 0 else f"{days} day{'' if days == 1 else 's'} left"
