"""Training that was had with its evidence; goals, evaluations, mentors."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.downloads import kept_file
from cohe.permissions import Permission
from cohe.workdays import add_months
from training import forms
from training.actions import courses
from training.choices import Topic, Way
from training.models import Course, Evidence, Goal, Mentor
from training.models.course import MOST_BYTES
from training.queries import policy
from training.views.asking import Ask, asked, back_to, coordinator, doing, members

KEEP = Permission.TRAINING_KEEP


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def course_add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record training somebody had."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        had = courses.Had(**{**given, "way": Way(given["way"]), "topics": tuple(map(Topic, given["topics"]))})
        courses.add_course(person=person, had=had, **doing(request))
        return f"“{had.title}” is recorded. A file that shows it can be added beside it."

    form = forms.CourseForm(posted(request), initial={"way": Way.ORIENTATION, "elsewhere": True})
    return asked(request, form, Ask(person, f"Training {person} had", "Record the training"), save)


@requires(KEEP)
@require_POST
def course_withdraw(request: HttpRequest, course_id: int) -> HttpResponse:
    """Take back training recorded by mistake, or put it back."""
    course = get_object_or_404(Course, pk=course_id)
    by, at = membership_of(request), clock.now()
    if request.POST.get("back"):
        courses.put_course_back(course=course, by=by, at=at)
        messages.success(request, "It counts again.")
    else:
        courses.withdraw_course(course=course, by=by, at=at)
        messages.success(request, "It is taken back and counts no more. Below, it can be put back.")
    return back_to(course.person_id)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def evidence_add(request: HttpRequest, course_id: int) -> HttpResponse:
    """Keep a file that shows training."""
    course = get_object_or_404(Course.objects.select_related("person"), pk=course_id)

    def save(given: dict[str, Any]) -> str:
        # One byte more than is kept: enough to know that the file is too large.
        content = given["file"].read(MOST_BYTES + 1)
        by, at = membership_of(request), clock.now()
        row = courses.add_evidence(course=course, name=given["file"].name, content=content, by=by, at=at)
        return f"The file {row.name} is kept."

    form = forms.EvidenceForm(posted(request), request.FILES or None)
    title = f"A file that shows “{course.title}” of {course.delivered_on:%-d %b %Y}"
    return asked(request, form, Ask(course.person, title, "Keep the file"), save)


@requires(Permission.TRAINING_SEE)
@require_GET
def evidence_open(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Give a file to keep; the opening is logged."""
    row = get_object_or_404(Evidence.objects.select_related("course"), pk=evidence_id)
    try:
        content = courses.open_evidence(evidence=row, by=membership_of(request), at=clock.now())
    except Denied as no:
        raise Http404 from no
    return kept_file(row.name, row.media, content)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def goal_set(request: HttpRequest, person_id: int) -> HttpResponse:
    """Set a goal."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        courses.set_goal(person=person, **given, **doing(request))
        return "The goal is set."

    form = forms.GoalForm(posted(request))
    return asked(request, form, Ask(person, f"A goal for {person}", "Set the goal"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def goal_end(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Say how a goal ended."""
    goal = get_object_or_404(Goal.objects.select_related("person"), pk=goal_id)

    def save(given: dict[str, Any]) -> str:
        courses.end_goal(goal=goal, **given, **doing(request))
        return "The goal has ended. It can be opened again."

    form = forms.EndGoalForm(posted(request), initial={"on": clock.today()})
    return asked(request, form, Ask(goal.person, f"How did it end: {goal.text}", "Record it"), save)


@requires(KEEP)
@require_POST
def goal_open(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Open a goal again."""
    goal = get_object_or_404(Goal, pk=goal_id)
    courses.open_goal_again(goal=goal, by=membership_of(request), at=clock.now())
    messages.success(request, "The goal is open again.")
    return back_to(goal.person_id)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def review_hold(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record the yearly evaluation that one held."""
    person, today = coordinator(person_id), clock.today()

    def save(given: dict[str, Any]) -> str:
        courses.hold_review(person=person, **given, **doing(request))
        return f"The evaluation of {person} is recorded; the next is on {given['next_on']:%-d %b %Y}."

    start = {"held_on": today, "next_on": add_months(today, policy.in_force(today).review_months)}
    form = forms.ReviewForm(posted(request), initial=start)
    return asked(request, form, Ask(person, f"The evaluation of {person}", "Record the evaluation"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def mentor_name(request: HttpRequest, person_id: int) -> HttpResponse:
    """Name a mentor."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        mentor = given.pop("member")
        courses.name_mentor(person=person, mentor=mentor, **given, **doing(request))
        return f"{mentor.person} is the mentor of {person}."

    others = members().exclude(person=person)
    form = forms.MentorForm(posted(request), members=others, initial={"since": clock.today()})
    return asked(request, form, Ask(person, f"Who helps {person} along?", "Name the mentor"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def mentor_end(request: HttpRequest, mentor_id: int) -> HttpResponse:
    """Record the last day of a mentor."""
    row = get_object_or_404(Mentor.objects.select_related("person", "mentor"), pk=mentor_id)

    def save(given: dict[str, Any]) -> str:
        courses.end_mentor(mentor=row, last_on=given["on"], **doing(request))
        return f"{row.mentor} is no longer the mentor of {row.person}."

    form = forms.DayForm(posted(request), initial={"on": clock.today()})
    title = f"Which is the last day of {row.mentor} as mentor?"
    return asked(request, form, Ask(row.person, title, "End it"), save)
