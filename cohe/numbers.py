"""Numbers that L&I or a COHE may change: what each is called, its unit, its words, where it comes from.

Pure. A floor declares its numbers as the fields of a frozen dataclass (`coordination.policy.Policy`,
`staffing.policy.StaffingPolicy`) with the documented default; the values in force for a COHE on a day are
dated rows (`cohe.policy.in_force`), which `from_values` puts in the place of the defaults.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Self

# Where a default comes from: a page that L&I or the programme has published, or our own choice.
PUBLIC = "public"
OURS = "ours"

# The most a number of a unit may be: beyond it the value is a slip of the hand, and days leave the calendar.
MOST = {
    "days": 3650,
    "business days": 250,
    "months": 120,
    "quarters": 40,
    "day of the spell": 3650,
    "mg a day": 9999,
    "hours": 2000,
    "minutes": 100_000,
    "claims": 1_000_000,
    "percent": 100,
    "cases": 1000,
    "sessions": 1000,
    "forms": 100,
    "yes or no": 1,
}
FROM_ONE = ("business days", "day of the spell", "quarters")


class PolicyRefused(ValueError):
    """A value that cannot be a policy number; the text is a sentence for the person who set it."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a page and a form say about one number. `rules`: what goes by it."""

    name: str
    rules: tuple[str, ...]
    words: str
    unit: str
    source: str
    default: int

    @property
    def least(self) -> int:
        """Return the smallest value that makes sense: days and business days are counted from 1."""
        return 1 if self.unit in FROM_ONE else 0

    @property
    def most(self) -> int:
        """Return the largest value that makes sense."""
        return MOST[self.unit]

    def refuse_unless_possible(self, value: Decimal | int) -> None:
        """Raise `PolicyRefused` for a value out of range, or with a fraction."""
        if not self.least <= value <= self.most:
            raise PolicyRefused(
                f"{self.name} must be from {self.least} to {self.most} {self.unit}, not {value}."
            )
        if value != int(value):
            raise PolicyRefused(f"{self.name} must be a whole number of {self.unit}, not {value}.")


def number(default: int, unit: str, rules: str, words: str, source: str = OURS) -> Any:
    """Return the field of one number; `rules` are the codes of what goes by it, with blanks between."""
    about = {
        "default": default,
        "unit": unit,
        "rules": tuple(rules.split()),
        "words": words,
        "source": source,
    }
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedNumbers:
    """The numbers of one floor in force for one COHE on one day."""

    @classmethod
    def from_values(cls, values: Mapping[str, Decimal | int]) -> Self:
        """Return the numbers with `values` (by name, in their unit) in the place of the defaults.

        Raise `PolicyRefused` for a name that this floor does not know and for a value that cannot be.
        """
        known = {one.name: one for one in cls.numbers()}
        checked: dict[str, int] = {}
        for name, value in values.items():
            if name not in known:
                raise PolicyRefused(f"No rule knows a number called {name}.")
            known[name].refuse_unless_possible(value)
            checked[name] = int(value)
        return cls(**checked)

    @classmethod
    def numbers(cls) -> tuple[Number, ...]:
        """Return what is to be said about every number, in the order of the page."""
        return tuple(Number(name=one.name, **one.metadata) for one in fields(cls))

    @classmethod
    def names(cls) -> frozenset[str]:
        """Return the names of the floor's numbers."""
        return frozenset(one.name for one in fields(cls))
