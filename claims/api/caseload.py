"""Who coordinates what: HSCs with their providers and open claims, what nobody has, providers."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import caseload as actions
from claims.models import Claim, Provider
from claims.queries import caseload
from cohe.api_fields import Id, PageQuery, Strict, Text, paged
from cohe.api_resource import Resource
from cohe.models import Membership, Person
from cohe.permissions import Permission

MOST_CLAIMS = 500
# Of many numbers that are none, as many are said.
MOST_SAID = 5


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


class AssignInput(Strict):
    """The HSC who shall have something, and why."""

    hsc = Id(help_text="The number of a person who is an HSC of the COHE today.")
    reason = Text(max_length=300)


class AssignClaimsInput(AssignInput):
    """The open claims that an HSC shall have, whoever has their provider."""

    claims = serializers.ListField(child=Id(), min_length=1, max_length=MOST_CLAIMS)


class AssignProviderInput(AssignInput):
    """The HSC who shall have a provider, and whether its open claims go along."""

    move_claims = serializers.BooleanField()


class MovedOutput(Strict):
    """How many claims are another HSC's now."""

    moved = serializers.IntegerField()


class MovingQuery(Strict):
    """To whom a provider would go."""

    hsc = Id(help_text="The number of a person who is an HSC of the COHE today.")


class MovingOutput(Strict):
    """The open claims that giving a provider to an HSC moves with it; those given away by hand stay."""

    hsc = HscOutput(source="chosen")
    count = serializers.IntegerField(source="moving")
    first = CaseloadClaimOutput(many=True, source="first_moving", help_text="The first twenty, by number.")


class Assigning(Resource):
    """What finds the HSC to whom something is given."""

    def hsc(self, person_id: int) -> Membership:
        """Return the membership of somebody who is an HSC today; refuse anybody else by field."""
        found = caseload.hsc_of(cohe_id=self.membership.cohe_id, person_id=person_id, today=self.today)
        if found is None:
            raise exceptions.ValidationError({"hsc": ["Choose somebody who is an HSC of this COHE today."]})
        return found

    def acting(self) -> dict[str, Any]:
        """Return to whom something is given, why, by whom and when."""
        return {
            "hsc": self.hsc(self.given["hsc"]),
            "reason": self.given["reason"],
            "by": self.membership,
            "today": self.today,
            "at": self.at,
        }


class Caseload(Assigning):
    """The caseload."""

    tag = "caseload"
    permissions = {
        **dict.fromkeys(("list", "person", "unassigned"), Permission.CASELOAD_SEE),
        "assign": Permission.CASELOAD_CHANGE,
    }
    asks = {"person": AfterQuery, "unassigned": AfterQuery}
    accepts = {"assign": AssignClaimsInput}
    answers = {
        "assign": {200: MovedOutput},
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

    def assign(self, request: Request) -> Response:
        """Give open claims to an HSC from today on."""
        wanted = set(self.given["claims"])
        found = list(Claim.objects.open(self.today).filter(cohe=self.membership.cohe_id, pk__in=wanted))
        missing = sorted(wanted - {claim.pk for claim in found})
        if missing:
            said = ", ".join(map(str, missing[:MOST_SAID]))
            raise exceptions.ValidationError({"claims": [f"No open claims of this COHE: {said}."]})
        return self.answer({"moved": actions.assign_claims(claims=found, **self.acting())})

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


class Providers(Assigning):
    """Providers."""

    tag = "caseload"
    permissions = {
        **dict.fromkeys(("list", "retrieve", "moving"), Permission.CASELOAD_SEE),
        "assign": Permission.CASELOAD_CHANGE,
    }
    asks = {"list": PageQuery, "moving": MovingQuery}
    accepts = {"assign": AssignProviderInput}
    answers = {
        "list": {200: paged(ProviderOutput)},
        "retrieve": {200: ProviderPageOutput},
        "moving": {200: MovingOutput},
        "assign": {200: MovedOutput},
    }

    def list(self, request: Request) -> Response:
        """Return the providers of the extract, by number."""
        return self.page(self.known().filter(withdrawn_at=None), "provider_number", ProviderOutput)

    def retrieve(self, request: Request, provider_id: int) -> Response:
        """Return one provider with its HSCs by date."""
        found = self.provider(provider_id)
        return self.answer(caseload.provider_page(provider=found, chosen=None, today=self.today))

    def moving(self, request: Request, provider_id: int) -> Response:
        """Say which open claims would follow the provider to an HSC; nothing is changed."""
        found, chosen = self.provider(provider_id), self.hsc(self.asked["hsc"]).person
        return self.answer(caseload.provider_page(provider=found, chosen=chosen, today=self.today))

    def assign(self, request: Request, provider_id: int) -> Response:
        """Give a provider to an HSC from today on, with its open claims or without."""
        found = self.provider(provider_id)
        moved = actions.assign_provider(
            provider=found, move_claims=self.given["move_claims"], **self.acting()
        )
        return self.answer({"moved": moved})

    def provider(self, provider_id: int) -> Provider:
        """Return the provider of the address."""
        found = self.known().filter(pk=provider_id).first()
        if found is None:
            raise Http404
        return found

    def known(self) -> "QuerySet[Provider]":
        """Return the providers of the COHE."""
        return Provider.objects.filter(cohe=self.membership.cohe_id)
