"""Claims that are delegated to an HSC Assistant."""

from django.db.models import QuerySet
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Delegation
from cohe.api_fields import Id, PageQuery, Strict, Text, paged
from cohe.permissions import Permission
from coordination.actions import delegations
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.api.items import PersonOutput
from coordination.queries import colleagues, delegated


class DelegationOutput(Strict):
    """A claim that an Assistant works; `ended_at` null: still."""

    id = Id()
    claim = Id(source="claim_id")
    claim_number = serializers.CharField(source="claim.claim_number")
    assistant = PersonOutput()
    given_by = serializers.CharField(source="given_by.name")
    given_at = serializers.DateTimeField()
    reason = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)
    why_ended = serializers.CharField()


class DelegationInput(Strict):
    """To which Assistant (the number of a person), and what she is to know."""

    to = Id()
    reason = Text(max_length=1000)


class DelegationPromoteInput(Strict):
    """Why the HSC is needed."""

    reason = Text(required=True, allow_blank=False, max_length=1000)


class Delegations(ClaimThings):
    """Giving a claim to an Assistant, taking it back, handing it up."""

    tag = "worklist"
    permissions = {
        "list": Permission.ITEM_WORK,
        "give": Permission.ITEM_REASSIGN,
        "take_back": Permission.ITEM_REASSIGN,
        "promote": Permission.ITEM_WORK,
    }
    asks = {"list": PageQuery}
    accepts = {"give": DelegationInput, "promote": DelegationPromoteInput}
    answers = {
        "list": {200: paged(DelegationOutput)},
        "give": {201: DelegationOutput},
        "take_back": {200: RefreshedOutput},
        "promote": {200: RefreshedOutput},
    }

    def list(self, request: Request) -> Response:
        """Return the delegations in force that the member gave or was given, a supervisor the COHE's."""
        return self.page(delegated.delegations(self.membership, self.today), "-id", DelegationOutput)

    def give(self, request: Request, claim_id: int) -> Response:
        """Delegate a claim; refused for a tier that an Assistant may not take."""
        claim = self.opened(claim_id)
        people = colleagues.receivers(membership=self.membership, today=self.today)
        to = next((one for one in people if one.person_id == self.given["to"]), None)
        if to is None:
            raise exceptions.ValidationError({"to": ["Choose somebody who works in this COHE today."]})
        made, _ = delegations.delegate(
            claim=claim, to=to, reason=self.given["reason"], by=self.membership, today=self.today, at=self.at
        )
        return self.answer(named().get(pk=made.pk), 201)

    def take_back(self, request: Request, delegation_id: int) -> Response:
        """End a delegation."""
        held = self.found(Delegation.objects.all(), delegation_id)
        return self.answer(
            delegations.take_back(delegation=held, by=self.membership, today=self.today, at=self.at)
        )

    def promote(self, request: Request, delegation_id: int) -> Response:
        """Hand a claim up to its HSC, saying why."""
        held = self.found(Delegation.objects.all(), delegation_id)
        reason = self.given["reason"]
        return self.answer(
            delegations.promote(
                delegation=held, reason=reason, by=self.membership, today=self.today, at=self.at
            )
        )


def named() -> "QuerySet[Delegation]":
    """Return delegations with what their output reads."""
    return Delegation.objects.select_related("claim", "assistant", "given_by")
