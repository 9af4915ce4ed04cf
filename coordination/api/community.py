"""The directory of resources, what of it workers were given, and documents with their reviews."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.choices import DocumentKind
from claims.models import Document
from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource as ApiResource
from cohe.permissions import Permission
from coordination.actions import community
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.community import ResourceKind, ShareOutcome
from coordination.models import DocumentReview, Resource, ResourceShare, ResourceVerification
from coordination.queries import community as queries
from coordination.queries import policy


class ResourceOutput(Strict):
    """A resource, its last verification, and how many of those who were given it used it."""

    id = Id()
    name = serializers.CharField()
    kind = Word(ResourceKind)
    eligibility = serializers.CharField()
    languages = serializers.CharField()
    cost = serializers.CharField()
    phone = serializers.CharField()
    address = serializers.CharField()
    web = serializers.CharField()
    retired_on = serializers.DateField(allow_null=True)
    verification = Id(source="verification_id", allow_null=True)
    verified_on = serializers.DateField(allow_null=True)
    verified_by = serializers.CharField(source="verified_by_name", allow_null=True)
    shared = serializers.IntegerField()
    followed_up = serializers.IntegerField()
    used = serializers.IntegerField()


class ResourceInput(Strict):
    """What the directory says of a resource."""

    name = Text(max_length=200, required=True, allow_blank=False)
    kind = Word(ResourceKind)
    eligibility = Text(max_length=2000)
    languages = Text(max_length=200)
    cost = Text(max_length=200)
    phone = Text(max_length=100)
    address = Text(max_length=500)
    web = serializers.URLField(max_length=500, required=False, allow_blank=True, default="")


class DirectoryQuery(PageQuery):
    """Words in any text, a kind, and which: in use (empty), `stale`, or `retired`."""

    q = Text(max_length=200)
    kind = Word(ResourceKind, required=False, allow_blank=True, default="")
    show = serializers.ChoiceField(queries.SHOWN, required=False, allow_blank=True, default="")


class Resources(ApiResource):
    """The directory of community resources and consultants. A resource is retired, never deleted."""

    tag = "resources"
    permissions = {
        "list": Permission.RESOURCE_SEE,
        "retrieve": Permission.RESOURCE_SEE,
        "add": Permission.RESOURCE_KEEP,
        "change": Permission.RESOURCE_KEEP,
        "verify": Permission.RESOURCE_KEEP,
        "unverify": Permission.RESOURCE_KEEP,
        "retire": Permission.RESOURCE_KEEP,
        "use_again": Permission.RESOURCE_KEEP,
    }
    asks = {"list": DirectoryQuery}
    accepts = {"add": ResourceInput, "change": ResourceInput}
    answers = {
        "list": {200: paged(ResourceOutput)},
        "retrieve": {200: ResourceOutput},
        "add": {201: ResourceOutput},
        "change": {200: ResourceOutput},
        "verify": {200: ResourceOutput},
        "unverify": {200: ResourceOutput},
        "retire": {200: ResourceOutput},
        "use_again": {200: ResourceOutput},
    }

    def one(self, pk: int) -> Any:
        """Return a resource as the directory shows it; 404 for none."""
        found = queries.annotated().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def list(self, request: Request) -> Response:
        """Return the resources that the address asks for."""
        asked = queries.Asked(**{name: self.asked[name] for name in ("q", "kind", "show")})
        rows = queries.resources(asked, limits=policy.in_force(self.today), today=self.today)
        return self.page(rows, "id", ResourceOutput)

    def retrieve(self, request: Request, resource_id: int) -> Response:
        """Return one resource."""
        return self.answer(self.one(resource_id))

    def add(self, request: Request) -> Response:
        """Put a resource into the directory, verified today."""
        described = community.Described(**self.given)
        made = community.add_resource(described=described, by=self.membership, today=self.today)
        return self.answer(self.one(made.pk), 201)

    def change(self, request: Request, resource_id: int) -> Response:
        """Put right what the directory says of a resource."""
        described = community.Described(**self.given)
        community.change_resource(resource=self.one(resource_id), described=described, by=self.membership)
        return self.answer(self.one(resource_id))

    def verify(self, request: Request, resource_id: int) -> Response:
        """Say that it still holds today."""
        community.verify_resource(resource=self.one(resource_id), by=self.membership, today=self.today)
        return self.answer(self.one(resource_id))

    def unverify(self, request: Request, verification_id: int) -> Response:
        """Take a verification back."""
        held = ResourceVerification.objects.filter(pk=verification_id).first()
        if held is None:
            raise Http404
        community.withdraw_verification(verification=held, by=self.membership, at=self.at)
        return self.answer(self.one(held.resource_id))

    def retire(self, request: Request, resource_id: int) -> Response:
        """Offer it no more."""
        community.retire_resource(resource=self.one(resource_id), by=self.membership, today=self.today)
        return self.answer(self.one(resource_id))

    def use_again(self, request: Request, resource_id: int) -> Response:
        """Take it back into use."""
        community.use_resource_again(resource=self.one(resource_id), by=self.membership)
        return self.answer(self.one(resource_id))


class ShareOutput(Strict):
    """A resource given to a worker, and what came of it."""

    id = Id()
    claim = Id(source="claim_id")
    resource = Id(source="resource_id")
    name = serializers.CharField()
    shared_on = serializers.DateField()
    in_plan = serializers.BooleanField()
    followed_up_on = serializers.DateField(allow_null=True)
    outcome = Word(ShareOutcome, allow_blank=True)
    remark = serializers.CharField()
    shared_by = serializers.CharField(source="shared_by.name")
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class ShareInput(Strict):
    """A resource given to the worker; one in the plan is followed up."""

    resource = Id()
    shared_on = Day()
    in_plan = serializers.BooleanField(required=False, default=False)
    remark = Text(max_length=2000)


class FollowUpInput(Strict):
    """What came of it; null and empty take the follow-up back."""

    followed_up_on = Day(allow_null=True)
    outcome = Word(ShareOutcome, required=False, allow_blank=True, default="")
    remark = Text(max_length=2000)


class ShareMadeOutput(Strict):
    """The share, and what changed on the worklist."""

    share = ShareOutput()
    refreshed = RefreshedOutput()


class ResourceShares(ClaimThings):
    """What the worker of a claim was given from the directory."""

    tag = "resources"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "share": Permission.RECORD_WRITE,
        "follow_up": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"share": ShareInput, "follow_up": FollowUpInput}
    answers = {
        "list": {200: paged(ShareOutput)},
        "share": {201: ShareMadeOutput},
        "follow_up": {200: RefreshedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return what the worker was given, the latest entered first."""
        rows = ResourceShare.objects.filter(claim=self.opened(claim_id))
        return self.page(rows.select_related("shared_by"), "-id", ShareOutput)

    def share(self, request: Request, claim_id: int) -> Response:
        """Say that the worker was given a resource."""
        claim = self.opened(claim_id)
        given = dict(self.given)
        resource = Resource.objects.filter(pk=given.pop("resource")).first()
        if resource is None:
            raise exceptions.ValidationError({"resource": ["There is no such resource."]})
        shared = community.Shared(resource=resource, **given)
        made, refreshed = community.share_resource(
            claim=claim, shared=shared, by=self.membership, today=self.today, at=self.at
        )
        return self.answer({"share": made, "refreshed": refreshed}, 201)

    def follow_up(self, request: Request, resource_share_id: int) -> Response:
        """Say what came of it."""
        share = self.found(ResourceShare.objects.all(), resource_share_id)
        found = community.FollowedUp(**self.given)
        return self.answer(
            community.follow_up_share(
                share=share, found=found, by=self.membership, today=self.today, at=self.at
            )
        )

    def withdraw(self, request: Request, resource_share_id: int) -> Response:
        """Take back one entered by mistake."""
        share = self.found(ResourceShare.objects.all(), resource_share_id)
        return self.answer(
            community.withdraw_share(share=share, by=self.membership, today=self.today, at=self.at)
        )


