"""Who is away, who covers, the coverage plan of an absence."""

from typing import TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim, Cover, Provider
from claims.queries import caseload
from cohe.api_fields import Day, Id, PageQuery, Strict, paged
from cohe.api_resource import Resource
from cohe.models import Membership
from cohe.permissions import Permission
from staffing.actions import cover as actions
from staffing.models import Absence
from staffing.queries import cover as queries
from staffing.queries.cover import Line, Plan

Row = TypeVar("Row", Claim, Provider)


class CoverPersonOutput(Strict):
    """A colleague."""

    id = Id()
    name = serializers.CharField()


class CoverOutput(Strict):
    """Somebody covers somebody on some days, first and last included; not whole: of a part."""

    id = Id()
    absent = CoverPersonOutput()
    coverer = CoverPersonOutput()
    first_on = serializers.DateField(source="since")
    last_on = serializers.DateField()
    is_whole = serializers.BooleanField()


class CoverInput(Strict):
    """Who covers on which days; no claims and no providers: all of the work."""

    person = Id(help_text="The HSC who covers.")
    first_on = Day()
    last_on = Day()
    claims = serializers.ListField(child=Id(), required=False, default=list, max_length=500)
    providers = serializers.ListField(child=Id(), required=False, default=list, max_length=500)


class CoverLineOutput(Strict):
    """Something that falls due while somebody is away; `covered_by` null: nobody does it."""

    claim = serializers.IntegerField()
    claim_number = serializers.CharField()
    rule = serializers.CharField()
    title = serializers.CharField()
    because = serializers.CharField()
    day = serializers.DateField()
    last_day = serializers.DateField(allow_null=True)
    covered_by = serializers.IntegerField(allow_null=True)
    is_uncovered = serializers.BooleanField()


class CoverPlanOutput(Strict):
    """The coverage plan of an absence."""

    class DayOutput(Strict):
        """One business day away in figures."""

        on = serializers.DateField()
        due = serializers.IntegerField()
        uncovered = serializers.IntegerField()
        closing = serializers.IntegerField()

    absent = CoverPersonOutput()
    first_on = serializers.DateField()
    last_on = serializers.DateField()
    state = serializers.CharField()
    days_without_cover = serializers.ListField(child=serializers.DateField())
    covers = CoverOutput(many=True)
    days = DayOutput(many=True)
    frq_windows_closing = serializers.IntegerField()
    items = CoverLineOutput(many=True)


def as_read(plan: Plan) -> dict[str, object]:
    """Return a plan as a program reads it."""
    absence = plan.away.absence
    return {
        "absent": absence.person,
        "first_on": absence.first_on,
        "last_on": absence.last_on,
        "state": plan.away.state,
        "days_without_cover": plan.away.without,
        "covers": [one.row for one in plan.away.covers],
        "days": plan.days,
        "frq_windows_closing": plan.frqs,
        "items": [line_as_read(one) for one in plan.lines],
    }


def line_as_read(line: Line) -> dict[str, object]:
    """Return one thing that falls due as a program reads it."""
    owed = line.answered.owed
    return {
        "claim": owed.claim_id,
        "claim_number": owed.claim_number,
        "rule": owed.rule,
        "title": line.title,
        "because": owed.because,
        "day": line.answered.on,
        "last_day": owed.last_day,
        "covered_by": line.answered.coverer_id,
        "is_uncovered": line.answered.is_uncovered,
    }


class Covers(Resource):
    """Covers of absences."""

    tag = "staffing"
    permissions = {
        "list": Permission.STAFFING_SEE,
        "plan": Permission.STAFFING_SEE,
        "set": Permission.STAFFING_CHANGE,
        "end": Permission.STAFFING_CHANGE,
    }
    asks = {"list": PageQuery}
    accepts = {"set": CoverInput}
    answers = {
        "list": {200: paged(CoverOutput)},
        "plan": {200: CoverPlanOutput},
        "set": {201: CoverOutput},
        "end": {204: None},
    }

    def list(self, request: Request) -> Response:
        """Return every cover, the latest first."""
        return self.page(Cover.objects.select_related("absent", "coverer").order_by(), "-id", CoverOutput)

    def plan(self, request: Request, absence_id: int) -> Response:
        """Return what falls due while somebody is away, and who does it."""
        return self.answer(as_read(queries.plan(self.absence(absence_id), self.today)))

    def set(self, request: Request, absence_id: int) -> Response:
        """Let an HSC cover on some days."""
        given = self.given
        absence = self.absence(absence_id)
        made = actions.set_cover(
            absence=absence,
            covering=actions.Covering(
                coverer=self.coverer(given["person"]),
                first_on=given["first_on"],
                last_on=given["last_on"],
                claims=found(Claim.objects.all(), given["claims"], "claims"),
                providers=found(Provider.objects.all(), given["providers"], "providers"),
            ),
            by=self.membership,
            at=self.at,
        )
        return self.answer(made, 201)

    def end(self, request: Request, cover_id: int) -> Response:
        """Take a cover back: one that has begun ends yesterday, one to come never was."""
        held = get_object_or_404(Cover, pk=cover_id)
        actions.end_cover(cover=held, by=self.membership, today=self.today, at=self.at)
        return self.answer(None, 204)

    def absence(self, absence_id: int) -> Absence:
        """Return an absence that counts, 404 for what is not there."""
        rows = Absence.objects.select_related("person")
        return get_object_or_404(rows, pk=absence_id, withdrawn_at=None)

    def coverer(self, person: int) -> Membership:
        """Return the membership of the one who shall cover; refuse somebody who is no HSC here."""
        member = caseload.hsc_of(cohe_id=self.membership.cohe_id, person_id=person, today=self.today)
        if member is None:
            raise serializers.ValidationError({"person": ["This is no HSC of the COHE."]})
        return member


def found(rows: "QuerySet[Row]", ids: "list[int]", name: str) -> "list[Row]":
    """Return the rows of some ids; refuse one that is not there."""
    there = rows.in_bulk(ids)
    if missing := sorted(set(ids) - set(there)):
        raise serializers.ValidationError({name: [f"There is no {missing[0]} here."]})
    return list(there.values())
