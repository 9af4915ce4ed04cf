"""Which table each file of an extract goes into, and under which names."""

from dataclasses import dataclass

from django.db.models import Model
from psycopg import sql

from claims.choices import Tier
from claims.feeds import columns
from claims.feeds.columns import Column, Kind, Layout
from claims.models import Apf, Claim, Prescription, Provider, Surgery, TimeLoss, WorkStatus

SQL_TYPES = {
    Kind.CLAIM_NUMBER: "text",
    Kind.PROVIDER: "text",
    Kind.TEXT: "text",
    Kind.WORD: "text",
    Kind.DAY: "date",
    Kind.FLAG: "boolean",
    Kind.WHOLE: "smallint",
    Kind.DOSE: "numeric",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A file's table.

    `absent` is the column set on a row that is no longer in the extract, `marks` all that say a row does
    not count, `defaults` is what a new row has besides the file. Where `has_other_authors`, people add rows
    of their own, which no import touches.
    """

    layout: Layout
    model: type[Model]
    absent: str = "withdrawn_at"
    marks: tuple[str, ...] = ("withdrawn_at",)
    defaults: tuple[tuple[str, str], ...] = ()
    has_other_authors: bool = False

    @property
    def name(self) -> str:
        """The file's name without its ending: how counts and temporary tables are called."""
        return self.layout.name

    @property
    def table(self) -> sql.Identifier:
        """The table the rows end in."""
        return sql.Identifier(self.model._meta.db_table)

    @property
    def staged(self) -> sql.Identifier:
        """The temporary table with the rows of the file."""
        return sql.Identifier(f"staged_{self.name}")

    @property
    def plan(self) -> sql.Identifier:
        """The temporary table with what the file changes."""
        return sql.Identifier(f"plan_{self.name}")

    @property
    def kept(self) -> sql.Identifier:
        """The temporary table with the keys that this file does not withdraw."""
        return sql.Identifier(f"kept_{self.name}")

    @property
    def is_detail(self) -> bool:
        """Whether its rows belong to a claim."""
        return self.layout in columns.DETAILS

    @property
    def written(self) -> list[Column]:
        """The columns that the file writes; the claim number of a detail becomes a key instead."""
        return [
            column for column in self.layout.columns if not (self.is_detail and column.name == "claim_number")
        ]

    @property
    def key(self) -> list[Column]:
        """The columns of the key, the claim of a detail apart."""
        return [column for column in self.written if column.name in self.layout.key]


def stored_name(column: str) -> str:
    """Return the name of a column of the extract in our tables: providers are known by number."""
    return f"{column.removesuffix('_id')}_number" if column.endswith("_id") else column


PROVIDERS = Target(columns.PROVIDERS, Provider)
CLAIMS = Target(
    columns.CLAIMS,
    Claim,
    absent="gone_on",
    marks=("gone_on", "withdrawn_at"),
    defaults=(("tier", Tier.STANDARD.value),),
)
DETAILS = (
    Target(columns.WORK_STATUS, WorkStatus, has_other_authors=True),
    Target(columns.APF, Apf),
    Target(columns.TIME_LOSS, TimeLoss),
    Target(columns.PRESCRIPTIONS, Prescription),
    Target(columns.SURGERIES, Surgery),
)
ALL = (PROVIDERS, CLAIMS, *DETAILS)
BY_NAME = {target.name: target for target in ALL}
