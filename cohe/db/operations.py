"""The one migration operation that puts tables of a COHE under row-level security and grants rights on them.

Rights are explicit: a table that no operation names cannot be reached by the web process or a worker.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

RUNTIME = "cohe_web, cohe_worker"
# Tables that name a COHE and are read before one is known: who may act where. No worker data in them.
OUTSIDE = frozenset({"cohe_membership", "cohe_apitoken"})
# Tables that the runtime roles add to and read, never change, whichever migration protects them anew: what
# was once said of an item, a referral or a hand-over, every version of a plan, checks and evidence.
INSERT_ONLY = frozenset(
    {
        "cohe_accessevent",
        "cohe_trailseal",
        "coordination_handoverturn",
        "coordination_itemevent",
        "coordination_planline",
        "coordination_planversion",
        "coordination_referralevent",
        "staffing_forecast",
        "staffing_forecastquarter",
        "staffing_reportfigure",
        "staffing_reportrows",
        "staffing_shiftedclaim",
        "staffing_staffingcheck",
        "training_evidence",
    },
)
POLICIES = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cohe ON {table};
DROP POLICY IF EXISTS owner_all ON {table};
CREATE POLICY cohe ON {table} TO cohe_web, cohe_worker
  USING (cohe_id = (SELECT app.cohe())) WITH CHECK (cohe_id = (SELECT app.cohe()));
CREATE POLICY owner_all ON {table} TO cohe_owner USING (true) WITH CHECK (true);
"""


def is_tenant(model: type[models.Model]) -> bool:
    """Say whether the rows of `model` belong to a COHE and are hidden from all others."""
    return model._meta.db_table not in OUTSIDE and any(
        field.column == "cohe_id" for field in model._meta.concrete_fields
    )


def is_history(model: type[models.Model]) -> bool:
    """Say whether `model` is a history table written by triggers."""
    return any(field.column == "pgh_id" for field in model._meta.concrete_fields)


def tenant_keys(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Yield the foreign keys of `model` that point at rows of the same COHE."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and is_tenant(field.remote_field.model):
            yield field


# A trail that an earlier migration made insert-only stays so, whether or not a later one names it again.
RIGHTS = """
DO $$ BEGIN
  IF NOT has_table_privilege('cohe_web', '{table}', 'INSERT')
     OR has_table_privilege('cohe_web', '{table}', 'UPDATE') THEN
    REVOKE ALL ON {table} FROM {runtime};
    GRANT {rights} ON {table} TO {runtime};
  END IF;
END $$;
"""
COMPOSITE_KEY = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{target}_cohe_row') THEN
    ALTER TABLE {target} ADD CONSTRAINT {target}_cohe_row UNIQUE (cohe_id, id);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN
    ALTER TABLE {table} ADD CONSTRAINT {name}
      FOREIGN KEY (cohe_id, {column}) REFERENCES {target} (cohe_id, id);
  END IF;
END $$;
"""


def composite_key(model: type[models.Model], field: models.ForeignKey) -> str:
    """Return the SQL of a foreign key that includes the COHE on both sides."""
    table, target = model._meta.db_table, field.remote_field.model._meta.db_table
    return COMPOSITE_KEY.format(
        table=table, target=target, column=field.column, name=f"{table}_{field.column}_cohe"[:63]
    )


class ProtectTables(Operation):
    """Put every table of the app that has a `cohe_id` under its policies, with rights and composite keys.

    Trails (`INSERT_ONLY`, and every history) the runtime roles may add to and read, never change.
    Last operation of each migration that adds a table or a key; running it twice changes nothing.
    """

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: policies are not part of Django's state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Write policies, rights and keys for each tenant table of the app."""
        for model in to_state.apps.get_app_config(app_label).get_models(include_auto_created=True):
            if is_tenant(model):
                schema_editor.execute(self.protection(model), params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Leave the protection: a table without it must not exist."""

    def protection(self, model: type[models.Model]) -> str:
        """Return all the SQL that protects one table."""
        table = model._meta.db_table
        trail = is_history(model) or table in INSERT_ONLY
        rights = "SELECT, INSERT" if trail else "SELECT, INSERT, UPDATE, DELETE"
        keys = "" if is_history(model) else "".join(composite_key(model, key) for key in tenant_keys(model))
        return (
            POLICIES.format(table=table) + RIGHTS.format(table=table, rights=rights, runtime=RUNTIME) + keys
        )

    def describe(self) -> str:
        """Say what the operation does."""
        return "Put the tables of a COHE under row-level security"


class GrantTables(Operation):
    """Grant rights on tables that belong to no COHE (accounts, sessions, the list of COHEs)."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, rights: str, tables: Sequence[str]) -> None:
        self.rights, self.tables = rights, tuple(tables)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: rights are not part of Django's state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Grant the rights to the web process and the workers."""
        for table in self.tables:
            schema_editor.execute(f"GRANT {self.rights} ON {table} TO {RUNTIME}", params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the rights back."""
        for table in self.tables:
            schema_editor.execute(f"REVOKE {self.rights} ON {table} FROM {RUNTIME}", params=None)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Grant {self.rights} on {len(self.tables)} tables that belong to no COHE"
