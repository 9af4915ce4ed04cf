"""Provider numbers: applied for, active, ended."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from cohe import audit
from cohe.access import Denied, check
from cohe.models import Membership, Person, ProviderNumber
from cohe.permissions import Permission


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a number: 6 or 7 digits once L&I gave it, and its days in order."""

    applied_on: date
    number: str = ""
    active_since: date | None = None
    inactive_since: date | None = None


@transaction.atomic
def keep_number(
    *, person: Person, standing: Standing, by: Membership, today: date, at: datetime
) -> ProviderNumber:
    """Keep where somebody's provider number stands; after its end a new one begins.

    Refused: days in the wrong order or to come, a number that is not 6 or 7 digits, an active one without it;
    the first number of somebody whose first number somebody else is keeping at the same moment.
    """
    check(by, Permission.TRAINING_KEEP, "Your role does not keep provider numbers.")
    check_makes_sense(standing, today)
    running = ProviderNumber.objects.filter(person=person, inactive_since=None)
    row = running.select_for_update(of=("self",)).first() or ProviderNumber(cohe_id=by.cohe_id, person=person)
    row.applied_on, row.number = standing.applied_on, standing.number
    row.active_since, row.inactive_since = standing.active_since, standing.inactive_since
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Denied(
            f"Somebody has just kept a provider number of {person}: look at it, then write what is still "
            "missing."
        ) from error
    audit.log("provider-number.kept", "provider-number", row.pk, at=at)
    return row


def check_makes_sense(standing: Standing, today: date) -> None:
    """Refuse what cannot be, with a sentence."""
    if standing.number and not re.fullmatch("[0-9]{6,7}", standing.number):
        raise Denied("A provider number has 6 or 7 digits.")
    if standing.applied_on > today:
        raise Denied("The application cannot be after today.")
    if standing.active_since is not None:
        if not standing.number:
            raise Denied("An active provider number needs its digits.")
        if standing.active_since < standing.applied_on:
            raise Denied("A number cannot be active before it was applied for.")
    if standing.inactive_since is not None and (
        standing.active_since is None or standing.inactive_since <= standing.active_since
    ):
        raise Denied("A number ends after it was active.")


def may_bill_on(rows: list[ProviderNumber], day: date) -> bool:
    """Say whether one of somebody's numbers is active on a day."""
    return any(
        row.active_since is not None
        and row.active_since <= day
        and (row.inactive_since is None or day < row.inactive_since)
        for row in rows
    )
