"""Bringing in an extract: read, compare, apply in one transaction, undo as a whole ("Reading" 1, 9, 12)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction

from claims import policies
from claims.actions import difference, landing, locks, progress, staging, targets
from claims.actions.progress import Step, Tell, quietly
from claims.actions.targets import Target
from claims.feeds.extract import Enrolment, Extract, Known
from claims.feeds.findings import ExtractRefused, Finding
from claims.feeds.sources import Source
from claims.models import Claim, ExtractImport, ImportChange, ImportFinding, ImportUpload, Provider
from claims.models.imports import ImportState, ImportStep
from claims.queries import policy
from cohe import audit, outbox
from cohe.access import Conflict, Denied
from cohe.models import Membership, OutboxRow

READ_TASK, APPLY_TASK, UNDO_TASK = (f"claims.tasks.{verb}_import" for verb in ("read", "apply", "undo"))
# The floor above sweeps the claims that an import touched (`queries.imports.touched_claims`).
FOLLOW_TASK = "coordination.tasks.follow_import"

INSERT_FINDINGS = """
INSERT INTO claims_importfinding (cohe_id, extract_import_id, file, line, "column", code, sentence, severity)
SELECT %(cohe)s, %(run)s, file, line, "column", code, sentence, severity FROM pg_temp.staged_findings
"""
GONE = """
INSERT INTO claims_importfinding (cohe_id, extract_import_id, file, "column", code, sentence, severity)
SELECT %(cohe)s, %(run)s, 'claims.csv', '', 'claim-gone',
       c.claim_number || ' is no longer in the extract; the claim stays.', 'reported'
FROM pg_temp.plan_claims plan JOIN claims_claim c ON c.cohe_id = %(cohe)s AND c.id = plan."row"
WHERE plan.kind = 'withdrawn' ORDER BY c.claim_number
"""


@dataclass(slots=True)
class Summary:
    """What an import found and changed: counts by file, ids of new rows by file, claims landed on a desk."""

    files: dict[str, dict[str, int]] = field(default_factory=dict)
    new_rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    landed: int = 0

    @property
    def changes(self) -> int:
        """How many rows are new, changed or withdrawn."""
        return sum(counts[kind] for counts in self.files.values() for kind in ("new", "changed", "withdrawn"))


def receive(*, files: Mapping[str, bytes], made_on: date, by: Membership, at: datetime) -> ExtractImport:
    """Keep the files that a person sent and ask for their reading."""
    policies.check_can_import(by)
    digest = hashlib.sha256(b"".join(hashlib.sha256(files[name]).digest() for name in sorted(files)))
    with transaction.atomic():
        run = ExtractImport.objects.create(
            cohe_id=by.cohe_id,
            made_on=made_on,
            source=", ".join(files)[:500],
            digest=digest.hexdigest(),
            started_by_id=by.person_id,
            uploaded_at=at,
        )
        ImportUpload.objects.bulk_create(
            ImportUpload(cohe_id=by.cohe_id, extract_import=run, name=name, content=content)
            for name, content in files.items()
        )
        audit.log("import.sent", "import", run.pk, at=at)
        outbox.enqueue(READ_TASK, key=f"{run.pk}", at=at, extract_import=run.pk)
    return run


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person confirmed of an extract: that it is older, how many claims are missing from it."""

    older: bool = False
    gone: int | None = None


def ask_to_apply(
    *, run: ExtractImport, confirmed: Confirmed, by: Membership, today: date, at: datetime
) -> None:
    """Ask for an import to be applied.

    Raises `Denied` for an older extract, and for one that lacks a large share of the COHE's claims
    (`ManyGone`), unless that is confirmed.
    """
    policies.check_can_import(by)
    policies.check_can_apply(run)
    policies.check_is_not_older(run.made_on, last_applied(), confirmed=confirmed.older)
    policies.check_gone_is_confirmed(run.counts, policy.in_force(today), confirmed.gone)
    if confirmed != Confirmed():
        run.confirmed_older, run.confirmed_gone = confirmed.older, confirmed.gone
        run.save(update_fields=["confirmed_older", "confirmed_gone"])
    _ask(APPLY_TASK, run, at)


def ask_to_undo(*, run: ExtractImport, by: Membership, at: datetime) -> None:
    """Ask for an applied import to be undone."""
    policies.check_can_import(by)
    policies.check_can_undo(run, last_applied())
    _ask(UNDO_TASK, run, at)


