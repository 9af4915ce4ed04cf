"""Qualifications, training, goals and evaluations of the invented coordinators."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model

from cohe.models import Employment, Membership, Person, ProviderNumber, Role
from cohe.workdays import add_days, add_months
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from staffing.demonstration.load_staffing import employ
from staffing.demonstration.trainings import HIRED, STORIES, USUAL, Job, Lesson, Training
from staffing.models import ReportingLine
from training.models import (
    Course,
    Degree,
    Evidence,
    Experience,
    Goal,
    Mentor,
    ReportedIssue,
    Review,
    SkillShown,
    SupplementalApplication,
)
from training.queries.standing import COORDINATE


@dataclass(frozen=True, slots=True)
class Learner:
    """One coordinator with her story: whose she is, since when, who keeps her records."""

    cohe_id: int
    person: Person
    is_hsc: bool
    hired: date
    today: date
    keeper: Person
    told: Training
    number: ProviderNumber | None

    @property
    def own(self) -> dict[str, object]:
        """Return what each of her rows has."""
        return {"cohe_id": self.cohe_id, "person": self.person}

    @property
    def recorded(self) -> dict[str, object]:
        """Return what each of her rows has that somebody recorded."""
        day = min(add_days(self.hired, 10), self.today)
        return {**self.own, "recorded_by": self.keeper, "recorded_at": at(day, 10)}


def load(desk: Desk) -> None:
    """Write what each coordinator of a COHE brought along and learned, as it stands on the day."""
    code, today = desk.world.setting.center.code, desk.world.setting.day
    come_to_learn(desk, code, today)
    learners = list(learners_of(desk, code, today))
    for one in learners:
        write(list(jobs(one)))
    write([degree(one) for one in learners if one.told.degree])
    write([skill for one in learners for skill in skills(one)])
    write([row for one in learners for row in papers(one)])
    write([ReportedIssue(**one.own, **issue(one)) for one in learners if one.told.issue])
    write([row for one in learners for row in goals(one)])
    write([row for one in learners for row in reviews(one)])
    write([row for one in learners for row in mentors(one, learners)])
    had = [(course(one, lesson), lesson) for one in learners for lesson in lessons(one)]
    write([row for row, _ in had])
    write([evidence(row) for row, lesson in had if lesson.has_evidence])


def come_to_learn(desk: Desk, code: str, today: date) -> None:
    """Employ who came to learn and has no claims yet."""
    boss = desk.team.one(Role.SUPERVISOR).person_id
    for name in HIRED.get(code, ()):
        told = STORIES[code][name.split()[0]]
        hired = today - timedelta(days=told.hired or 0)
        employ(desk, name, hired, None)
        person = Person.objects.get(name=name, memberships__cohe=desk.team.cohe)
        own = {"cohe_id": desk.team.cohe.pk, "person": person}
        ProviderNumber.objects.create(**own, applied_on=add_days(hired, 12))
        ReportingLine.objects.create(**own, reports_to_id=boss, since=hired)


def learners_of(desk: Desk, code: str, today: date) -> Iterator[Learner]:
    """Yield everybody who coordinates on the day."""
    members = Membership.objects.current(today).filter(cohe=desk.team.cohe, role__in=COORDINATE)
    hired = dict(Employment.objects.values_list("person_id", "hired_on"))
    numbers = {one.person_id: one for one in ProviderNumber.objects.filter(inactive_since=None)}
    for one in members.select_related("person"):
        yield Learner(
            cohe_id=one.cohe_id,
            person=one.person,
            is_hsc=one.role == Role.HSC,
            hired=hired[one.person_id],
            today=today,
            keeper=desk.team.one(Role.SUPERVISOR).person,
            told=STORIES[code].get(one.person.name.split()[0], USUAL),
            number=numbers.get(one.person_id),
        )


def jobs(one: Learner) -> Iterator[Experience]:
    """Yield the work she did before she came."""
    for job in one.told.jobs:
        yield Experience(**one.recorded, **spell(one, job))


def spell(one: Learner, job: Job) -> dict[str, object]:
    """Return the fields of work."""
    until = add_months(one.hired, -job.before)
    return {
        "work": job.work,
        "employer": job.employer,
        "since": add_months(until, -job.months),
        "until": until,
        "hours_a_week": job.hours_a_week,
        "review_asked": job.review_asked,
    }


def degree(one: Learner) -> Degree:
    """Return her degree."""
    awarded = date(one.hired.year - 9, 6, 10)
    return Degree(
        **one.recorded, title=one.told.degree, awarded_on=awarded, review_asked=one.told.degree_asked
    )


def skills(one: Learner) -> Iterator[SkillShown]:
    """Yield the skill areas she has."""
    day = min(add_days(one.hired, 30), one.today)
    for skill in one.told.skills:
        how = "Seen in her first weeks, and in the work before."
        yield SkillShown(**one.own, skill=skill, how=how, shown_on=day, recorded_by=one.keeper)


def papers(one: Learner) -> Iterator[SupplementalApplication]:
    """Yield the supplemental application, sent after the provider number was applied for."""
    if not (one.is_hsc and one.told.application and one.number):
        return
    sent = min(add_days(one.number.applied_on, 9), one.today)
    waits = one.told.application == "sent" or one.number.active_since is None
    yield SupplementalApplication(
        **one.own,
        state="sent" if waits else one.told.application,
        sent_on=sent,
        decided_on=None if waits else add_days(sent, 20),
    )


def issue(one: Learner) -> dict[str, object]:
    """Return an issue of L&I that is resolved."""
    reported = add_days(one.today, -140)
    return {"reported_on": reported, "text": one.told.issue, "resolved_on": add_days(reported, 24)}


def lessons(one: Learner) -> Iterator[Lesson]:
    """Yield the training that lies before today; an Assistant has the COHE's own and the test."""
    for lesson in one.told.lessons:
        asked = one.is_hsc or lesson.is_testing or not lesson.topics
        if asked and add_days(one.hired, lesson.day) <= one.today:
            yield lesson


