"""The numbers that imports go by. Pure."""

from dataclasses import dataclass

from cohe.numbers import DatedNumbers, number


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPolicy(DatedNumbers):
    """The numbers in force for one COHE on one day."""

    gone_percent: int = number(
        20, "percent", "imports", "of a COHE's claims missing from an extract before applying it is confirmed"
    )
    gone_least: int = number(10, "claims", "imports", "missing from an extract before anything is confirmed")
