"""Asking the FRQ and taking back what was entered by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import frqs
from coordination.forms.frqs import FrqForm
from coordination.models import Frq
from coordination.queries import frq_page
from coordination.views.answers import said_of
from coordination.views.opening import opens_claim, opens_claim_of


@requires(Permission.FRQ_ASK)
@require_http_methods(["GET", "POST"])
@opens_claim
def frq_answer(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record one asking of the FRQ; earlier ones stand beside it."""
    today = clock.today()
    form = FrqForm(posted(request), today=today, initial={"asked_on": today})
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            asked = frqs.record_frq(
                claim=claim,
                asking=frqs.Asking(clean["outcome"], clean["asked_on"], form.answers(), clean["remark"]),
                by=membership_of(request),
                today=today,
                at=clock.now(),
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said_of(f"FRQ recorded: {result_of(asked)}.", asked.refreshed))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "page": frq_page.frq_page(claim=claim, today=today)}
    return render(request, "coordination/frq/form.html", context, status=422 if form.errors else 200)


def result_of(asked: frqs.Asked) -> str:
    """Return what came of an FRQ; a positive one says the next duty."""
    if asked.score is None:
        return asked.frq.get_outcome_display().lower()
    words = asked.score.result.label.lower()
    if asked.score.is_partial:
        words += ", questions 4 to 6 not all answered"
    return f"{words}; next, tell the attending provider" if asked.frq.result == "positive" else words


@requires(Permission.FRQ_ASK)
@require_POST
@opens_claim_of(Frq.objects.all)
def frq_withdraw(request: HttpRequest, claim: Claim, frq: Frq) -> HttpResponse:
    """Take an FRQ back that was entered by mistake."""
    refreshed = frqs.withdraw_frq(frq=frq, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, said_of("The FRQ is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim", claim.pk)
