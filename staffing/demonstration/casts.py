"""Who of the invented staff does what part of the week, and what each quarter's ratio comes out as. Pure.

HSC minutes of a quarter are worked out from the claims that began in it, so that the ratio is exact whatever
the demonstration's size: a full week has four minutes for each claim of the line aimed at, hence four minutes
of HSC time for each claim give exactly that line. One HSC, `rest`, has what the others leave.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from staffing.choices import StaffRole

MINUTES_A_CLAIM = 4
THIRD, FULL = Fraction(1, 3), Fraction(1)


class Cast(NamedTuple):
    """One COHE: HSC parts by first name, who has the rest, other roles, and the ratios aimed at.

    `ratios`: the last quarter that is over first, then those before it. `leaves`, `comes`: name and HSC part.
    """

    hsc: Mapping[str, Fraction]
    rest: str
    others: tuple[tuple[str, StaffRole, Fraction], ...]
    ratios: tuple[int, ...]
    leaves: tuple[str, Fraction] | None = None
    comes: tuple[str, Fraction] | None = None

    @property
    def full_time(self) -> int:
        """Return the minutes of a full week."""
        return MINUTES_A_CLAIM * self.ratios[0]


CASTS = {
    # 590 in the last quarter: a discussion waits. Two quarters before it was over as well, and was discussed.
    "CEDAR": Cast(
        hsc={
            "Maya": FULL,
            "Rafael": FULL,
            "Thuy": Fraction(2, 3),
            "Ingrid": Fraction(2, 5),
            "Harriet": Fraction(2, 5),
        },
        rest="Dolores",
        others=(
            ("Ben", StaffRole.ASSISTANT, FULL),
            ("Thuy", StaffRole.PROVIDER_TRAINER, THIRD),
            ("Ingrid", StaffRole.PROJECT_DIRECTOR, Fraction(3, 5)),
            ("Samuel", StaffRole.ADVISOR, Fraction(1, 2)),
            ("Priya", StaffRole.ADMINISTRATION, FULL),
        ),
        ratios=(590, 574, 597, 583, 561, 575, 588, 567),
        leaves=("Harriet Blum", Fraction(2, 5)),
        comes=("Imani Brooks", Fraction(1, 4)),
    ),
    # Exactly 588.00, which does not ask for a discussion; Teo's week has three equal roles.
    "PALOUSE": Cast(
        hsc={"Noor": FULL, "Teo": THIRD},
        rest="Gwen",
        others=(
            ("Teo", StaffRole.OUTREACH, THIRD),
            ("Teo", StaffRole.PROVIDER_TRAINER, THIRD),
            ("Lucy", StaffRole.ASSISTANT, FULL),
            ("Walter", StaffRole.PROJECT_DIRECTOR, FULL),
            ("Ruth", StaffRole.MEDICAL_DIRECTOR, Fraction(1, 4)),
            ("Ana", StaffRole.ADMINISTRATION, FULL),
        ),
        ratios=(588, 580, 571, 566, 579, 584, 572, 563),
    ),
    "ORCA": Cast(
        hsc={},
        rest="Kai",
        others=(
            ("Rosie", StaffRole.ASSISTANT, Fraction(1, 2)),
            ("Elaine", StaffRole.PROJECT_DIRECTOR, Fraction(1, 2)),
            ("Omar", StaffRole.MEDICAL_DIRECTOR, Fraction(1, 8)),
            ("Julian", StaffRole.ADMINISTRATION, Fraction(1, 2)),
        ),
        ratios=(570, 561, 577, 566, 559, 572, 581, 555),
    ),
}


def steady_minutes(cast: Cast, claims: int) -> dict[str, int]:
    """Return the weekly HSC minutes of all but `rest`, in the size that so many claims of a quarter ask for.

    At full size these are the parts as written; a demonstration a tenth as large has weeks a tenth as long.
    """
    wanted = Fraction(MINUTES_A_CLAIM * max(1, claims), cast.full_time)
    parts = sum(cast.hsc.values(), Fraction(1, 2))
    size = min(FULL, wanted / parts)
    return {name: round(part * size * cast.full_time) for name, part in cast.hsc.items()}


def rest_minutes(cast: Cast, steady: Mapping[str, int], claims: int, ratio: int) -> int:
    """Return the weekly HSC minutes that `rest` needs for a quarter's claims to come out at `ratio`."""
    needed = round(Fraction(max(1, claims) * cast.full_time, ratio))
    return min(cast.full_time, max(1, needed - sum(steady.values())))
