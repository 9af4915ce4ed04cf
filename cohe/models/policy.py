"""Numbers that L&I or a COHE may change, dated."""

from django.db import models
from django.db.models import Q

from cohe import history
from cohe.models.organisation import TenantModel
from cohe.models.people import Person


@history.tracked()
class PolicyValue(TenantModel):
    """A number of the COHE's own, in force from a day on; without a row the documented default holds."""

    name = models.SlugField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    since = models.DateField()
    reason = models.TextField()
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "since")
        constraints = (
            models.UniqueConstraint(fields=("cohe", "name", "since"), name="policy_one_value_a_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="policy_has_a_reason"),
            models.CheckConstraint(condition=Q(value__gte=0), name="policy_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.since}"
