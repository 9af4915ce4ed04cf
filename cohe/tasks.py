"""Celery's edge of the ground floor."""

from typing import Any

from celery import current_app, shared_task

from cohe import audit, clock, outbox, tenancy
from cohe.models import Cohe


@shared_task
def relay_outbox(**_: Any) -> int:
    """Send waiting rows of the outbox; return how many."""
    return outbox.relay(current_app.send_task, at=clock.now())


@shared_task
def seal_trails(**_: Any) -> int:
    """Seal the trail of each COHE; return how many seals were made."""
    made = 0
    for cohe_id in Cohe.objects.values_list("id", flat=True):
        with tenancy.acting(tenancy.Context(cohe_id, request_id="seal")):
            made += audit.seal(at=clock.now()) is not None
    return made
