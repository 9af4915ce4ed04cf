"""The three invented COHEs: their size, their staff, their providers and clinics."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from coordination.demonstration import people
from coordination.policy import Policy

ONE_PASSWORD = "cascade-ferry-demonstration"  # noqa: S105
# Credentials with which opioids may be prescribed.
PRESCRIBE = ("MD", "DO", "ARNP", "PA")
EMERGENCY, SURGEON = "Emergency medicine", "Orthopedic surgery"
SPECIALTIES: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (5, "Occupational medicine", ("MD", "DO", "PA")),
    (6, "Family medicine", ("MD", "DO", "ARNP", "PA")),
    (3, "Internal medicine", ("MD", "ARNP")),
    (4, "Chiropractic", ("DC",)),
    (2, "Physical medicine and rehabilitation", ("MD", "DO")),
    (1, "Naturopathic medicine", ("ND",)),
)
CLINICS = (
    "Alder Street Clinic", "Bayview Occupational Health", "Cedar Landing Urgent Care",
    "Dogwood Family Medicine", "Evergreen Spine & Joint", "Foss Harbor Medical", "Glacier Walk-in Clinic",
    "Hemlock Chiropractic", "Inlet Orthopedics", "Larch Street Clinic", "Madrona General Hospital",
    "North Fork Medical", "Orchard Gate Clinic", "Palisade Physicians", "Quarry Road Urgent Care",
    "Riverbend Occupational Health", "Saltwater Spine", "Tideflats Clinic", "Upland Family Practice",
    "Vista Orthopedics", "Wheatland Hospital", "Yarrow Chiropractic", "Basalt Bluff Clinic",
    "Cottonwood Medical", "Drumheller Clinic",
)  # fmt: skip


class Staff(NamedTuple):
    """Somebody who works for the COHE; `since` in days before today, `hsc_share`: part of the providers."""

    name: str
    role: str
    since: int
    hsc_share: int = 0

    def email(self, code: str) -> str:
        """Return the address with which she signs in."""
        return f"{self.name.split()[0].lower()}@{code.lower()}.example"


class Number(NamedTuple):
    """A policy number of the COHE's own, in force from so many days before today (negative: after it)."""

    name: str
    value: int
    since: int
    reason: str


class Center(NamedTuple):
    """One invented COHE. `showpiece` is the number of its one claim that shows everything."""

    code: str
    name: str
    claims_a_year: int
    providers: int
    clinics: tuple[str, ...]
    cities: tuple[str, ...]
    staff: tuple[Staff, ...]
    first_number: int
    showpiece: str
    numbers: tuple[Number, ...] = ()

    @property
    def hscs(self) -> tuple[Staff, ...]:
        """The HSCs on whom claims land."""
        return tuple(one for one in self.staff if one.hsc_share)

    def of_role(self, role: str) -> Staff:
        """Return the first of a role."""
        return next(one for one in self.staff if one.role == role)

    def policy(self) -> Policy:
        """Return the numbers the COHE goes by today."""
        in_force = sorted((one for one in self.numbers if one.since >= 0), key=lambda one: -one.since)
        return Policy.from_values({one.name: one.value for one in in_force})


class Provider(NamedTuple):
    """A row of providers.csv, in the order of its columns."""

    provider_id: str
    name: str
    credential: str
    specialty: str
    clinic: str
    city: str
    phone: str
    enrolled_on: date
    left_on: date | None
    hsc_email: str


