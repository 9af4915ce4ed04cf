"""Keys between tables of one COHE."""

from typing import Any

from django.db import models


class TenantKey(models.ForeignKey):
    """A foreign key to a row of the same COHE.

    The database constraint is not Django's: `ProtectTables` writes it over (cohe_id, key), since a plain
    foreign key ignores row-level security and would accept another COHE's row.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)
