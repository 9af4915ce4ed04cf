"""Where each coordinator stands: qualification, provider number, first training, goals, reviews (I1-I4).

One set of queries serves the team, one person and the counts a contract manager sees; the supervisor's board
asks for the first training alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Model

from cohe import tenancy
from cohe.models import Employment, Membership, Person, ProviderNumber, Role
from cohe.provider_numbers import may_bill_on
from cohe.workdays import add_months
from training import first_six_months, qualification
from training.choices import Skill, Topic, Verdict, Way, Work
from training.models import (
    Course,
    Degree,
    Experience,
    Goal,
    Mentor,
    ReportedIssue,
    Review,
    SkillShown,
    SupplementalApplication,
)
from training.policy import TrainingPolicy
from training.queries import policy

COORDINATE = (Role.HSC, Role.ASSISTANT)
# What is read of each person, by the name it has in `Standing`.
TABLES: dict[str, type[Model]] = {
    "experience": Experience,
    "degrees": Degree,
    "skills": SkillShown,
    "issues": ReportedIssue,
    "courses": Course,
    "numbers": ProviderNumber,
    "applications": SupplementalApplication,
    "goals": Goal,
    "mentors": Mentor,
    "reviews": Review,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One coordinator on a day: what the rules say and the rows behind it.

    `first_training` is None for an Assistant, whom R10 does not ask (R9 alone).
    """

    person: Person
    role: str
    hired_on: date | None
    found: qualification.Findings
    by_version: tuple[qualification.Findings, ...]
    first_training: first_six_months.State | None
    options: tuple[first_six_months.Option, ...]
    experience: tuple[Experience, ...]
    degrees: tuple[Degree, ...]
    skills: tuple[SkillShown, ...]
    issues: tuple[ReportedIssue, ...]
    courses: tuple[Course, ...]
    numbers: tuple[ProviderNumber, ...]
    applications: tuple[SupplementalApplication, ...]
    goals: tuple[Goal, ...]
    mentors: tuple[Mentor, ...]
    reviews: tuple[Review, ...]
    may_bill: bool
    mentor_until: date | None
    review_due_on: date | None

    @property
    def finding(self) -> qualification.Finding:
        """Return what the table says of the role the person has."""
        return self.found.hsc if self.role == Role.HSC else self.found.assistant

    @property
    def counts(self) -> bool:
        """Say whether the person counts as qualified for her role, conditionally included."""
        return self.finding.verdict in (Verdict.QUALIFIED, Verdict.CONDITIONAL)

    @property
    def number(self) -> ProviderNumber | None:
        """Return the provider number that is applied for or active, or the last one that was."""
        return self.numbers[-1] if self.numbers else None

    @property
    def application(self) -> SupplementalApplication | None:
        """Return the latest supplemental application."""
        return self.applications[-1] if self.applications else None

    @property
    def papers_missing(self) -> tuple[str, ...]:
        """Return what is missing of provider number and supplemental application (R8), in words.

        Who has not applied for a number lacks it by the decision table already.
        An application that is on its way is not missing. An Assistant sends none.
        """
        waits = not self.may_bill and any(one.inactive_since is None for one in self.numbers)
        missing = ["an active provider number"] if waits else []
        if self.role == Role.HSC and self.application is None:
            missing.append("the HSC Supplemental Application")
        elif self.role == Role.HSC and self.application and self.application.is_refused:
            missing.append("a new HSC Supplemental Application: the last one was refused")
        return tuple(missing)

    @property
    def testing_missing(self) -> tuple[str, ...]:
        """Return L&I's required training or testing in words, as long as it is pending."""
        done = any(one.required_testing for one in self.courses)
        return () if done else ("L&I's required training or testing",)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return everything that L&I's rules ask for and that is missing, in words."""
        training = self.first_training.missing if self.first_training else ()
        return (*self.finding.missing, *self.testing_missing, *training, *self.papers_missing)


class Learner(NamedTuple):
    """An HSC who was hired: where she stands with the training of her first six months (R10), and billing."""

    person: Person
    hired_on: date
    first_training: first_six_months.State
    may_bill: bool


