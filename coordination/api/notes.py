"""Case notes: signed ones, their addenda and corrections, and one's own drafts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim
from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination.actions import drafts, notes
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import Area, Direction, NoteKind, Outcome, Party
from coordination.models import CaseNote, Draft, WorkItem


class AddendumOutput(Strict):
    """A later word on a note."""

    id = Id()
    author = serializers.CharField(source="author.name")
    text = serializers.CharField()
    signed_at = serializers.DateTimeField()


class CorrectionOutput(Strict):
    """Minutes put right."""

    id = Id()
    before = serializers.IntegerField()
    after = serializers.IntegerField()
    reason = serializers.CharField()
    corrected_by = serializers.CharField(source="corrected_by.name")
    corrected_at = serializers.DateTimeField()


class NoteOutput(Strict):
    """A signed note with what stands beside it."""

    id = Id()
    key = serializers.UUIDField()
    claim = Id(source="claim_id")
    author = serializers.CharField(source="author.name")
    author_role = serializers.CharField()
    kind = Word(NoteKind)
    area = Word(Area)
    person = Word(Party, allow_blank=True)
    person_name = serializers.CharField()
    direction = Word(Direction, allow_blank=True)
    purpose = serializers.CharField()
    outcome = Word(Outcome, allow_blank=True)
    contact_on = serializers.DateField()
    started_at = serializers.TimeField(allow_null=True)
    minutes = serializers.IntegerField()
    is_billable = serializers.BooleanField()
    text = serializers.CharField()
    signed_at = serializers.DateTimeField()
    addenda = AddendumOutput(many=True)
    corrections = CorrectionOutput(many=True)


class StepInput(Strict):
    """What the author does next."""

    title = Text(required=True, allow_blank=False, max_length=200)
    due_on = Day()


class NoteInput(Strict):
    """A note to sign. `key` is made by the sender: the same key again answers the same note."""

    key = serializers.UUIDField()
    kind = Word(NoteKind)
    area = Word(Area)
    person = Word(Party, required=False, allow_blank=True, default="")
    person_name = Text(max_length=200)
    direction = Word(Direction, required=False, allow_blank=True, default="")
    purpose = Text(max_length=500)
    outcome = Word(Outcome, required=False, allow_blank=True, default="")
    contact_on = Day()
    started_at = serializers.TimeField(
        required=False, allow_null=True, default=None, help_text="Local time at which it began, if noted."
    )
    minutes = serializers.IntegerField(min_value=0, max_value=1440)
    is_billable = serializers.BooleanField(required=False, default=True)
    text = Text(required=True, allow_blank=False)
    finish = serializers.ListField(
        child=Id(),
        required=False,
        default=list,
        max_length=100,
        help_text="Items of the claim that it completes.",
    )
    next_step = StepInput(required=False, allow_null=True, default=None)
    touches = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=32_767),
        required=False,
        default=list,
        max_length=60,
        help_text="Keys of lines of the plan that it touches.",
    )


class SignedOutput(Strict):
    """The note, what it finished or could not, and what cleared."""

    class Refused(Strict):
        """An item left as it is."""

        item = Id(source="item.pk")
        sentence = serializers.CharField()

    note = NoteOutput()
    finished = serializers.ListField(child=Id())
    refused = Refused(many=True)
    refreshed = RefreshedOutput()


class AddendumInput(Strict):
    """A later word."""

    text = Text(required=True, allow_blank=False)


class MinutesInput(Strict):
    """Minutes put right, with the reason."""

    minutes = serializers.IntegerField(min_value=0, max_value=1440)
    reason = Text(required=True, allow_blank=False, max_length=1000)


class Notes(ClaimThings):
    """Signed notes."""

    tag = "notes"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "retrieve": Permission.CLAIM_SEE,
        "sign": Permission.NOTE_WRITE,
        "add": Permission.NOTE_WRITE,
        "correct": Permission.NOTE_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"sign": NoteInput, "add": AddendumInput, "correct": MinutesInput}
    answers = {
        "list": {200: paged(NoteOutput)},
        "retrieve": {200: NoteOutput},
        "sign": {201: SignedOutput, 200: SignedOutput},
        "add": {201: AddendumOutput},
        "correct": {201: CorrectionOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the notes of a claim, the latest signed first."""
        return self.page(written().filter(claim=self.opened(claim_id)), "-id", NoteOutput)

    def retrieve(self, request: Request, note_id: int) -> Response:
        """Return one note."""
        return self.answer(self.found(written(), note_id))

    def sign(self, request: Request, claim_id: int) -> Response:
        """Sign a note; 200 with the note of then when this key of one's own was signed before."""
        claim = self.opened(claim_id)
        fields = dict(self.given)
        key, finish, step = fields.pop("key"), fields.pop("finish"), fields.pop("next_step")
        touches = fields.pop("touches")
        before = written().filter(key=key, claim=claim, author=self.membership.person_id).first()
        if before is not None:
            return self.answer(signed(notes.Signed(before)))
        made = notes.sign_note(
            key=key,
            claim=claim,
            fields=fields,
            also=notes.Also(self.items_of(claim, finish), notes.NextStep(**step) if step else None, touches),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(signed(made), 201)

    def items_of(self, claim: Claim, ids: Sequence[int]) -> Sequence[WorkItem]:
        """Return the claim's items of these ids; refuse one that the member does not work."""
        mine = WorkItem.objects.filter(claim=claim).visible_to(self.membership)
        found = {item.pk: item for item in mine.filter(pk__in=ids)}
        missing = [pk for pk in dict.fromkeys(ids) if pk not in found]
        if missing:
            raise exceptions.ValidationError(
                {"finish": [f"There is no item {pk} on this claim." for pk in missing]}
            )
        return list(found.values())

    def add(self, request: Request, note_id: int) -> Response:
        """Add a later word to a note."""
        note = self.found(CaseNote.objects.all(), note_id)
        made = notes.add_addendum(note=note, text=self.given["text"], by=self.membership, at=self.at)
        return self.answer(made, 201)

    def correct(self, request: Request, note_id: int) -> Response:
        """Put the minutes of one's own note right."""
        note = self.found(CaseNote.objects.all(), note_id)
        return self.answer(
            notes.correct_minutes(note=note, **self.given, by=self.membership, at=self.at), 201
        )


class DraftFields(Strict):
    """What has been typed so far: any text, checked only when the note is signed."""

    kind = Text(max_length=40)
    area = Text(max_length=40)
    person = Text(max_length=40)
    person_name = Text(max_length=200)
    direction = Text(max_length=40)
    purpose = Text(max_length=500)
    outcome = Text(max_length=40)
    contact_on = Text(max_length=40)
    started_at = Text(max_length=10)
    minutes = Text(max_length=40)
    is_billable = Text(max_length=10)
    text = Text(trim_whitespace=False)


class DraftInput(Strict):
    """A draft as it is now; `version` is the last one seen, 0 for a new draft."""

    claim = Id()
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    typed = DraftFields()


class DraftOutput(Strict):
    """A draft of one's own."""

    key = serializers.UUIDField()
    claim = Id(source="claim_id")
    version = serializers.IntegerField()
    typed = serializers.DictField(source="fields")
    updated_at = serializers.DateTimeField()


class Drafts(ClaimThings):
    """What oneself has typed and not signed; nobody else sees it."""

    tag = "notes"
    permissions = dict.fromkeys(("list", "keep", "discard"), Permission.NOTE_WRITE)
    asks = {"list": PageQuery}
    accepts = {"keep": DraftInput}
    answers = {"list": {200: paged(DraftOutput)}, "keep": {200: DraftOutput}, "discard": {204: None}}

    def list(self, request: Request) -> Response:
        """Return one's own drafts, the latest begun first."""
        return self.page(self.own(), "-id", DraftOutput)

    def keep(self, request: Request, key: UUID) -> Response:
        """Keep what has been typed; 409 when the draft was saved elsewhere since `version`."""
        claim = self.opened(self.given["claim"])
        return self.answer(
            drafts.keep_draft(
                key=key, claim=claim, fields=self.given["typed"], version=self.given["version"],
                by=self.membership, at=self.at,
            )
        )  # fmt: skip

    def discard(self, request: Request, key: UUID) -> Response:
        """Throw a draft away."""
        draft = self.own().filter(key=key).first()
        if draft is None:
            raise exceptions.NotFound
        notes.discard_draft(draft=draft, by=self.membership)
        return self.answer(None, 204)

    def own(self) -> "QuerySet[Draft]":
        """Return the drafts of the member."""
        return Draft.objects.filter(author=self.membership.person_id)


def written() -> "QuerySet[CaseNote]":
    """Return notes with what stands beside them, in a fixed number of queries."""
    return CaseNote.objects.select_related("author").prefetch_related(
        "addenda__author", "corrections__corrected_by"
    )


def signed(made: notes.Signed) -> dict[str, Any]:
    """Return what signing did, as it is answered."""
    return {
        "note": written().get(pk=made.note.pk),
        "finished": [item.pk for item in made.finished],
        "refused": made.refused,
        "refreshed": made.refreshed,
    }
