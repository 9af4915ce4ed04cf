"""Invented employers, the work done there, what gets hurt, and how medicine writes it."""

from random import Random
from typing import NamedTuple


class Trade(NamedTuple):
    """A line of business: how such employers are called, the occupations, the union where there is one."""

    weight: int
    names: tuple[str, ...]
    occupations: tuple[str, ...]
    union: str = ""


class Employer(NamedTuple):
    """An invented employer with its account number as it is shown."""

    account: str
    name: str
    trade: Trade
    contact: str


class Injury(NamedTuple):
    """A body part with its diagnosis codes by side, its FRQ pain site, and what surgeons do to it."""

    weight: int
    body_part: str
    site: str
    codes: tuple[tuple[str, str], ...]
    procedures: tuple[str, ...] = ()


PLACES = (
    "Alder Creek", "Arrowleaf", "Blue Heron", "Brackenridge", "Camas Prairie", "Cascade Gate", "Dry Falls",
    "Eagle Bluff", "Fernhill", "Grand Coulee Road", "Harbor Point", "Juniper Flats", "Kingfisher",
    "Lilac Hill", "Madrona", "Nisqually Bend", "Osprey", "Pinecrest", "Quail Run", "Rainshadow", "Skyline",
    "Tamarack", "Umber Ridge", "Vine Maple", "Westgate",
)  # fmt: skip

TRADES = (
    Trade(
        14,
        ("Roofing", "Framing & Finish", "Builders", "Concrete"),
        ("roofer", "carpenter", "concrete finisher", "laborer"),
        "Carpenters Local 9071",
    ),
    Trade(
        12,
        ("Logistics", "Freight", "Cold Storage"),
        ("warehouse worker", "delivery driver", "forklift operator"),
        "Teamsters Local 9991",
    ),
    Trade(
        12,
        ("Fruit Packers", "Orchards", "Produce"),
        ("fruit packer", "orchard worker", "sorter"),
    ),
    Trade(
        11,
        ("Care Center", "Home Health", "Rehabilitation & Nursing"),
        ("nursing assistant", "home care aide", "registered nurse"),
        "SEIU Local 9775",
    ),
    Trade(
        9, ("Market", "Grocery Outlet", "Hardware"), ("stocker", "cashier", "meat cutter"), "UFCW Local 9021"
    ),
    Trade(9, ("Hotel", "Lodge", "Janitorial"), ("housekeeper", "janitor", "maintenance worker")),
    Trade(8, ("Bistro", "Kitchen & Bakery", "Taproom"), ("line cook", "baker", "server")),
    Trade(
        7,
        ("Sheet Metal", "Machine Works", "Plastics"),
        ("machinist", "welder", "assembler"),
        "Machinists Lodge 9751",
    ),
    Trade(
        6, ("School District", "County Parks", "City Utilities"), ("bus driver", "custodian", "lineworker")
    ),
    Trade(5, ("Timber", "Lumber & Millwork"), ("sawyer", "choker setter", "planer operator")),
    Trade(4, ("Seafoods", "Marine Repair"), ("fish processor", "deckhand", "marine mechanic")),
)

INJURIES = (
    Injury(
        24,
        "lower back",
        "low-back",
        (("none", "S39.012A"), ("none", "S39.012A;M54.50"), ("none", "M54.16")),
        ("lumbar discectomy", "lumbar fusion"),
    ),
    Injury(
        14,
        "shoulder",
        "shoulder",
        (("right", "S43.421A"), ("left", "S43.422A"), ("right", "M75.121")),
        ("rotator cuff repair", "shoulder arthroscopy"),
    ),
    Injury(
        12,
        "knee",
        "knee",
        (("right", "S83.241A"), ("left", "S83.242A"), ("left", "S83.512A")),
        ("knee arthroscopy", "ACL reconstruction"),
    ),
    Injury(12, "hand", "hand", (("right", "S61.411A"), ("left", "S61.412A")), ("tendon repair",)),
    Injury(
        9,
        "wrist",
        "arm",
        (("right", "S63.501A"), ("left", "S63.502A"), ("both", "G56.03")),
        ("carpal tunnel release",),
    ),
    Injury(
        8,
        "ankle",
        "ankle-foot",
        (("right", "S93.401A"), ("left", "S93.402A")),
        ("ankle fracture fixation",),
    ),
    Injury(6, "neck", "neck", (("none", "S16.1XXA"), ("none", "M54.12")), ("cervical fusion",)),
    Injury(5, "head", "head", (("none", "S06.0X0A"), ("none", "S01.01XA"))),
    Injury(5, "foot", "ankle-foot", (("right", "S90.31XA"), ("left", "S92.302A"))),
    Injury(3, "hip", "hip", (("right", "S73.101A"), ("left", "S73.102A")), ("hip arthroscopy",)),
    Injury(2, "abdomen", "other", (("none", "K40.90"),), ("hernia repair",)),
)
DISEASES = (
    Injury(
        6,
        "wrist",
        "arm",
        (("right", "G56.01"), ("left", "G56.02"), ("both", "G56.03")),
        ("carpal tunnel release",),
    ),
    Injury(3, "elbow", "arm", (("right", "M77.11"), ("left", "M77.12"))),
    Injury(2, "ear", "head", (("both", "H83.3X3"),)),
    Injury(2, "lungs", "other", (("none", "J68.0"),)),
)
RESTRICTIONS = (
    "Lift up to 10 lb seldom; sit or stand as needed",
    "Lift up to 20 lb occasionally; no ladders",
    "No reaching above the shoulder; lift up to 5 lb with the right arm",
    "Seated work only; no kneeling or squatting",
    "No forceful gripping; keyboard up to 2 hours a day",
    "Four hours a day; lift up to 15 lb; change position every 30 minutes",
    "No driving company vehicles; no work at heights",
    "One-handed work only; keep the dressing dry",
)


def employers(rng: Random, count: int) -> tuple[Employer, ...]:
    """Return `count` invented employers, no two of one name or account."""
    weights = [trade.weight for trade in TRADES]
    found: dict[str, Employer] = {}
    while len(found) < count:
        (trade,) = rng.choices(TRADES, weights)
        name = f"{rng.choice(PLACES)} {rng.choice(trade.names)}"
        account = f"{900 + len(found) // 1000},{len(found) % 1000:03d}-{rng.randrange(100):02d}"
        found.setdefault(name, Employer(account, name, trade, ""))
    return tuple(found.values())


def injury(rng: Random, *, disease: bool = False) -> Injury:
    """Return what was hurt."""
    kinds = DISEASES if disease else INJURIES
    return rng.choices(kinds, [kind.weight for kind in kinds])[0]
