"""Training that was had, with evidence; goals and yearly evaluations."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from cohe import audit
from cohe.access import Denied
from cohe.models import Membership, Person
from cohe.workdays import add_days
from training import policies
from training.actions.locks import one_at_a_time
from training.choices import Topic, Way
from training.models import Course, Evidence, Goal, Mentor, Review

# More files than this show no more.
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Had:
    """Training on a day: hours, topics it covered, the contract manager's approval it had before."""

    way: Way
    title: str
    delivered_on: date
    hours: Decimal
    topics: tuple[Topic, ...] = ()
    approved_on: date | None = None
    place: str = ""
    elsewhere: bool = True
    required_testing: bool = False


@transaction.atomic
def add_course(*, person: Person, had: Had, by: Membership, today: date, at: datetime) -> Course:
    """Record training. Refused: a day to come, impossible hours, an approval dated after the delivery."""
    policies.check_can_keep(by)
    policies.check_course(had.delivered_on, had.approved_on, had.hours, today)
    if not had.title.strip():
        raise Denied("Say what training it was.")
    row = Course.objects.create(
        cohe_id=by.cohe_id,
        person=person,
        way=had.way,
        title=had.title.strip(),
        delivered_on=had.delivered_on,
        hours=had.hours,
        topics=sorted(had.topics),
        approved_on=had.approved_on,
        place=had.place.strip(),
        elsewhere=had.elsewhere,
        required_testing=had.required_testing,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    audit.log("training.course-added", "course", row.pk, at=at)
    return row


@transaction.atomic
def withdraw_course(*, course: Course, by: Membership, at: datetime) -> None:
    """Take back training recorded by mistake; it stays in the history and counts no more."""
    policies.check_can_keep(by)
    if not Course.objects.filter(pk=course.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This was taken back already.")
    audit.log("training.withdrawn", "course", course.pk, at=at)


@transaction.atomic
def put_course_back(*, course: Course, by: Membership, at: datetime) -> None:
    """Let training that was taken back count again."""
    policies.check_can_keep(by)
    if not Course.objects.filter(pk=course.pk).exclude(withdrawn_at=None).update(withdrawn_at=None):
        raise Denied("This counts already.")
    audit.log("training.put-back", "course", course.pk, at=at)


@transaction.atomic
def add_evidence(*, course: Course, name: str, content: bytes, by: Membership, at: datetime) -> Evidence:
    """Keep a file that shows the training: PDF, PNG, JPEG or text, up to 5 MB, told by its first bytes.

    Refused: training that was taken back, and more than ten files.
    """
    policies.check_can_keep(by)
    media = policies.media_of(content, name)
    if Course.objects.select_for_update().get(pk=course.pk).withdrawn_at is not None:
        raise Denied("This training was taken back: put it back first.")
    if Evidence.objects.filter(course=course).count() >= MOST_FILES:
        raise Denied(f"At most {MOST_FILES} files are kept of one training.")
    row = Evidence.objects.create(
        cohe_id=by.cohe_id,
        course=course,
        name=plain_name(name),
        media=media,
        content=content,
        added_by_id=by.person_id,
        added_at=at,
    )
    audit.log("training.evidence-added", "evidence", row.pk, at=at)
    return row


def plain_name(name: str) -> str:
    """Return a file's name without what cannot be shown or stand in a header, at most 120 letters."""
    return "".join(one for one in name if one.isprintable()).strip()[-120:] or "evidence"


def open_evidence(*, evidence: Evidence, by: Membership, at: datetime) -> bytes:
    """Return the content of a file; who opened it stands in the trail. Refused: another's, unless kept."""
    policies.check_can_see(by, evidence.course.person_id)
    audit.log("training.evidence-opened", "evidence", evidence.pk, at=at)
    return bytes(evidence.content)


@transaction.atomic
def set_goal(
    *, person: Person, text: str, target_on: date, by: Membership, today: date, at: datetime
) -> Goal:
    """Set a goal of a coordinator's career, by a day to come."""
    policies.check_can_keep(by)
    if not text.strip():
        raise Denied("Say what the goal is.")
    if target_on < today:
        raise Denied("A goal is for a day to come.")
    row = Goal.objects.create(cohe_id=by.cohe_id, person=person, text=text.strip(), target_on=target_on)
    audit.log("training.goal-set", "goal", row.pk, at=at)
    return row


@transaction.atomic
def end_goal(*, goal: Goal, is_met: bool, on: date, by: Membership, today: date, at: datetime) -> None:
    """Record that a goal was met, or dropped."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(on, today, "The end of a goal")
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    if goal.met_on or goal.dropped_on:
        raise Denied("This goal has ended already.")
    goal.met_on, goal.dropped_on = (on, None) if is_met else (None, on)
    goal.save(update_fields=["met_on", "dropped_on"])
    audit.log("training.goal-ended", "goal", goal.pk, at=at)


@transaction.atomic
def open_goal_again(*, goal: Goal, by: Membership, at: datetime) -> None:
    """Take the end of a goal back."""
    policies.check_can_keep(by)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    if not (goal.met_on or goal.dropped_on):
        raise Denied("This goal is open.")
    goal.met_on = goal.dropped_on = None
    goal.save(update_fields=["met_on", "dropped_on"])
    audit.log("training.goal-opened", "goal", goal.pk, at=at)


@transaction.atomic
def hold_review(
    *, person: Person, summary: str, held_on: date, next_on: date, by: Membership, today: date, at: datetime
) -> Review:
    """Record the yearly evaluation that `by` held, and when the next one is."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(held_on, today, "An evaluation")
    if by.person_id == person.pk:
        raise Denied("Nobody evaluates herself.")
    if not summary.strip():
        raise Denied("Say what was found and agreed.")
    if next_on <= held_on:
        raise Denied("The next evaluation is after this one.")
    one_at_a_time(person.pk)
    if Review.objects.filter(person=person, held_on=held_on).exists():
        raise Denied("An evaluation of this day is on file.")
    row = Review.objects.create(
        cohe_id=by.cohe_id,
        person=person,
        held_by_id=by.person_id,
        held_on=held_on,
        summary=summary.strip(),
        next_on=next_on,
    )
    audit.log("training.review-held", "review", row.pk, at=at)
    return row


@transaction.atomic
def name_mentor(
    *, person: Person, mentor: Membership, since: date, by: Membership, today: date, at: datetime
) -> Mentor:
    """Name who helps a coordinator along from a day on; the mentor before ends there.

    Refused: herself, a day to come, a day not after that of the mentor before.
    """
    policies.check_can_keep(by)
    policies.check_is_not_to_come(since, today, "A mentor's first day")
    if mentor.person_id == person.pk:
        raise Denied("Nobody is her own mentor.")
    one_at_a_time(person.pk)
    rows = Mentor.objects.filter(person=person)
    if rows.filter(since__gte=since).exists():
        raise Denied("A mentor from that day or a later one is named already: choose a later day.")
    rows.filter(Q(until=None) | Q(until__gt=since)).update(until=since)
    row = Mentor.objects.create(cohe_id=by.cohe_id, person=person, mentor_id=mentor.person_id, since=since)
    audit.log("training.mentor-named", "mentor", row.pk, at=at)
    return row


@transaction.atomic
def end_mentor(*, mentor: Mentor, last_on: date, by: Membership, today: date, at: datetime) -> None:
    """Record the last day of a mentor."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(last_on, today, "The last day")
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    if mentor.until is not None:
        raise Denied("This mentor's time has ended already.")
    if last_on < mentor.since:
        raise Denied("The last day cannot be before the first.")
    mentor.until = add_days(last_on, 1)
    mentor.save(update_fields=["until"])
    audit.log("training.mentor-ended", "mentor", mentor.pk, at=at)
