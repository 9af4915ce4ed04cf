"""Surveys and quality-improvement projects (J5, J7)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from cohe import audit
from cohe.access import Conflict, Denied
from cohe.models import Membership, Person
from staffing import policies
from staffing.choices import SurveyOf
from staffing.measures import BY_CODE
from staffing.models import Improvement, Survey
from staffing.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Answers:
    """How a question was answered: by how many, and by how many of them positively."""

    of: SurveyOf
    question: str
    answered: int
    positive: int
    source: str = ""
    person: Person | None = None


@transaction.atomic
def add_survey(*, quarter: Quarter, answers: Answers, by: Membership, today: date, at: datetime) -> Survey:
    """Keep the answers to one question of a quarter, about the COHE or one coordinator.

    Refused: a quarter that has not begun, nobody who answered, more positive answers than answers, the same
    question twice.
    """
    policies.check_can_keep_measures(by)
    if quarter.first > today:
        raise Denied(f"{quarter.words} has not begun.")
    if not answers.question.strip():
        raise Denied("Write the question that was asked.")
    if answers.answered < 1:
        raise Denied("Nobody answered: there is nothing to keep.")
    if answers.positive > answers.answered:
        raise Denied(f"{answers.positive} positive answers are more than {answers.answered} answers.")
    try:
        with transaction.atomic():
            row = Survey.objects.create(
                cohe_id=by.cohe_id, year=quarter.year, number=quarter.number, of=answers.of.value,
                question=answers.question.strip(), person=answers.person, answered=answers.answered,
                positive=answers.positive, source=answers.source.strip(), set_by_id=by.person_id, set_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Denied(
            f"This question has its answers for {quarter.words} already: remove them first."
        ) from error
    audit.log("performance.survey-added", "survey", row.pk, at=at)
    return row


@transaction.atomic
def remove_survey(*, survey: Survey, by: Membership, at: datetime) -> None:
    """Remove answers that were typed wrong; the trail keeps them."""
    policies.check_can_keep_measures(by)
    audit.log("performance.survey-removed", "survey", survey.pk, at=at)
    survey.delete()


@dataclass(frozen=True, slots=True)
class Project:
    """What an improvement project says: aim, change, the measure it is to move, quarters before and after."""

    title: str
    aim: str
    change: str
    measure: str
    started_on: date
    before: Quarter
    after: Quarter | None = None
    ended_on: date | None = None
    lesson: str = ""


@transaction.atomic
def start_improvement(*, project: Project, by: Membership, at: datetime) -> Improvement:
    """Begin a quality-improvement project. Refused as `check_project` says."""
    policies.check_can_keep_measures(by)
    check_project(project)
    row = Improvement.objects.create(
        cohe_id=by.cohe_id, led_by_id=by.person_id, made_at=at, **columns_of(project)
    )
    audit.log("improvement.started", "improvement", row.pk, at=at)
    return row


@transaction.atomic
def change_improvement(
    *, improvement: Improvement, project: Project, version: int, by: Membership, at: datetime
) -> Improvement:
    """Write what a project says now; refused when somebody else wrote since it was read."""
    policies.check_can_keep_measures(by)
    check_project(project)
    held = Improvement.objects.select_for_update(of=("self",)).get(pk=improvement.pk)
    if held.version != version:
        raise Conflict(
            "Somebody else has changed this project since you opened it: your text is still here, theirs is "
            "on the page opened anew."
        )
    for name, value in columns_of(project).items():
        setattr(held, name, value)
    held.version = version + 1
    held.save()
    audit.log("improvement.changed", "improvement", held.pk, at=at)
    return held


def check_project(project: Project) -> None:
    """Refuse a project without words, of no measure, or with days or quarters out of order."""
    if not (project.title.strip() and project.aim.strip() and project.change.strip()):
        raise Denied("Say what the project is called, what it is for and what is changed.")
    if project.measure not in BY_CODE:
        raise Denied("Choose one of the measures M1 to M11.")
    if project.ended_on is not None and project.ended_on < project.started_on:
        raise Denied(f"It cannot end before it began on {project.started_on:%-d %b %Y}.")
    if project.after is not None and project.after <= project.before:
        raise Denied(f"The quarter after must follow {project.before.words}.")
    if project.before.first > project.started_on:
        raise Denied(f"{project.before.words} begins after the project did: it cannot say how it was before.")


def columns_of(project: Project) -> dict[str, object]:
    """Return a project as its columns."""
    after = project.after
    return {
        "title": project.title.strip(),
        "aim": project.aim.strip(),
        "change": project.change.strip(),
        "measure": project.measure,
        "started_on": project.started_on,
        "ended_on": project.ended_on,
        "before_year": project.before.year,
        "before_number": project.before.number,
        "after_year": after.year if after else None,
        "after_number": after.number if after else None,
        "lesson": project.lesson.strip(),
    }
