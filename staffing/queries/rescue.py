"""The claims that can still change a measure, by days left (J4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from claims.models import Claim
from claims.querysets import ClaimQuerySet
from cohe.models import Membership, Person, Role
from cohe.workdays import add_days
from coordination.choices import NoteKind
from coordination.models import CaseNote
from coordination.queries import policy as desk_policy
from coordination.worklist.catalogue import OWN_STEP
from staffing import rescue
from staffing.counting import ClaimFacts, Day
from staffing.quarter import Quarter
from staffing.queries.measure_facts import facts_of
from staffing.queries.measures import Gathered, day_of
from staffing.queries.ratio import initiated
from staffing.rescue import Chance


@dataclass(frozen=True, slots=True)
class Rescuable:
    """What the rescue lists of a quarter are made of: its claims on lists, notes that are not billed."""

    claims: Sequence[ClaimFacts]
    unbilled: dict[int, date]
    around: rescue.Around

    def chances(self, code: str) -> list[Chance]:
        """Return the rescue list of a measure."""
        return rescue.chances(code, self.claims, self.unbilled, self.around)


def rescuable(quarter: Quarter, today: date, by: Membership) -> Rescuable:
    """Return what can still be rescued of a quarter: for an HSC among her own claims, else in the COHE."""
    found = facts_of(on_lists(quarter, today, by).order_by("appeared", "claim_number"), today)
    return of_claims(quarter, day_of(quarter, today), found)


def among(facts: Gathered, by: Membership) -> Rescuable:
    """Return what can still be rescued of a quarter whose facts are there already."""
    wanted = set(on_lists(facts.quarter, facts.day.today, by).values_list("pk", flat=True))
    return of_claims(facts.quarter, facts.day, [one for one in facts.claims if one.claim_id in wanted])


def on_lists(quarter: Quarter, today: date, by: Membership) -> ClaimQuerySet:
    """Return a quarter's claims that are worked on: an HSC's own, else those of the COHE."""
    months = desk_policy.in_force(today).service_months
    claims = initiated(quarter.first, quarter.last).on_list(today, service_months=months)
    return claims.filter(hsc=by.person_id) if by.role == Role.HSC else claims


def of_claims(quarter: Quarter, day: Day, claims: Sequence[ClaimFacts]) -> Rescuable:
    """Return claims on lists with their unbilled notes, and until when the quarter's figures can change."""
    around = rescue.Around(day, add_days(quarter.last, day.limits.measures_close_days))
    return Rescuable(claims, unbilled_notes(quarter, [one.claim_id for one in claims], day.today), around)


def unbilled_notes(quarter: Quarter, claim_ids: Sequence[int], today: date) -> dict[int, date]:
    """Return by claim the day of its first signed note that may be billed and is not, in one query."""
    notes = CaseNote.objects.filter(
        claim__in=initiated(quarter.first, quarter.last).values("pk"), is_billable=True, contact_on__lte=today
    ).exclude(kind=NoteKind.ADMINISTRATIVE.value)
    rows = (
        notes.filter(~CaseNote.objects.is_billed())
        .order_by()
        .values("claim")
        .annotate(first=Min("contact_on"))
    )
    wanted = set(claim_ids)
    return {row["claim"]: row["first"] for row in rows if row["claim"] in wanted}


def rescue_list(*, code: str, quarter: Quarter, today: date, by: Membership) -> list[Chance]:
    """Return the claims that can still change a measure, the fewest days left first."""
    return rescuable(quarter, today, by).chances(code)


def names_of(chances: Sequence[Chance]) -> dict[int, str]:
    """Return the names of the HSCs of a list, in one query."""
    people = Person.objects.filter(pk__in={one.claim.hsc_id for one in chances if one.claim.hsc_id})
    return dict(people.values_list("pk", "name"))


def tasks_there(code: str, quarter: Quarter) -> set[int]:
    """Return the claims on which a task of this rescue list is live."""
    live = Claim.objects.filter(
        items__about=f"rescue {code} {quarter}", items__rule=OWN_STEP, items__state__in=("open", "snoozed")
    )
    return set(live.values_list("pk", flat=True))
