"""Handing a claim's coordination over to another HSC or another COHE: what was sent, and each turn since.

Between COHEs only the packet crosses, never the claim: the sender keeps a `HandOver`, the receiver a
`ReceivedPacket`, each in its own COHE; a turn made on one side is carried to the other by the outbox.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import Cohe, TenantModel
from cohe.models.people import Person
from coordination.choices import TurnKind

STATES = [(kind.value, kind.label) for kind in TurnKind]
# The sender still waits for the end of it.
UNDER_WAY = (TurnKind.SENT.value, TurnKind.QUESTIONED.value)


@history.tracked()
class HandOver(TenantModel):
    """A claim offered to a person of the COHE, or to another COHE; the sender's until it is accepted."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    claim = TenantKey(Claim, related_name="hand_overs", db_index=False)
    receiver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    receiving_cohe = models.ForeignKey(Cohe, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField()
    packet = models.JSONField(help_text="The named facts that the sender was shown and sent.")
    state = models.CharField(max_length=12, choices=STATES, default=TurnKind.SENT)
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "claim"), name="hand_over_by_claim"),
            models.Index(fields=("cohe", "state", "sent_on"), name="hand_over_by_state"),
        )
        constraints = (
            models.UniqueConstraint(fields=("cohe", "key"), name="hand_over_key_once"),
            models.UniqueConstraint(
                fields=("cohe", "claim"), condition=Q(state__in=UNDER_WAY), name="hand_over_one_under_way"
            ),
            models.CheckConstraint(
                condition=Q(receiver=None, receiving_cohe__isnull=False)
                | Q(receiver__isnull=False, receiving_cohe=None),
                name="hand_over_has_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(receiving_cohe=None) | ~Q(receiving_cohe=F("cohe")),
                name="hand_over_leaves_the_cohe",
            ),
            models.CheckConstraint(
                condition=Q(receiver=None) | ~Q(receiver=F("sent_by")), name="hand_over_to_another_person"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hand_over_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state__in=[kind.value for kind in TurnKind]), name="hand_over_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"Hand-over of {self.claim_id} sent on {self.sent_on}"


@history.tracked()
class ReceivedPacket(TenantModel):
    """A hand-over that another COHE sent to this one: the packet alone, and the key that both sides know."""

    key = models.UUIDField(editable=False)
    from_cohe = models.ForeignKey(Cohe, models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField()
    packet = models.JSONField()
    state = models.CharField(max_length=12, choices=STATES, default=TurnKind.SENT)
    sent_on = models.DateField()
    received_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "state", "sent_on"), name="packet_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "key"), name="packet_once"),
            models.CheckConstraint(condition=~Q(from_cohe=F("cohe")), name="packet_comes_from_another_cohe"),
            models.CheckConstraint(
                condition=Q(state__in=[kind.value for kind in TurnKind]), name="packet_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"Packet sent on {self.sent_on}"


class HandOverTurn(TenantModel):
    """One turn of sender or receiver. Insert-only; across COHEs both keep it under the same key.

    `by` is empty for a person of the other COHE, of whom only the name is known.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    hand_over = TenantKey(HandOver, null=True, related_name="turns", db_index=False)
    received = TenantKey(ReceivedPacket, null=True, related_name="turns", db_index=False)
    kind = models.CharField(max_length=12, choices=STATES)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    by_name = models.TextField()
    text = models.TextField(default="", blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "hand_over", "at"), name="turn_by_hand_over"),
            models.Index(fields=("cohe", "received", "at"), name="turn_by_packet"),
        )
        constraints = (
            models.UniqueConstraint(fields=("cohe", "key"), name="turn_once"),
            models.CheckConstraint(
                condition=Q(hand_over=None, received__isnull=False)
                | Q(hand_over__isnull=False, received=None),
                name="turn_of_one_hand_over",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in TurnKind]), name="turn_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=(TurnKind.QUESTIONED.value, TurnKind.RETURNED.value), text=""),
                name="turn_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
