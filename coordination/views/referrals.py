"""Referrals of a claim: begun, looked at, taken step by step, each step taken back."""

from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.actions import openings
from claims.models import Claim
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission, allows
from coordination.actions import referrals
from coordination.forms.referrals import BeginForm, StepForm, UseForm
from coordination.models import Referral, ReferralUse
from coordination.queries import referral_page
from coordination.queries import referral_start as starts
from coordination.referral_kinds import TARGETS, Target
from coordination.referral_steps import DONE_WORDS, Step
from coordination.referral_uses import Used
from coordination.views.answers import said_of, whole
from coordination.views.opening import View, ask_for_reason, opened_claim, opens_claim

NONE = Decimal(0)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def referral_start(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Choose what to refer to, then suggest it, record its order, or rule it out."""
    kind = request.GET.get("kind", "")
    if not kind:
        context = {"claim": claim, "kinds": starts.startables(claim)}
        return render(request, "coordination/referral/kinds.html", context)
    if kind not in TARGETS:
        sentence = f"Nothing is referred to “{kind}”: choose from the list."
        return render(request, "400.html", {"sentence": sentence}, status=400)
    return begin(request, claim, TARGETS[kind])


def begin(request: HttpRequest, claim: Claim, target: Target) -> HttpResponse:
    """Begin a referral of one kind."""
    today = clock.today()
    initial = starts.initial_of(claim, target, today)
    form = BeginForm(posted(request), target=target, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        begun = referrals.Begun(kind=target.kind, service=clean.get("service", ""), subject=clean["subject"])
        try:
            changed = referrals.begin_referral(
                claim=claim, begun=begun, taken=form.taken(), by=membership_of(request), today=today,
                at=clock.now(),
            )  # fmt: skip
        except Denied as no:
            refused(form, no)
        else:
            done = DONE_WORDS[Step(clean["step"])].lower()
            messages.success(request, said_of(f"{target.kind.label} {done}.", changed.refreshed))
            return redirect("coordination:referral", changed.referral.pk)
    context = {"claim": claim, "target": target, "form": form}
    return render(request, "coordination/referral/start.html", context, status=422 if form.errors else 200)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim
def referral_list(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Lead from an item to the referral it is about, else to the claim's referrals."""
    about = whole(request.GET.get("about", ""))
    if about and Referral.objects.filter(pk=about, claim=claim).exists():
        return redirect("coordination:referral", about)
    return redirect(f"{reverse('coordination:claim', args=[claim.pk])}#referrals")


def opens_referral(view: View) -> View:
    """Give a view the referral of its address and its claim, opened: 404 for another's, or ask why first."""

    @wraps(view)
    def opened(request: HttpRequest, referral_id: int, **rest: Any) -> HttpResponse:
        row = get_object_or_404(Referral, pk=referral_id, cohe=membership_of(request).cohe_id)
        try:
            claim = opened_claim(request, row.claim_id)
        except openings.ReasonNeeded:
            return ask_for_reason(request, row.claim_id)
        return view(request, row, claim, **rest)

    return opened


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_referral
def referral(request: HttpRequest, row: Referral, claim: Claim) -> HttpResponse:
    """One referral with the form of its next step, or of the step that the address names."""
    return shown(request, row, claim, asked=request.GET.get("step", ""))


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_referral
def referral_step(request: HttpRequest, row: Referral, claim: Claim, step: str) -> HttpResponse:
    """Record one step."""
    if step not in list(Step):
        raise Http404
    form = StepForm(request.POST, step=Step(step), target=row.target, today=clock.today())
    if form.is_valid():
        try:
            changed = referrals.take_step(
                referral=row, taken=form.taken(), version=form.cleaned_data["version"], **doing(request)
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of(f"{DONE_WORDS[Step(step)]}.", changed.refreshed))
            return redirect("coordination:referral", row.pk)
    return shown(request, row, claim, form=form)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_referral
def referral_undo(request: HttpRequest, row: Referral, claim: Claim) -> HttpResponse:
    """Take the last step back."""
    version = whole(request.POST.get("version", "")) or None
    changed = referrals.undo_step(referral=row, version=version, **doing(request))
    if changed.referral.withdrawn_at:
        messages.success(request, said_of("The referral is withdrawn.", changed.refreshed))
        return redirect("coordination:claim", claim.pk)
    messages.success(request, said_of("The last step is taken back.", changed.refreshed))
    return redirect("coordination:referral", row.pk)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_referral
def referral_use(request: HttpRequest, row: Referral, claim: Claim) -> HttpResponse:
    """Record what of a programme was used."""
    form = UseForm(request.POST, kind=row.kind, today=clock.today())
    if form.is_valid():
        clean = form.cleaned_data
        used = Used(clean["what"], clean["on"], clean["quantity"] or NONE, clean.get("amount") or NONE)
        try:
            referrals.record_use(referral=row, used=used, remark=clean["remark"], **doing(request))
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "Recorded.")
            return redirect("coordination:referral", row.pk)
    return shown(request, row, claim, use_form=form)


@requires(Permission.RECORD_WRITE)
@require_POST
def referral_use_withdraw(request: HttpRequest, use_id: int) -> HttpResponse:
    """Take back a use entered by mistake."""
    rows = ReferralUse.objects.filter(cohe=membership_of(request).cohe_id).select_related("referral")
    use = get_object_or_404(rows, pk=use_id)
    try:
        opened_claim(request, use.referral.claim_id)
    except openings.ReasonNeeded:
        return ask_for_reason(request, use.referral.claim_id)
    referrals.withdraw_use(use=use, by=membership_of(request), at=clock.now())
    messages.success(request, "Taken back; it stays in the history.")
    return redirect("coordination:referral", use.referral_id)


def doing(request: HttpRequest) -> dict[str, Any]:
    """Return who does it, on what day and at what instant."""
    return {"by": membership_of(request), "today": clock.today(), "at": clock.now()}


def shown(
    request: HttpRequest,
    row: Referral,
    claim: Claim,
    *,
    asked: str = "",
    form: StepForm | None = None,
    use_form: UseForm | None = None,
) -> HttpResponse:
    """Show a referral, with the form of one step: the one refused, the one asked for, or the next."""
    today = clock.today()
    page = referral_page.referral_page(referral=row, claim=claim, today=today)
    may_write = allows(membership_of(request).role, Permission.RECORD_WRITE)
    step = (
        form.step if form else next((one for one in page.steps if one == asked), next(iter(page.steps), None))
    )
    if form is None and step is not None and may_write:
        initial = starts.initial_step(row, claim, step, clock.now())
        form = StepForm(step=step, target=row.target, today=today, initial=initial)
    if use_form is None and may_write and row.target.uses and page.shown.is_open:
        use_form = UseForm(kind=row.kind, today=today, initial={"on": today})
    context = {"page": page, "claim": claim, "form": form, "step": step, "use_form": use_form}
    is_refused = bool((form and form.errors) or (use_form and use_form.errors))
    context["may_write"] = may_write
    return render(request, "coordination/referral/page.html", context, status=422 if is_refused else 200)
