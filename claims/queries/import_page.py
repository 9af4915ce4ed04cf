"""The list of imports and the page of one: where it stands, what it changes, what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from claims import policies
from claims.actions import imports
from claims.actions.progress import Step
from claims.actions.targets import ALL
from claims.models import ExtractImport, ImportFinding
from claims.models.imports import ImportState, ImportStep, Severity
from claims.queries import policy
from claims.queries.claims import opened_at_once
from claims.queries.imports import ChangedValue, changed_values
from cohe.access import Denied
from cohe.models import Membership, OutboxRow

PAGE = 100
OUTCOMES = (
    ("read", "Read"),
    ("new", "New"),
    ("changed", "Changed"),
    ("unchanged", "As before"),
    ("withdrawn", "Withdrawn"),
    ("set_aside", "Set aside"),
    ("duplicates", "Duplicates"),
    ("not_ours", "Not this COHE's"),
)
# A kind of finding as people say it.
SAID = {
    "bytes": "Unreadable bytes",
    "cells": "Wrong number of cells",
    "claim-gone": "Claim no longer in the extract",
    "claim-number": "No claim number",
    "claim-unknown": "Unknown claim",
    "column-unknown": "Unknown column",
    "conflict": "Rows contradict each other",
    "date": "No date",
    "differs": "Provider rows differ",
    "duplicate": "Identical duplicate",
    "file-unknown": "Unknown file",
    "first-letter": "Unlisted first letter",
    "fund-letter": "Letter does not fit the fund",
    "future": "Date in the future",
    "hsc-unknown": "HSC is no user",
    "missing": "Value missing",
    "no-longer-ours": "No longer this COHE's",
    "number": "No number",
    "order": "Ends before it begins",
    "provider-unknown": "Provider known by number only",
    "quote": "Text after a quote",
    "refused": "Refused",
    "roa-early": "ROA before first visit",
    "text": "Text too long or damaged",
    "windows-1252": "Read as Windows-1252",
    "word": "Unknown word",
}


@dataclass(frozen=True, slots=True)
class FileCounts:
    """One row of the table of counts."""

    file: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the findings, with how many there are and its address."""

    label: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Acts:
    """What may be done with the import now; a sentence says why not."""

    may_apply: bool
    may_discard: bool
    may_undo: bool
    why_no_undo: str
    needs_confirmation: str
    gone: policies.Gone | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the worker said it was, and when; `percent` of the step is None where it cannot be said."""

    words: str
    percent: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything that the page of one import shows."""

    run: ExtractImport
    is_busy: bool
    progress: Progress
    has_failed: bool
    columns: tuple[str, ...]
    files: tuple[FileCounts, ...]
    changes: tuple[ChangedValue, ...]
    more_changes: str
    severities: tuple[Choice, ...]
    codes: tuple[Choice, ...]
    findings: tuple[ImportFinding, ...]
    more_findings: str
    here: str
    same_as: ExtractImport | None
    acts: Acts

    @property
    def landed(self) -> int:
        """How many claims landed on a desk."""
        return int(self.run.counts.get("landed", 0))


def import_page(
    *, run: ExtractImport, membership: Membership, asked: Mapping[str, str], today: date
) -> ImportPage:
    """Return the page of one import; `asked` narrows findings (severity, code) and leads to further rows."""
    waiting = OutboxRow.objects.filter(done_at=None, args__extract_import=run.pk, task__startswith="claims.")
    pending = list(waiting.values_list("dead_at", flat=True))
    severity, code = asked.get("severity", ""), asked.get("code", "")
    changes, after_change = _page(run.changes.exclude(kind="new"), asked.get("changes", ""))
    findings, after_finding = _page(narrowed(run, severity, code), asked.get("findings", ""))
    chosen = {"severity": severity, "code": code}
    shown = run.changes.filter(pk__in=[change.pk for change in changes]).order_by("pk")
    return ImportPage(
        run=run,
        is_busy=any(dead is None for dead in pending),
        progress=progress_of(run),
        has_failed=any(dead is not None for dead in pending),
        columns=tuple(label for _, label in OUTCOMES),
        files=_files(run),
        changes=tuple(changed_values(shown, opened_at_once(membership, today))),
        more_changes=_query({**chosen, "changes": after_change}) if after_change else "",
        severities=_choices(run, "severity", {"severity": severity}),
        codes=_choices(run, "code", chosen),
        findings=tuple(findings),
        more_findings=_query({**chosen, "findings": after_finding}) if after_finding else "",
        here=_query(chosen),
        same_as=_same_files(run),
        acts=_acts(run, membership, today),
    )


