"""Django's PostgreSQL backend, which tells the database at every BEGIN for whom it works."""

from typing import Any

from django.db.backends.postgresql import base

from cohe import tenancy

SET_CONTEXT = """
SELECT set_config('app.cohe', %s, true), set_config('app.actor', %s, true),
       set_config('app.request', %s, true)
"""


# Django's published types leave out the two hooks overridden here.
Postgres: Any = base.DatabaseWrapper


class DatabaseWrapper(Postgres):
    """Sets app.cohe, app.actor and app.request.

    For the transaction only, so that nothing stays in a pooled connection.
    """

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)
        if not autocommit and tenancy.context() is not None:
            self.apply_context()

    def _savepoint_rollback(self, sid: Any) -> None:
        super()._savepoint_rollback(sid)
        self.apply_context()

    def apply_context(self) -> None:
        """Write the context in force into the running transaction; an empty one makes every policy raise."""
        found = tenancy.context()
        values = (
            ("", "", "")
            if found is None
            else (str(found.cohe_id), "" if found.actor_id is None else str(found.actor_id), found.request_id)
        )
        with self.connection.cursor() as cursor:
            cursor.execute(SET_CONTEXT, values)
