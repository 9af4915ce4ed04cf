"""The plan of a claim: its versions, what happened with its lines, reports that come, updates that leave."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination.actions import plan_contacts, plan_marks, plans
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.api.plan_lines import LineInput, LineOutput, line_given
from coordination.choices import Direction
from coordination.models import Plan, PlanDiscussion, PlanMark, PlanVersion
from coordination.plan_words import Discussed, MarkKind, PlanState, Timely

SMALL: dict[str, Any] = {"min_value": 1, "max_value": 32_767}


class PlanOutput(Strict):
    """A plan. `number` is its version in force; `next_contact_on` is always set."""

    id = Id()
    claim = Id(source="claim_id")
    state = Word(PlanState)
    sources = serializers.ListField(child=serializers.CharField())
    number = serializers.IntegerField()
    contact_every_days = serializers.IntegerField()
    next_contact_on = serializers.DateField()
    made_on = serializers.DateField()
    activated_on = serializers.DateField(allow_null=True)
    paused_on = serializers.DateField(allow_null=True)
    concluded_on = serializers.DateField(allow_null=True)
    conclusion = serializers.CharField()


class VersionOutput(Strict):
    """The plan as it was from a day on, and why it was made so."""

    number = serializers.IntegerField()
    reason = serializers.CharField()
    made_on = serializers.DateField()
    made_by = serializers.CharField(source="made_by.name")
    lines = LineOutput(many=True)


class PlanInput(Strict):
    """A plan to make: the keys of the documents it is made from, its lines, days between contacts."""

    sources = serializers.ListField(
        child=Text(required=True, allow_blank=False, max_length=500),
        max_length=200,
        help_text="As `roa:2026-09-03`, `apf:2026-09-02`, `chart-note:2026-09-05:Title`.",
    )
    lines = serializers.ListField(child=LineInput(), max_length=60)
    contact_every_days = serializers.IntegerField(min_value=1, max_value=90)


class ChangeInput(Strict):
    """The next version. `seen` is the version it was made from: 409 when there is a later one."""

    seen = serializers.IntegerField(**SMALL)
    reason = Text(required=True, allow_blank=False, max_length=1000)
    lines = serializers.ListField(child=LineInput(), max_length=60)
    contact_every_days = serializers.IntegerField(min_value=1, max_value=90)


class TalkInput(Strict):
    """The version in force discussed with the worker."""

    on = Day()
    result = Word(Discussed)
    concerns = Text(max_length=2000)


class DiscussionOutput(Strict):
    """A discussion with the worker."""

    id = Id()
    number = serializers.IntegerField()
    on = serializers.DateField()
    result = Word(Discussed)
    concerns = serializers.CharField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class PlanReasonInput(Strict):
    """How the plan ended."""

    reason = Text(required=True, allow_blank=False, max_length=2000)


class MarkInput(Strict):
    """What happened with the line `key` on a day; `percent` of progress only."""

    key = serializers.IntegerField(**SMALL)
    kind = Word(MarkKind)
    on = Day()
    percent = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=0, max_value=100
    )
    words = Text(max_length=2000)


class MarkOutput(Strict):
    """Something that happened with a line."""

    id = Id()
    key = serializers.IntegerField()
    kind = Word(MarkKind)
    on = serializers.DateField()
    percent = serializers.IntegerField(allow_null=True)
    words = serializers.CharField()
    note = Id(source="note_id", allow_null=True)
    marked_by = serializers.CharField(source="marked_by.name")
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class ContactInput(Strict):
    """A contact with the worker by the plan: three prompts. `note_key` is made by the sender."""

    note_key = serializers.UUIDField()
    on = Day()
    minutes = serializers.IntegerField(min_value=0, max_value=1440)
    direction = Word(Direction, required=False, default=Direction.OUTGOING)
    care_timely = Word(Timely)
    care_words = Text(max_length=1000)
    return_words = Text(max_length=2000)
    return_expected_on = Day(required=False, allow_null=True, default=None)
    other_help = Text(max_length=2000)
    text = Text(max_length=10_000)
    next_contact_on = Day()


class PlannedOutput(Strict):
    """The plan after a change, and what changed on the worklist."""

    plan = PlanOutput()
    refreshed = RefreshedOutput()


class ContactedOutput(Strict):
    """The note that was signed, and what changed on the worklist."""

    note = Id(source="contact.note_id")
    next_contact_on = serializers.DateField(source="contact.next_contact_on")
    refreshed = RefreshedOutput()


_READS = ("list", "retrieve", "versions", "marks", "discussions")
_WRITES = (
    *("make", "change", "discuss", "activate", "deactivate", "conclude", "reopen", "mark", "contact"),
    *("withdraw_mark", "withdraw_discussion"),
)


class Plans(ClaimThings):
    """The plans of a claim: one in force, the concluded ones behind it."""

    tag = "plans"
    permissions = {
        **dict.fromkeys(_READS, Permission.CLAIM_SEE),
        **dict.fromkeys(_WRITES, Permission.RECORD_WRITE),
    }
    asks = dict.fromkeys(("list", "versions", "marks", "discussions"), PageQuery)
    accepts = {
        "make": PlanInput,
        "change": ChangeInput,
        "discuss": TalkInput,
        "conclude": PlanReasonInput,
        "mark": MarkInput,
        "contact": ContactInput,
    }
    answers = {
        "list": {200: paged(PlanOutput)},
        "retrieve": {200: PlanOutput},
        "versions": {200: paged(VersionOutput)},
        "marks": {200: paged(MarkOutput)},
        "discussions": {200: paged(DiscussionOutput)},
        "make": {201: PlannedOutput},
        "change": {201: PlannedOutput},
        "contact": {201: ContactedOutput},
        **{name: {200: PlannedOutput} for name in _WRITES if name not in ("make", "change", "contact")},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the plans of a claim, the latest first."""
        return self.page(Plan.objects.filter(claim=self.opened(claim_id)), "-id", PlanOutput)

    def retrieve(self, request: Request, plan_id: int) -> Response:
        """Return one plan."""
        return self.answer(self.plan(plan_id))

    def versions(self, request: Request, plan_id: int) -> Response:
        """Return every version with its lines, the latest first."""
        rows = PlanVersion.objects.filter(plan=self.plan(plan_id)).select_related("made_by")
        return self.page(rows.prefetch_related("lines__person"), "-id", VersionOutput)

    def marks(self, request: Request, plan_id: int) -> Response:
        """Return what happened with the lines, the latest recorded first."""
        rows = PlanMark.objects.filter(plan=self.plan(plan_id)).select_related("marked_by")
        return self.page(rows, "-id", MarkOutput)

    def discussions(self, request: Request, plan_id: int) -> Response:
        """Return the discussions with the worker, the latest recorded first."""
        rows: QuerySet[PlanDiscussion] = PlanDiscussion.objects.filter(plan=self.plan(plan_id))
        return self.page(rows, "-id", DiscussionOutput)

    def make(self, request: Request, claim_id: int) -> Response:
        """Make a plan from documents on file; it is proposed until the worker agreed."""
        made = plans.make_plan(
            claim=self.opened(claim_id), sources=self.given["sources"], drawn=self.drawn(), **self.acting()
        )
        return self.answer(made, 201)

    def change(self, request: Request, plan_id: int) -> Response:
        """Make the next version; the one before stays readable."""
        plan = self.plan(plan_id)
        made = plans.change_plan(plan=plan, drawn=self.drawn(), seen=self.given["seen"], **self.acting())
        return self.answer(made, 201)

    def discuss(self, request: Request, plan_id: int) -> Response:
        """Record a discussion with the worker; concerns send the plan back."""
        return self.answer(
            plans.discuss_plan(plan=self.plan(plan_id), talk=plans.Talk(**self.given), **self.acting())
        )

    def withdraw_discussion(self, request: Request, discussion_id: int) -> Response:
        """Take a discussion back."""
        found = self.of_plan(PlanDiscussion, discussion_id)
        return self.answer(plans.withdraw_discussion(discussion=found, **self.acting()))

    def activate(self, request: Request, plan_id: int) -> Response:
        """Activate a plan whose version in force the worker agreed to."""
        return self.answer(plans.activate_plan(plan=self.plan(plan_id), **self.acting()))

    def deactivate(self, request: Request, plan_id: int) -> Response:
        """Take an activation back."""
        return self.answer(plans.deactivate_plan(plan=self.plan(plan_id), **self.acting()))

    def conclude(self, request: Request, plan_id: int) -> Response:
        """Conclude a plan with what came of it."""
        return self.answer(plans.conclude_plan(plan=self.plan(plan_id), **self.given, **self.acting()))

    def reopen(self, request: Request, plan_id: int) -> Response:
        """Take a conclusion back."""
        return self.answer(plans.reopen_plan(plan=self.plan(plan_id), **self.acting()))

    def mark(self, request: Request, plan_id: int) -> Response:
        """Record what happened with a line; a start only after a recommendation."""
        said, plan = dict(self.given), self.plan(plan_id)
        key = said.pop("key")
        done = plan_marks.mark_line(plan=plan, key=key, said=plan_marks.Said(**said), **self.acting())
        return self.answer(done)

    def withdraw_mark(self, request: Request, mark_id: int) -> Response:
        """Take back what was recorded of a line."""
        return self.answer(plan_marks.withdraw_mark(mark=self.of_plan(PlanMark, mark_id), **self.acting()))

    def contact(self, request: Request, plan_id: int) -> Response:
        """Record a contact with the worker, sign its note and set the next contact."""
        said, plan = dict(self.given), self.plan(plan_id)
        key = said.pop("note_key")
        told = plan_contacts.Told(**said)
        return self.answer(plan_contacts.record_contact(plan=plan, told=told, key=key, **self.acting()), 201)

    def plan(self, plan_id: int) -> Plan:
        """Return a plan of a claim that the member may open."""
        found: Plan = self.found(Plan.objects.all(), plan_id)
        return found

    def of_plan(self, model: Any, pk: int) -> Any:
        """Return a row of a plan of a claim that the member may open."""
        return plan_row(self, model, pk)

    def drawn(self) -> plans.Drawn:
        """Return the lines, the interval and the reason that were sent."""
        lines = [line_given(one) for one in self.given["lines"]]
        return plans.Drawn(lines, self.given["contact_every_days"], self.given.get("reason", ""))

    def acting(self) -> dict[str, Any]:
        """Return who acts and when."""
        return {"by": self.membership, "today": self.today, "at": self.at}


def plan_row(resource: ClaimThings, model: Any, pk: int) -> Any:
    """Return a row that belongs to a plan; 404 for one whose claim is not the member's to see."""
    row = model.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    row.plan = resource.found(Plan.objects.all(), row.plan_id)
    return row
