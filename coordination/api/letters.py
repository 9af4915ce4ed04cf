"""Letters of a claim, packets for an appointment, and an administrator's templates of letters."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.actions import letter_templates, letters, visit_packets
from coordination.api.claim_things import ClaimThings
from coordination.api.items import PersonOutput
from coordination.letter_words import Audience, SentHow
from coordination.models import Letter, VisitPacket
from coordination.models.letter import PACKET_AUDIENCES
from coordination.queries import letter_templates as templates
from coordination.queries import packet_log


class SentOutput(Strict):
    """How something left the building, and whether it was taken out of the file."""

    sent_on = serializers.DateField(allow_null=True)
    sent_how = Word(SentHow, allow_blank=True)
    sent_by = PersonOutput(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    why_withdrawn = serializers.CharField()


class LetterOutput(SentOutput):
    """A letter about a claim."""

    id = Id()
    claim = Id(source="claim_id")
    template = serializers.CharField()
    template_version = serializers.IntegerField()
    audience = Word(Audience)
    receiver = serializers.CharField()
    address = serializers.CharField()
    subject = serializers.CharField()
    text = serializers.CharField()
    version = serializers.IntegerField()
    written_by = PersonOutput()
    written_on = serializers.DateField()


class LetterInput(Strict):
    """A letter as a person has it: `template` names the one it was drafted from."""

    template = serializers.SlugField(max_length=40)
    receiver = Text(required=True, allow_blank=False, max_length=200)
    address = Text(max_length=500)
    subject = Text(required=True, allow_blank=False, max_length=200)
    text = Text(required=True, allow_blank=False)


class LetterChangeInput(Strict):
    """The next wording; `version` is the one that was read: 409 when somebody else has changed it since."""

    version = serializers.IntegerField(min_value=1, max_value=1_000_000)
    receiver = Text(required=True, allow_blank=False, max_length=200)
    address = Text(max_length=500)
    subject = Text(required=True, allow_blank=False, max_length=200)
    text = Text(required=True, allow_blank=False)


class SendingInput(Strict):
    """How and on which day it left the building."""

    how = Word(SentHow)
    on = Day()


class WithdrawingInput(Strict):
    """Why it is taken out of the file."""

    reason = Text(required=True, allow_blank=False, max_length=1000)


class ProposedQuery(Strict):
    """The template that a letter is to be drafted from."""

    template = serializers.SlugField(max_length=40)


class ProposedOutput(Strict):
    """A letter as its template makes it from the claim; `gaps` are facts that are not known."""

    template = serializers.CharField(source="template.slug")
    template_version = serializers.IntegerField(source="template.version")
    audience = Word(Audience, source="template.audience")
    receiver = serializers.CharField(source="wording.receiver")
    address = serializers.CharField(source="wording.address")
    subject = serializers.CharField(source="wording.subject")
    text = serializers.CharField(source="wording.text")
    gaps = serializers.ListField(child=serializers.CharField())


class Letters(ClaimThings):
    """Letters of a claim. What was sent does not change; what is withdrawn stays in the history."""

    tag = "letters"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "propose": Permission.LETTER_WRITE,
        "write": Permission.LETTER_WRITE,
        "change": Permission.LETTER_WRITE,
        "send": Permission.LETTER_WRITE,
        "withdraw": Permission.LETTER_WRITE,
    }
    asks = {"list": PageQuery, "propose": ProposedQuery}
    accepts = {
        "write": LetterInput,
        "change": LetterChangeInput,
        "send": SendingInput,
        "withdraw": WithdrawingInput,
    }
    answers = {
        "list": {200: paged(LetterOutput)},
        "propose": {200: ProposedOutput},
        "write": {201: LetterOutput},
        "change": {200: LetterOutput},
        "send": {200: LetterOutput},
        "withdraw": {200: LetterOutput},
    }

    def rows(self) -> Any:
        """Return letters with who wrote and sent them."""
        return Letter.objects.select_related("written_by", "sent_by")

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the letters of a claim, the latest first, withdrawn ones too."""
        return self.page(self.rows().filter(claim=self.opened(claim_id)), "-id", LetterOutput)

    def propose(self, request: Request, claim_id: int) -> Response:
        """Return what a template makes of the claim; nothing is kept."""
        claim, slug = self.opened(claim_id), self.asked["template"]
        return self.answer(
            letters.proposed_letter(claim=claim, slug=slug, by=self.membership, today=self.today)
        )

    def write(self, request: Request, claim_id: int) -> Response:
        """Keep a letter that is still to be sent."""
        claim, given = self.opened(claim_id), dict(self.given)
        who: dict[str, Any] = {"by": self.membership, "today": self.today}
        proposed = letters.proposed_letter(claim=claim, slug=given.pop("template"), **who)
        wording = letters.Wording(**given)
        made = letters.write_letter(claim=claim, proposed=proposed, wording=wording, at=self.at, **who)
        return self.answer(made, 201)

    def change(self, request: Request, letter_id: int) -> Response:
        """Change a letter before it is sent, as its next version."""
        letter, given = self.found(self.rows(), letter_id), dict(self.given)
        version = given.pop("version")
        wording = letters.Wording(**given)
        return self.answer(
            letters.change_letter(
                letter=letter, wording=wording, version=version, by=self.membership, at=self.at
            )
        )

    def send(self, request: Request, letter_id: int) -> Response:
        """Say that a letter left the building."""
        letter = self.found(self.rows(), letter_id)
        return self.answer(
            letters.send_letter(letter=letter, **self.given, by=self.membership, today=self.today)
        )

    def withdraw(self, request: Request, letter_id: int) -> Response:
        """Take a letter out of the file with the reason."""
        letter = self.found(self.rows(), letter_id)
        return self.answer(
            letters.withdraw_letter(letter=letter, **self.given, by=self.membership, at=self.at)
        )


