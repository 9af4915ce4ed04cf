"""One coordinator's page: the verdict by each version of the rule with its terms, the clock, the records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cohe.models import Person, Role
from cohe.workdays import add_days
from training import qualification
from training.choices import Skill, Topic, Verdict, Work
from training.first_six_months import Option
from training.models import Course, Degree, Evidence, Experience, Mentor, Review, SkillShown
from training.queries import policy
from training.queries.needs import Need, needs_of
from training.queries.standing import Standing, standings
from training.queries.team import Row, row_of


@dataclass(frozen=True, slots=True)
class JobShown:
    """Work somebody did: whole months of it, and for each version whether it counts."""

    row: Experience
    months: str
    by_version: tuple[tuple[str, bool], ...]
    reviewer: str


@dataclass(frozen=True, slots=True)
class DegreeShown:
    """A degree: `counts` when it needs no judgement or was judged equivalent."""

    row: Degree
    counts: bool
    reviewer: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """The terms of the rule in one version: what it asks for, what is there."""

    found: qualification.Findings
    asked: int
    months: str
    full_time: str
    is_in_force: bool

    @property
    def since(self) -> int:
        """Return the year from which it holds."""
        return self.found.version.since.year


class CourseShown(NamedTuple):
    """Training with the files that show it."""

    course: Course
    evidence: tuple[Evidence, ...]


class MentorShown(NamedTuple):
    """Who helped along, and until which day, None: still."""

    row: Mentor
    name: str
    last_on: date | None


class ReviewShown(NamedTuple):
    """An evaluation, and who held it."""

    row: Review
    by: str


class TakenBack(NamedTuple):
    """Something that counts no more: its words, and the address at which it is put back."""

    words: str
    address: str
    pk: int


class Term(NamedTuple):
    """One of the conditions beside degree and years: whether it is met, by what, and which skill it is."""

    words: str
    is_met: bool
    said: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything one page shows of a coordinator."""

    row: Row
    today: date
    has_degree: bool
    versions: tuple[VersionShown, ...]
    jobs: tuple[JobShown, ...]
    degrees: tuple[DegreeShown, ...]
    terms: tuple[Term, ...]
    topics: tuple[tuple[Topic, date | None], ...]
    courses: tuple[CourseShown, ...]
    mentors: tuple[MentorShown, ...]
    reviews: tuple[ReviewShown, ...]
    taken_back: tuple[TakenBack, ...]
    shadowing_hours: int

    @property
    def standing(self) -> Standing:
        """Return where the person stands."""
        return self.row.standing

    @property
    def counts_words(self) -> str:
        """Return what the verdict says, to be put behind a name."""
        finding, role = self.standing.finding, Role(self.standing.role).label
        return {
            Verdict.QUALIFIED: f"counts as {role}",
            Verdict.CONDITIONAL: f"counts as {role} while training or testing is pending",
            Verdict.TO_REVIEW: f"does not count as {role} yet: a reviewer must decide",
            Verdict.NOT_QUALIFIED: f"does not count as {role} yet",
        }[finding.verdict]

    @property
    def needs(self) -> tuple[Need, ...]:
        """Return what is missing."""
        return self.row.needs

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the ways of the first training."""
        return self.standing.options

    @property
    def mentor(self) -> str:
        """Return the name of today's mentor, empty for none."""
        running = [one for one in self.mentors if one.last_on is None or one.last_on >= self.today]
        return running[-1].name if running else ""

    @property
    def asked(self) -> VersionShown:
        """Return the version in force."""
        return next(one for one in self.versions if one.is_in_force)

    @property
    def hours(self) -> Decimal:
        """Return the hours of all training."""
        return sum((one.hours for one, _ in self.courses), Decimal(0))


