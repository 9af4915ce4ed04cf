"""What a worker was given from the directory, and the documents of a claim."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim, Document
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission, allows
from coordination.actions import community
from coordination.forms.community import FollowUpForm, ShareForm
from coordination.models import DocumentReview, Resource, ResourceShare
from coordination.queries import community as queries
from coordination.views.answers import said_of, whole
from coordination.views.opening import found_claim, opens_claim, opens_claim_of


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def claim_resources(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show what the worker was given, and give another; an item leads on to the follow-up it asks for."""
    today, about = clock.today(), whole(request.GET.get("about", ""))
    if request.method == "GET" and about:
        asked = ResourceShare.objects.filter(pk=about, claim=claim, withdrawn_at=None).first()
        if asked is not None:
            return redirect("coordination:share-follow-up", asked.pk)
    form = ShareForm(posted(request), today=today, resources=queries.offered(), initial={"shared_on": today})
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        resource = Resource.objects.get(pk=clean.pop("resource"))
        shared = community.Shared(resource=resource, **clean)
        try:
            _, refreshed = community.share_resource(
                claim=claim, shared=shared, by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of(f"{resource.name} was shared.", refreshed))
            return redirect("coordination:claim-resources", claim.pk)
    context = {"claim": claim, "form": form, "shares": queries.shares_of(claim)}
    return render(request, "coordination/resource/claim.html", context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim_of(ResourceShare.objects.all)
def share_follow_up(request: HttpRequest, claim: Claim, share: ResourceShare) -> HttpResponse:
    """Say what came of a share."""
    today = clock.today()
    initial = {
        "followed_up_on": share.followed_up_on or today,
        "outcome": share.outcome,
        "remark": share.remark,
    }
    form = FollowUpForm(posted(request), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        found = community.FollowedUp(**form.cleaned_data)
        by, at = membership_of(request), clock.now()
        try:
            refreshed = community.follow_up_share(share=share, found=found, by=by, today=today, at=at)
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of("The follow-up is recorded.", refreshed))
            return redirect("coordination:claim-resources", claim.pk)
    context = {"claim": claim, "form": form, "share": share}
    status = 422 if form.errors else 200
    return render(request, "coordination/resource/follow_up.html", context, status=status)


@requires(Permission.RECORD_WRITE)
@require_POST
def share_withdraw(request: HttpRequest, resource_share_id: int) -> HttpResponse:
    """Take a share back."""
    share = get_object_or_404(ResourceShare, pk=resource_share_id)
    claim = found_claim(request, share.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = community.withdraw_share(share=share, by=by, today=today, at=at)
    messages.success(request, said_of("The share is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim-resources", claim.pk)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim
def documents(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the documents of a claim, those nobody has reviewed first."""
    rows = queries.documents_of(claim)
    context = {
        "claim": claim,
        "rows": rows,
        "waiting": sum(vars(one)["review_id"] is None for one in rows),
        "may_review": allows(membership_of(request).role, Permission.RECORD_WRITE),
    }
    return render(request, "coordination/resource/documents.html", context)


@requires(Permission.RECORD_WRITE)
@require_POST
def document_review(request: HttpRequest, document_id: int) -> HttpResponse:
    """Say that a document is reviewed."""
    document = get_object_or_404(Document, pk=document_id)
    claim = found_claim(request, document.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    _, refreshed = community.review_document(document=document, by=by, today=today, at=at)
    messages.success(request, said_of(f"{document.title}: reviewed.", refreshed))
    return redirect("coordination:documents", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_POST
def review_withdraw(request: HttpRequest, document_review_id: int) -> HttpResponse:
    """Take a review back."""
    review = get_object_or_404(DocumentReview, pk=document_review_id)
    claim = found_claim(request, review.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = community.withdraw_review(review=review, by=by, today=today, at=at)
    messages.success(request, said_of("Taken back: the document waits for review.", refreshed))
    return redirect("coordination:documents", claim.pk)
