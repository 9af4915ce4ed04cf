"""Where the stories of one COHE play: its day, providers, employers, claim managers and numbers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from cohe.workdays import is_business_day
from coordination.demonstration import people, roster, trades
from coordination.demonstration.roster import Center, Provider
from coordination.policy import Policy

# The COHE began to work with the product this many days ago: nothing was recorded before.
LIVE_DAYS = 200
LETTERS = "ABCFGHJKLMNPXY"
SELF_INSURED_LETTERS = "STW"


@dataclass(slots=True)
class Setting:
    """What all stories of one COHE share. `rng` is the only source of chance."""

    center: Center
    day: date
    policy: Policy
    rng: Random
    providers: tuple[Provider, ...]
    employers: tuple[trades.Employer, ...]
    managers: tuple[str, ...]
    numbers: set[str] = field(default_factory=set)
    by_number: dict[str, Provider] = field(default_factory=dict)
    specialties: dict[str, str] = field(default_factory=dict)
    treating: tuple[Provider, ...] = ()
    emergency: tuple[Provider, ...] = ()
    surgeons: tuple[Provider, ...] = ()

    def __post_init__(self) -> None:
        self.by_number = {one.provider_id: one for one in self.providers}
        self.specialties = {one.provider_id: one.specialty for one in self.providers}
        self.emergency = tuple(one for one in self.providers if one.specialty == roster.EMERGENCY)
        self.surgeons = tuple(one for one in self.providers if one.specialty == roster.SURGEON)
        self.treating = tuple(
            one for one in self.providers if one not in self.emergency and one not in self.surgeons
        )

    def treating_on(self, day: date) -> tuple[Provider, ...]:
        """Return whom a worker may see on a day: the one who has no HSC yet has only just come."""
        has_come = day >= self.day - roster.NEWCOMER
        return self.treating if has_come else tuple(one for one in self.treating if one.hsc_email)

    @property
    def live_on(self) -> date:
        """The day on which the COHE began to work with the product."""
        return self.day - timedelta(days=LIVE_DAYS)

    @property
    def last_worked(self) -> date:
        """The business day before today, whose evening the coordinators left behind."""
        found = self.day - timedelta(days=1)
        while not is_business_day(found):
            found -= timedelta(days=1)
        return found

    def chance(self, share: float) -> bool:
        """Say yes in `share` of all cases (0 to 1)."""
        return self.rng.random() < share

    def days(self, least: int, most: int) -> timedelta:
        """Return a span of days between two bounds, both included."""
        return timedelta(days=self.rng.randint(least, most))

    def claim_number(self, fund: str) -> str:
        """Return a claim number that no other claim of the COHE has."""
        letters = SELF_INSURED_LETTERS if fund == "self_insured" else LETTERS
        while True:
            first = self.rng.choice(letters)
            rest = f"{self.rng.choice(LETTERS)}{self.rng.randrange(100_000):05d}"
            number = first + (rest if self.chance(0.6) else f"{self.rng.randrange(1_000_000):06d}")
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    @property
    def monday(self) -> date:
        """The first day of this week, in which the last HSC is away."""
        return self.day - timedelta(days=self.day.weekday())

    def on_duty(self, address: str, on: date) -> str:
        """Return who does an HSC's work on a day: herself, or who covers her."""
        hscs = self.center.hscs
        away = hscs[-1].email(self.center.code)
        if address != away or len(hscs) < 2 or on < self.monday:
            return address
        return hscs[-2].email(self.center.code)

    def prescriber(self, number: str) -> str:
        """Return a provider if they may prescribe, else another one who treats and may."""
        found = self.by_number.get(number)
        if found is not None and found.credential in roster.PRESCRIBE:
            return number
        return self.rng.choice(
            [one for one in self.treating if one.credential in roster.PRESCRIBE]
        ).provider_id

    def hsc_of(self, number: str) -> str:
        """Return the address of the HSC of a provider, "" for none."""
        found = self.by_number.get(number)
        return found.hsc_email if found else ""


def make(center: Center, day: date) -> Setting:
    """Return the setting of a COHE for a day: the same for the same day."""
    # Invented stories must come out the same again; nothing here is a secret.
    rng = Random(f"{center.code} {day}")  # noqa: S311
    managers = tuple(f"{people.person_name(rng)}, unit {rng.choice('ABCDEFGH')}" for _ in range(9))
    return Setting(
        center,
        day,
        center.policy(),
        rng,
        roster.providers(center, rng, day),
        trades.employers(rng, 60 + center.providers),
        managers,
        {center.showpiece},
    )
