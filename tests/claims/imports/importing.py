"""Bringing in small extracts in tests."""

from datetime import UTC, date, datetime

from claims.actions import imports
from claims.feeds import sources
from claims.models import ExtractImport
from tests.claims.feeds.extracts import MADE_ON, files

AT = datetime(2026, 10, 15, 17, 0, tzinfo=UTC)


def run_of(made_on=MADE_ON, **fields):
    """Return an import that is not read yet."""
    return ExtractImport.objects.create(
        cohe_id=fields.pop("cohe_id"), made_on=made_on, uploaded_at=AT, **fields
    )


def bring_in(cohe, *, made_on=MADE_ON, act=imports.apply, source=None, confirmed=False, **named):
    """Bring in an extract of these rows or files; return the import."""
    run = run_of(made_on, cohe_id=cohe.pk, confirmed_older=confirmed)
    with source or sources.uploaded(files(**named)) as opened:
        act(run=run, source=opened, today=date(2026, 10, 15), at=AT)
    run.refresh_from_db()
    return run


def counts(run, name):
    """Return (new, changed, withdrawn, unchanged) of one file."""
    return tuple(run.counts["files"][name][kind] for kind in ("new", "changed", "withdrawn", "unchanged"))