class DocumentOutput(Strict):
    """What is known of a document, and its review."""

    id = Id()
    claim = Id(source="claim_id")
    kind = Word(DocumentKind)
    title = serializers.CharField()
    dated_on = serializers.DateField(allow_null=True)
    arrived_on = serializers.DateField()
    sender = serializers.CharField()
    pages = serializers.IntegerField(allow_null=True)
    review = Id(source="review_id", allow_null=True)
    reviewed_on = serializers.DateField(allow_null=True)
    reviewed_by = serializers.CharField(source="reviewed_by_name", allow_null=True)


class ReviewOutput(Strict):
    """The number of the review, and what changed on the worklist."""

    review = Id()
    refreshed = RefreshedOutput()


class Documents(ClaimThings):
    """Documents of a claim: what is known of each, and who has reviewed it."""

    tag = "documents"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "review": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    answers = {
        "list": {200: paged(DocumentOutput)},
        "review": {201: ReviewOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the documents of a claim, the latest known first."""
        return self.page(queries.reviewed_documents(self.opened(claim_id)), "-id", DocumentOutput)

    def review(self, request: Request, document_id: int) -> Response:
        """Say that a document is reviewed."""
        document = self.found(Document.objects.all(), document_id)
        made, refreshed = community.review_document(
            document=document, by=self.membership, today=self.today, at=self.at
        )
        return self.answer({"review": made.pk, "refreshed": refreshed}, 201)

    def withdraw(self, request: Request, document_review_id: int) -> Response:
        """Take a review back."""
        review = self.found(DocumentReview.objects.all(), document_review_id)
        return self.answer(
            community.withdraw_review(review=review, by=self.membership, today=self.today, at=self.at)
        )