def progress_of(run: ExtractImport) -> Progress:
    """Say how far the work at an import is: bytes read or files done, as the worker told them last."""
    if not run.progress:
        return Progress("Waiting to begin", None, None)
    told = dict(run.progress)
    at = datetime.fromisoformat(told.pop("at"))
    step = Step(**told)
    what = ImportStep(step.step).label
    if step.step == ImportStep.READING:
        return Progress(f"{what}: {step.percent} %, now {step.now}", step.percent, at)
    if step.step == ImportStep.LANDING:
        return Progress(what, None, at)
    return Progress(f"{what}: {step.done} of {step.of} done, now {step.now}", step.percent, at)


def narrowed(run: ExtractImport, severity: str, code: str) -> QuerySet[ImportFinding]:
    """Return the findings of an import, of one severity or kind; an unknown one has none."""
    found = run.findings.order_by("pk")
    found = found.filter(severity=severity) if severity else found
    return found.filter(code=code) if code else found


def import_list(*, after: str) -> tuple[list[ExtractImport], str]:
    """Return a page of imports, the latest first, and the query of the next page."""
    rows = ExtractImport.objects.select_related("started_by").order_by("-pk")
    if after.isdecimal():
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    more = _query({"after": str(found[PAGE - 1].pk)}) if len(found) > PAGE else ""
    return found[:PAGE], more


def _page(rows: QuerySet[Any], after: str) -> tuple[list[Any], str]:
    if after.isdecimal():
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("pk")[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def _files(run: ExtractImport) -> tuple[FileCounts, ...]:
    counts = run.counts.get("files", {})
    return tuple(
        FileCounts(target.layout.file, tuple(counts[target.name].get(name, 0) for name, _ in OUTCOMES))
        for target in ALL
        if target.name in counts
    )


def _choices(run: ExtractImport, field: str, chosen: dict[str, str]) -> tuple[Choice, ...]:
    """Return each value of a field of the findings with its count, those of the chosen severity only."""
    rows = narrowed(run, chosen["severity"] if field == "code" else "", "").order_by()
    counted = sorted(rows.values_list(field).annotate(count=Count("pk")))
    labels = SAID if field == "code" else dict(Severity.choices)
    others = {name: value for name, value in chosen.items() if name != field}
    every = Choice("All", sum(count for _, count in counted), _query(others), not chosen[field])
    each = (
        Choice(labels.get(value, value), count, _query({**others, field: value}), chosen[field] == value)
        for value, count in counted
    )
    return (every, *each)


def _same_files(run: ExtractImport) -> ExtractImport | None:
    if not run.digest or run.state not in (ImportState.UPLOADED, ImportState.PREVIEWED):
        return None
    earlier = ExtractImport.objects.filter(digest=run.digest, state=ImportState.APPLIED)
    return earlier.exclude(pk=run.pk).order_by("-pk").first()


def _acts(run: ExtractImport, membership: Membership, today: date) -> Acts:
    last = imports.last_applied()
    may_import = _allowed(policies.check_can_import, membership)
    is_read = run.state == ImportState.PREVIEWED
    older = is_read and last is not None and run.made_on < last.made_on
    return Acts(
        may_apply=not may_import and is_read,
        may_discard=not may_import and not _allowed(policies.check_can_discard, run),
        may_undo=not may_import and not _allowed(policies.check_can_undo, run, last),
        why_no_undo=_allowed(policies.check_can_undo, run, last) if run.state == ImportState.APPLIED else "",
        needs_confirmation=f"{last.made_on:%-d %b %Y}" if older and last else "",
        gone=policies.many_gone(run.counts, policy.in_force(today)) if is_read else None,
    )


def _allowed(check: Callable[..., None], *things: object) -> str:
    """Return the sentence of a refusal, empty when there is none."""
    try:
        check(*things)
    except Denied as denied:
        return str(denied)
    return ""


def _query(values: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in values.items() if value})
