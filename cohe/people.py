"""Adding people to a COHE and letting them go."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from cohe import audit
from cohe.access import Denied
from cohe.models import Cohe, Employment, Membership, Person


@transaction.atomic
def add_person(
    *, cohe: Cohe, email: str, name: str, role: str, since: date, at: datetime, password: str = ""
) -> Membership:
    """Give somebody a role in the COHE from a day; a new person gets the password, a known one keeps hers.

    Raises `Denied` when the same person is being added at the same moment.
    """
    try:
        with transaction.atomic():
            person = Person.objects.filter(email=email.strip().lower()).first()
            if person is None:
                person = Person.objects.create_user(email, name, password or None)
            membership = Membership.objects.create(cohe=cohe, person=person, role=role, since=since)
            Employment.objects.get_or_create(cohe=cohe, person=person, hired_on=since)
    except IntegrityError as error:
        raise Denied("Somebody has just added this person: look at the list above.") from error
    audit.log("membership.began", "membership", membership.pk, at=at)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, today: date, at: datetime) -> None:
    """End a membership so that it no longer holds on `today`; yesterday was the last day of employment.

    Raises `Denied` for one that has ended already: its last day stays what it was.
    """
    if membership.until is not None and membership.until <= today:
        raise Denied(f"{membership.person} has left already, on {membership.until:%-d %b %Y}.")
    ended = membership.pk
    if membership.since >= today:
        membership.delete()
    else:
        membership.until = today
        membership.save(update_fields=["until"])
    Employment.objects.filter(
        cohe=membership.cohe_id, person=membership.person_id, left_on=None, hired_on__lt=today
    ).update(left_on=today - timedelta(days=1))
    audit.log("membership.ended", "membership", ended, at=at)


def roster(*, cohe: Cohe) -> list[Membership]:
    """Return the memberships of the COHE, those in force first."""
    rows = Membership.objects.filter(cohe=cohe).select_related("person")
    return sorted(rows, key=lambda row: (row.until is not None, row.person.name))
