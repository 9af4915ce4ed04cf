"""The extracts of the demonstration, brought in like any other: of a week ago, a refused one, of today."""

import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction

from claims.actions import imports
from claims.feeds import sources
from claims.feeds.findings import ExtractRefused
from claims.models import ExtractImport
from cohe import history
from cohe.models import Role
from coordination.demonstration import extract
from coordination.demonstration.load_people import Team, at
from coordination.demonstration.world import World

# Claims and providers were somebody's long before the first extract of the demonstration was read.
SINCE_THEY_CAME = """
UPDATE claims_claimassignment a SET since = c.appeared
FROM claims_claim c
WHERE c.cohe_id = %(cohe)s AND a.cohe_id = %(cohe)s AND c.id = a.claim_id AND c.appeared < a.since
"""
SINCE_ENROLMENT = """
UPDATE claims_providerassignment a SET since = greatest(p.enrolled_on, e.hired_on)
FROM claims_provider p, cohe_employment e
WHERE p.cohe_id = %(cohe)s AND a.cohe_id = %(cohe)s AND e.cohe_id = %(cohe)s AND p.id = a.provider_id
  AND e.person_id = a.hsc_id AND greatest(p.enrolled_on, e.hired_on) < a.since
"""


def bring_in(team: Team, world: World) -> None:
    """Import the extracts of a COHE."""
    today = world.setting.day
    apply(team, extract.earlier(world), today - extract.WEEK, "extract-a-week-ago")
    apply(team, extract.unreadable(world), today - timedelta(days=1), "extract-without-status")
    apply(team, extract.later(world), today, "extract-of-today")
    history.expect_many_rows()
    with connection.cursor() as cursor:
        cursor.execute(SINCE_THEY_CAME, {"cohe": team.cohe.pk})
        cursor.execute(SINCE_ENROLMENT, {"cohe": team.cohe.pk})


def apply(team: Team, files: Mapping[str, bytes], made_on: date, name: str) -> ExtractImport:
    """Bring one extract in as of its own morning; what cannot be read is refused with its sentence."""
    moment = at(made_on, 4, 50)
    run = ExtractImport.objects.create(
        cohe=team.cohe,
        made_on=made_on,
        source=name,
        started_by_id=team.one(Role.ADMINISTRATOR).person_id,
        uploaded_at=moment,
    )
    with tempfile.TemporaryDirectory() as folder:
        for file, content in files.items():
            Path(folder, file).write_bytes(content)
        try:
            with transaction.atomic(), sources.at_path(Path(folder)) as source:
                imports.apply(run=run, source=source, today=made_on, at=moment)
        except ExtractRefused as refusal:
            imports.refuse(run=run, refusal=refusal, at=moment)
    return run
