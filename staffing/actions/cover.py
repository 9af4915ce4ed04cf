"""Setting who covers somebody who is away, and taking it back; it ends by itself (H5, R7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Claim, Cover, CoverPart, Provider
from claims.queries import caseload
from cohe import audit
from cohe.access import Denied
from cohe.models import Employment, Membership, Person, Role
from cohe.workdays import add_days
from staffing import policies
from staffing.models import Absence


@dataclass(frozen=True, slots=True)
class Covering:
    """Who covers, first and last day included; without claims and providers it is all of the work."""

    coverer: Membership
    first_on: date
    last_on: date
    claims: Collection[Claim] = ()
    providers: Collection[Provider] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether all of the work is covered."""
        return not (self.claims or self.providers)

    @property
    def until(self) -> date:
        """Return the first day after it."""
        return add_days(self.last_on, 1)


@transaction.atomic
def set_cover(*, absence: Absence, covering: Covering, by: Membership, at: datetime) -> Cover:
    """Let an HSC cover somebody who is away: her list shows both, nothing moves, and it ends by itself.

    Refused: days outside the absence, an absence taken back, a coverer who is no HSC or away on one of the
    days, who covers it already, or the absent herself; claims and providers that are not the absent's.
    """
    policies.check_can_change_staffing(by)
    Person.objects.select_for_update().get(pk=absence.person_id)
    held = Absence.objects.get(pk=absence.pk)
    check_days(held, covering)
    check_can_cover(held, covering)
    check_is_hers(held, covering)
    made = Cover.objects.create(
        cohe_id=by.cohe_id,
        absent_id=held.person_id,
        coverer_id=covering.coverer.person_id,
        since=covering.first_on,
        until=covering.until,
        is_whole=covering.is_whole,
        set_by_id=by.person_id,
    )
    of_claims = [CoverPart(cohe_id=by.cohe_id, cover=made, claim=one) for one in covering.claims]
    of_providers = [CoverPart(cohe_id=by.cohe_id, cover=made, provider=one) for one in covering.providers]
    CoverPart.objects.bulk_create([*of_claims, *of_providers])
    audit.log("staffing.cover-set", "cover", made.pk, at=at)
    return made


def check_days(absence: Absence, covering: Covering) -> None:
    """Refuse days that are none, and days on which she is not away."""
    if absence.withdrawn_at is not None:
        raise Denied("This absence was taken back: there is nothing to cover.")
    if covering.last_on < covering.first_on:
        raise Denied("The last day of the cover cannot be before the first.")
    if covering.first_on < absence.first_on or covering.last_on > absence.last_on:
        raise Denied(
            f"{absence.person} is away {absence.first_on:%-d %b} to {absence.last_on:%-d %b %Y}: "
            "a cover lies within these days."
        )


def check_can_cover(absence: Absence, covering: Covering) -> None:
    """Refuse a coverer who is no HSC of the COHE, away, or covering already on one of the days."""
    who, first, last = covering.coverer, covering.first_on, covering.last_on
    if who.person_id == absence.person_id:
        raise Denied("Nobody covers herself: choose a colleague.")
    spells = Employment.objects.filter(cohe=who.cohe_id, person=who.person_id, hired_on__lte=first)
    spell = spells.order_by("-hired_on").first()
    is_hsc = who.role == Role.HSC and who.since <= first and (who.until is None or who.until > last)
    leaves = spell is not None and spell.left_on is not None and spell.left_on < last
    if not is_hsc or leaves:
        raise Denied(f"{who.person} is not an HSC of this COHE on all of these days.")
    away = Absence.objects.filter(person=who.person_id, withdrawn_at=None)
    if clash := away.filter(first_on__lte=last, last_on__gte=first).first():
        raise Denied(
            f"{who.person} is away too, {clash.first_on:%-d %b} to {clash.last_on:%-d %b %Y}: "
            "choose another coverer or other days."
        )
    covers = Cover.objects.filter(absent=absence.person_id, coverer=who.person_id)
    if covers.filter(is_whole=True, since__lte=last, until__gt=first).exists():
        raise Denied(f"{who.person} covers {absence.person} on some of these days already.")


def check_is_hers(absence: Absence, covering: Covering) -> None:
    """Refuse parts that are not of who is away."""
    for claim in covering.claims:
        if claim.hsc_id != absence.person_id:
            raise Denied(f"{claim.claim_number} is not {absence.person}'s claim.")
    hers = caseload.providers_of(hsc=absence.person, today=covering.first_on)
    known = {one.provider_id for one in hers}
    for provider in covering.providers:
        if provider.pk not in known:
            raise Denied(f"{provider} is not {absence.person}'s provider.")


@transaction.atomic
def end_cover(*, cover: Cover, by: Membership, today: date, at: datetime) -> None:
    """Take a cover back: one that has begun ends yesterday, one to come never was (its history stays)."""
    policies.check_can_change_staffing(by)
    held = Cover.objects.select_for_update(of=("self",)).filter(pk=cover.pk).first()
    if held is None or held.until <= today:
        raise Denied("This cover has ended already.")
    end(held, today)
    audit.log("staffing.cover-ended", "cover", held.pk, at=at)


def end(held: Cover, today: date) -> None:
    """Write the end of a cover."""
    if held.since < today:
        Cover.objects.filter(pk=held.pk).update(until=today)
        return
    CoverPart.objects.filter(cover=held).delete()
    held.delete()


def end_with(absence: Absence, *, by: Membership, today: date, at: datetime) -> None:
    """End the covers, as far as they are still to come, of an absence that was taken back."""
    inside = {"since__gte": absence.first_on, "until__lte": add_days(absence.last_on, 1)}
    for held in Cover.objects.filter(absent=absence.person_id, until__gt=today, **inside):
        end_cover(cover=held, by=by, today=today, at=at)
