"""The COHEs this installation serves, and what every row of a COHE has in common."""

from django.db import models


class Cohe(models.Model):
    """One Center of Occupational Health & Education."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    is_synthetic = models.BooleanField(default=False, help_text="Every person in it is invented.")

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z][A-Z0-9-]{1,19}$"), name="cohe_code_is_upper"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="cohe_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class TenantModel(models.Model):
    """A row that belongs to one COHE; `ProtectTables` puts its table under row-level security."""

    cohe = models.ForeignKey(Cohe, models.PROTECT, related_name="+", db_index=False, editable=False)

    class Meta:
        abstract = True
