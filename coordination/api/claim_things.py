"""What the API's things of one claim share: the claim is opened as its page opens it, and logged."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from claims.actions import openings
from claims.models import Claim
from cohe.access import Denied
from cohe.api_fields import Strict
from cohe.api_resource import Resource
from coordination.models import WorkItem
from coordination.queries import desk_items

REASON_NEEDED = "This claim is outside your caseload: say first why you open it (…/claims/{}/reason/)."


class RefreshedOutput(Strict):
    """What a change opened and cleared on the worklist: one title for each item."""

    opened = serializers.ListField(child=serializers.CharField())
    cleared = serializers.ListField(child=serializers.CharField())


class ClaimThings(Resource):
    """Things that belong to a claim: seen by whoever may open the claim, with the page's reason."""

    def opened(self, claim_id: int) -> Claim:
        """Open the claim of the address; 404 for one not the member's to see, 403 until she says why."""
        try:
            return openings.open_claim(claim_id=claim_id, by=self.membership, today=self.today, at=self.at)
        except Claim.DoesNotExist as error:
            raise Http404 from error
        except openings.ReasonNeeded as error:
            raise Denied(REASON_NEEDED.format(claim_id)) from error

    def open_unlisted(self, items: Iterable[WorkItem]) -> None:
        """Open the claims of items that are on no list of the member; 403 until she says why."""
        for claim_id in desk_items.claims_to_open(self.membership, items, self.today):
            self.opened(claim_id)

    def found(self, rows: "QuerySet[Any]", pk: int) -> Any:
        """Return one of `rows` whose claim the member may open."""
        thing = rows.filter(pk=pk).first()
        if thing is None:
            raise Http404
        thing.claim = self.opened(thing.claim_id)
        return thing
