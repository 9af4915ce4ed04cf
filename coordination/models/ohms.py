"""Whether a signed note has been entered in L&I's OHMS, which has no way in but a person's hands (C6)."""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.models.desk import DeskAction
from coordination.models.note import CaseNote


@history.tracked()
class OhmsEntry(TenantModel):
    """One row a note, made when it is signed; `entered_on` is empty until somebody has entered it.

    A note from before the product asked for this has none: it counts as entered. `action` is what marked it.
    """

    note = TenantKey(CaseNote, related_name="ohms_entries", db_index=False)
    claim = TenantKey(Claim, related_name="ohms_entries", db_index=False)
    signed_on = models.DateField()
    entered_on = models.DateField(null=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    action = TenantKey(DeskAction, null=True, related_name="ohms_entries", db_index=False)

    class Meta:
        # The morning run asks for those not entered of a thousand claims: nearly always a handful.
        indexes = (
            models.Index(fields=("cohe", "claim"), condition=Q(entered_on=None), name="ohms_not_entered"),
            models.Index(fields=("cohe", "entered_on"), name="ohms_entered"),
            models.Index(fields=("cohe", "action"), name="ohms_by_action"),
        )
        constraints = (
            models.UniqueConstraint(fields=("cohe", "note"), name="ohms_one_a_note"),
            models.CheckConstraint(
                condition=Q(entered_on=None) | Q(entered_on__gte=F("signed_on")),
                name="ohms_entered_once_signed",
            ),
            models.CheckConstraint(
                condition=Q(entered_on=None, entered_by=None)
                | Q(entered_on__isnull=False, entered_by__isnull=False),
                name="ohms_entered_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Note {self.note_id}: {self.entered_on or 'not entered'}"
