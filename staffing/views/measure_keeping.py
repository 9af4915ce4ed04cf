"""Pages on which people say what the measures go by: reviews, comparisons, adopter classes, calls."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim, Provider
from cohe import clock
from cohe.access import membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission, allows
from coordination.views.opening import opens_claim, opens_claim_of
from staffing.actions import measures as actions
from staffing.choices import Adoption
from staffing.measure_forms import AdopterForm, CallForm, ComparisonForm, ReviewForm
from staffing.models import ApfReview, Comparison, ProviderCall
from staffing.queries import policy
from staffing.queries.measure_facts import adopters_on, reviews_of
from staffing.views.asking import asked_on
from staffing.views.ratio import quarter_of


@requires(Permission.MEASURES_SEE)
@require_GET
def apf_reviews(request: HttpRequest, quarter: str) -> HttpResponse:
    """The APFs drawn for a quarter's random review, read and not yet read."""
    asked, today, by = quarter_of(quarter), clock.today(), membership_of(request)
    rows = reviews_of(asked)
    context = {
        "quarter": asked,
        "rows": rows,
        "left": sum(one.reviewed_on is None for one in rows),
        "size": policy.in_force(min(asked.last, today)).apf_review_size,
        "seed": actions.seed_of(by.cohe, asked),
        "may_draw": asked.last < today and allows(by.role, Permission.MEASURES_KEEP),
        "may_keep": allows(by.role, Permission.MEASURES_KEEP),
    }
    return render(request, "staffing/measures/apf_reviews.html", context)


@requires(Permission.MEASURES_KEEP)
@require_POST
def apf_reviews_draw(request: HttpRequest, quarter: str) -> HttpResponse:
    """Draw the sample, once."""
    asked = quarter_of(quarter)
    drawn = actions.draw_reviews(
        quarter=asked, by=membership_of(request), today=clock.today(), at=clock.now()
    )
    messages.success(request, f"{len(drawn)} APF{'s' * (len(drawn) != 1)} drawn.")
    return redirect("staffing:apf-reviews", asked)


@requires(Permission.MEASURES_KEEP)
@require_http_methods(["GET", "POST"])
def apf_review(request: HttpRequest, apf_review_id: int) -> HttpResponse:
    """Say whether a drawn APF is complete and on time."""
    rows = ApfReview.objects.select_related("apf__claim", "reviewed_by")
    review = get_object_or_404(rows, pk=apf_review_id)
    form = ReviewForm(posted(request), initial=as_it_stands(review))
    back = reverse("staffing:apf-reviews", args=[review.quarter])

    def save(given: dict[str, Any]) -> str:
        actions.review_apf(
            review=review, judged=actions.Judged(**given), by=membership_of(request), today=clock.today(),
            at=clock.now(),
        )  # fmt: skip
        return f"The APF of {review.apf.claim} is reviewed."

    exam = f"exam of {review.apf.exam_date:%-d %b %Y}, provider {review.apf.provider_number}"
    return asked_on(request, form, f"APF of {review.apf.claim}, {exam}", "Save the review", (back, save))


def as_it_stands(review: ApfReview) -> dict[str, object]:
    """Return what the form of a review begins with."""
    said = {None: "", True: "yes", False: "no"}
    return {
        "is_complete": said[review.is_complete],
        "is_on_time": said[review.is_on_time],
        "remark": review.remark,
        "version": review.version,
    }


@requires(Permission.MEASURES_KEEP)
@require_http_methods(["GET", "POST"])
def comparison(request: HttpRequest, quarter: str) -> HttpResponse:
    """Type in what a quarter's time-loss incidence is held against."""
    asked = quarter_of(quarter)
    row = Comparison.objects.filter(year=asked.year, number=asked.number).first()
    initial = {"percent": row.percent, "source": row.source} if row else {}
    form = ComparisonForm(posted(request), initial=initial)

    def save(given: dict[str, Any]) -> str:
        actions.set_comparison(quarter=asked, **given, by=membership_of(request), at=clock.now())
        return f"{asked.words} is held against {given['percent']} %."

    back = reverse("staffing:measures-of", args=[asked])
    title = f"What is M8 of {asked.words} held against?"
    return asked_on(request, form, title, "Set the comparison", (back, save))


@requires(Permission.MEASURES_SEE)
@require_GET
def adopters(request: HttpRequest) -> HttpResponse:
    """The providers of today with their class."""
    today = clock.today()
    found = adopters_on(today)
    counts = {one.label: sum(adoption == one for _, adoption, _ in found) for one in Adoption}
    context = {
        "rows": [
            {"provider": provider, "adoption": Adoption(adoption).label if adoption else "", "since": since}
            for provider, adoption, since in found
        ],
        "low": counts[Adoption.LOW.label],
        "unknown": sum(adoption is None for _, adoption, _ in found),
        "may_keep": allows(membership_of(request).role, Permission.MEASURES_KEEP),
    }
    return render(request, "staffing/measures/adopters.html", context)


@requires(Permission.MEASURES_KEEP)
@require_http_methods(["GET", "POST"])
def adopter(request: HttpRequest, provider_id: int) -> HttpResponse:
    """Class a provider from a day on."""
    provider = get_object_or_404(Provider, pk=provider_id, withdrawn_at=None)
    form = AdopterForm(posted(request), today=clock.today(), initial={"since": clock.today()})

    def save(given: dict[str, Any]) -> str:
        adoption = Adoption(given.pop("adoption"))
        actions.class_provider(
            provider=provider, adoption=adoption, **given, by=membership_of(request), at=clock.now()
        )
        return f"{provider}: {adoption.label.lower()} from {given['since']:%-d %b %Y}."

    back = reverse("staffing:adopters")
    title = f"How far has {provider} taken up the practices?"
    return asked_on(request, form, title, "Set the class", (back, save))


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def provider_call(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record that provider and employer spoke about a claim."""
    form = CallForm(posted(request), today=clock.today(), initial={"on": clock.today()})

    def save(given: dict[str, Any]) -> str:
        actions.record_call(
            claim=claim, **given, by=membership_of(request), today=clock.today(), at=clock.now()
        )
        return f"The call of {given['on']:%-d %b %Y} is recorded."

    back = reverse("staffing:provider-call", args=[claim.pk])
    context = {"claim": claim, "calls": ProviderCall.objects.filter(claim=claim).order_by("-on", "-pk")}
    title = f"When did provider and employer speak about {claim}?"
    return asked_on(request, form, title, "Record the call", (back, save), context)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(lambda: ProviderCall.objects.all())
def provider_call_withdraw(request: HttpRequest, claim: Claim, call: ProviderCall) -> HttpResponse:
    """Take back a call that was recorded by mistake."""
    actions.withdraw_call(call=call, by=membership_of(request), at=clock.now())
    messages.success(request, f"The call of {call.on:%-d %b %Y} is taken back.")
    return redirect("staffing:provider-call", claim.pk)
