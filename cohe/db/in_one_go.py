"""Migrations that make many tables, in seconds.

Every table of a COHE points at the COHE, so for Django all models are related, and each of the hundreds of
operations that makemigrations writes (a table, each of its constraints, indexes and triggers) renders all
models anew: minutes on a fresh machine. With `operations = in_one_go(operations)` as the last line of a
migration the operations stay as they were written, and models are rendered once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RemoveField
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# A column that is added or taken away has its history's triggers taken away before it and made anew after.
TOGETHER = (CreateModel, AddField, RemoveField, AddConstraint, AddIndex, AddTrigger, RemoveTrigger)
# What a table that is created from its last state has already.
PART_OF_A_TABLE = (AddField, AddConstraint, AddIndex)


def in_one_go(operations: Iterable[Operation]) -> list[Operation]:
    """Return the operations, those that add tables and their parts joined; all others stay where they are."""
    found: list[Operation] = []
    for together, group in groupby(operations, lambda one: isinstance(one, TOGETHER)):
        some = tuple(group)
        found += [AddTogether(some)] if together else some
    return found


class AddTogether(Operation):
    """Tables with constraints, indexes and triggers, and changes of columns of tables that are there."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation] = ()) -> None:
        self.operations = tuple(operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change the state by every operation with no model rendered in between."""
        vars(state).pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create each table from its last state; add the rest to tables that were there before."""
        for one in self.steps():
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take everything back in the opposite order; a table's triggers go with it."""
        made = self.made
        for one in reversed(list(self.steps())):
            if not (isinstance(one, AddTrigger) and one.model_name.lower() in made):
                one.database_backwards(app_label, schema_editor, from_state, to_state)

    @property
    def made(self) -> set[str]:
        """Return the names of the tables that are new."""
        return {one.name_lower for one in self.operations if isinstance(one, CreateModel)}

    def steps(self) -> Iterator[Operation]:
        """Yield the operations that must touch the database: a new table has its parts from the start."""
        made = self.made
        for one in self.operations:
            if not (isinstance(one, PART_OF_A_TABLE) and vars(one)["model_name"].lower() in made):
                yield one

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Do {len(self.operations)} steps to tables, keys, constraints, indexes and triggers in one go"