def _ask(task: str, run: ExtractImport, at: datetime) -> None:
    """Ask for work on an import unless it waits already; what was refused or buried is asked for again."""
    asked = OutboxRow.objects.filter(task=task, args__extract_import=run.pk)
    if not asked.filter(done_at=None, dead_at=None).exists():
        outbox.enqueue(task, key=f"{run.pk}:{at.timestamp():.6f}", at=at, extract_import=run.pk)


def discard(*, run: ExtractImport, by: Membership, at: datetime) -> None:
    """Throw away an import that was not applied, and its files; `Conflict` while one is being written."""
    policies.check_can_import(by)
    with transaction.atomic():
        if not locks.lock_imports_now(run.cohe_id):
            raise Conflict("An extract is being written just now: wait until it is done, then look again.")
        run.refresh_from_db()
        policies.check_can_discard(run)
        run.state = ImportState.DISCARDED
        run.save(update_fields=["state"])
        run.uploads.all().delete()
        audit.log("import.discarded", "import", run.pk, at=at)


def preview(
    *, run: ExtractImport, source: Source, today: date, at: datetime, tell: Tell = quietly
) -> Summary:
    """Read an extract and keep what it would change; the claims stay as they are.

    `tell` hears how far it is. Raises `ExtractRefused` when nothing of it can be applied.
    """
    with transaction.atomic():
        locks.lock_imports(run.cohe_id)
        run.refresh_from_db()
        policies.check_can_apply(run)
        summary = _bring_in(run, source, today, at, ImportStep.COMPARING, _compare, tell)
        _finish(run, summary, ImportState.PREVIEWED, read_at=at)
    return summary


def apply(*, run: ExtractImport, source: Source, today: date, at: datetime, tell: Tell = quietly) -> Summary:
    """Write an extract in one transaction: all of it or, after a crash at any point, nothing.

    `tell` hears how far it is. Raises `Denied` for an older extract, or one that lacks many claims
    (`ManyGone`), that is not confirmed, `ExtractRefused` when it cannot be read.
    """
    with transaction.atomic():
        locks.lock_imports(run.cohe_id)
        run.refresh_from_db()
        last = last_applied()
        policies.check_can_apply(run)
        policies.check_is_not_older(run.made_on, last, confirmed=run.confirmed_older)
        summary = _bring_in(run, source, today, at, ImportStep.WRITING, _write, tell)
        numbers = policy.in_force(today)
        policies.check_gone_is_confirmed(asdict(summary), numbers, run.confirmed_gone)
        tell(Step(ImportStep.LANDING, 0, 1))
        landing.assign_providers(cohe_id=run.cohe_id, run_id=run.pk, day=run.made_on, today=today)
        new_claims = summary.new_rows.get("claims")
        summary.landed = landing.land_claims(
            cohe_id=run.cohe_id, run_id=run.pk, day=run.made_on, new=new_claims
        )
        # The order of imports is read from applied_at, so it never goes back, not even with the clock.
        after_last = last.applied_at + timedelta(microseconds=1) if last and last.applied_at else at
        _finish(run, summary, ImportState.APPLIED, read_at=at, applied_at=max(at, after_last))
        run.uploads.all().delete()
        audit.log("import.applied", "import", run.pk, at=at)
        outbox.enqueue(FOLLOW_TASK, key=f"{run.pk}:applied", at=at, extract_import=run.pk)
    return summary


def undo(*, run: ExtractImport, at: datetime, tell: Tell = quietly) -> None:
    """Put everything back that an import changed; rows it brought are withdrawn. Raises `Denied`.

    `tell` hears how far it is.
    """
    with transaction.atomic():
        locks.lock_imports(run.cohe_id)
        run.refresh_from_db()
        policies.check_can_undo(run, last_applied())
        landing.take_back(cohe_id=run.cohe_id, run_id=run.pk)
        for done, target in enumerate(reversed(targets.ALL)):
            tell(Step(ImportStep.UNDOING, done, len(targets.ALL), target.layout.file))
            first_and_last = run.counts.get("new_rows", {}).get(target.name)
            difference.take_back(target, _params(run, at), first_and_last)
        run.state, run.undone_at, run.progress = ImportState.UNDONE, at, None
        run.save(update_fields=["state", "undone_at", "progress"])
        audit.log("import.undone", "import", run.pk, at=at)
        outbox.enqueue(FOLLOW_TASK, key=f"{run.pk}:undone", at=at, extract_import=run.pk)


