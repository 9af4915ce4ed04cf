"""Who leaves when, everything she still owns, and who could get it (H5)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from claims.models import Claim, Cover, Provider, ProviderAssignment
from claims.queries import caseload
from claims.querysets import ClaimQuerySet
from cohe import tenancy
from cohe.models import Employment, Membership, Person
from coordination.queries import leaving
from coordination.queries.leaving import DeskOwned
from staffing.choices import ShiftKind
from staffing.models import Departure, Shift
from staffing.queries import shifts


@dataclass(frozen=True, slots=True)
class ProviderOwned:
    """Claims of hers that go by one provider; without a name: a provider the extract does not name."""

    provider: Provider | None
    number: str
    claims: int
    is_hers: bool

    @property
    def words(self) -> str:
        """Return the provider as people say it."""
        return str(self.provider) if self.provider else self.number or "no provider"


@dataclass(frozen=True, slots=True)
class Owned:
    """Everything that somebody owns."""

    claims: int
    providers: tuple[ProviderOwned, ...]
    assignments: int
    desk: DeskOwned
    duties: tuple[Cover, ...]

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """Return what there is, in words with its count; what there is none of is left out."""
        desk = self.desk
        found = (
            ("claim", "claims", self.claims),
            ("provider", "providers", self.assignments),
            ("own task", "own tasks", desk.tasks),
            ("item given by others", "items given by others", desk.items),
            ("draft", "drafts", desk.drafts),
            ("hand-over to accept", "hand-overs to accept", desk.hand_overs),
            ("delegated claim", "delegated claims", desk.delegated),
            ("cover of others", "covers of others", len(self.duties)),
        )
        return tuple((one if count == 1 else many, count) for one, many, count in found if count)

    @property
    def words(self) -> str:
        """Return all of it in one line."""
        return ", ".join(f"{count} {word}" for word, count in self.lines) or "nothing"


@dataclass(frozen=True, slots=True)
class LeaverPage:
    """One departure: what is left, who could get it, what was handed over already."""

    departure: Departure
    owned: Owned
    shifts: tuple[Shift, ...]
    may_close: bool


@dataclass(frozen=True, slots=True)
class LeaversPage:
    """Departures that are not closed, those closed lately, and who could leave."""

    open: tuple[tuple[Departure, Owned], ...]
    closed: tuple[Departure, ...]
    people: tuple[Person, ...]
    today: date

    @property
    def heading(self) -> str:
        """Return the finding."""
        if not self.open:
            return "Nobody is leaving"
        left = [departure.person.name for departure, owned in self.open if owned.lines]
        if not left:
            return "Whoever leaves has handed everything over"
        return f"{', '.join(left)} still {'has' if len(left) == 1 else 'have'} things to hand over"


def leavers_page(today: date) -> LeaversPage:
    """Return who leaves with what is still hers; some queries for each who leaves, and few leave at once."""
    rows = departures()
    # Whose fixed term is over may still sign in and own things: she leaves by the same step.
    may_sign_in = Membership.objects.current(today).filter(cohe=tenancy.required().cohe_id)
    here = Employment.objects.filter(
        Q(left_on=None) | Q(left_on__gte=today) | Q(person__in=may_sign_in.values("person"))
    )
    leaving_now = rows.filter(closed_at=None)
    staff = Person.objects.filter(pk__in=here.values("person"))
    return LeaversPage(
        open=tuple((one, owned(one.person_id, today)) for one in leaving_now),
        closed=tuple(rows.filter(closed_at__isnull=False).order_by("-closed_at")[:10]),
        people=tuple(staff.exclude(pk__in=leaving_now.values("person")).order_by("name")),
        today=today,
    )


def last_employment(person: Person) -> Employment | None:
    """Return the employment that somebody began last."""
    return Employment.objects.filter(person=person).order_by("-hired_on").first()


def end_of(person: Person) -> date | None:
    """Return the last day of an employment as far as it is known: that of a fixed term."""
    spell = last_employment(person)
    return spell.left_on if spell else None


def departures() -> QuerySet[Departure]:
    """Return the departures that count, with whose they are."""
    return Departure.objects.filter(withdrawn_at=None).select_related("person")


def leaver_page(departure: Departure, today: date) -> LeaverPage:
    """Return one departure with all that is left."""
    found = owned(departure.person_id, today)
    return LeaverPage(
        departure=departure,
        owned=found,
        shifts=tuple(shifts.shifts(ShiftKind.LEAVER).filter(departure=departure)),
        may_close=departure.closed_at is None and departure.last_on < today and not found.lines,
    )


def claims_of(person: int, today: date) -> ClaimQuerySet:
    """Return her claims that are open, and those closed ones that still owe something."""
    owing = leaving.claims_with_items(person).values("claim")
    still = Claim.objects.open(today).values("pk")
    return Claim.objects.filter(Q(pk__in=still) | Q(pk__in=owing), hsc=person, withdrawn_at=None)


def owned(person: int, today: date) -> Owned:
    """Return everything that somebody owns, in ten queries."""
    numbers = caseload.deciding_numbers(claims_of(person, today), today)
    held = set(assignments_of(person, today).values_list("provider_id", flat=True))
    return Owned(
        claims=len(numbers),
        providers=providers_owned(list(numbers.values()), held),
        assignments=len(held),
        desk=leaving.owned(person),
        duties=tuple(duties_of(person, today).select_related("absent")),
    )


def assignments_of(person: int, today: date) -> QuerySet[ProviderAssignment]:
    """Return the providers she has today or later."""
    return ProviderAssignment.objects.filter(Q(until=None) | Q(until__gt=today), hsc=person)


def duties_of(person: int, today: date) -> QuerySet[Cover]:
    """Return whom she covers today or later."""
    return Cover.objects.filter(coverer=person, until__gt=today)


def providers_owned(numbers: list[str], held: set[int]) -> tuple[ProviderOwned, ...]:
    """Return her providers with her claims of each; those with most claims first."""
    named = Provider.objects.filter(Q(provider_number__in=set(numbers)) | Q(pk__in=held))
    known = {one.provider_number: one for one in named}
    found = [
        ProviderOwned(
            known.get(number), number, numbers.count(number), number in known and known[number].pk in held
        )
        for number in sorted({*numbers, *known})
    ]
    return tuple(sorted(found, key=lambda one: (-one.claims, one.words)))


def receivers(departure: Departure, today: date) -> QuerySet[Membership]:
    """Return the HSCs who may get what is hers, by name."""
    here = caseload.hscs(cohe_id=tenancy.required().cohe_id, today=today)
    return here.exclude(person=departure.person_id)
