"""What the frame of every page shows: where one may go, who one is, in which COHE, at what time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from cohe import clock
from cohe.models import Cohe, Membership, Person
from cohe.permissions import Permission, allows

# Label, url name, permission, keys, most used first; apps are named in strings, never imported.
PLACES = (
    ("Board", "staffing:board", Permission.STAFFING_SEE, "g b"),
    ("Worklist", "coordination:worklist", Permission.WORKLIST_SEE, "g w"),
    ("Staffing", "staffing:team", Permission.STAFFING_SEE, "g s"),
    ("COHEs", "staffing:cohes", Permission.COHES_SEE, "g h"),
    ("Nothing slips", "coordination:nothing-slips", Permission.ITEM_REASSIGN, "g n"),
    ("Questions", "coordination:question-list", Permission.ADVICE_GIVE, "g q"),
    ("Claims", "coordination:claim-search", Permission.CLAIM_SEE, "g c"),
    ("Referrals", "coordination:referral-log", Permission.CLAIM_SEE, "g f"),
    ("Caseload", "claims:caseload", Permission.CASELOAD_SEE, "g l"),
    ("Time", "coordination:time", Permission.ITEM_WORK, "g t"),
    ("Resources", "coordination:resources", Permission.RESOURCE_SEE, "g e"),
    ("Imports", "claims:import-list", Permission.IMPORT_SEE, "g i"),
    ("People", "people", Permission.PEOPLE_MANAGE, "g p"),
    ("Forms", "coordination:assessment-forms", Permission.CONFIGURE, "g f"),
    ("Codes", "coordination:billing-codes", Permission.CONFIGURE, "g k"),
    ("Rules", "coordination:rules", Permission.RULES_SEE, "g r"),
)


# How many places stand in the line of a desk and of a phone; the others lie under More.
AT_A_DESK, ON_A_PHONE = 6, 4


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    is_current: bool
    key: str


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page for one person."""

    nav: tuple[Place, ...]
    cohe: Cohe | None
    others: tuple[Cohe, ...]
    person: Person | None
    membership: Membership | None
    keys_on: bool
    row_height: int
    synthetic: bool
    today: date
    now: datetime
    idle_minutes: int
    may_search: bool
    own_training: bool
    on_a_phone: int = ON_A_PHONE

    @property
    def line(self) -> tuple[Place, ...]:
        """Return the places that stand in the line of a desk."""
        return self.nav[:AT_A_DESK]

    @property
    def beyond(self) -> tuple[Place, ...]:
        """Return the places that a desk has under More."""
        return self.nav[AT_A_DESK:]

    @property
    def more(self) -> tuple[Place, ...]:
        """Return the places that a phone has under More."""
        return self.nav[ON_A_PHONE:]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return `shell` for the templates; asks the database nothing."""
    membership: Membership | None = getattr(request, "membership", None)
    person = membership.person if membership else None
    return {
        "shell": Shell(
            nav=tuple(places_of(request, membership)) if membership else (),
            cohe=membership.cohe if membership else None,
            others=tuple(
                one for one in vars(request).get("cohes", ()) if membership and one != membership.cohe
            ),
            person=person,
            membership=membership,
            keys_on=person.keys_on if person else False,
            row_height=person.row_height if person else 32,
            synthetic=bool(membership and membership.cohe.is_synthetic),
            today=clock.today(),
            now=clock.now(),
            idle_minutes=settings.IDLE_MINUTES,
            may_search=bool(membership and allows(membership.role, Permission.CLAIM_SEE)),
            own_training=bool(
                membership
                and allows(membership.role, Permission.TRAINING_SEE)
                and not allows(membership.role, Permission.TRAINING_KEEP)
            ),
        )
    }


def places_of(request: HttpRequest, membership: Membership) -> list[Place]:
    """Return where the member may go; the longest address that the page lies under is the current one."""
    found = [
        (label, reverse(name), key) for label, name, needs, key in PLACES if allows(membership.role, needs)
    ]
    # The pages of training stand in the row of tabs of staffing.
    under_staffing = request.path.startswith(reverse("training:team"))
    path = reverse("staffing:team") if under_staffing else request.path
    here = max((url for _, url, _ in found if path.startswith(url)), key=len, default="")
    return [Place(label, url, url == here, key) for label, url, key in found]
