"""How far an import is can be seen while nothing of the import itself can."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from claims.actions import imports, progress
from claims.feeds import sources
from claims.models import Claim, ExtractImport
from cohe import tenancy
from tests import make
from tests.claims.feeds.extracts import files
from tests.claims.imports.importing import AT, run_of

NOW = datetime(2026, 10, 15, 17, 5, tzinfo=UTC)


@pytest.fixture
def run(fresh_database):
    """An import of a COHE, really committed."""
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        return run_of(cohe_id=cohe.pk)


def seen_by_others(run):
    """Return the step that somebody else reads now, and the number of claims there are for her."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT progress ->> 'step', (SELECT count(*) FROM claims_claim) FROM claims_extractimport"
            )
            return cursor.fetchone()
    finally:
        other.close()


def test_others_see_each_step_and_nothing_else_until_the_end(run):
    seen = []
    with (
        tenancy.acting(tenancy.Context(run.cohe_id)),
        sources.uploaded(files()) as source,
        progress.telling(run, lambda: NOW) as tell,
    ):

        def heard(step):
            tell(step)
            seen.append(seen_by_others(run))

        imports.apply(run=run, source=source, today=date(2026, 10, 15), at=AT, tell=heard)
    assert {step for step, _ in seen} == {"reading", "writing", "landing"}
    assert {claims for _, claims in seen} == {0}
    with tenancy.acting(tenancy.Context(run.cohe_id)):
        assert (ExtractImport.objects.get().progress, Claim.objects.count()) == (None, 1)
