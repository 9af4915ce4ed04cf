"""The team: people with their shares, days away, whom they answer to, and vacancy clocks."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, Strict, Text, Word
from cohe.api_resource import Resource
from cohe.models import Person
from cohe.permissions import Permission
from cohe.workdays import day_after
from staffing.actions import lines, shares
from staffing.choices import AbsenceKind, StaffRole
from staffing.models import Absence, RoleShare
from staffing.queries import team as queries


class RoleShareOutput(Strict):
    """A part of a week in a role, first and last day included; an HSC's is claim-specific time alone."""

    id = Id()
    role = serializers.CharField()
    minutes_a_week = serializers.IntegerField()
    full_time_minutes = serializers.IntegerField()
    first_on = serializers.DateField(source="since")
    last_on = serializers.DateField(allow_null=True)
    reason = serializers.CharField()


class AbsenceOutput(Strict):
    """Days away, first and last included; `is_long`: they do not count as FTE."""

    id = Id()
    kind = serializers.CharField()
    first_on = serializers.DateField()
    last_on = serializers.DateField()
    is_long = serializers.BooleanField()


class TeamMemberOutput(Strict):
    """Somebody employed here."""

    id = Id(source="person.pk")
    name = serializers.CharField(source="person.name")
    role = serializers.CharField(help_text="What she may in the product; empty when she cannot sign in.")
    hired_on = serializers.DateField(allow_null=True)
    left_on = serializers.DateField(allow_null=True)
    shares = RoleShareOutput(many=True)
    away = AbsenceOutput(many=True)
    answers_to = serializers.IntegerField(source="reports_to.pk", default=None, allow_null=True)


class VacancyOutput(Strict):
    """A vacancy clock: three months from the last day, stopped when enough staff is there."""

    person = Id(source="person.pk")
    name = serializers.CharField(source="person.name")
    last_day = serializers.DateField(source="clock.departure.last_day")
    fte = serializers.CharField(source="clock.departure.fte", help_text="What went, exact, such as 1/3.")
    due_on = serializers.DateField(source="clock.due_on")
    stopped_on = serializers.DateField(source="clock.stopped_on", allow_null=True)
    missing_fte = serializers.CharField(source="clock.missing", help_text="Still missing today, exact.")


class TeamOutput(Strict):
    """The staff on a day; FTE are exact fractions."""

    fte = serializers.CharField(help_text="HSC FTE today.")
    required_fte = serializers.CharField(source="required")
    people = TeamMemberOutput(many=True)
    left = TeamMemberOutput(many=True)
    vacancies = VacancyOutput(many=True)


class RoleShareInput(Strict):
    """A part of a week in a role; no last day: until it is ended."""

    role = Word(StaffRole)
    minutes_a_week = serializers.IntegerField(min_value=1, max_value=10_080)
    full_time_minutes = serializers.IntegerField(min_value=1, max_value=10_080, required=False, default=2400)
    first_on = Day()
    last_on = Day(required=False, allow_null=True, default=None)
    reason = Text(max_length=300)


class ShareEndInput(Strict):
    """The last day of a share."""

    last_on = Day()


class AbsenceInput(Strict):
    """Days away, first and last included."""

    kind = Word(AbsenceKind)
    first_on = Day()
    last_on = Day()
    is_long = serializers.BooleanField(required=False, default=False)


class ReportingLineInput(Strict):
    """Whom somebody answers to, and escalates to, from a day on."""

    answers_to = Id()
    first_on = Day()


class ReportingLineOutput(Strict):
    """A reporting line."""

    person = Id(source="person_id")
    answers_to = Id(source="reports_to_id")
    first_on = serializers.DateField(source="since")


class Team(Resource):
    """People of the COHE with what staffing knows of them."""

    tag = "staffing"
    permissions = {
        "list": Permission.STAFFING_SEE,
        **dict.fromkeys(
            ("share", "correct", "end", "be_away", "withdraw", "answer_to"), Permission.STAFFING_CHANGE
        ),
    }
    accepts = {
        "share": RoleShareInput,
        "correct": RoleShareInput,
        "end": ShareEndInput,
        "be_away": AbsenceInput,
        "answer_to": ReportingLineInput,
    }
    answers = {
        "list": {200: TeamOutput},
        "share": {201: RoleShareOutput},
        "correct": {200: RoleShareOutput},
        "end": {200: RoleShareOutput},
        "be_away": {201: AbsenceOutput},
        "withdraw": {204: None},
        "answer_to": {201: ReportingLineOutput},
    }

    def list(self, request: Request) -> Response:
        """Return the staff with shares, days away, lines and vacancy clocks."""
        return self.answer(queries.team_page(self.today))

    def share(self, request: Request, person_id: int) -> Response:
        """Give somebody a share of a role; the share of that role before it ends there."""
        made = shares.set_share(
            person=self.employed(person_id), work=work_of(self.given), by=self.membership, at=self.at
        )
        return self.answer(made, 201)

    def correct(self, request: Request, share_id: int) -> Response:
        """Put a share right that was written down wrong."""
        held = get_object_or_404(RoleShare.objects.select_related("person"), pk=share_id)
        work = work_of(self.given)
        return self.answer(shares.correct_share(share=held, work=work, by=self.membership, at=self.at))

    def end(self, request: Request, share_id: int) -> Response:
        """Say which day of a share is its last."""
        held = get_object_or_404(RoleShare, pk=share_id)
        shares.end_share(share=held, last_on=self.given["last_on"], by=self.membership, at=self.at)
        held.refresh_from_db()
        return self.answer(held)

    def be_away(self, request: Request, person_id: int) -> Response:
        """Note that somebody is away."""
        given: dict[str, Any] = {**self.given, "kind": AbsenceKind(self.given["kind"])}
        made = shares.add_absence(person=self.employed(person_id), **given, by=self.membership, at=self.at)
        return self.answer(made, 201)

    def withdraw(self, request: Request, absence_id: int) -> Response:
        """Take an absence back."""
        held = get_object_or_404(Absence, pk=absence_id)
        shares.withdraw_absence(absence=held, by=self.membership, today=self.today, at=self.at)
        return self.answer(None, 204)

    def answer_to(self, request: Request, person_id: int) -> Response:
        """Say whom somebody answers to."""
        above = queries.staff().filter(pk=self.given["answers_to"]).first()
        if above is None:
            raise serializers.ValidationError({"answers_to": ["Nobody of this number works here."]})
        made = lines.set_line(
            person=self.employed(person_id),
            reports_to=above,
            since=self.given["first_on"],
            by=self.membership,
            at=self.at,
        )
        return self.answer(made, 201)

    def employed(self, person_id: int) -> Person:
        """Return somebody of the staff, 404 for anybody else."""
        return get_object_or_404(queries.staff(), pk=person_id)


def work_of(given: dict[str, Any]) -> shares.Work:
    """Return the part of a week that a program describes."""
    return shares.Work(
        role=StaffRole(given["role"]),
        minutes_a_week=given["minutes_a_week"],
        full_time_minutes=given["full_time_minutes"],
        since=given["first_on"],
        until=day_after(given["last_on"]),
        reason=given["reason"],
    )