def person_page(person_id: int, today: date) -> PersonPage | None:
    """Return the page of somebody who coordinates today, None for anybody else."""
    limits = policy.in_force(today)
    found = standings(today, person_id, limits)
    if not found:
        return None
    standing = found[0]
    evidence = list(Evidence.objects.filter(course__person=person_id).defer("content").order_by("id"))
    names = names_of(standing)
    has_degree = any(map(degree_counts, standing.degrees))
    return PersonPage(
        row=row_of(standing, needs_of(standing, today, limits), today),
        today=today,
        has_degree=has_degree,
        versions=tuple(
            version_shown(one, has_degree, standing.found.version, standing) for one in standing.by_version
        ),
        jobs=tuple(job_shown(one, today, names) for one in standing.experience),
        degrees=tuple(
            DegreeShown(one, degree_counts(one), names.get(one.reviewed_by_id or 0, ""))
            for one in standing.degrees
        ),
        terms=terms_of(standing),
        topics=topics_of(standing),
        courses=tuple(
            CourseShown(one, tuple(file for file in evidence if file.course_id == one.pk))
            for one in reversed(standing.courses)
        ),
        taken_back=taken_back(person_id),
        shadowing_hours=limits.shadowing_hours,
        mentors=tuple(
            MentorShown(one, names[one.mentor_id], one.until and add_days(one.until, -1))
            for one in standing.mentors
        ),
        reviews=tuple(ReviewShown(one, names[one.held_by_id]) for one in standing.reviews),
    )


def degree_counts(row: Degree) -> bool:
    """Say whether a degree counts: it needs no judgement, or was judged equivalent."""
    return row.is_equivalent or not row.review_asked


def names_of(standing: Standing) -> dict[int, str]:
    """Return the names of reviewers, mentors and of those who held evaluations."""
    rows = (*standing.experience, *standing.degrees)
    ids = {one.reviewed_by_id for one in rows if one.reviewed_by_id}
    ids |= {one.held_by_id for one in standing.reviews} | {one.mentor_id for one in standing.mentors}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def version_shown(
    found: qualification.Findings, degree: bool, in_force: qualification.Version, standing: Standing
) -> VersionShown:
    """Return the terms of one version for the role the person has."""
    rule = found.version
    asked = rule.hsc_years_with_degree if degree else rule.hsc_years
    return VersionShown(
        found,
        asked if standing.role == Role.HSC else rule.assistant_years,
        qualification.spoken(found.months),
        qualification.spoken(found.full_time_months),
        rule == in_force,
    )


def job_shown(row: Experience, today: date, names: dict[int, str]) -> JobShown:
    """Return work with its months, and whether each version counts it."""
    until = min(row.until or today, add_days(today, 1))
    months = qualification.whole_months(row.since, until)
    work = Work(row.work)
    counts = tuple((one.code, row.is_equivalent or work in one.counted) for one in qualification.VERSIONS)
    return JobShown(row, qualification.spoken(months), counts, names.get(row.reviewed_by_id or 0, ""))


def terms_of(standing: Standing) -> tuple[Term, ...]:
    """Return the conditions beside degree and years (the "other five" of domain.md 7), skill by skill."""
    shown = {one.skill: one for one in standing.skills}
    tests = [one for one in standing.courses if one.required_testing]
    running = any(one.inactive_since is None for one in standing.numbers)
    return (
        Term("Able to get and keep an L&I provider number", running),
        Term("No reported issue with L&I is open", all(one.resolved_on for one in standing.issues)),
        *(
            Term(f"Skill: {skill.label.lower()}", skill in shown, how_of(shown.get(skill)), skill.value)
            for skill in Skill
        ),
        Term("Required training or testing is done", bool(tests), tests[0].title if tests else ""),
    )


def how_of(shown: SkillShown | None) -> str:
    """Return how a skill was shown, empty: not yet."""
    return shown.how if shown else ""


def topics_of(standing: Standing) -> tuple[tuple[Topic, date | None], ...]:
    """Return both topics with the day each was first covered."""
    days = {
        topic: next((one.delivered_on for one in standing.courses if topic in one.topics), None)
        for topic in Topic
    }
    return tuple(days.items())


def taken_back(person_id: int) -> tuple[TakenBack, ...]:
    """Return what was taken back, so that it can be put back."""
    jobs = Experience.objects.filter(person=person_id).exclude(withdrawn_at=None)
    degrees = Degree.objects.filter(person=person_id).exclude(withdrawn_at=None)
    courses = Course.objects.filter(person=person_id).exclude(withdrawn_at=None)
    return (
        *(TakenBack(f"Work for {one.employer}", "training:experience-withdraw", one.pk) for one in jobs),
        *(TakenBack(f"Degree {one.title}", "training:degree-withdraw", one.pk) for one in degrees),
        *(TakenBack(f"Training {one.title}", "training:course-withdraw", one.pk) for one in courses),
    )
