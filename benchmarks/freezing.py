"""Freezing quarters in a process of its own: a new process has no models before `django.setup()`."""

from importlib import import_module

import django
from django.db import connection

from benchmarks import databases
from benchmarks.databases import DAY
from benchmarks.measuring import timed
from staffing.quarter import Quarter

SUPERVISOR = 120
FROZEN = 8
LAST = Quarter.of(DAY).previous


def begin_web(name: str) -> None:
    """Set up a process that works as the web server does."""
    django.setup()
    databases.work_in(name, "cohe_web")
    import_module("benchmarks.pages").silent()
    connection.ensure_connection()


def freeze_and_reopen() -> float:
    """Submit eight quarters, begin another version of each and submit that; return the seconds."""
    return timed(
        lambda: [
            submit(LAST.plus(-back), again) for again in ("", "A row was late.") for back in range(FROZEN)
        ]
    )


def submit(quarter: Quarter, reason: str) -> None:
    """Begin and submit a report, each in a transaction of its own as on the page."""
    from cohe import clock, tenancy  # noqa: PLC0415 - see above
    from cohe.models import Membership  # noqa: PLC0415
    from staffing.actions import reports  # noqa: PLC0415

    context = tenancy.Context(1, SUPERVISOR)
    with tenancy.acting(context):
        by = Membership.objects.select_related("person", "cohe").get(person=SUPERVISOR, cohe=1)
        made = reports.begin_report(quarter=quarter, reason=reason, by=by, today=DAY, at=clock.now())
    with tenancy.acting(context):
        reports.submit_report(
            report=made, signed_name="Ingrid", edition=made.edition, by=by, today=DAY, at=clock.now()
        )