class PacketSectionOutput(Strict):
    """A heading of a packet with its lines: a label and words each."""

    title = serializers.CharField()
    lines = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class VisitPacketOutput(SentOutput):
    """A packet for an appointment, as it was frozen."""

    id = Id()
    claim = Id(source="claim_id")
    visit_on = serializers.DateField()
    audience = Word(Audience)
    receiver = serializers.CharField()
    questions = serializers.CharField()
    is_long = serializers.BooleanField()
    sections = PacketSectionOutput(many=True)
    made_by = PersonOutput()
    made_on = serializers.DateField()


class PacketLineOutput(SentOutput):
    """A packet in the log of the COHE: no fact of the claim but its number."""

    id = Id()
    claim = Id(source="claim_id")
    visit_on = serializers.DateField()
    audience = Word(Audience)
    receiver = serializers.CharField()
    is_long = serializers.BooleanField()
    made_by = PersonOutput()
    made_on = serializers.DateField()


class VisitPacketInput(Strict):
    """The appointment, who sees the worker, and what is to be asked, one question a line."""

    visit_on = Day()
    audience = Word(PACKET_AUDIENCES)
    receiver = Text(required=True, allow_blank=False, max_length=200)
    questions = Text(max_length=4000)
    is_long = serializers.BooleanField(required=False, default=False)


