"""Claims per HSC FTE: the quarterly trigger and the yearly requirement, two checks (domain.md 6.1).

Pure and exact: FTE are fractions, nothing is divided before it is compared, nothing is rounded before it is
shown.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Quarterly:
    """Claims initiated in a quarter against HSC FTE; more than `line` claims for each FTE ask for a talk."""

    claims: int
    fte: Fraction
    line: int

    @property
    def is_over(self) -> bool:
        """Say whether the COHE must discuss staffing: strictly more than the line; any claim without FTE."""
        return self.claims > self.line * self.fte

    @property
    def ratio(self) -> Decimal | None:
        """Return claims per FTE, two decimals for the eye alone; None where there is no FTE."""
        return as_decimal(Fraction(self.claims) / self.fte, 2) if self.fte else None

    @property
    def allowed(self) -> int:
        """Return the most claims that do not ask for a talk."""
        return int(self.line * self.fte)

    @property
    def claims_to_the_line(self) -> int:
        """Return how many more claims are allowed; negative: how many are too many."""
        return self.allowed - self.claims

    @property
    def fte_to_the_line(self) -> Fraction:
        """Return the FTE to spare; negative: the FTE that are missing."""
        return self.fte - Fraction(self.claims, self.line)


@dataclass(frozen=True, slots=True)
class Yearly:
    """Claims of a year against HSC FTE on a day: one FTE for each `claims_per_fte` claims."""

    claims: int
    fte: Fraction
    claims_per_fte: int

    @property
    def required(self) -> Fraction:
        """Return the FTE the contract requires, without steps."""
        return Fraction(self.claims, self.claims_per_fte)

    @property
    def required_in_halves(self) -> Fraction:
        """Return the next half FTE at or above what is required: information, not the check."""
        return -(-self.required // HALF) * HALF

    @property
    def is_met(self) -> bool:
        """Say whether there is enough staff."""
        return self.fte >= self.required


def as_decimal(value: Fraction, places: int) -> Decimal:
    """Return a fraction rounded half up to `places` decimals, to be shown and never compared."""
    step = Decimal(1).scaleb(-places)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)
