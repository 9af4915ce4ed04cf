"""To whom somebody escalates: shown where she looks after her own settings (H9)."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from cohe import clock
from cohe.models import Membership, Person
from staffing.queries import team


def escalation(request: HttpRequest) -> dict[str, Any]:
    """Return `escalates_to` for the templates: asked of the database only where it is shown."""
    return {"escalates_to": partial(of_request, request)}


def of_request(request: HttpRequest) -> Person | None:
    """Return whom the one who asks answers to today."""
    membership: Membership | None = getattr(request, "membership", None)
    return team.escalates_to(membership.person_id, clock.today()) if membership else None
