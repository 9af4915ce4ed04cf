"""Every open claim with the minutes a week it is expected to take, set-based (H8)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Sum, Value, When

from claims.models import Claim, Provider, Surgery, WorkStatus
from claims.queries import caseload
from cohe import tenancy
from cohe.models import Person
from coordination.choices import FrqResult, Party
from coordination.models import CaseNote, Frq, SurgeryEpisode
from coordination.queries import policy as desk_policy
from staffing import load
from staffing.choices import StaffRole
from staffing.evening import Block, Desk
from staffing.load import Noted, Phase, Traits, Weight
from staffing.models import Absence, RoleShare
from staffing.policy import StaffingPolicy
from staffing.queries import policy


class ClaimLoad(NamedTuple):
    """One open claim of an HSC with the minutes a week it is expected to take; none once off the list."""

    claim_id: int
    hsc_id: int
    provider: str
    minutes: int
    is_high: bool
    is_known: bool


@dataclass(frozen=True, slots=True)
class Loads:
    """All open claims with an HSC, the weights they go by, the shares of the HSCs, who has which provider."""

    claims: tuple[ClaimLoad, ...]
    weights: Mapping[Phase, Weight]
    people: Mapping[int, Person]
    shares: Mapping[int, int]
    away: frozenset[int]
    providers: Mapping[str, Provider]
    homes: Mapping[int, int]
    limits: StaffingPolicy

    def desks(self) -> tuple[Desk, ...]:
        """Return each HSC with minutes and share, by name."""
        minutes: Counter[int] = Counter()
        for one in self.claims:
            minutes[one.hsc_id] += one.minutes
        order = sorted(self.people.values(), key=lambda one: one.name)
        return tuple(Desk(one.pk, minutes[one.pk], self.shares.get(one.pk, 0)) for one in order)

    def by_block(self) -> dict[tuple[int, int], list[ClaimLoad]]:
        """Return the claims by HSC and provider; those of a provider the extract does not name are left."""
        found: defaultdict[tuple[int, int], list[ClaimLoad]] = defaultdict(list)
        for one in self.claims:
            if one.provider in self.providers:
                found[one.hsc_id, self.providers[one.provider].pk].append(one)
        return found

    def blocks(self) -> list[Block]:
        """Return what can move as a whole."""
        return [
            Block(
                hsc,
                provider,
                sum(one.minutes for one in rows),
                len(rows),
                sum(one.is_known for one in rows),
                self.homes.get(provider),
            )
            for (hsc, provider), rows in sorted(self.by_block().items())
        ]


def loads(today: date) -> Loads:
    """Return the load of the COHE in force in a fixed number of set-based queries."""
    limits = policy.in_force(today)
    rows = claims_with_traits(today, limits)
    weights = load.weights(noted_by_phase(rows, today, limits), limits)
    hscs = caseload.hscs(cohe_id=tenancy.required().cohe_id, today=today)
    return Loads(
        claims=tuple(
            ClaimLoad(
                one.claim_id,
                one.hsc_id,
                one.provider,
                load.rounded(one.plain * weights[one.phase].factor) if one.is_on_list else 0,
                one.traits.tier == "high",
                one.is_known,
            )
            for one in rows
        ),
        weights=weights,
        people={one.person_id: one.person for one in hscs},
        shares=shares_on(today),
        away=frozenset(
            Absence.objects.filter(withdrawn_at=None, first_on__lte=today, last_on__gte=today).values_list(
                "person_id", flat=True
            )
        ),
        providers={one.provider_number: one for one in Provider.objects.filter(withdrawn_at=None)},
        homes=dict(caseload.in_force(today).values_list("provider_id", "hsc_id")),
        limits=limits,
    )


def shares_on(day: date) -> dict[int, int]:
    """Return the minutes a week of each HSC share; none on a long leave."""
    gone = Absence.objects.filter(withdrawn_at=None, is_long=True, first_on__lte=day, last_on__gte=day)
    held = RoleShare.objects.filter(Q(until=None) | Q(until__gt=day), role=StaffRole.HSC, since__lte=day)
    return dict(held.exclude(person__in=gone.values("person")).values_list("person_id", "minutes_a_week"))


class Row(NamedTuple):
    """An open claim with what its minutes go by, and the configured ones."""

    claim_id: int
    hsc_id: int
    provider: str
    traits: Traits
    phase: Phase
    plain: int
    is_on_list: bool
    is_known: bool


def claims_with_traits(today: date, limits: StaffingPolicy) -> list[Row]:
    """Return every open claim that has an HSC with what its minutes go by, in seven queries."""
    numbers = desk_policy.in_force(today)
    on_list = Claim.objects.on_list(today, service_months=numbers.service_months)
    listed = set(on_list.filter(hsc__isnull=False).values_list("pk", flat=True))
    statuses = statuses_on(today, numbers.status_grace_days)
    surgeries = around_surgery(today, limits.load_surgery_days)
    positive = set(
        Frq.objects.filter(result=FrqResult.POSITIVE, withdrawn_at=None).values_list("claim_id", flat=True)
    )
    met = CaseNote.objects.filter(author=F("claim__hsc"), person=Party.WORKER)
    known = set(met.values_list("claim_id", flat=True).distinct().order_by())
    rows = []
    for pk, hsc, provider, appeared, tier, interpreter in open_claims(today):
        traits = Traits(
            appeared, statuses.get(pk, ""), tier, bool(interpreter), pk in surgeries, pk in positive
        )
        phase = load.phase_of(traits, today, limits)
        plain = load.plain(traits, phase, limits)
        rows.append(Row(pk, hsc, provider, traits, phase, plain, pk in listed, pk in known))
    return rows


def open_claims(today: date) -> Iterable[tuple[int, int, str, date, str, bool | None]]:
    """Return the open claims that have an HSC, each with the provider its HSC follows."""
    claims = Claim.objects.open(today).filter(hsc__isnull=False)
    number = caseload.deciding(today)
    return claims.annotate(follows=number).values_list(
        "pk", "hsc_id", "follows", "appeared", "tier", "interpreter_needed"
    )


def statuses_on(today: date, grace_days: int) -> dict[int, str]:
    """Return the work status of each claim: of the row that holds the day, the one that begins last.

    A status holds some days after its last one; of rows of one day APF goes before employer and worker.
    """
    still = today - timedelta(days=grace_days)
    rows = WorkStatus.objects.filter(
        Q(through_date=None) | Q(through_date__gte=still), withdrawn_at=None, from_date__lte=today
    )
    holds = Case(When(Q(through_date=None) | Q(through_date__gte=today), then=Value(0)), default=Value(1))
    rank = Case(When(source="apf", then=Value(0)), When(source="employer", then=Value(1)), default=Value(2))
    first = rows.annotate(holds=holds, rank=rank).order_by("claim", "holds", "-from_date", "rank", "-pk")
    return dict(first.distinct("claim").values_list("claim_id", "status"))


def around_surgery(today: date, days: int) -> set[int]:
    """Return the claims with a surgery so many days before or after today, as extract or person says."""
    near = (today - timedelta(days=days), today + timedelta(days=days))
    surgeries = Surgery.objects.filter(
        Q(performed_on__range=near) | Q(performed_on=None, scheduled_for__range=near),
        withdrawn_at=None,
        denied_on=None,
    )
    told = SurgeryEpisode.objects.filter(
        Q(told_performed_on__range=near) | Q(told_performed_on=None, told_scheduled_for__range=near),
        withdrawn_at=None,
    )
    return {*surgeries.values_list("claim_id", flat=True), *told.values_list("claim_id", flat=True)}


def noted_by_phase(rows: Sequence[Row], today: date, limits: StaffingPolicy) -> dict[Phase, Noted]:
    """Return what signed notes of the last weeks say of each phase, as the claims stand today."""
    days = limits.load_note_days
    notes = CaseNote.objects.filter(contact_on__gt=today - timedelta(days=days), contact_on__lte=today)
    counted = notes.order_by().values_list("claim_id").annotate(Count("pk"), Sum("minutes"))
    of_claim = {claim: (count, minutes) for claim, count, minutes in counted}
    found: dict[Phase, Noted] = {}
    for one in rows:
        if one.is_on_list:
            count, minutes = of_claim.get(one.claim_id, (0, 0))
            weeks = load.weeks_noted(one.traits.appeared, today, days)
            before = found.get(one.phase, Noted(0, 0, weeks * 0))
            found[one.phase] = Noted(
                before.notes + count, before.minutes + minutes, before.expected + one.plain * weeks
            )
    return found