def refuse(*, run: ExtractImport, refusal: ExtractRefused, at: datetime) -> None:
    """Note that nothing of an extract was applied, and why."""
    with transaction.atomic():
        _forget(run)
        run.state, run.refusal, run.read_at, run.progress = ImportState.REFUSED, str(refusal), at, None
        run.save(update_fields=["state", "refusal", "read_at", "progress"])
        _note_findings(run, [refusal.finding()], at)
        run.uploads.all().delete()
        audit.log("import.refused", "import", run.pk, at=at)


def keep_denial(*, run: ExtractImport, denied: Denied) -> None:
    """Note why an import was not applied or undone when it came to it; its state stays."""
    run.refresh_from_db()
    run.refusal, run.progress = str(denied), None
    run.save(update_fields=["refusal", "progress"])


def last_applied() -> ExtractImport | None:
    """Return the import of the COHE in force that was applied last and is not undone."""
    return ExtractImport.objects.filter(state=ImportState.APPLIED).order_by("-applied_at", "-id").first()


def known_before(cohe_id: int, today: date) -> Known:
    """Return what the COHE knows before an extract is read."""
    providers = Provider.objects.filter(withdrawn_at=None)
    enrolments = providers.values_list("provider_number", "enrolled_on", "left_on")
    return Known(
        claims=frozenset(Claim.objects.filter(withdrawn_at=None).values_list("claim_number", flat=True)),
        enrolments={number: Enrolment(begins, ends) for number, begins, ends in enrolments},
        user_emails=frozenset(landing.user_ids(cohe_id, today)),
    )


Do = Callable[[Target, ExtractImport, datetime, Summary], None]


def _bring_in(
    run: ExtractImport, source: Source, today: date, at: datetime, step: ImportStep, do: Do, tell: Tell
) -> Summary:
    """Stage every file, then compare or write it table by table; what was noted before is replaced."""
    extract = Extract(source, made_on=run.made_on, known=known_before(run.cohe_id, today))
    summary, findings, read = Summary(), list(extract.findings), []
    _forget(run)
    for reading in extract.readings(progress.Reading(tell, source.size).heard):
        summary.files[reading.layout.name] = {
            name: reading.counts[name] for name in ("read", "set_aside", "duplicates", "not_ours")
        }
        findings += reading.findings
        read.append(targets.BY_NAME[reading.layout.name])
        staging.stage(reading)
        reading.rows.clear()
    with _values_refused():
        for done, target in enumerate(read):
            tell(Step(step, done, len(read), target.layout.file))
            do(target, run, at, summary)
    _note_findings(run, findings, at)
    if summary.files["claims"]["withdrawn"]:
        with connection.cursor() as cursor:
            cursor.execute(GONE, _params(run, at))
    return summary


@contextmanager
def _values_refused() -> Iterator[None]:
    """Turn a value that the database cannot hold into a refusal; other trouble stays what it is."""
    try:
        yield
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.DataError | psycopg.errors.ProgramLimitExceeded):
            raise ExtractRefused(
                f"A value of the extract cannot be stored: {error.__cause__}".strip()
            ) from error
        raise


def _compare(target: Target, run: ExtractImport, at: datetime, summary: Summary) -> None:
    params = _params(run, at)
    summary.files[target.name] |= asdict(difference.plan(target, params))
    difference.note(target, params)


def _write(target: Target, run: ExtractImport, at: datetime, summary: Summary) -> None:
    _compare(target, run, at, summary)
    new = difference.write(target, _params(run, at))
    if new:
        summary.new_rows[target.name] = new


def _forget(run: ExtractImport) -> None:
    ImportFinding.objects.filter(extract_import=run).delete()
    ImportChange.objects.filter(extract_import=run).delete()


def _note_findings(run: ExtractImport, findings: Iterable[Finding], at: datetime) -> None:
    staging.stage_findings(findings)
    with connection.cursor() as cursor:
        cursor.execute(INSERT_FINDINGS, _params(run, at))


def _finish(run: ExtractImport, summary: Summary, state: ImportState, **moments: datetime) -> None:
    run.state, run.counts, run.refusal, run.progress = state, asdict(summary), "", None
    for name, moment in moments.items():
        setattr(run, name, moment)
    run.save(update_fields=["state", "counts", "refusal", "progress", *moments])


def _params(run: ExtractImport, at: datetime) -> dict[str, Any]:
    return {"cohe": run.cohe_id, "run": run.pk, "at": at, "made_on": run.made_on}
