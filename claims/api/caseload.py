"""Who coordinates what: HSCs with their providers and open claims, what nobody has, providers."""

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Provider
from claims.queries import caseload
from cohe.api_fields import Id, PageQuery, Strict, paged
from cohe.api_resource import Resource
from cohe.models import Membership, Person
from cohe.permissions import Permission


class HscOutput(Strict):
    """Somebody who coordinates."""

    id = Id()
    name = serializers.CharField()


class ProviderOutput(Strict):
    """A provider, as the extract says it."""

    id = Id()
    provider_number = serializers.CharField()
    name = serializers.CharField()
    credential = serializers.CharField()
    specialty = serializers.CharField()
    clinic = serializers.CharField()
    city = serializers.CharField()
    phone = serializers.CharField()
    enrolled_on = serializers.DateField(allow_null=True)
    left_on = serializers.DateField(allow_null=True)


class CaseloadOutput(Strict):
    """The COHE's caseload today."""

    class DeskOutput(Strict):
        """One HSC with how much is hers."""

        person = HscOutput()
        role = serializers.CharField()
        providers = serializers.IntegerField()
        claims = serializers.IntegerField()
        high = serializers.IntegerField(help_text="Claims of tier high.")

    class UncoveredOutput(Strict):
        """A provider whose new claims land nowhere."""

        provider = ProviderOutput()
        claims = serializers.IntegerField()

    desks = DeskOutput(many=True)
    unassigned = serializers.IntegerField()
    providers = UncoveredOutput(many=True)


class CaseloadClaimOutput(Strict):
    """A claim as the caseload shows it: no worker, no health facts."""

    id = Id()
    claim_number = serializers.CharField()
    status = serializers.CharField()
    tier = serializers.CharField()
    appeared = serializers.DateField()
    provider = serializers.CharField()
    hsc = serializers.CharField()


class CaseloadClaimsOutput(Strict):
    """A part of the open claims, and the claim number after which the next part begins (empty: the last)."""

    count = serializers.IntegerField()
    after = serializers.CharField()
    results = CaseloadClaimOutput(many=True, source="rows")


class AfterQuery(Strict):
    """Where the part begins."""

    after = serializers.CharField(required=False, default="", max_length=7, help_text="`after` of a part.")


class Caseload(Resource):
    """The caseload."""

    tag = "caseload"
    permissions = dict.fromkeys(("list", "person", "unassigned"), Permission.CASELOAD_SEE)
    asks = {"person": AfterQuery, "unassigned": AfterQuery}
    answers = {
        "list": {200: CaseloadOutput},
        "person": {200: CaseloadClaimsOutput},
        "unassigned": {200: CaseloadClaimsOutput},
    }

    def list(self, request: Request) -> Response:
        """Return every HSC with providers and open claims, and what nobody has."""
        return self.answer(caseload.caseload(cohe_id=self.membership.cohe_id, today=self.today))

    def person(self, request: Request, person_id: int) -> Response:
        """Return the open claims of somebody, by number."""
        members = Membership.objects.filter(cohe=self.membership.cohe_id, person=person_id)
        member = members.select_related("person").first()
        if member is None:
            raise Http404
        return self.claims_of(member.person)

    def unassigned(self, request: Request) -> Response:
        """Return the open claims that nobody coordinates, by number."""
        return self.claims_of(None)

    def claims_of(self, hsc: Person | None) -> Response:
        """Return a part of the open claims of an HSC, or of nobody."""
        return self.answer(caseload.claims_of(hsc=hsc, after=self.asked["after"], today=self.today))


class ProviderPageOutput(Strict):
    """A provider with the HSCs it had, the present one first."""

    class SpanOutput(Strict):
        """An HSC from a day until, not including, another."""

        hsc = HscOutput()
        since = serializers.DateField()
        until = serializers.DateField(allow_null=True)
        reason = serializers.CharField()

    provider = ProviderOutput()
    present = SpanOutput(allow_null=True)
    hscs = SpanOutput(many=True, source="past")
    claims = serializers.IntegerField(help_text="Open claims whose HSC follows this provider.")


class Providers(Resource):
    """Providers."""

    tag = "caseload"
    permissions = dict.fromkeys(("list", "retrieve"), Permission.CASELOAD_SEE)
    asks = {"list": PageQuery}
    answers = {"list": {200: paged(ProviderOutput)}, "retrieve": {200: ProviderPageOutput}}

    def list(self, request: Request) -> Response:
        """Return the providers of the extract, by number."""
        return self.page(self.known().filter(withdrawn_at=None), "provider_number", ProviderOutput)

    def retrieve(self, request: Request, provider_id: int) -> Response:
        """Return one provider with its HSCs by date."""
        found = self.known().filter(pk=provider_id).first()
        if found is None:
            raise Http404
        return self.answer(caseload.provider_page(provider=found, chosen=None, today=self.today))

    def known(self) -> "QuerySet[Provider]":
        """Return the providers of the COHE."""
        return Provider.objects.filter(cohe=self.membership.cohe_id)
