"""What the resources of training share: the person of an address, and her training as the answer."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.response import Response

from cohe.access import Denied
from cohe.api_resource import Resource
from cohe.models import Membership, Person
from cohe.permissions import Permission
from training import policies
from training.queries import people
from training.queries.person import person_page

KEEP = Permission.TRAINING_KEEP


class OfCoordinator(Resource):
    """Answers each change with the training of the person as it is then."""

    tag = "training"

    @property
    def doing(self) -> dict[str, Any]:
        """Return who does it, today, and the instant."""
        return {"by": self.membership, "today": self.today, "at": self.at}

    def coordinator(self, person_id: int) -> Person:
        """Return somebody who coordinates here today; 404 for anybody else."""
        found = people.coordinator(person_id, self.today)
        if found is None:
            raise Http404
        return found

    def seen(self, person_id: int) -> None:
        """Raise 404 for somebody whose training is not one's own, unless one keeps it."""
        try:
            policies.check_can_see(self.membership, person_id)
        except Denied as no:
            raise Http404 from no

    def member(self, person_id: int, field: str) -> Membership:
        """Return somebody of the COHE; refuse anybody else beside the field that named her."""
        found = people.members(self.today).filter(person=person_id).first()
        if found is None:
            raise serializers.ValidationError({field: ["Nobody of this COHE has this number."]})
        return found

    def training(self, person_id: int, status: int = 200) -> Response:
        """Answer with somebody's training."""
        page = person_page(person_id, self.today)
        if page is None:
            raise Http404
        return self.answer(page, status)
