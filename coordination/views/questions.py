"""Questions to an advisor: asked, answered, passed on, taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import questions
from coordination.forms.conferences import AnswerForm, PassOnForm, QuestionForm
from coordination.models import AdvisorQuestion
from coordination.queries import colleagues
from coordination.queries.advice import questions_to
from coordination.views.opening import found_claim, opened_claim, opens_claim

FORM = "coordination/conference/form.html"


@requires(Permission.ADVICE_GIVE)
@require_GET
def question_list(request: HttpRequest) -> HttpResponse:
    """Show an advisor what one was asked, what waits first."""
    found = questions_to(membership_of(request))
    return render(request, "coordination/conference/questions.html", {"questions": found})


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def question_ask(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Ask an advisor of the COHE about a claim."""
    by = membership_of(request)
    people = colleagues.advisors(membership=by, today=clock.today())
    form = QuestionForm(posted(request), people=people)
    if form.is_bound and form.is_valid():
        advisor, words = form.people[form.cleaned_data["advisor"]], form.cleaned_data["question"]
        try:
            questions.ask(claim=claim, advisor=advisor, question=words, by=by, at=clock.now())
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, f"{advisor.person} is asked, and sees this claim until you pass it on.")
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "title": "Ask the advisor", "verb": "Ask"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@requires(Permission.ADVICE_GIVE)
@require_http_methods(["GET", "POST"])
def question_answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """Answer what one was asked."""
    by = membership_of(request)
    found = get_object_or_404(AdvisorQuestion, pk=question_id, advisor=by.person_id)
    claim = opened_claim(request, found.claim_id)
    form = AnswerForm(posted(request))
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["answer"]
        try:
            questions.answer(question=found, words=words, by=by, today=clock.today(), at=clock.now())
        except (Denied, Conflict) as no:
            refused(form, no)
        else:
            messages.success(request, "Your answer is kept; who asked passes it on.")
            return redirect("coordination:question-list")
    context = {"claim": claim, "form": form, "title": found.question, "verb": "Answer"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_POST
def question_pass_on(request: HttpRequest, question_id: int) -> HttpResponse:
    """Record to whom the answer went."""
    found = get_object_or_404(AdvisorQuestion, pk=question_id)
    claim = found_claim(request, found.claim_id)
    form = PassOnForm(request.POST)
    if not form.is_valid():
        context = {"claim": claim, "form": form, "title": "Pass the answer on", "verb": "Passed on"}
        return render(request, FORM, context, status=422)
    to, by = form.cleaned_data["to"], membership_of(request)
    questions.pass_on(question=found, to=to, by=by, at=clock.now())
    messages.success(request, "The answer is passed on.")
    return redirect("coordination:claim", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_POST
def question_withdraw(request: HttpRequest, question_id: int) -> HttpResponse:
    """Take a question back that nobody has answered."""
    found = get_object_or_404(AdvisorQuestion, pk=question_id)
    claim = found_claim(request, found.claim_id)
    if found.answered_at is not None:
        raise Http404
    questions.withdraw(question=found, by=membership_of(request), at=clock.now())
    messages.success(request, "The question is taken back; it stays in the history.")
    return redirect("coordination:claim", claim.pk)
