"""Who coordinates what: HSCs with their providers and claims, what nobody has, what a change would move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import LessThanOrEqual

from claims.choices import Tier
from claims.models import Claim, Provider, ProviderAssignment
from claims.querysets import ClaimQuerySet
from cohe.models import Membership, Person, Role

PAGE = 100
PREVIEWED = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """One HSC with how much is hers."""

    person: Person
    role: str
    providers: int
    claims: int
    high: int


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A provider whose new claims land nowhere."""

    provider: Provider
    claims: int


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """The COHE's caseload on a day."""

    desks: tuple[Desk, ...]
    unassigned: int
    providers: tuple[Uncovered, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as the caseload shows it: no worker, no health facts."""

    id: int
    claim_number: str
    status: str
    tier: str
    appeared: date
    provider: str
    hsc: str


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """A page of claims, and the claim number after which the next page begins."""

    rows: tuple[ClaimRow, ...]
    count: int
    after: str


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """One provider: the HSCs it had, and what giving it to `chosen` would move."""

    provider: Provider
    present: ProviderAssignment | None
    past: tuple[ProviderAssignment, ...]
    claims: int
    chosen: Person | None
    moving: int
    first_moving: tuple[ClaimRow, ...]


def caseload(*, cohe_id: int, today: date) -> CaseloadPage:
    """Return every HSC with the number of providers and open claims, and what nobody has."""
    counted = Claim.objects.open(today).order_by().values("hsc")
    counted = counted.annotate(number=Count("pk"), high=Count("pk", filter=Q(tier=Tier.HIGH)))
    claims = {row["hsc"]: (row["number"], row["high"]) for row in counted}
    providers = dict(in_force(today).order_by().values_list("hsc").annotate(Count("pk")))
    busy = [hsc for hsc in {*claims, *providers} if hsc]
    people = Membership.objects.current(today).filter(Q(role=Role.HSC) | Q(person__in=busy), cohe=cohe_id)
    unassigned = Claim.objects.open(today).filter(hsc=None).count()
    desks = (
        Desk(
            row.person,
            row.get_role_display(),
            providers.get(row.person_id, 0),
            *claims.get(row.person_id, (0, 0)),
        )
        for row in people.select_related("person").order_by("person__name")
    )
    return CaseloadPage(tuple(desks), unassigned, _uncovered(today))


def hscs(*, cohe_id: int, today: date) -> QuerySet[Membership]:
    """Return who may be given providers and claims today, by name."""
    rows = Membership.objects.current(today).filter(cohe=cohe_id, role=Role.HSC)
    return rows.select_related("person").order_by("person__name")


def hsc_of(*, cohe_id: int, person_id: int, today: date) -> Membership | None:
    """Return the membership of somebody who is an HSC today."""
    return hscs(cohe_id=cohe_id, today=today).filter(person=person_id).first()


def in_force(day: date) -> QuerySet[ProviderAssignment]:
    """Return the providers' assignments that hold on a day."""
    return ProviderAssignment.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def providers_of(*, hsc: Person, today: date) -> list[ProviderAssignment]:
    """Return the providers of an HSC, by name."""
    return list(in_force(today).filter(hsc=hsc).select_related("provider").order_by("provider__name", "pk"))


def claims_of(*, hsc: Person | None, after: str, today: date) -> ClaimRows:
    """Return a page of the open claims of an HSC, of nobody when None, by claim number."""
    claims = Claim.objects.open(today).filter(hsc=hsc)
    found = _rows(claims.filter(claim_number__gt=after).order_by("claim_number")[: PAGE + 1], today)
    more = found[PAGE - 1].claim_number if len(found) > PAGE else ""
    return ClaimRows(found[:PAGE], claims.count(), more)


def provider_page(*, provider: Provider, chosen: Person | None, today: date) -> ProviderPage:
    """Return a provider with its HSCs by date, and the open claims that giving it to `chosen` moves."""
    spans = provider.assignments.select_related("hsc", "assigned_by").order_by("-since")
    present = next(
        (span for span in spans if span.since <= today and (span.until is None or span.until > today)), None
    )
    moving = moving_claims(provider=provider, chosen=chosen, today=today) if chosen else Claim.objects.none()
    return ProviderPage(
        provider=provider,
        present=present,
        past=tuple(spans),
        claims=decided_by(Claim.objects.open(today), provider, today).count(),
        chosen=chosen,
        moving=moving.count(),
        first_moving=_rows(moving.order_by("claim_number")[:PREVIEWED], today),
    )


def decided_by(claims: ClaimQuerySet, provider: Provider, day: date) -> ClaimQuerySet:
    """Narrow claims to those whose HSC follows a provider: attending on that day, else initiating."""
    return claims.annotate(deciding=deciding(day)).filter(deciding=provider.provider_number)


def deciding_numbers(claims: ClaimQuerySet, day: date) -> dict[int, str]:
    """Return the number of the provider whom the HSC of each claim follows on a day."""
    return dict(claims.annotate(deciding=deciding(day)).values_list("pk", "deciding"))


def moving_claims(*, provider: Provider, chosen: Person, today: date) -> ClaimQuerySet:
    """Return the open claims that follow a provider to another HSC: those of its present one and of nobody.

    A claim that was given to somebody else by hand stays where it is.
    """
    present = in_force(today).filter(provider=provider).values("hsc")
    follows = decided_by(Claim.objects.open(today), provider, today)
    return follows.filter(Q(hsc=None) | Q(hsc__in=present)).exclude(hsc=chosen)


def deciding(day: date, of: Callable[[str], F] = F) -> Coalesce:
    """Return the number of the provider whom a claim's HSC follows: attending that day, else initiating.

    `of` leads to a column of the claim.
    """
    attends = LessThanOrEqual(Coalesce(of("attending_since"), Value(day)), Value(day))
    named = NullIf(of("attending_provider_number"), Value("", output_field=TextField()))
    attending = Case(When(attends, then=named), output_field=TextField())
    return Coalesce(attending, of("initiating_provider_number"), output_field=TextField())


def _uncovered(today: date) -> tuple[Uncovered, ...]:
    """Return enrolled providers without an HSC, those with most open claims first."""
    enrolled = Provider.objects.filter(
        Q(left_on=None) | Q(left_on__gte=today), withdrawn_at=None, enrolled_on__lte=today
    )
    alone = enrolled.filter(~Exists(in_force(today).filter(provider=OuterRef("pk"))))
    counted = Claim.objects.open(today).annotate(deciding=deciding(today)).order_by().values_list("deciding")
    claims = dict(counted.annotate(Count("pk")))
    found = (Uncovered(provider, claims.get(provider.provider_number, 0)) for provider in alone)
    return tuple(sorted(found, key=lambda one: (-one.claims, one.provider.name))[:PAGE])


def _rows(claims: ClaimQuerySet, today: date) -> tuple[ClaimRow, ...]:
    name = Provider.objects.filter(provider_number=OuterRef("deciding")).values("name")[:1]
    found = claims.annotate(deciding=deciding(today)).annotate(provider=Subquery(name))
    return tuple(
        ClaimRow(
            id=claim.pk,
            claim_number=claim.claim_number,
            status=claim.get_claim_status_display(),
            tier=claim.get_tier_display(),
            appeared=claim.appeared,
            provider=claim.provider or claim.deciding,
            hsc=claim.hsc.name if claim.hsc else "",
        )
        for claim in found.select_related("hsc")
    )
