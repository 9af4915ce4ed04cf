"""One reading of an extract: its files until they are applied, what was found in them, what they changed."""

from django.db import models
from django.db.models import Q

from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", "Waiting to be read"
    PREVIEWED = "previewed", "Read, not applied"
    REFUSED = "refused", "Refused"
    APPLIED = "applied", "Applied"
    UNDONE = "undone", "Undone"
    DISCARDED = "discarded", "Discarded"


class ImportStep(models.TextChoices):
    """What is being done at an import while it runs."""

    READING = "reading", "Reading the files"
    COMPARING = "comparing", "Comparing the files with what is here"
    WRITING = "writing", "Writing the files"
    LANDING = "landing", "Giving new claims to the desks of their providers' HSCs"
    UNDOING = "undoing", "Putting the files' rows back"


class Severity(models.TextChoices):
    """What became of the row or value a finding is about."""

    REFUSED = "refused", "Refused"
    SET_ASIDE = "set-aside", "Set aside"
    REPORTED = "reported", "Read and reported"
    IGNORED = "ignored", "Ignored"


class ExtractImport(TenantModel):
    """One extract of one COHE, made on a day."""

    made_on = models.DateField()
    state = models.CharField(max_length=20, choices=ImportState, default=ImportState.UPLOADED)
    source = models.TextField(default="", help_text="Name of the folder or zip, as given.")
    digest = models.CharField(max_length=64, default="")
    confirmed_older = models.BooleanField(default=False)
    confirmed_gone = models.PositiveIntegerField(
        null=True, help_text="How many claims a person confirmed to be missing from it."
    )
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    refusal = models.TextField(default="")
    progress = models.JSONField(
        null=True, help_text="How far the work at it was when the worker last said; empty at rest."
    )

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("cohe", "-id"), name="import_by_cohe"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
        )

    def __str__(self) -> str:
        return f"Extract of {self.made_on}"


class ImportUpload(TenantModel):
    """The bytes of an extract between upload and reading; deleted once applied, undone or discarded."""

    extract_import = TenantKey(ExtractImport, models.CASCADE, related_name="uploads", db_index=False)
    name = models.TextField()
    content = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "extract_import"), name="upload_by_import"),)

    def __str__(self) -> str:
        return self.name


class ImportFinding(TenantModel):
    """One thing found in a file: where, and what became of it."""

    extract_import = TenantKey(ExtractImport, models.CASCADE, related_name="findings", db_index=False)
    file = models.TextField()
    line = models.PositiveIntegerField(null=True)
    column = models.TextField(default="")
    code = models.CharField(max_length=40)
    sentence = models.TextField()
    severity = models.CharField(max_length=20, choices=Severity)

    class Meta:
        indexes = (models.Index(fields=("cohe", "extract_import", "id"), name="finding_by_import"),)

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.sentence}"


class ImportChange(TenantModel):
    """One row that an import wrote, before and after: the report, and what undo puts back."""

    extract_import = TenantKey(ExtractImport, models.CASCADE, related_name="changes", db_index=False)
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    claim_row = models.BigIntegerField(null=True)
    kind = models.CharField(
        max_length=12, choices=(("new", "New"), ("changed", "Changed"), ("withdrawn", "Withdrawn"))
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "extract_import", "id"), name="change_by_import"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.row}"
