"""Whose work a person does while somebody is away: all of it, or that of some claims and providers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.models import Away, Claim, Cover, CoverPart
from claims.queries.caseload import deciding
from cohe.models import Membership


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody covers of another's work: single claims, and those of providers by their numbers."""

    claims: frozenset[int] = frozenset()
    providers: frozenset[str] = frozenset()

    def __or__(self, other: "Part") -> "Part":
        """Return both together."""
        return Part(self.claims | other.claims, self.providers | other.providers)

    def holds(self, claim: Claim, day: date) -> bool:
        """Say whether a claim is in it on a day."""
        return claim.pk in self.claims or deciding_provider(claim, day) in self.providers

    def of(self, day: date, prefix: str = "") -> Q:
        """Return the claims in it on a day, as a condition; `prefix` leads from the row to its claim."""
        attends = ~Q(**{f"{prefix}attending_provider_number": ""}) & (
            Q(**{f"{prefix}attending_since": None}) | Q(**{f"{prefix}attending_since__lte": day})
        )
        by_provider = (attends & Q(**{f"{prefix}attending_provider_number__in": self.providers})) | (
            ~attends & Q(**{f"{prefix}initiating_provider_number__in": self.providers})
        )
        by_claim = Q(**{f"{prefix}pk__in": self.claims})
        return by_claim | by_provider if self.providers else by_claim


@dataclass(frozen=True, slots=True)
class Covered:
    """Everybody whose work a person does on a day, by name; `partly`: of whom only a part."""

    names: Mapping[int, str] = field(default_factory=dict)
    partly: Mapping[int, Part] = field(default_factory=dict)

    @property
    def wholly(self) -> list[int]:
        """Return those of whom all work is covered."""
        return [person for person in self.names if person not in self.partly]


def in_force(cohe_id: int, day: date) -> QuerySet[Cover]:
    """Return the covers of a day."""
    return Cover.objects.filter(cohe_id=cohe_id, since__lte=day, until__gt=day)


def waits_for_nobody(day: date) -> Q:
    """Return the condition that an item's owner is away on `day`, till it is due, and nobody covers it.

    For rows with an `owner`, a `claim` and a `due_on`. Somebody who is away herself covers nobody.
    """
    away = Away.objects.filter(cohe=OuterRef("cohe"), person=OuterRef("owner"), first_on__lte=day)
    gone = Away.objects.filter(
        cohe=OuterRef("cohe"), person=OuterRef("coverer"), first_on__lte=day, last_on__gte=day
    )
    covers = Cover.objects.filter(
        ~Exists(gone), cohe=OuterRef("cohe"), absent=OuterRef("owner"), since__lte=day, until__gt=day
    )
    parts = CoverPart.objects.filter(cohe=OuterRef("cohe"), cover=OuterRef("pk"))
    named = parts.filter(claim=OuterRef(OuterRef("claim")))
    provided = parts.filter(provider__provider_number=deciding_on(day, "claim__"))
    is_away = Exists(away.filter(last_on__gte=day).filter(last_on__gte=OuterRef("due_on")))
    is_covered = Exists(covers.filter(Q(is_whole=True) | Exists(named) | Exists(provided)))
    return Q(is_away) & ~Q(is_covered)


def covered_by(membership: Membership, day: date) -> Covered:
    """Return whose work a member does on a day; a second query only where a cover is of a part."""
    rows = in_force(membership.cohe_id, day).filter(coverer_id=membership.person_id)
    found = list(rows.values_list("pk", "absent_id", "absent__name", "is_whole"))
    whole = {absent for _, absent, _, is_whole in found if is_whole}
    of_part = {pk: absent for pk, absent, _, is_whole in found if not is_whole and absent not in whole}
    partly: dict[int, Part] = dict.fromkeys(of_part.values(), Part())
    for cover, part in parts_of(of_part).items():
        partly[of_part[cover]] |= part
    return Covered({absent: name for _, absent, name, _ in found}, partly)


def parts_of(cover_ids: Iterable[int]) -> dict[int, Part]:
    """Return what each of some covers holds; asks nothing where there are none."""
    found: dict[int, Part] = {one: Part() for one in cover_ids}
    if not found:
        return {}
    rows = CoverPart.objects.filter(cover__in=found)
    for cover, claim, provider in rows.values_list("cover_id", "claim_id", "provider__provider_number"):
        found[cover] |= Part(frozenset([claim] if claim else ()), frozenset([provider] if provider else ()))
    return found


def covering(membership: Membership, day: date) -> Exists:
    """Return the condition that a claim is somebody's whose work a member does on a day, and in her part."""
    mine = in_force(membership.cohe_id, day).filter(coverer_id=membership.person_id, absent=OuterRef("hsc"))
    parts = CoverPart.objects.filter(cohe=OuterRef("cohe"), cover=OuterRef("pk"))
    named = parts.filter(claim=OuterRef(OuterRef("pk")))
    provided = parts.filter(provider__provider_number=deciding_on(day))
    return Exists(mine.filter(Q(is_whole=True) | Exists(named) | Exists(provided)))


def deciding_on(day: date, prefix: str = "") -> Coalesce:
    """Return `deciding` for a row two queries up; `prefix` leads from that row to its claim."""
    return deciding(day, of=lambda name: OuterRef(OuterRef(f"{prefix}{name}")))


def deciding_provider(claim: Claim, day: date) -> str:
    """Return the number of the provider whom a claim's HSC follows: attending that day, else initiating."""
    attends = claim.attending_since is None or claim.attending_since <= day
    return (
        claim.attending_provider_number
        if claim.attending_provider_number and attends
        else claim.initiating_provider_number
    )
