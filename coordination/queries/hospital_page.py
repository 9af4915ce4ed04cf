"""The page of a stay in hospital: the calls that were made while it lasted, from the notes."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from coordination.choices import Party
from coordination.models import CaseNote, HospitalStay


def calls_of(stay: HospitalStay, today: date) -> Sequence[CaseNote]:
    """Return the notes about worker or family from the admission through the discharge, the latest first."""
    last = stay.discharged_on or today
    spoken = Q(person__in=(Party.WORKER, Party.FAMILY))
    found = CaseNote.objects.filter(
        spoken, claim=stay.claim_id, contact_on__gte=stay.admitted_on, contact_on__lte=last
    )
    return list(found.select_related("author").order_by("-contact_on", "-id"))
