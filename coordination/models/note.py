"""Case notes: drafts, signed notes that do not change, addenda and visible corrections of minutes."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person, Role
from coordination.choices import CONTACTS, Area, Direction, NoteKind, Outcome, Party
from coordination.querysets import CaseNoteQuerySet


def minutes_of_the_day() -> Func:
    """Return the local time that a note's minutes fill: nothing when it is not known when they began."""
    # Options in the order of the alphabet: a migration writes them so, and any other order is another one.
    begin = Func("contact_on", "started_at", arg_joiner=" + ", template="(%(expressions)s)")
    long = Func("minutes", template="make_interval(mins => %(expressions)s)")
    end = Func(begin, long, arg_joiner=" + ", template="(%(expressions)s)")
    return Func(begin, end, function="tsrange", output_field=DateTimeRangeField())


@history.tracked()
class CaseNote(TenantModel):
    """A signed note. What it says stays; an addendum or a correction stands beside it.

    `key` is the draft's own: signing twice makes one note.
    """

    key = models.UUIDField(default=uuid.uuid4)
    claim = TenantKey(Claim, related_name="notes", db_index=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    author_role = models.CharField(max_length=20, choices=Role)
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in NoteKind])
    area = models.CharField(max_length=20, choices=[(a.value, a.label) for a in Area])
    person = models.CharField(
        "person contacted", max_length=20, choices=[(p.value, p.label) for p in Party], blank=True
    )
    person_name = models.TextField(default="", blank=True)
    direction = models.CharField(max_length=10, choices=[(d.value, d.label) for d in Direction], blank=True)
    purpose = models.TextField(default="", blank=True)
    outcome = models.CharField(max_length=20, choices=[(o.value, o.label) for o in Outcome], blank=True)
    contact_on = models.DateField()
    started_at = models.TimeField(null=True, blank=True, help_text="Local time, when it was noted.")
    minutes = models.PositiveSmallIntegerField()
    is_billable = models.BooleanField(default=True)
    text = models.TextField()
    signed_at = models.DateTimeField()

    objects = CaseNoteQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "claim", "contact_on"), name="note_by_claim"),
            models.Index(fields=("cohe", "contact_on", "author"), name="note_by_day_and_author"),
        )
        constraints = (
            ExclusionConstraint(
                name="note_minutes_do_not_overlap",
                expressions=(
                    ("cohe", RangeOperators.EQUAL),
                    ("author", RangeOperators.EQUAL),
                    (minutes_of_the_day(), RangeOperators.OVERLAPS),
                ),
                condition=Q(started_at__isnull=False),
            ),
            models.UniqueConstraint(fields=("cohe", "key"), name="note_signed_once"),
            models.CheckConstraint(condition=Q(minutes__lte=1440), name="note_within_a_day"),
            models.CheckConstraint(condition=~Q(text=""), name="note_has_text"),
            models.CheckConstraint(
                condition=Q(person="", outcome="") | ~Q(person=""), name="note_outcome_needs_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(person="") | ~Q(kind__in=[kind.value for kind in CONTACTS]),
                name="note_contact_names_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"Note of {self.contact_on}"


@history.tracked()
class Addendum(TenantModel):
    """A later word on a signed note."""

    note = TenantKey(CaseNote, related_name="addenda", db_index=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at",)
        indexes = (models.Index(fields=("cohe", "note", "signed_at"), name="addendum_by_note"),)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="addendum_has_text"),)

    def __str__(self) -> str:
        return f"Addendum to {self.note_id}"


@history.tracked()
class MinutesCorrection(TenantModel):
    """Minutes of a signed note, put right where everybody sees it."""

    note = TenantKey(CaseNote, related_name="corrections", db_index=False)
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    reason = models.TextField()
    corrected_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ("corrected_at",)
        indexes = (models.Index(fields=("cohe", "note", "corrected_at"), name="correction_by_note"),)
        constraints = (
            models.CheckConstraint(condition=~Q(before=F("after")), name="correction_changes_minutes"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(condition=Q(after__lte=1440), name="correction_within_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.before} to {self.after} minutes"


class Draft(TenantModel):
    """What somebody has typed and not signed. Seen by its author only; never in an export."""

    key = models.UUIDField()
    claim = TenantKey(Claim, related_name="drafts", db_index=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "author", "claim"), name="draft_by_author"),)
        constraints = (models.UniqueConstraint(fields=("cohe", "key"), name="draft_once"),)

    def __str__(self) -> str:
        return f"Draft {self.key}"
