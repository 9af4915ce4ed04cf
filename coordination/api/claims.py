"""Claims: one claim as its page shows it, its story, the reason to open it, and who has."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.actions import openings
from claims.choices import ClaimStatus, ClaimType, Fund, Side, Tier
from claims.models import Claim
from claims.queries import claims
from cohe import audit
from cohe.api_fields import Id, PageQuery, Strict, Text, Word, paged
from cohe.api_paging import KeysetPages
from cohe.api_resource import sentences_of
from cohe.permissions import Permission
from coordination.api.claim_things import ClaimThings
from coordination.api.items import PersonOutput
from coordination.forms.claims import REASONS, ReasonForm
from coordination.queries import claim_story, search
from coordination.queries.claim_page import claim_page
from coordination.queries.claim_shapes import NoSuchPart
from coordination.queries.narrowing import is_number
from coordination.queries.search import Asked


class ClaimOutput(Strict):
    """One claim, as the extract says it and with what the COHE adds."""

    id = Id()
    claim_number = serializers.CharField()
    fund = Word(Fund, allow_blank=True)
    claim_type = Word(ClaimType, allow_blank=True)
    claim_status = Word(ClaimStatus)
    status_date = serializers.DateField(allow_null=True)
    date_of_injury = serializers.DateField(allow_null=True)
    first_visit_date = serializers.DateField(allow_null=True)
    roa_received_date = serializers.DateField(allow_null=True)
    roa_complete = serializers.BooleanField(allow_null=True)
    claim_established_date = serializers.DateField(allow_null=True)
    appeared = serializers.DateField()
    body_part = serializers.CharField()
    side = Word(Side, allow_blank=True)
    icd10 = serializers.CharField()
    worker_last_name = serializers.CharField()
    worker_first_name = serializers.CharField()
    worker_dob = serializers.DateField(allow_null=True)
    worker_phone = serializers.CharField()
    worker_language = serializers.CharField()
    interpreter_needed = serializers.BooleanField(allow_null=True)
    employer_account = serializers.CharField()
    employer_name = serializers.CharField()
    employer_phone = serializers.CharField()
    union_name = serializers.CharField()
    occupation = serializers.CharField()
    initiating_provider_number = serializers.CharField()
    attending_provider_number = serializers.CharField()
    attending_since = serializers.DateField(allow_null=True)
    claim_manager = serializers.CharField()
    gone_on = serializers.DateField(allow_null=True)
    hsc = PersonOutput(allow_null=True)
    tier = Word(Tier)


class HeadOutput(Strict):
    """Where the worker stands today. Days off work and days of time loss paid are two numbers."""

    age = serializers.IntegerField(allow_null=True)
    attending = serializers.CharField()
    attending_clinic = serializers.CharField()
    status_today = serializers.CharField()
    off_days = serializers.IntegerField()
    spell_day = serializers.IntegerField(allow_null=True)
    longest_spell = serializers.IntegerField()
    time_loss_days = serializers.IntegerField()
    year_left = serializers.IntegerField()
    year_ends = serializers.DateField()


class OwedOutput(Strict):
    """An item that waits."""

    id = Id(source="item.pk")
    version = serializers.IntegerField(source="item.version")
    rule = serializers.CharField(source="item.rule")
    title = serializers.CharField()
    about = serializers.CharField(source="item.about")
    because = serializers.CharField(source="item.because")
    clears = serializers.CharField(source="item.clears")
    due_on = serializers.DateField(source="item.due_on")
    last_day = serializers.DateField(source="item.last_day", allow_null=True)
    snoozed_until = serializers.DateField(source="item.snoozed_until", allow_null=True)
    owner = serializers.CharField()
    needs_note = serializers.BooleanField()


class EntryOutput(Strict):
    """One line of what has happened."""

    on = serializers.DateField()
    group = serializers.ChoiceField(list(claim_story.GROUPS.items()))
    tag = serializers.CharField()
    text = serializers.CharField()
    who = serializers.CharField()
    later = serializers.ListField(child=serializers.CharField())
    note = Id(source="note_id", allow_null=True)
    is_withdrawn = serializers.BooleanField()


class ClaimPageOutput(Strict):
    """The claim, where it stands, what is owed on it."""

    claim = ClaimOutput()
    today = HeadOutput(source="head")
    items = OwedOutput(many=True)


class StoryOutput(Strict):
    """A page of what has happened, the latest first."""

    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    results = EntryOutput(many=True, source="entries")


class StoryQuery(Strict):
    """Which lines, and which page."""

    show = serializers.ChoiceField(list(claim_story.GROUPS.items()), required=False, default="")
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=100_000)


class ClaimRow(Strict):
    """A claim in a list."""

    id = Id()
    claim_number = serializers.CharField()
    worker = serializers.CharField(source="worker_name")
    employer_name = serializers.CharField()
    claim_status = Word(ClaimStatus)
    date_of_injury = serializers.DateField(allow_null=True)
    appeared = serializers.DateField()
    attending_provider_number = serializers.CharField()
    hsc = PersonOutput(allow_null=True)
    tier = Word(Tier)


class ClaimQuery(PageQuery):
    """What is searched for, as on the page. With `q` a part holds fifty, the best first, without `limit`."""

    q = serializers.CharField(required=False, default="", allow_blank=True, help_text="Any part of a claim.")
    hsc = serializers.CharField(
        required=False, default="", allow_blank=True, help_text="The number of an HSC, or none."
    )
    on_list = serializers.BooleanField(required=False, default=False, help_text="Only those on a list today.")


class ReasonInput(Strict):
    """Why somebody opens a claim outside her caseload; `words` are needed for another reason."""

    reason = serializers.ChoiceField(REASONS)
    words = Text(max_length=200)


class ReadingOutput(Strict):
    """One row of the trail about the claim."""

    at = serializers.DateTimeField()
    who = serializers.CharField()
    what = serializers.CharField()
    reason = serializers.CharField()


class ReadersOutput(Strict):
    """Who has opened the claim, the latest first."""

    results = ReadingOutput(many=True)


class Claims(ClaimThings):
    """Claims."""

    tag = "claims"
    permissions = {
        **dict.fromkeys(("list", "retrieve", "story", "reason"), Permission.CLAIM_SEE),
        "readers": Permission.TRAIL_SEE,
    }
    asks = {"list": ClaimQuery, "story": StoryQuery}
    accepts = {"reason": ReasonInput}
    answers = {
        "list": {200: paged(ClaimRow)},
        "retrieve": {200: ClaimPageOutput},
        "story": {200: StoryOutput},
        "readers": {200: ReadersOutput},
        "reason": {204: None},
    }

    def list(self, request: Request) -> Response:
        """Return the claims that fit best, or without a text all of the filters by number."""
        text = self.asked["q"].strip()
        page = self.part() if text else 1
        asked = Asked(text, self.asked["hsc"], self.asked["on_list"], page)
        try:
            if not asked.text:
                search.check(asked, search.hscs_of(self.membership, self.today))
                audit.log("listed", "claims", None, at=self.at)
                rows = search.listed(self.membership, asked, self.today).select_related("hsc")
                return self.page(rows, "claim_number", ClaimRow)
            found = search.search(membership=self.membership, asked=asked, today=self.today)
        except search.Unsearchable as no:
            raise exceptions.ValidationError([str(no)]) from no
        audit.log("searched", "claims", None, at=self.at, reason=f"{len(found.hits)} found")
        return self.answer(
            {
                "next": self.at_part(page + 1) if found.after else None,
                "previous": self.at_part(page - 1) if found.before else None,
                "results": [hit.claim for hit in found.hits],
            }
        )

    def part(self) -> int:
        """Return which part of a search the cursor means."""
        said = self.asked.get("cursor", "1")
        if not (is_number(said) and 0 < int(said) <= search.MOST_PAGES):
            raise exceptions.ValidationError({"cursor": [KeysetPages.invalid_cursor_message]})
        return int(said)

    def at_part(self, page: int) -> str:
        """Return the address of a part of the search."""
        return replace_query_param(self.request.build_absolute_uri(), "cursor", page)

    def retrieve(self, request: Request, claim_id: int) -> Response:
        """Return one claim; opening it is logged as on its page."""
        return self.answer(self.shown(claim_id))

    def story(self, request: Request, claim_id: int) -> Response:
        """Return what has happened on the claim."""
        try:
            return self.answer(self.shown(claim_id, **self.asked).story)
        except NoSuchPart as no:
            raise exceptions.ValidationError({"page": [str(no)]}) from no

    def readers(self, request: Request, claim_id: int) -> Response:
        """Say who has read the claim."""
        return self.answer({"results": claims.readings_of(self.opened(claim_id))})

    def reason(self, request: Request, claim_id: int) -> Response:
        """Say why one opens a claim outside one's caseload; the trail keeps it, good for the day."""
        reading = ReasonForm(self.given)
        if not reading.is_valid():
            raise exceptions.ValidationError(sentences_of(reading))
        openings.give_reason(
            claim=self.unopened(claim_id), reason=reading.sentence(), by=self.membership, at=self.at
        )
        return self.answer(None, 204)

    def shown(self, claim_id: int, **part: Any) -> Any:
        """Return what the page of the claim shows."""
        return claim_page(claim=self.opened(claim_id), membership=self.membership, today=self.today, **part)

    def unopened(self, claim_id: int) -> Claim:
        """Return a claim the member may open, without opening it."""
        try:
            return openings.find_claim(claim_id=claim_id, by=self.membership, today=self.today, at=self.at)
        except Claim.DoesNotExist as error:
            raise Http404 from error
