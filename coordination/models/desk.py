"""Items of the worklist, what happened to them, and what a person did in one go."""

import uuid

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.querysets import WorkItemQuerySet


class ItemState(models.TextChoices):
    """Open items are on a list; the others say why they are not."""

    OPEN = "open", "Open"
    SNOOZED = "snoozed", "Snoozed"
    DONE = "done", "Done"
    DISMISSED = "dismissed", "Dismissed"
    CLEARED = "cleared", "Cleared: the reason has gone"
    SUPERSEDED = "superseded", "Superseded by a newer reason"
    MISSED = "missed", "Missed: the window has closed"


LIVE = (ItemState.OPEN, ItemState.SNOOZED)
CLOSED_BY_A_PERSON = (ItemState.DONE, ItemState.DISMISSED)


class WorkItem(TenantModel):
    """Something to do on a claim, made by a rule, or by a person as her next step (rule T03).

    Identity while live: (claim, rule, about). `tier_rank`, `off_since` and `claim_number` repeat the claim so
    that a list in its order (triggers.md "Order of a list") is one index scan.
    """

    claim = TenantKey(Claim, related_name="items", db_index=False)
    rule = models.CharField(max_length=8)
    about = models.TextField(default="", blank=True)
    area = models.CharField(max_length=20)
    due_on = models.DateField()
    last_day = models.DateField(null=True)
    because = models.TextField()
    clears = models.TextField()
    state = models.CharField(max_length=12, choices=ItemState, default=ItemState.OPEN)
    snoozed_until = models.DateField(null=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    is_reassigned = models.BooleanField(
        default=False, help_text="A person gave it away: the claim's HSC does not count."
    )
    opened_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    facts = models.CharField(
        max_length=32, help_text="Fingerprint of the facts behind it: a dismissed item waits for another."
    )
    remark = models.TextField(default="", db_default="", blank=True, help_text="Of a task: what to know.")
    tier_rank = models.PositiveSmallIntegerField(default=1)
    off_since = models.DateField(null=True)
    claim_number = models.CharField(max_length=7)
    version = models.PositiveIntegerField(default=1)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim", "rule", "about"),
                condition=Q(state__in=LIVE),
                name="item_once_while_live",
            ),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known"),
            models.CheckConstraint(
                condition=Q(state=ItemState.SNOOZED, snoozed_until__isnull=False)
                | (~Q(state=ItemState.SNOOZED) & Q(snoozed_until=None)),
                name="item_snoozed_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, closed_at=None)
                | (~Q(state__in=LIVE) & Q(closed_at__isnull=False)),
                name="item_closed_when_not_live",
            ),
        )
        indexes = (
            models.Index(
                fields=(
                    "cohe",
                    "owner",
                    "due_on",
                    "last_day",
                    "tier_rank",
                    "off_since",
                    "claim_number",
                    "id",
                ),
                condition=Q(state="open"),
                name="item_desk",
            ),
            # Clocks and counts: small, since equal days share an entry.
            models.Index(
                fields=("cohe", "owner", "rule", "due_on", "last_day", "off_since"),
                condition=Q(state="open"),
                name="item_days",
            ),
            models.Index(
                fields=(
                    "cohe",
                    "due_on",
                    "last_day",
                    "tier_rank",
                    "off_since",
                    "claim_number",
                    "id",
                ),
                condition=Q(state="open"),
                name="item_team",
            ),
            models.Index(
                fields=("cohe", "owner", "snoozed_until"), condition=Q(state="snoozed"), name="item_snoozed"
            ),
            models.Index(fields=("cohe", "claim", "rule", "about"), name="item_by_claim"),
            models.Index(
                fields=("cohe", "owner", "closed_at"),
                condition=Q(state__in=CLOSED_BY_A_PERSON),
                name="item_closed_by_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} on {self.claim_id}"


class DeskAction(TenantModel):
    """What a person did in one go to one or more items; undone as one."""

    key = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    label = models.TextField(help_text="What was done, in words without worker data.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    refused = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()),
        help_text="Of several items those that were left: [[item, sentence], ...].",
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=("cohe", "by", "-at"), name="desk_action_by_person"),)
        constraints = (models.UniqueConstraint(fields=("cohe", "key"), name="desk_action_once"),)

    def __str__(self) -> str:
        return self.label


class ItemEvent(TenantModel):
    """One change of an item: its history, what undo puts back, what clocks and reports read. Insert-only."""

    item = TenantKey(WorkItem, related_name="events", db_index=False)
    kind = models.CharField(max_length=20)
    on = models.DateField(help_text="The day the worklist was made for, or the change was made on.")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField(default="")
    action = TenantKey(DeskAction, null=True, related_name="events", db_index=False)
    before = models.JSONField(null=True, help_text="The fields that changed, as they were.")

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "item", "id"), name="item_event_by_item"),
            models.Index(
                fields=("cohe", "action"), condition=Q(action__isnull=False), name="item_event_by_action"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"


class WorklistRun(TenantModel):
    """One making of the worklist of a COHE for a day.

    `through_claim` lets a killed run go on where it was.
    """

    as_of = models.DateField()
    kind = models.CharField(
        max_length=20, choices=(("morning", "Morning run"), ("by-hand", "By hand"), ("import", "Import"))
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    through_claim = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=("cohe", "-id"), name="run_by_cohe"),)

    def __str__(self) -> str:
        return f"Worklist of {self.as_of}"


class SavedView(TenantModel):
    """A named filter of the worklist: one's own, or shared with the COHE."""

    name = models.CharField(max_length=60)
    query = models.TextField(help_text="The filters as in the address.")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    is_shared = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")
        constraints = (
            models.UniqueConstraint(fields=("cohe", "owner", "name"), name="view_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name