CONTRACT_MANAGER = ("Casey Whitfield", "casey@contracts.example")
CEDAR = Center(
    "CEDAR",
    "Cedar Sound COHE",
    9400,
    66,
    CLINICS[:13],
    ("Tacoma", "Everett", "Bremerton", "Olympia", "Kent"),
    (
        Staff("Maya Lindqvist", "hsc", 1480, 5),
        Staff("Rafael Ortega", "hsc", 905, 5),
        Staff("Thuy Nguyen", "hsc", 620, 5),
        Staff("Dolores Whitehorse", "hsc", 2210, 5),
        Staff("Ben Adeyemi", "hsc-assistant", 330),
        Staff("Ingrid Halvorsen", "supervisor", 2600),
        Staff("Samuel Okafor", "advisor", 1900),
        Staff("Priya Raman", "administrator", 1100),
    ),
    310_000,
    "CX10001",
    (
        Number("snooze_free_days", 5, 160, "The team agreed to say why after five days."),
        Number("contact_days_high", 6, 120, "High tier is called once in a working week."),
        Number("contact_days_high", 7, 75, "Back to a week: six days fell on Sundays."),
        Number("first_activity_warn_bd", 4, -14, "Trial from next month: open a day earlier."),
    ),
)
PALOUSE = Center(
    "PALOUSE",
    "Palouse Ridge COHE",
    4700,
    36,
    CLINICS[13:21],
    ("Spokane", "Pullman", "Walla Walla", "Yakima"),
    (
        Staff("Noor Haddad", "hsc", 1210, 5),
        Staff("Gwen Castellano", "hsc", 760, 5),
        Staff("Teo Kahale", "hsc", 410, 3),
        Staff("Lucy Ferrer", "hsc-assistant", 280),
        Staff("Walter Brandvold", "supervisor", 2050),
        Staff("Ruth Okonkwo", "advisor", 1500),
        Staff("Ana Sørensen", "administrator", 990),
    ),
    520_000,
    "PX10001",
    (Number("frq_due_day", 24, 110, "Our advisor asks for the FRQ within twenty-four days."),),
)
ORCA = Center(
    "ORCA",
    "Orca Bay COHE",
    1175,
    18,
    CLINICS[21:],
    ("Friday Harbor", "Anacortes", "Port Angeles"),
    (
        Staff("Kai Tanaka", "hsc", 1330, 5),
        Staff("Rosie Blackwood", "hsc-assistant", 240),
        Staff("Elaine Pruitt", "supervisor", 1620),
        Staff("Omar Bashir", "advisor", 870),
        Staff("Julian Vance", "administrator", 700),
    ),
    740_000,
    "BX10001",
)
CENTERS = (CEDAR, PALOUSE, ORCA)


# How long ago the provider came whom nobody has given to an HSC yet.
NEWCOMER = timedelta(days=21)


def providers(center: Center, rng: Random, day: date) -> tuple[Provider, ...]:
    """Return the providers of a COHE; the last who treats has just come and has no HSC: hers are nobody's."""
    found = [provider(center, rng, day, place) for place in range(center.providers)]
    last = max(place for place, one in enumerate(found) if one.specialty not in (EMERGENCY, SURGEON))
    found[last] = found[last]._replace(hsc_email="", enrolled_on=day - NEWCOMER)
    return tuple(found)


def provider(center: Center, rng: Random, day: date, place: int) -> Provider:
    """Return the provider at `place`: every eighth works in an emergency department, every ninth operates."""
    specialty, credentials = specialty_at(place, rng)
    hscs = center.hscs
    hsc = (
        hscs[place % len(hscs)]
        if place < 2 * len(hscs)
        else rng.choices(hscs, [one.hsc_share for one in hscs])[0]
    )
    return Provider(
        str(center.first_number + 37 * place + rng.randrange(30)),
        people.person_name(rng),
        rng.choice(credentials),
        specialty,
        center.clinics[place % len(center.clinics)],
        center.cities[place % len(center.clinics) % len(center.cities)],
        people.phone(rng),
        day - timedelta(days=rng.randrange(500, 4000)),
        None,
        hsc.email(center.code),
    )


def specialty_at(place: int, rng: Random) -> tuple[str, tuple[str, ...]]:
    """Return the specialty of the provider at a place, and what may stand behind such a name."""
    if place % 8 == 3:
        return EMERGENCY, ("MD", "DO")
    if place % 9 == 4:
        return SURGEON, ("MD",)
    _, specialty, credentials = rng.choices(SPECIALTIES, [weight for weight, _, _ in SPECIALTIES])[0]
    return specialty, credentials
