"""Who coordinates, and who else is of the COHE: for the edges."""

from datetime import date

from django.db.models import QuerySet

from cohe import tenancy
from cohe.models import Membership, Person
from training.queries.standing import COORDINATE


def members(today: date) -> QuerySet[Membership]:
    """Return everybody of the COHE in force on a day, by name."""
    current = Membership.objects.current(today).filter(cohe=tenancy.required().cohe_id)
    return current.select_related("person").order_by("person__name")


def coordinator(person_id: int, today: date) -> Person | None:
    """Return somebody who coordinates in the COHE in force, None for anybody else."""
    found = members(today).filter(person=person_id, role__in=COORDINATE).first()
    return found.person if found else None
