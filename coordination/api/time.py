"""Time: notes for OHMS, billing lines and their files, the code table, the activity log."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource, sentences_of
from cohe.permissions import Permission
from coordination.actions import billing, items, ohms
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import Area, NoteKind
from coordination.forms.billing import CodeForm
from coordination.models import BillingCode, BillingLine, DeskAction, OhmsEntry
from coordination.queries import activity, billing_page, ohms_page


class OhmsNoteOutput(Strict):
    """A note that waits to be entered in OHMS."""

    id = Id()
    note = Id(source="note_id")
    claim = Id(source="claim_id")
    signed_on = serializers.DateField()


class OhmsTextOutput(Strict):
    """A waiting note of a claim with the text to paste."""

    id = Id(source="entry.pk")
    note = Id(source="note.pk")
    signed_on = serializers.DateField(source="entry.signed_on")
    text = serializers.CharField()


class OhmsTextsOutput(Strict):
    """The waiting notes of a claim, the oldest first."""

    results = OhmsTextOutput(many=True)


class OhmsInput(Strict):
    """Notes that were entered."""

    entries = serializers.ListField(child=Id(), min_length=1, max_length=500)


class OhmsMarkedOutput(Strict):
    """What was marked: the action takes it back; what cleared."""

    action = Id(source="action.pk")
    entries = serializers.ListField(child=Id())
    refreshed = RefreshedOutput()


class OhmsNotes(ClaimThings):
    """Notes that wait to be entered in OHMS."""

    tag = "time"
    permissions = dict.fromkeys(("list", "texts", "mark", "undo"), Permission.ITEM_WORK)
    asks = {"list": PageQuery}
    accepts = {"mark": OhmsInput}
    answers = {
        "list": {200: paged(OhmsNoteOutput)},
        "texts": {200: OhmsTextsOutput},
        "mark": {200: OhmsMarkedOutput},
        "undo": {200: RefreshedOutput},
    }

    def list(self, request: Request) -> Response:
        """Return the notes that wait, of claims that the member may open, the oldest first."""
        return self.page(ohms_page.waiting(self.membership), "id", OhmsNoteOutput)

    def texts(self, request: Request, claim_id: int) -> Response:
        """Return the waiting notes of a claim with their text."""
        return self.answer({"results": ohms_page.of_claim(self.opened(claim_id))})

    def mark(self, request: Request) -> Response:
        """Mark notes as entered."""
        found = ohms_page.entries_of(self.membership, self.given["entries"])
        missing = set(self.given["entries"]) - {entry.pk for entry in found}
        known = set(
            OhmsEntry.objects.filter(pk__in=missing).exclude(entered_on=None).values_list("pk", flat=True)
        )
        if missing - known:
            raise exceptions.ValidationError({"entries": ["There is no such note that waits."]})
        made = ohms.mark_entered(entries=found, by=self.membership, today=self.today, at=self.at)
        said = {"action": made.action, "entries": [one.pk for one in made.entries]}
        return self.answer({**said, "refreshed": made.refreshed})

    def undo(self, request: Request, action_id: int) -> Response:
        """Take back what one marked in one go."""
        mine = DeskAction.objects.filter(pk=action_id, kind="ohms", by=self.membership.person_id).first()
        if mine is None:
            raise Http404
        undone = items.undo(action=mine, by=self.membership, today=self.today, at=self.at)
        return self.answer(undone.refreshed)


class BillingLineOutput(Strict):
    """A billing line, or the reversal of one."""

    id = Id()
    note = Id(source="note_id")
    claim_number = serializers.CharField(source="note.claim.claim_number")
    code = serializers.CharField(source="code.code")
    biller = serializers.CharField(source="biller.name")
    provider_number = serializers.CharField()
    on = serializers.DateField()
    minutes = serializers.IntegerField()
    units = serializers.IntegerField()
    amount = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)
    exit_reason = serializers.CharField()
    reverses = Id(source="reverses_id", allow_null=True)
    reason = serializers.CharField()
    is_reversed = serializers.BooleanField()
    file = Id(source="file_id", allow_null=True)
    made_at = serializers.DateTimeField()


class BillingInput(Strict):
    """Notes to bill."""

    class BillingPickInput(Strict):
        """One note: under which code (null: the likeliest that fits), and why after the list was left."""

        note = Id()
        code = Id(required=False, allow_null=True, default=None)
        exit_reason = Text(max_length=500)

    notes = BillingPickInput(many=True, allow_empty=False)


class BillingMadeOutput(Strict):
    """The lines that were made, and the notes that make none."""

    class NotBilledOutput(Strict):
        """A note and why it makes no line."""

        note = Id(source="note.pk")
        sentences = serializers.ListField(child=serializers.CharField())

    lines = BillingLineOutput(many=True)
    refused = NotBilledOutput(many=True)


class BillingReverseInput(Strict):
    """Why a line is reversed."""

    reason = Text(required=True, allow_blank=False, max_length=500)


class BillingFileInput(Strict):
    """Any day of the month to take out."""

    month = Day()


class BillingFileOutput(Strict):
    """A file that was taken out, with its rows."""

    id = Id(source="made.pk")
    month = serializers.DateField(source="made.month")
    rows = BillingLineOutput(many=True)


class BillingLines(Resource):
    """Billing lines: an HSC's own, a supervisor's team. None is changed; one is reversed."""

    tag = "time"
    permissions = {
        **dict.fromkeys(("list", "make", "reverse"), Permission.BILLING_SEE),
        "take": Permission.BILLING_EXPORT,
    }
    asks = {"list": PageQuery}
    accepts = {"make": BillingInput, "reverse": BillingReverseInput, "take": BillingFileInput}
    answers = {
        "list": {200: paged(BillingLineOutput)},
        "make": {200: BillingMadeOutput},
        "reverse": {201: BillingLineOutput},
        "take": {201: BillingFileOutput},
    }

    def rows(self) -> "QuerySet[BillingLine]":
        """Return the lines that the member may see."""
        return billing_page.with_words(BillingLine.objects.filter(billing.lines_of(self.membership)))

    def list(self, request: Request) -> Response:
        """Return lines and reversals, the latest made first."""
        return self.page(self.rows(), "-id", BillingLineOutput)

    def make(self, request: Request) -> Response:
        """Make lines of notes; those that a check refuses come back with sentences."""
        picks = [billing.Pick(one["note"], one["code"], one["exit_reason"]) for one in self.given["notes"]]
        made = billing.make_lines(picks=picks, by=self.membership, today=self.today, at=self.at)
        lines = self.rows().filter(pk__in=[line.pk for line in made.lines]).order_by("pk")
        return self.answer({"lines": lines, "refused": made.refused})

    def reverse(self, request: Request, line_id: int) -> Response:
        """Take a line off by a row of its own."""
        line = self.rows().filter(pk=line_id).first()
        if line is None:
            raise Http404
        made = billing.reverse_line(line=line, **self.given, by=self.membership, at=self.at)
        return self.answer(self.rows().get(pk=made.pk), 201)

    def take(self, request: Request) -> Response:
        """Take every row of a month that has not gone out into one file."""
        made, _ = billing.take_file(month=self.given["month"], by=self.membership, at=self.at)
        return self.answer({"made": made, "rows": billing_page.with_words(made.lines.all())}, 201)


class BillingCodeOutput(Strict):
    """A row of the code table."""

    id = Id()
    code = serializers.CharField()
    label: Any = serializers.CharField()
    unit = serializers.CharField()
    minutes_per_unit = serializers.IntegerField()
    rounding = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    roles = serializers.ListField(child=serializers.CharField())
    kinds = serializers.ListField(child=serializers.CharField())
    most_a_day = serializers.IntegerField(allow_null=True)
    most_a_claim = serializers.IntegerField(allow_null=True)
    most_a_period = serializers.IntegerField(allow_null=True)
    period_days = serializers.IntegerField()
    rate = serializers.DecimalField(max_digits=8, decimal_places=2, allow_null=True)
    reason = serializers.CharField()


class BillingCodeInput(Strict):
    """What a code is from a day on."""

    code = Text(required=True, allow_blank=False, max_length=20)
    label: Any = Text(required=True, allow_blank=False, max_length=200)
    unit = serializers.ChoiceField(("minutes", "each"))
    minutes_per_unit = serializers.IntegerField(min_value=1, max_value=1440)
    rounding = serializers.ChoiceField(("down", "nearest", "up"))
    since = Day()
    until = Day(required=False, allow_null=True, default=None)
    roles = serializers.ListField(child=serializers.CharField(max_length=20), required=False, default=list)
    kinds = serializers.ListField(child=Word(NoteKind), required=False, default=list)
    most_a_day = serializers.IntegerField(required=False, allow_null=True, default=None)
    most_a_claim = serializers.IntegerField(required=False, allow_null=True, default=None)
    most_a_period = serializers.IntegerField(required=False, allow_null=True, default=None)
    period_days = serializers.IntegerField(required=False, allow_null=True, default=None)
    rate = serializers.DecimalField(
        max_digits=8, decimal_places=2, required=False, allow_null=True, default=None
    )
    reason = Text(required=True, allow_blank=False, max_length=200)


class BillingCodes(Resource):
    """The table of billing codes: dated rows."""

    tag = "time"
    permissions = dict.fromkeys(("list", "add"), Permission.CONFIGURE)
    asks = {"list": PageQuery}
    accepts = {"add": BillingCodeInput}
    answers = {"list": {200: paged(BillingCodeOutput)}, "add": {201: BillingCodeOutput}}

    def list(self, request: Request) -> Response:
        """Return every row, the latest set first."""
        return self.page(BillingCode.objects.all(), "-id", BillingCodeOutput)

    def add(self, request: Request) -> Response:
        """Set what a code is from a day on; checked as the page checks it."""
        form = CodeForm({name: value for name, value in self.given.items() if value is not None})
        if not form.is_valid():
            raise exceptions.ValidationError(sentences_of(form))
        made = billing.set_code(fields=form.fields_of_code(), by=self.membership, at=self.at)
        return self.answer(made, 201)


class ActivityQuery(Strict):
    """The days (both included) and filters; without days this quarter until today."""

    since = Day(required=False, allow_null=True, default=None)
    through = Day(required=False, allow_null=True, default=None)
    by = Word(activity.By, required=False, default=activity.By.HSC)
    hsc = Id(required=False, allow_null=True, default=None)
    area = Word(Area, required=False, default="")
    kind = Word(NoteKind, required=False, default="")


class ActivityOutput(Strict):
    """The log."""

    class ActivityRowOutput(Strict):
        """One row."""

        words = serializers.CharField()
        clients = serializers.IntegerField()
        notes = serializers.IntegerField()
        minutes = serializers.IntegerField()
        billed_notes = serializers.IntegerField()
        billed_minutes = serializers.IntegerField()

    rows = ActivityRowOutput(many=True)
    total = ActivityRowOutput()


class Activities(Resource):
    """The activity log."""

    tag = "time"
    permissions = {"list": Permission.BILLING_SEE}
    asks = {"list": ActivityQuery}
    answers = {"list": {200: ActivityOutput}}

    def list(self, request: Request) -> Response:
        """Return clients served, notes and minutes: an HSC's own, a supervisor's team."""
        since, through = activity.quarter_to(self.today)
        given: dict[str, Any] = dict(self.asked)
        given["since"], given["through"] = given["since"] or since, given["through"] or through
        given["hsc"] = str(given["hsc"] or "")
        try:
            log = activity.activity(asked=activity.Asked(**given), membership=self.membership)
        except activity.NoSuchFilter as no:
            raise exceptions.ValidationError({"non_field_errors": [str(no)]}) from no
        return self.answer(log)
