"""Celery's edge of claims: each task opens one row of the outbox and does it once."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

from claims.actions import imports, locks, progress
from claims.feeds import sources
from claims.feeds.findings import ExtractRefused
from claims.models import ExtractImport
from claims.models.imports import ImportState
from cohe import clock, outbox
from cohe.access import Denied
from cohe.models import OutboxRow

Act = Callable[..., object]


@shared_task
def read_import(row_id: int, cohe_id: int, **_: Any) -> None:
    """Read the files that a person sent and keep what they would change."""
    _with_files(row_id, cohe_id, imports.preview)


@shared_task
def apply_import(row_id: int, cohe_id: int, **_: Any) -> None:
    """Write an extract; a refusal is kept with it for the person to read."""
    _with_files(row_id, cohe_id, imports.apply)


@shared_task
def undo_import(row_id: int, cohe_id: int, **_: Any) -> None:
    """Put back what an import changed."""
    at = clock.now()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        run = _still(row, ImportState.APPLIED)
        if run is not None:
            try:
                with progress.telling(run, clock.now) as tell:
                    imports.undo(run=run, at=at, tell=tell)
            except Denied as denied:
                imports.keep_denial(run=run, denied=denied)


def _with_files(row_id: int, cohe_id: int, act: Act) -> None:
    at = clock.now()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        run = _still(row, ImportState.UPLOADED, ImportState.PREVIEWED)
        if run is None:
            return
        files = {name: bytes(content) for name, content in run.uploads.values_list("name", "content")}
        try:
            with sources.uploaded(files) as source, progress.telling(run, clock.now) as tell:
                act(run=run, source=source, today=clock.today(), at=at, tell=tell)
        except ExtractRefused as refusal:
            imports.refuse(run=run, refusal=refusal, at=at)
        except Denied as denied:
            imports.keep_denial(run=run, denied=denied)


def _still(row: OutboxRow | None, *states: ImportState) -> ExtractImport | None:
    """Return the import of a row when no other worker is at it and it still waits for this; else None.

    Two clicks are two rows: the second finds the work done.
    """
    if row is None:
        return None
    locks.lock_imports(row.cohe_id)
    return ExtractImport.objects.filter(pk=row.args["extract_import"], state__in=states).first()
