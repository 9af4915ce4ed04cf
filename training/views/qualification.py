"""What somebody brings along: experience, degrees, judgements, skills, issues, number, application."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from cohe import clock, provider_numbers
from cohe.access import membership_of, requires
from cohe.answers import posted
from cohe.models import ProviderNumber
from cohe.permissions import Permission
from cohe.workdays import day_after
from training import forms
from training.actions import people
from training.choices import Skill, Work
from training.models import Degree, Experience, ReportedIssue, SupplementalApplication
from training.views.asking import Ask, asked, back_to, coordinator, doing, members

KEEP = Permission.TRAINING_KEEP


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def experience_add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record work somebody did."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        until = day_after(given.pop("last_on"))
        spell = people.Spell(**{**given, "work": Work(given["work"])}, until=until)
        people.add_experience(person=person, spell=spell, **doing(request))
        return f"The work for {spell.employer} is recorded."

    form = forms.ExperienceForm(posted(request))
    return asked(request, form, Ask(person, f"Work that {person} did", "Record the work"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def degree_add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record a degree."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        people.add_degree(person=person, **given, **doing(request))
        return "The degree is recorded."

    form = forms.DegreeForm(posted(request))
    return asked(request, form, Ask(person, f"A degree {person} holds", "Record the degree"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def experience_judge(request: HttpRequest, experience_id: int) -> HttpResponse:
    """Write down what a named reviewer says of work."""
    row = get_object_or_404(Experience.objects.select_related("person"), pk=experience_id)
    return judged(request, row, f"Is the work for {row.employer} equivalent?")


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def degree_judge(request: HttpRequest, degree_id: int) -> HttpResponse:
    """Write down what a named reviewer says of a degree."""
    row = get_object_or_404(Degree.objects.select_related("person"), pk=degree_id)
    return judged(request, row, f"Is “{row.title}” equivalent to a degree that counts?")


def judged(request: HttpRequest, row: Experience | Degree, title: str) -> HttpResponse:
    """Ask for the reviewer, the judgement and the reason."""

    def save(given: dict[str, Any]) -> str:
        reviewer = given.pop("member")
        by, at = membership_of(request), clock.now()
        people.judge_equivalent(row=row, reviewer=reviewer, **given, by=by, at=at)
        return f"{reviewer.person}'s judgement is recorded."

    others = members().exclude(person=row.person_id)
    form = forms.JudgeForm(posted(request), members=others, initial={"member": membership_of(request)})
    return asked(request, form, Ask(row.person, title, "Record the judgement"), save)


@requires(KEEP)
@require_POST
def experience_withdraw(request: HttpRequest, experience_id: int) -> HttpResponse:
    """Take back work recorded by mistake, or put it back."""
    return turned(request, get_object_or_404(Experience, pk=experience_id))


@requires(KEEP)
@require_POST
def degree_withdraw(request: HttpRequest, degree_id: int) -> HttpResponse:
    """Take back a degree recorded by mistake, or put it back."""
    return turned(request, get_object_or_404(Degree, pk=degree_id))


def turned(request: HttpRequest, row: Experience | Degree) -> HttpResponse:
    """Take a row back; one that is taken back already, put back."""
    by, at = membership_of(request), clock.now()
    if request.POST.get("back"):
        people.put_back(row=row, by=by, at=at)
        messages.success(request, "It counts again.")
    else:
        people.withdraw(row=row, by=by, at=at)
        messages.success(request, "It is taken back and counts no more. Below, it can be put back.")
    return back_to(row.person_id)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def skill_show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record by what somebody has a skill."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        skill = Skill(given.pop("skill"))
        people.show_skill(person=person, skill=skill, **given, **doing(request))
        return f"{skill.label}: recorded."

    start = {"shown_on": clock.today(), "skill": request.GET.get("skill", "")}
    form = forms.SkillForm(posted(request), initial=start)
    return asked(request, form, Ask(person, f"A skill of {person}", "Record the skill"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def issue_report(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record an issue that L&I has reported."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        people.report_issue(person=person, **given, **doing(request))
        return "The issue is recorded: nobody with an open one qualifies."

    form = forms.IssueForm(posted(request), initial={"reported_on": clock.today()})
    return asked(request, form, Ask(person, f"An issue L&I reported about {person}", "Record it"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def issue_resolve(request: HttpRequest, reported_issue_id: int) -> HttpResponse:
    """Record that an issue is resolved."""
    issue = get_object_or_404(ReportedIssue.objects.select_related("person"), pk=reported_issue_id)

    def save(given: dict[str, Any]) -> str:
        people.resolve_issue(issue=issue, **given, **doing(request))
        return "The issue is resolved."

    form = forms.DayForm(posted(request), initial={"on": clock.today()})
    title = f"When was the issue of {issue.reported_on:%-d %b %Y} resolved?"
    return asked(request, form, Ask(issue.person, title, "It is resolved"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def number_keep(request: HttpRequest, person_id: int) -> HttpResponse:
    """Keep where the provider number stands."""
    person = coordinator(person_id)
    held = ProviderNumber.objects.filter(person=person, inactive_since=None).first()

    def save(given: dict[str, Any]) -> str:
        inactive_since = day_after(given.pop("last_on"))
        standing = provider_numbers.Standing(**given, inactive_since=inactive_since)
        provider_numbers.keep_number(person=person, standing=standing, **doing(request))
        return f"The provider number of {person} is kept."

    names = ("applied_on", "number", "active_since")
    form = forms.NumberForm(posted(request), initial={one: getattr(held, one, None) for one in names})
    return asked(request, form, Ask(person, f"The provider number of {person}", "Keep it"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def application_send(request: HttpRequest, person_id: int) -> HttpResponse:
    """Record that the supplemental application is sent."""
    person = coordinator(person_id)

    def save(given: dict[str, Any]) -> str:
        people.send_application(person=person, sent_on=given["on"], **doing(request))
        return "The application is on its way."

    form = forms.DayForm(posted(request), initial={"on": clock.today()})
    title = f"When was the HSC Supplemental Application of {person} sent?"
    return asked(request, form, Ask(person, title, "It is sent"), save)


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def application_answer(request: HttpRequest, application_id: int) -> HttpResponse:
    """Record L&I's answer."""
    rows = SupplementalApplication.objects.select_related("person")
    application = get_object_or_404(rows, pk=application_id)

    def save(given: dict[str, Any]) -> str:
        people.answer_application(application=application, **given, **doing(request))
        return "L&I's answer is recorded."

    form = forms.AnswerForm(posted(request), initial={"on": clock.today()})
    title = f"What did L&I answer to the application of {application.sent_on:%-d %b %Y}?"
    return asked(request, form, Ask(application.person, title, "Record the answer"), save)