def course(one: Learner, lesson: Lesson) -> Course:
    """Return training she had."""
    day = add_days(one.hired, lesson.day)
    approved = None if lesson.approved_before is None else add_days(day, -lesson.approved_before)
    return Course(
        **one.recorded,
        way=lesson.way,
        title=lesson.title,
        delivered_on=day,
        hours=lesson.hours,
        topics=sorted(lesson.topics),
        approved_on=approved,
        place=lesson.place,
        required_testing=lesson.is_testing,
    )


def evidence(row: Course) -> Evidence:
    """Return a certificate."""
    text = f"Certificate\n\n{row.person} took part in: {row.title}\n{row.delivered_on:%-d %B %Y}\n"
    return Evidence(
        cohe_id=row.cohe_id,
        course=row,
        name="certificate.txt",
        media="text/plain",
        content=text.encode(),
        added_by=row.recorded_by,
        added_at=row.recorded_at,
    )


def goals(one: Learner) -> Iterator[Goal]:
    """Yield her goals."""
    for goal in one.told.goals:
        day = add_days(one.today, goal.days)
        yield Goal(**one.own, text=goal.text, target_on=day, met_on=day if goal.is_met else None)


def reviews(one: Learner) -> Iterator[Review]:
    """Yield her last evaluation."""
    if one.told.evaluated is None:
        return
    held = add_days(one.today, -one.told.evaluated)
    if held <= one.hired:
        return
    summary = "Workers say that she listens. Agreed: notes on the day of the call, plans in the third week."
    yield Review(**one.own, held_by=one.keeper, held_on=held, summary=summary, next_on=add_months(held, 12))


def mentors(one: Learner, all_of_them: list[Learner]) -> Iterator[Model]:
    """Yield who helps her along."""
    for other in all_of_them:
        if one.told.mentor and other.person.name.startswith(one.told.mentor):
            yield Mentor(**one.own, mentor=other.person, since=one.hired)