class VisitPackets(ClaimThings):
    """Pre-appointment packets: frozen when made, sent, withdrawn with a reason."""

    tag = "letters"
    permissions = {
        "log": Permission.LETTER_WRITE,
        "list": Permission.CLAIM_SEE,
        "make": Permission.LETTER_WRITE,
        "send": Permission.LETTER_WRITE,
        "withdraw": Permission.LETTER_WRITE,
    }
    asks = {"log": PageQuery, "list": PageQuery}
    accepts = {"make": VisitPacketInput, "send": SendingInput, "withdraw": WithdrawingInput}
    answers = {
        "log": {200: paged(PacketLineOutput)},
        "list": {200: paged(VisitPacketOutput)},
        "make": {201: VisitPacketOutput},
        "send": {200: VisitPacketOutput},
        "withdraw": {200: VisitPacketOutput},
    }

    def rows(self) -> Any:
        """Return packets with who made and sent them."""
        return VisitPacket.objects.select_related("made_by", "sent_by")

    def log(self, request: Request) -> Response:
        """Return the packets of the COHE, the latest made first."""
        return self.page(packet_log.packets_of(self.membership), "-id", PacketLineOutput)

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the packets of a claim, the latest made first, withdrawn ones too."""
        return self.page(self.rows().filter(claim=self.opened(claim_id)), "-id", VisitPacketOutput)

    def make(self, request: Request, claim_id: int) -> Response:
        """Freeze a packet for an appointment."""
        made = visit_packets.make_packet(
            claim=self.opened(claim_id),
            visit=visit_packets.Visit(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(made, 201)

    def send(self, request: Request, visit_packet_id: int) -> Response:
        """Say that a packet left the building."""
        packet = self.found(self.rows(), visit_packet_id)
        return self.answer(
            visit_packets.send_packet(packet=packet, **self.given, by=self.membership, today=self.today)
        )

    def withdraw(self, request: Request, visit_packet_id: int) -> Response:
        """Take a packet out of the file with the reason."""
        packet = self.found(self.rows(), visit_packet_id)
        return self.answer(
            visit_packets.withdraw_packet(packet=packet, **self.given, by=self.membership, at=self.at)
        )


class LetterTemplateOutput(Strict):
    """One version of a letter template."""

    slug = serializers.CharField()
    version = serializers.IntegerField()
    audience = Word(Audience)
    name = serializers.CharField()
    subject = serializers.CharField()
    text = serializers.CharField()
    since = serializers.DateField()
    retired_on = serializers.DateField(allow_null=True)


class LetterTemplatesOutput(Strict):
    """Every version of every template."""

    templates = LetterTemplateOutput(many=True)


class LetterTemplateInput(Strict):
    """The next version of a template, or the first of a new one."""

    slug = serializers.SlugField(max_length=40)
    audience = Word(Audience)
    name = Text(required=True, allow_blank=False, max_length=120)
    subject = Text(required=True, allow_blank=False, max_length=200)
    text = Text(required=True, allow_blank=False)


class LetterheadInput(Strict):
    """The lines at the top of letters and packets, at most six."""

    lines = Text(max_length=600)


class LetterTemplates(Resource):
    """An administrator's letter templates and letterhead."""

    tag = "letters"
    permissions = {
        "list": Permission.RULES_SEE,
        **dict.fromkeys(("make", "retire", "use_again", "head"), Permission.CONFIGURE),
    }
    accepts = {"make": LetterTemplateInput, "head": LetterheadInput}
    answers = {
        "list": {200: LetterTemplatesOutput},
        "make": {201: LetterTemplateOutput},
        "retire": {200: LetterTemplateOutput},
        "use_again": {200: LetterTemplateOutput},
        "head": {200: LetterheadInput},
    }

    def list(self, request: Request) -> Response:
        """Return every version of every template, by audience."""
        return self.answer({"templates": templates.every_version()})

    def make(self, request: Request) -> Response:
        """Make the next version of a template."""
        wanted = letter_templates.NextVersion(**self.given | {"audience": Audience(self.given["audience"])})
        return self.answer(
            letter_templates.make_version(wanted=wanted, by=self.membership, today=self.today, at=self.at),
            201,
        )

    def retire(self, request: Request, letter_template: str) -> Response:
        """Offer a template no more."""
        return self.answer(
            letter_templates.retire_template(
                slug=letter_template, by=self.membership, today=self.today, at=self.at
            )
        )

    def use_again(self, request: Request, letter_template: str) -> Response:
        """Take a retired template back into use."""
        return self.answer(letter_templates.use_again(slug=letter_template, by=self.membership))

    def head(self, request: Request) -> Response:
        """Set the letterhead."""
        return self.answer(letter_templates.set_letterhead(**self.given, by=self.membership, at=self.at))
