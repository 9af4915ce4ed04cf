"""Row history: database triggers write who changed what in which request, for bulk and raw SQL alike."""

from collections.abc import Callable
from typing import Any, cast

import pghistory
import pghistory.models
from django.db import connection, models
from django.db.models import Func, Value
from django.db.models.functions import Cast, NullIf


def setting(name: str) -> Func:
    """Return the SQL that reads a setting of the running transaction, NULL when it is not set."""
    return NullIf(
        Func(Value(name), Value(True), function="current_setting", output_field=models.TextField()), Value("")
    )


class HistoryRow(pghistory.models.Event):
    """What every history table has beside the row itself: who, and in which request."""

    pgh_actor = models.BigIntegerField(
        null=True, db_default=Cast(setting("app.actor"), models.BigIntegerField())
    )
    pgh_request = models.TextField(null=True, db_default=setting("app.request"))

    class Meta:
        abstract = True


def expect_many_rows() -> None:
    """Let the next bulk UPDATE of a tracked table plan its history anew.

    The trigger joins old and new rows by a plan that the session keeps from its first statement: made for one
    row or none it is a nested loop, and takes minutes for the ten thousand rows of an import.
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """Return a decorator that keeps a model's history in `<Model>History`, one trigger a statement."""

    def keep(model: type[models.Model]) -> type[models.Model]:
        level = pghistory.Statement
        return pghistory.track(
            pghistory.InsertEvent(level=level),
            pghistory.UpdateEvent(level=level),
            pghistory.DeleteEvent(level=level),
            base_model=HistoryRow,
            # no context table: who and request are columns of the history itself
            context_field=cast(Any, None),
            obj_field=pghistory.ObjForeignKey(related_name="history", db_constraint=False),
            exclude=list(exclude),
            model_name=f"{model.__name__}History",
        )(model)

    return keep
