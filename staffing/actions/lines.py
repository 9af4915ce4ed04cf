"""Reporting lines: who answers to whom, and to whom a coordinator escalates (H9)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from cohe import audit
from cohe.access import Denied
from cohe.models import Membership, Person
from staffing import policies
from staffing.models import ReportingLine


@transaction.atomic
def set_line(
    *, person: Person, reports_to: Person, since: date, by: Membership, at: datetime
) -> ReportingLine:
    """Let somebody answer to another from a day on; the line before ends there.

    Refused: herself, a circle, a day before a line that is set already.
    """
    policies.check_can_change_staffing(by)
    check_is_no_circle(person, reports_to, since)
    mine = ReportingLine.objects.filter(person=person)
    if later := mine.filter(since__gt=since).order_by("since").first():
        raise Denied(f"A line from {later.since:%-d %b %Y} is set already: choose that day or a later one.")
    mine.filter(since=since).delete()
    mine.filter(Q(until=None) | Q(until__gt=since), since__lt=since).update(until=since)
    row = ReportingLine.objects.create(cohe_id=by.cohe_id, person=person, reports_to=reports_to, since=since)
    audit.log("staffing.line-set", "reporting-line", row.pk, at=at)
    return row


def check_is_no_circle(person: Person, reports_to: Person, day: date) -> None:
    """Refuse a line that leads back to where it began."""
    if person.pk == reports_to.pk:
        raise Denied("Nobody answers to herself.")
    held = ReportingLine.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    above = dict(held.exclude(person=person).values_list("person_id", "reports_to_id"))
    at: int | None = reports_to.pk
    while at is not None:
        if at == person.pk:
            raise Denied(f"{reports_to} answers to {person}, directly or through others: that is a circle.")
        at = above.pop(at, None)