def standings(
    today: date, person_id: int | None = None, limits: TrainingPolicy | None = None
) -> tuple[Standing, ...]:
    """Return everybody who coordinates today, or one person, by name, in a fixed number of queries.

    `limits`: the numbers in force on the day, when they are read already.
    """
    members = Membership.objects.current(today).filter(cohe=tenancy.required().cohe_id, role__in=COORDINATE)
    if person_id is not None:
        members = members.filter(person=person_id)
    found = list(members.select_related("person").order_by("person__name"))
    people = [one.person_id for one in found]
    rows = {name: by_person(model, people) for name, model in TABLES.items()}
    hired = hired_of(people)
    limits = limits or policy.in_force(today)
    return tuple(
        standing_of(
            one,
            hired.get(one.person_id),
            {name: tuple(by[one.person_id]) for name, by in rows.items()},
            today,
            limits,
        )
        for one in found
    )


def learners(today: date) -> tuple[Learner, ...]:
    """Return every HSC with the training of her first six months, by name, in five queries."""
    members = Membership.objects.current(today).filter(cohe=tenancy.required().cohe_id, role=Role.HSC)
    people = {one.person_id: one.person for one in members.select_related("person").order_by("person__name")}
    hired, had, numbers = hired_of(people), by_person(Course, people), by_person(ProviderNumber, people)
    limits = policy.in_force(today)
    return tuple(
        Learner(
            one,
            hired[pk],
            first_six_months.state_of(hired[pk], courses_of(had[pk]), today, limits),
            may_bill_on(numbers[pk], today),
        )
        for pk, one in people.items()
        if pk in hired
    )


def hired_of(people: Iterable[int]) -> dict[int, date]:
    """Return the day on which each of some people was last hired."""
    hires = Employment.objects.filter(person__in=people).order_by("hired_on")
    return dict(hires.values_list("person_id", "hired_on"))


def by_person(model: type[Model], people: Iterable[int]) -> defaultdict[int, list[Any]]:
    """Return the rows of each person that count: none that was taken back."""
    rows = model._default_manager.filter(person__in=people)
    if any(field.name == "withdrawn_at" for field in model._meta.concrete_fields):
        rows = rows.filter(withdrawn_at=None)
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[vars(row)["person_id"]].append(row)
    return found


def standing_of(
    member: Membership,
    hired_on: date | None,
    rows: dict[str, tuple[Any, ...]],
    today: date,
    limits: TrainingPolicy,
) -> Standing:
    """Return where one person stands."""
    candidate = candidate_of(rows, today)
    courses = courses_of(rows["courses"])
    asked = member.role == Role.HSC and hired_on is not None
    first = first_six_months.state_of(hired_on, courses, today, limits) if asked and hired_on else None
    hours = Decimal(limits.shadowing_hours)
    return Standing(
        person=member.person,
        role=member.role,
        hired_on=hired_on,
        found=qualification.judge(candidate, today),
        by_version=tuple(qualification.judge(candidate, today, one) for one in qualification.VERSIONS),
        first_training=first,
        options=first_six_months.options_of(courses, first.due_on, hours) if first else (),
        may_bill=may_bill_on(list(rows["numbers"]), today),
        mentor_until=add_months(hired_on, limits.mentor_months) if hired_on else None,
        review_due_on=review_due(rows["reviews"], hired_on, limits.review_months),
        **rows,
    )


def courses_of(rows: Iterable[Course]) -> list[first_six_months.Course]:
    """Return training as the rule of the first six months asks about it."""
    return [
        first_six_months.Course(
            Way(one.way),
            one.delivered_on,
            frozenset(map(Topic, one.topics)),
            one.hours,
            one.approved_on,
            one.elsewhere,
        )
        for one in rows
    ]


def review_due(reviews: Sequence[Review], hired_on: date | None, months: int) -> date | None:
    """Return when the next evaluation is: as the latest one says, else so many months after the hire."""
    if reviews:
        return max(reviews, key=lambda one: one.held_on).next_on
    return add_months(hired_on, months) if hired_on else None


def candidate_of(rows: dict[str, tuple[Any, ...]], today: date) -> qualification.Candidate:
    """Return what the decision table asks about: judged experience counts, open issues do not pass."""
    jobs = tuple(
        qualification.Job(Work(one.work), one.since, one.until or today, one.is_equivalent, one.hours_a_week)
        for one in rows["experience"]
    )
    return qualification.Candidate(
        degree=any(one.is_equivalent or not one.review_asked for one in rows["degrees"]),
        jobs=jobs,
        provider_number=any(one.inactive_since is None for one in rows["numbers"]),
        no_issues=all(one.resolved_on for one in rows["issues"]),
        skills=frozenset(Skill(one.skill) for one in rows["skills"]),
        training=any(one.required_testing for one in rows["courses"]),
        to_review=any(
            one.review_asked and one.reviewed_by_id is None for one in (*rows["experience"], *rows["degrees"])
        ),
    )
