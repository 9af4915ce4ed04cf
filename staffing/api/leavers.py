"""Who leaves, all she owns, handing it over, closing her account."""

from collections.abc import Mapping

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, paged
from cohe.api_resource import Resource
from cohe.models import Membership
from cohe.permissions import Permission
from staffing.actions import leavers as actions
from staffing.api.load import ShiftOutput
from staffing.models import Departure
from staffing.queries import leavers as queries
from staffing.queries import team


class DepartureInput(Strict):
    """Whose last day is when."""

    person = Id()
    last_on = Day()


class DepartureOutput(Strict):
    """A departure; `closed_at`: when the account was closed."""

    id = Id()
    person = Id(source="person_id")
    last_on = serializers.DateField()
    closed_at = serializers.DateTimeField(allow_null=True)


class DepartureOwnedOutput(Strict):
    """A departure with how much of each is still hers."""

    class OwnedOutput(Strict):
        """One kind of thing, in words, with its count."""

        what = serializers.CharField()
        count = serializers.IntegerField()

    class OwnedProviderOutput(Strict):
        """Her claims of one provider."""

        number = serializers.CharField()
        claims = serializers.IntegerField()

    departure = DepartureOutput()
    owned = OwnedOutput(many=True)
    providers = OwnedProviderOutput(many=True)


class HandOverAllInput(Strict):
    """Who gets everything, and who gets the claims of some providers instead."""

    class SplitInput(Strict):
        """The claims of one provider, by number, go to an HSC."""

        provider = Text(max_length=60, required=True)
        person = Id()

    rest = Id(help_text="The HSC who gets everything that is not said otherwise.")
    providers = SplitInput(many=True, required=False, default=list)
    remark = Text(max_length=500)


class Leavers(Resource):
    """Departures."""

    tag = "staffing"
    permissions = {
        "list": Permission.STAFFING_SEE,
        "retrieve": Permission.STAFFING_SEE,
        "set": Permission.STAFFING_CHANGE,
        "hand_over": Permission.STAFFING_CHANGE,
        "withdraw": Permission.STAFFING_CHANGE,
        "close": Permission.STAFFING_CHANGE,
    }
    asks = {"list": PageQuery}
    accepts = {"set": DepartureInput, "hand_over": HandOverAllInput}
    answers = {
        "list": {200: paged(DepartureOutput)},
        "retrieve": {200: DepartureOwnedOutput},
        "set": {201: DepartureOutput},
        "hand_over": {201: ShiftOutput},
        "withdraw": {204: None},
        "close": {204: None},
    }

    def list(self, request: Request) -> Response:
        """Return every departure that counts, the latest first."""
        return self.page(Departure.objects.filter(withdrawn_at=None).order_by(), "-id", DepartureOutput)

    def retrieve(self, request: Request, departure_id: int) -> Response:
        """Return a departure with all that is still hers."""
        page = queries.leaver_page(self.found(departure_id), self.today)
        owned = [{"what": word, "count": count} for word, count in page.owned.lines]
        return self.answer({"departure": page.departure, "owned": owned, "providers": page.owned.providers})

    def set(self, request: Request) -> Response:
        """Note somebody's last day."""
        person = get_object_or_404(team.staff(), pk=self.given["person"])
        made = actions.set_departure(
            person=person, last_on=self.given["last_on"], by=self.membership, at=self.at
        )
        return self.answer(made, 201)

    def hand_over(self, request: Request, departure_id: int) -> Response:
        """Hand over all she owns, in one step."""
        given, departure = self.given, self.found(departure_id)
        people = {one.person_id: one for one in queries.receivers(departure, self.today)}
        split = actions.Split(
            rest=receiver(people, given["rest"]),
            providers={one["provider"]: receiver(people, one["person"]) for one in given["providers"]},
            remark=given["remark"],
        )
        made = actions.hand_over(
            departure=departure, split=split, by=self.membership, today=self.today, at=self.at
        )
        return self.answer(made, 201)

    def withdraw(self, request: Request, departure_id: int) -> Response:
        """Take a departure back: she stays."""
        actions.withdraw_departure(departure=self.found(departure_id), by=self.membership, at=self.at)
        return self.answer(None, 204)

    def close(self, request: Request, departure_id: int) -> Response:
        """Close the account of who has left and owns nothing."""
        actions.close_account(
            departure=self.found(departure_id), by=self.membership, today=self.today, at=self.at
        )
        return self.answer(None, 204)

    def found(self, departure_id: int) -> Departure:
        """Return a departure that counts, 404 for what is not there."""
        departure = queries.departures().filter(pk=departure_id).first()
        if departure is None:
            raise Http404
        return departure


def receiver(people: Mapping[int, Membership], person: int) -> Membership:
    """Return the HSC who gets something; refuse somebody who is none here."""
    if person not in people:
        raise serializers.ValidationError({"rest": ["Choose another HSC of the COHE."]})
    return people[person]
