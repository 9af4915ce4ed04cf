"""Import runs: sending an extract, what was found in it and would change, applying, discarding, undoing."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.datastructures import MultiValueDict
from rest_framework import exceptions, parsers, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import imports
from claims.forms import MOST_FILES, ExtractForm
from claims.models import ExtractImport, ImportChange, ImportFinding
from claims.models.imports import ImportState, ImportStep, Severity
from claims.queries import imports as queries
from claims.queries.claims import opened_at_once
from cohe.api_fields import Day, Id, PageQuery, Strict, paged
from cohe.api_paging import KeysetPages
from cohe.api_resource import Resource, sentences_of
from cohe.permissions import Permission

MOST_CLAIMS = 2**31 - 1


class ProgressOutput(Strict):
    """How far the work at an import was when the worker last said: bytes when reading, else files."""

    step = serializers.ChoiceField(ImportStep.choices)
    done = serializers.IntegerField()
    of = serializers.IntegerField()
    now = serializers.CharField(help_text="The file it is at.")
    at = serializers.DateTimeField()


class ImportOutput(Strict):
    """One extract: where it stands, and how many rows of each file are new, changed, set aside and so on."""

    id = Id()
    made_on = serializers.DateField()
    state = serializers.ChoiceField(ImportState.choices)
    sent_as = serializers.CharField(source="source", help_text="Names of the files.")
    started_by = serializers.CharField(source="started_by.name", allow_null=True, default=None)
    uploaded_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    applied_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)
    files = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()), source="counts.files", default=dict
    )
    landed = serializers.IntegerField(source="counts.landed", default=0)
    refusal = serializers.CharField()
    progress = ProgressOutput(
        allow_null=True, help_text="Null while nothing is under way, and before the worker begins."
    )


class ExtractInput(Strict):
    """The files of an extract: one zip, or several CSV files; and the day it was made."""

    extract = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True, max_length=255),
        min_length=1,
        max_length=MOST_FILES,
    )
    made_on = Day()


class ApplyInput(Strict):
    """What of the extract is confirmed: that it is older than the last, how many claims it lacks."""

    confirm_older = serializers.BooleanField(required=False, default=False)
    confirm_gone = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        min_value=0,
        max_value=MOST_CLAIMS,
        help_text="How many of the COHE's claims are missing from it; asked for when they are many.",
    )


class FindingOutput(Strict):
    """One thing found in a file: where, and what became of it."""

    id = Id()
    file = serializers.CharField()
    line = serializers.IntegerField(allow_null=True)
    column = serializers.CharField()
    code = serializers.CharField()
    sentence = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)


class FindingQuery(PageQuery):
    """Findings of one kind, or of one file."""

    severity = serializers.ChoiceField(Severity.choices, required=False)
    file = serializers.CharField(required=False, max_length=100)


class ChangeOutput(Strict):
    """One value that the extract changes; a row that goes or comes back has no column."""

    file = serializers.CharField()
    claim = Id(source="claim_id", allow_null=True)
    subject = serializers.CharField()
    kind = serializers.CharField()
    column = serializers.CharField()
    old = serializers.CharField()
    new = serializers.CharField()


class Imports(Resource):
    """Extracts. They are read, applied and undone by the worker: ask again to see how far it is."""

    tag = "imports"
    permissions = {
        **dict.fromkeys(("list", "retrieve", "findings", "changes"), Permission.IMPORT_SEE),
        **dict.fromkeys(("send", "apply", "discard", "undo"), Permission.IMPORT_RUN),
    }
    asks = {"list": PageQuery, "findings": FindingQuery, "changes": PageQuery}
    accepts = {"send": ExtractInput, "apply": ApplyInput}
    answers = {
        "list": {200: paged(ImportOutput)},
        "retrieve": {200: ImportOutput},
        "findings": {200: paged(FindingOutput)},
        "changes": {200: paged(ChangeOutput)},
        "send": {202: ImportOutput},
        "apply": {202: ImportOutput},
        "discard": {200: ImportOutput},
        "undo": {202: ImportOutput},
    }

    def list(self, request: Request) -> Response:
        """Return the imports, the latest first."""
        return self.page(self.known(), "-id", ImportOutput)

    def retrieve(self, request: Request, import_id: int) -> Response:
        """Return one import."""
        return self.answer(self.run(import_id))

    def findings(self, request: Request, import_id: int) -> Response:
        """Return what was found in the files, in the order of the report."""
        narrowed = {name: self.asked[name] for name in ("severity", "file") if name in self.asked}
        rows = ImportFinding.objects.filter(extract_import=self.run(import_id), **narrowed)
        return self.page(rows, "id", FindingOutput)

    def changes(self, request: Request, import_id: int) -> Response:
        """Return the values it changes, old and new, of claims in one's caseload; `limit` counts rows."""
        pages = KeysetPages("id", self.asked["limit"])
        rows = ImportChange.objects.filter(extract_import=self.run(import_id)).exclude(kind="new")
        found = pages.part_of(rows, request, self)
        shown = ImportChange.objects.filter(pk__in=[row.pk for row in found]).order_by("pk")
        values = queries.changed_values(shown, opened_at_once(self.membership, self.today))
        return pages.get_paginated_response(ChangeOutput(values, many=True).data)

    def send(self, request: Request) -> Response:
        """Send the files of an extract; they are read next, nothing is applied."""
        form = ExtractForm(
            {"made_on": self.given["made_on"]},
            MultiValueDict({"extract": self.given["extract"]}),
            today=self.today,
        )
        if not form.is_valid():
            raise exceptions.ValidationError(sentences_of(form))
        files = {str(file.name): file.read() for file in form.cleaned_data["extract"]}
        run = imports.receive(files=files, made_on=self.given["made_on"], by=self.membership, at=self.at)
        return self.answer(run, status.HTTP_202_ACCEPTED)

    def apply(self, request: Request, import_id: int) -> Response:
        """Ask for it to be applied; an older one, or one that lacks many claims, needs its confirmation."""
        run = self.run(import_id)
        confirmed = imports.Confirmed(self.given["confirm_older"], self.given["confirm_gone"])
        imports.ask_to_apply(run=run, confirmed=confirmed, by=self.membership, today=self.today, at=self.at)
        return self.answer(run, status.HTTP_202_ACCEPTED)

    def discard(self, request: Request, import_id: int) -> Response:
        """Throw it away, unapplied."""
        run = self.run(import_id)
        imports.discard(run=run, by=self.membership, at=self.at)
        return self.answer(run)

    def undo(self, request: Request, import_id: int) -> Response:
        """Ask for everything it changed to be put back."""
        run = self.run(import_id)
        imports.ask_to_undo(run=run, by=self.membership, at=self.at)
        return self.answer(run, status.HTTP_202_ACCEPTED)

    def run(self, import_id: int) -> ExtractImport:
        """Return the import of the address."""
        found = self.known().filter(pk=import_id).first()
        if found is None:
            raise Http404
        return found

    def known(self) -> "QuerySet[ExtractImport]":
        """Return the imports of the COHE."""
        return ExtractImport.objects.filter(cohe=self.membership.cohe_id).select_related("started_by")


class SentImports(Imports):
    """The same, where files are sent: they come as a form sends them."""

    parser_classes = (parsers.MultiPartParser,)
