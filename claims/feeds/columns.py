"""The files of an extract and their columns, each said once."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

from claims.feeds.cells import (
    Cells,
    ClaimNumberCells,
    DayCells,
    DoseCells,
    TextCells,
    Value,
    WholeCells,
    WordCells,
)

YES_NO: MappingProxyType[str, Value] = MappingProxyType({"y": True, "n": False})


class Kind(Enum):
    """How the cells of a column are read."""

    CLAIM_NUMBER = "claim number"
    PROVIDER = "provider number"
    TEXT = "text"
    DAY = "day"
    WORD = "word"
    FLAG = "Y or N"
    WHOLE = "whole number"
    DOSE = "dose"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name; `future` says that its days may lie after the day of the extract."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    future: bool = False
    words: tuple[str, ...] = ()

    def cells(self, made_on: date) -> Cells:
        """Return the reader of this column's cells for an extract made on a day."""
        match self.kind:
            case Kind.CLAIM_NUMBER:
                return ClaimNumberCells(self.name, required=self.required)
            case Kind.DAY:
                return DayCells(self.name, required=self.required, latest=None if self.future else made_on)
            case Kind.WORD:
                words: dict[str, Value] = {word: word for word in self.words}
                return WordCells(self.name, required=self.required, words=words, empty=self.empty)
            case Kind.FLAG:
                return WordCells(self.name, required=self.required, words=YES_NO, empty=self.empty)
            case Kind.WHOLE:
                return WholeCells(self.name, required=self.required)
            case Kind.DOSE:
                return DoseCells(self.name, required=self.required)
            case Kind.TEXT | Kind.PROVIDER:
                return TextCells(self.name, required=self.required, empty=self.empty)

    @property
    def empty(self) -> str | None:
        """What an unknown value of the column is: "" for text and words, else None."""
        return "" if self.kind in (Kind.TEXT, Kind.PROVIDER, Kind.WORD) else None


@dataclass(frozen=True, slots=True)
class Layout:
    """One file: its columns in the order of every row read from it, its key, what must hold in a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    spans: tuple[tuple[str, str], ...] = ()
    one_of: tuple[str, ...] = ()
    merge_when_equal: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file's name as people write it."""
        return f"{self.name}.csv"

    def at(self, column: str) -> int:
        """Return the place of a column's value in a row; place 0 is the line of the row."""
        return 1 + [each.name for each in self.columns].index(column)


def _day(name: str, *, required: bool = False, future: bool = False) -> Column:
    return Column(name, Kind.DAY, required, future)


def _provider(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.PROVIDER, required)


def _words(name: str, *words: str, required: bool = False) -> Column:
    return Column(name, Kind.WORD, required, words=words)


_CLAIM = Column("claim_number", Kind.CLAIM_NUMBER, required=True)

PROVIDERS = Layout(
    "providers",
    (
        Column("provider_id", Kind.TEXT, required=True),
        Column("name", required=True),
        Column("credential"),
        Column("specialty"),
        Column("clinic"),
        Column("city"),
        Column("phone"),
        _day("enrolled_on", future=True),
        _day("left_on", future=True),
        Column("hsc_email"),
    ),
    key=("provider_id",),
    required=True,
    merge_when_equal=("enrolled_on", "left_on"),
)

CLAIMS = Layout(
    "claims",
    (
        _CLAIM,
        _words("fund", "state", "self_insured"),
        _words("claim_type", "injury", "occupational_disease"),
        _words(
            "claim_status",
            "pending",
            "provisional",
            "allowed",
            "rejected",
            "closed",
            "reopened",
            required=True,
        ),
        _day("status_date"),
        _day("date_of_injury"),
        _day("first_visit_date"),
        _day("roa_received_date"),
        Column("roa_complete", Kind.FLAG),
        _day("claim_established_date"),
        Column("body_part"),
        _words("side", "left", "right", "both", "none"),
        Column("icd10"),
        Column("worker_last_name"),
        Column("worker_first_name"),
        _day("worker_dob"),
        Column("worker_phone"),
        Column("worker_language"),
        Column("interpreter_needed", Kind.FLAG),
        Column("employer_account"),
        Column("employer_name"),
        Column("employer_phone"),
        Column("union_name"),
        Column("occupation"),
        _provider("initiating_provider_id", required=True),
        _provider("attending_provider_id"),
        _day("attending_since", future=True),
        Column("claim_manager"),
    ),
    key=("claim_number",),
    required=True,
    one_of=("claim_established_date", "roa_received_date", "first_visit_date"),
)

WORK_STATUS = Layout(
    "work_status",
    (
        _CLAIM,
        _words("status", "full_duty", "modified", "off_work", "kos", required=True),
        _day("from_date", required=True, future=True),
        _day("through_date", future=True),
        _words("source", "apf", "employer", "worker", required=True),
        Column("restrictions"),
    ),
    key=("claim_number", "from_date", "source"),
    spans=(("from_date", "through_date"),),
)

APF = Layout(
    "apf",
    (
        _CLAIM,
        _provider("provider_id", required=True),
        _day("exam_date", required=True),
        _day("received_date"),
        Column("work_status"),
        _day("valid_from", future=True),
        _day("valid_through", future=True),
    ),
    key=("claim_number", "provider_id", "exam_date"),
    spans=(("valid_from", "valid_through"),),
)

TIME_LOSS = Layout(
    "time_loss",
    (
        _CLAIM,
        _day("paid_from", required=True),
        _day("paid_through", required=True, future=True),
        Column("days_paid", Kind.WHOLE),
    ),
    key=("claim_number", "paid_from"),
    spans=(("paid_from", "paid_through"),),
)

PRESCRIPTIONS = Layout(
    "prescriptions",
    (
        _CLAIM,
        _day("filled_on", required=True),
        Column("drug", required=True),
        Column("is_opioid", Kind.FLAG),
        Column("days_supply", Kind.WHOLE),
        Column("med_per_day", Kind.DOSE),
        _provider("prescriber_id"),
    ),
    key=("claim_number", "filled_on", "drug"),
)

SURGERIES = Layout(
    "surgeries",
    (
        _CLAIM,
        Column("procedure", required=True),
        _day("requested_on"),
        _day("authorized_on"),
        _day("denied_on"),
        _day("scheduled_for", future=True),
        _day("performed_on"),
        _provider("surgeon_id"),
    ),
    key=("claim_number", "procedure", "requested_on"),
)

DETAILS = (WORK_STATUS, APF, TIME_LOSS, PRESCRIPTIONS, SURGERIES)
LAYOUTS = {layout.file: layout for layout in (PROVIDERS, CLAIMS, *DETAILS)}
