"""Somebody leaves: her last day, handing over all she owns in one step, closing her account (H5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from claims.actions import caseload
from claims.actions.caseload import Gift
from claims.models import Cover, ProviderAssignment
from claims.queries import caseload as caseload_queries
from cohe import audit, people
from cohe.access import Conflict, Denied
from cohe.models import Employment, Membership, Person
from cohe.workdays import add_days
from coordination.actions import leaving
from coordination.queries import leaving as desk
from staffing import policies
from staffing.actions import shifts
from staffing.actions.shifts import Undone
from staffing.choices import ShiftKind
from staffing.models import Absence, Departure, RoleShare, Shift
from staffing.queries import leavers as queries


@dataclass(frozen=True, slots=True)
class Split:
    """Who gets what: `rest` all that is not said otherwise, `providers` the claims of some by number."""

    rest: Membership
    providers: Mapping[str, Membership] = field(default_factory=dict)
    remark: str = ""

    def receiver(self, provider: str) -> Membership:
        """Return who gets the claims of a provider."""
        return self.providers.get(provider, self.rest)

    @property
    def receivers(self) -> tuple[Membership, ...]:
        """Return everybody who gets something, each once."""
        return tuple({one.person_id: one for one in (self.rest, *self.providers.values())}.values())


@transaction.atomic
def set_departure(*, person: Person, last_on: date, by: Membership, at: datetime) -> Departure:
    """Note somebody's last day: her employment and her shares end with it; her account stays until it is
    closed. Of somebody employed for a fixed term it is the end that is known, or a day before it.

    Refused: who is not employed here on that day, a day before she was hired or before one of her shares
    begins, who leaves already.
    """
    policies.check_can_change_staffing(by)
    spell = queries.last_employment(person)
    if spell is None:
        raise Denied(f"{person} is not employed here on {last_on:%-d %b %Y}.")
    check_can_leave(person, spell, last_on)
    until = add_days(last_on, 1)
    shares = RoleShare.objects.filter(Q(until=None) | Q(until__gt=until), person=person, since__lt=until)
    ended = [[one.pk, one.until.isoformat() if one.until else None] for one in shares]
    try:
        with transaction.atomic():
            made = Departure.objects.create(
                cohe_id=by.cohe_id,
                person=person,
                last_on=last_on,
                former_last_on=spell.left_on,
                shares=ended,
                set_by_id=by.person_id,
                set_at=at,
            )
    except IntegrityError:
        raise Denied(noted_already(person)) from None
    shares.update(until=until)
    Employment.objects.filter(pk=spell.pk).update(left_on=last_on)
    audit.log("staffing.departure-set", "departure", made.pk, at=at)
    return made


def check_can_leave(person: Person, spell: Employment, last_on: date) -> None:
    """Refuse a last day that the employment or a share to come speaks against."""
    if Departure.objects.filter(person=person, withdrawn_at=None, closed_at=None).exists():
        raise Denied(noted_already(person))
    if spell.left_on is not None and spell.left_on < last_on:
        raise Denied(
            f"{person} is not employed here on {last_on:%-d %b %Y}: "
            f"the employment ends on {spell.left_on:%-d %b %Y}."
        )
    if last_on < spell.hired_on:
        raise Denied(f"{person} was hired on {spell.hired_on:%-d %b %Y}: the last day cannot be before.")
    later = RoleShare.objects.filter(person=person, since__gt=last_on).order_by("since").first()
    if later is not None:
        raise Denied(
            f"A share of {person} begins on {later.since:%-d %b %Y}, after the last day: put it right first."
        )


def noted_already(person: Person) -> str:
    """Return why nobody leaves twice."""
    return f"It is noted already when {person} leaves: take that back first."


@transaction.atomic
def withdraw_departure(*, departure: Departure, by: Membership, at: datetime) -> None:
    """Take a departure back: employment and shares go on as before, an end that was known included.

    Refused once the account is closed, or while what was handed over is not undone.
    """
    policies.check_can_change_staffing(by)
    held = open_departure(departure)
    if held.shifts.filter(undone_at=None).exists():
        raise Denied("Everything was handed over already: undo that step first.")
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    for share, until in held.shares:
        RoleShare.objects.filter(pk=share, until=add_days(held.last_on, 1)).update(until=until)
    Employment.objects.filter(person=held.person_id, left_on=held.last_on).update(left_on=held.former_last_on)
    audit.log("staffing.departure-withdrawn", "departure", held.pk, at=at)


@transaction.atomic
def hand_over(*, departure: Departure, split: Split, by: Membership, today: date, at: datetime) -> Shift:
    """Hand over all that a leaver owns, in one step, with a note on each claim that says how it stands.

    Claims and providers go as the split says; tasks and drafts with their claim; items on other claims,
    hand-overs to her and her covers go to the rest. Refused: a receiver who is no HSC, or leaves too; a
    cover that the rest cannot take. Raises `Conflict` while the caseload is being changed.
    """
    policies.check_can_change_staffing(by)
    caseload.hold_caseload(by.cohe_id)
    held = open_departure(departure)
    leaver = held.person_id
    for one in split.receivers:
        check_receives(one, held, today)
    numbers = caseload_queries.deciding_numbers(queries.claims_of(leaver, today), today)
    stands = desk.stand_of(numbers, today)
    receivers = {claim: split.receiver(number).person_id for claim, number in numbers.items()}
    notes = {claim: note_of(held, split.remark, stands[claim]) for claim in numbers}
    made = Shift.objects.create(
        cohe_id=by.cohe_id, kind=ShiftKind.LEAVER, departure=held, done_by_id=by.person_id, done_at=at
    )
    providers = providers_to_give(leaver, split, today)
    gifts = gifts_of(split, receivers, notes, providers, f"{held.person} leaves on {held.last_on:%-d %b %Y}")
    made.kept = {
        "rest": split.rest.person_id,
        "providers": [[provider, leaver, to.person_id] for provider, to in providers.items()],
        "covers": give_covers(leaver, split.rest, today),
        **leaving.give_desk(leaver=leaver, receivers=receivers, rest=split.rest, by=by, today=today, at=at),
    }
    made.save(update_fields=["kept"])
    shifts.keep_claims(made, [(leaver, gift) for gift in gifts])
    caseload.give(gifts=gifts, by=by, today=today, at=at)
    audit.log("staffing.handed-over", "shift", made.pk, at=at)
    return made


def open_departure(departure: Departure) -> Departure:
    """Return the departure locked; raise `Conflict` for one that was closed or taken back."""
    held = Departure.objects.select_for_update(of=("self",)).select_related("person").get(pk=departure.pk)
    if held.closed_at is not None:
        raise Conflict(f"The account of {held.person} is closed already.")
    if held.withdrawn_at is not None:
        raise Conflict("This departure was taken back.")
    return held


def check_receives(receiver: Membership, departure: Departure, today: date) -> None:
    """Refuse a receiver who is the leaver or leaves too."""
    if receiver.person_id == departure.person_id:
        raise Denied("Choose somebody else than the one who leaves.")
    leaves = Departure.objects.filter(person=receiver.person_id, withdrawn_at=None, closed_at=None)
    if leaves.exists():
        raise Denied(f"{receiver.person} leaves too: choose somebody who stays.")


def note_of(departure: Departure, remark: str, stands: str) -> str:
    """Return the note of one claim: why it moves, what the supervisor adds, how it stands."""
    why = f"{departure.person} leaves on {departure.last_on:%-d %b %Y}."
    return " ".join(part for part in (why, remark.strip(), stands) if part)


def providers_to_give(leaver: int, split: Split, today: date) -> dict[int, Membership]:
    """Return who gets each provider she has today; those that she would get later go to the same."""
    held = queries.assignments_of(leaver, today).select_related("provider")
    found: dict[int, Membership] = {}
    for one in held:
        receiver = split.receiver(one.provider.provider_number)
        if one.since > today:
            ProviderAssignment.objects.filter(pk=one.pk).update(hsc=receiver.person_id)
        else:
            found[one.provider_id] = receiver
    return found


def gifts_of(
    split: Split,
    receivers: Mapping[int, int],
    notes: Mapping[int, str],
    providers: Mapping[int, Membership],
    why: str,
) -> list[Gift]:
    """Return what each receiver gets."""
    return [
        Gift(
            one,
            {claim: notes[claim] for claim, to in receivers.items() if to == one.person_id},
            {provider: why for provider, to in providers.items() if to.person_id == one.person_id},
        )
        for one in split.receivers
    ]


def give_covers(leaver: int, rest: Membership, today: date) -> list[int]:
    """Let the rest cover whom she covers; return which covers those are.

    Refused: a cover of the rest herself, or on a day on which the rest is away.
    """
    duties = list(queries.duties_of(leaver, today).select_related("absent", "coverer"))
    for one in duties:
        away = Absence.objects.filter(person=rest.person_id, withdrawn_at=None)
        is_away = away.filter(first_on__lt=one.until, last_on__gte=max(one.since, today)).exists()
        if one.absent_id == rest.person_id or is_away:
            raise Denied(
                f"{one.coverer} covers {one.absent} until {one.last_on:%-d %b %Y}, and {rest.person} cannot: "
                "choose another coverer on the Cover page first."
            )
    ids = [one.pk for one in duties]
    Cover.objects.filter(pk__in=ids).update(coverer=rest.person_id)
    return ids


@transaction.atomic
def undo_hand_over(*, shift: Shift, by: Membership, today: date, at: datetime) -> Undone:
    """Take a hand-over back: all that is still with whom it was given is the leaver's again.

    Refused once her account is closed; raises `Conflict` when it was undone already.
    """
    shifts.begin_undo(shift, ShiftKind.LEAVER, by, at)
    departure = shift.departure
    if departure is None:
        raise Denied("This step was not a leaver's.")
    open_departure(departure)
    leaver, rest = departure.person_id, shift.kept["rest"]
    undone = shifts.give_back(shift, by, today, at)
    shifts.restore_delegations(shift)
    leaving.take_desk_back(leaver=leaver, kept=shift.kept, rest=rest, by=by, today=today, at=at)
    Cover.objects.filter(pk__in=shift.kept["covers"], coverer=rest).exclude(absent=leaver).update(
        coverer=leaver
    )
    audit.log("staffing.hand-over-undone", "shift", shift.pk, at=at)
    return undone


@transaction.atomic
def close_account(*, departure: Departure, today: date, at: datetime, by: Membership | None = None) -> None:
    """Close the account of somebody whose last day has passed and who owns nothing any more.

    Refused before that, with what is left. Without `by` it is the morning's own doing.
    """
    if by is not None:
        policies.check_can_change_staffing(by)
    held = open_departure(departure)
    if today <= held.last_on:
        raise Denied(
            f"{held.person} works until {held.last_on:%-d %b %Y}: the account closes after that day."
        )
    left = queries.owned(held.person_id, today)
    if left.lines:
        raise Denied(f"{held.person} still owns {left.words}: hand that over first.")
    here = Membership.objects.current(today).filter(cohe=held.cohe_id, person=held.person_id)
    for membership in here.select_related("person"):
        people.end_membership(membership=membership, today=today, at=at)
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    audit.log("staffing.account-closed", "departure", held.pk, at=at)


def close_due(*, today: date, at: datetime) -> int:
    """Close the accounts that can be closed; return how many. What is left waits on the supervisor's page."""
    closed = 0
    for one in Departure.objects.filter(withdrawn_at=None, closed_at=None, last_on__lt=today):
        if not queries.owned(one.person_id, today).lines:
            close_account(departure=one, today=today, at=at)
            closed += 1
    return closed
