"""Role shares and absences: who works how much in what, and who is away when."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import IntegrityError, transaction
from django.db.models import Q

from claims.models import Away
from cohe import audit
from cohe.access import Denied
from cohe.models import Employment, Membership, Person
from cohe.workdays import add_days
from staffing import policies
from staffing.actions import cover
from staffing.choices import AbsenceKind, StaffRole
from staffing.models import Absence, RoleShare
from staffing.ratio import as_decimal

# Days: longer is a slip in the year, not an absence.
LONGEST_ABSENCE = 731


@dataclass(frozen=True, slots=True)
class Work:
    """A part of a week in a role: minutes a week of `full_time_minutes`, from a day until another."""

    role: StaffRole
    minutes_a_week: int
    full_time_minutes: int
    since: date
    until: date | None = None
    reason: str = ""


@transaction.atomic
def set_share(*, person: Person, work: Work, by: Membership, at: datetime) -> RoleShare:
    """Give somebody a share of a role from a day on; the share of that role before it ends there.

    Refused: days outside the employment, all shares of a day together above a full week.
    """
    policies.check_can_change_staffing(by)
    check_can_be(person, work, by)
    Person.objects.select_for_update().get(pk=person.pk)
    of_role = RoleShare.objects.filter(person=person, role=work.role)
    of_role.filter(Q(until=None) | Q(until__gt=work.since), since__lt=work.since).update(until=work.since)
    check_is_free(person, work)
    row = RoleShare.objects.create(
        cohe_id=by.cohe_id,
        person=person,
        role=work.role,
        minutes_a_week=work.minutes_a_week,
        full_time_minutes=work.full_time_minutes,
        since=work.since,
        until=work.until,
        set_by_id=by.person_id,
        reason=work.reason.strip(),
    )
    check_adds_up(person)
    audit.log("staffing.share-set", "role-share", row.pk, at=at)
    return row


@transaction.atomic
def correct_share(*, share: RoleShare, work: Work, by: Membership, at: datetime) -> RoleShare:
    """Put a share right that was written down wrong: figures, role and days, for all of its time.

    What it said before stays in its history. Refused like a new one, and over another share of that role.
    """
    policies.check_can_change_staffing(by)
    check_can_be(share.person, work, by)
    Person.objects.select_for_update().get(pk=share.person_id)
    check_is_free(share.person, work, beside=share.pk)
    share.role, share.reason = work.role, work.reason.strip()
    share.minutes_a_week, share.full_time_minutes = work.minutes_a_week, work.full_time_minutes
    share.since, share.until, share.set_by_id = work.since, work.until, by.person_id
    share.save()
    check_adds_up(share.person)
    audit.log("staffing.share-corrected", "role-share", share.pk, at=at)
    return share


@transaction.atomic
def end_share(*, share: RoleShare, last_on: date, by: Membership, at: datetime) -> None:
    """End a share: `last_on` is its last day."""
    policies.check_can_change_staffing(by)
    until = add_days(last_on, 1)
    if until <= share.since:
        raise Denied(f"This share began on {share.since:%-d %b %Y}: its last day cannot be before.")
    if share.until is not None and share.until < until:
        raise Denied(f"This share ends already before {share.until:%-d %b %Y}.")
    RoleShare.objects.filter(pk=share.pk).update(until=until)
    audit.log("staffing.share-ended", "role-share", share.pk, at=at)


@transaction.atomic
def add_absence(
    *, person: Person, kind: AbsenceKind, first_on: date, last_on: date, is_long: bool, by: Membership,
    at: datetime,
) -> Absence:  # fmt: skip
    """Note that somebody is away, first and last day included; `is_long`: the days do not count as FTE.

    Refused: an end before the beginning, more than two years, days outside the employment, days on which
    she is away already.
    """
    policies.check_can_change_staffing(by)
    if last_on < first_on:
        raise Denied("The last day away cannot be before the first.")
    if (last_on - first_on).days >= LONGEST_ABSENCE:
        raise Denied("An absence is two years at most: check the year of the last day.")
    check_is_employed(person, by, first_on, add_days(last_on, 1))
    try:
        with transaction.atomic():
            row = Absence.objects.create(
                cohe_id=by.cohe_id,
                person=person,
                kind=kind,
                first_on=first_on,
                last_on=last_on,
                is_long=is_long,
                set_by_id=by.person_id,
                set_at=at,
            )
            Away.objects.create(cohe_id=by.cohe_id, person=person, first_on=first_on, last_on=last_on)
    except IntegrityError as error:
        raise Denied(f"{person} is away on some of these days already.") from error
    audit.log("staffing.absence-added", "absence", row.pk, at=at)
    return row


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: Membership, today: date, at: datetime) -> None:
    """Take an absence back: it stays in the history and counts no more; covers of its days end with it."""
    policies.check_can_change_staffing(by)
    if not Absence.objects.filter(pk=absence.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This absence was taken back already.")
    Away.objects.filter(cohe=by.cohe_id, person=absence.person_id, first_on=absence.first_on).delete()
    cover.end_with(absence, by=by, today=today, at=at)
    audit.log("staffing.absence-withdrawn", "absence", absence.pk, at=at)


def check_is_employed(person: Person, by: Membership, since: date, until: date | None) -> None:
    """Refuse days on which somebody does not work here: before the hire, after the last day."""
    spells = Employment.objects.filter(cohe=by.cohe_id, person=person, hired_on__lte=since)
    spell = spells.order_by("-hired_on").first()
    if spell is None:
        raise Denied(f"{person} is not employed here on {since:%-d %b %Y}.")
    if spell.left_on is not None and (until is None or until > add_days(spell.left_on, 1)):
        raise Denied(f"{person} leaves on {spell.left_on:%-d %b %Y}: choose an end not after that day.")


def check_can_be(person: Person, work: Work, by: Membership) -> None:
    """Refuse figures that make no part of a week, and days in the wrong order or outside the employment."""
    if not 0 < work.minutes_a_week <= work.full_time_minutes:
        raise Denied("A share is more than nothing and at most a full week.")
    if work.until is not None and work.until <= work.since:
        raise Denied("The last day cannot be before the first.")
    check_is_employed(person, by, work.since, work.until)


def check_is_free(person: Person, work: Work, beside: int = 0) -> None:
    """Refuse a share that holds on days of another of the same role; `beside` is the corrected one."""
    others = RoleShare.objects.filter(Q(until=None) | Q(until__gt=work.since), person=person, role=work.role)
    if work.until is not None:
        others = others.filter(since__lt=work.until)
    if other := others.exclude(pk=beside).order_by("since").first():
        begins = f"{other.since:%-d %b %Y}"
        raise Denied(
            f"Another share of this role begins on {begins}: end this one before it, or correct that."
        )


def check_adds_up(person: Person) -> None:
    """Refuse when all roles of somebody together are more than a full week on some day."""
    rows = list(RoleShare.objects.filter(person=person))
    for day in sorted({one.since for one in rows}):
        held = [one for one in rows if one.since <= day and (one.until is None or day < one.until)]
        total = sum((Fraction(one.minutes_a_week, one.full_time_minutes) for one in held), Fraction(0))
        if total > 1:
            raise Denied(
                f"{person} would work {as_decimal(total, 4)} of a full week from {day:%-d %b %Y}: "
                "all roles together are at most 1."
            )
