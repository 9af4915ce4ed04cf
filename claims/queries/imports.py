"""What an import found and changed: for the report on a page, on paper, in the API and in the command."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from claims.actions import targets
from claims.models import Claim, ExtractImport, ImportChange, Provider
from claims.querysets import ClaimQuerySet

HIDDEN = "not shown"
CHANGED = """
SELECT DISTINCT claim_row FROM claims_importchange
WHERE cohe_id = %(cohe)s AND extract_import_id = %(run)s AND claim_row IS NOT NULL
"""
OF_ITS_PROVIDERS = """
SELECT c.id FROM claims_claim c JOIN claims_provider p ON p.cohe_id = c.cohe_id
 AND p.provider_number IN (c.attending_provider_number, c.initiating_provider_number)
WHERE c.cohe_id = %(cohe)s AND (p.id BETWEEN %(first_provider)s AND %(last_provider)s OR p.id IN (
  SELECT "row" FROM claims_importchange
  WHERE cohe_id = %(cohe)s AND extract_import_id = %(run)s AND "table" = 'providers'))
"""


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One value that an import changed. `kind` is changed, returned (was withdrawn before) or withdrawn."""

    file: str
    claim_id: int | None
    subject: str
    kind: str
    column: str
    old: str
    new: str


def changed_values(
    changes: QuerySet[ImportChange], readers: ClaimQuerySet | None = None
) -> Iterator[ChangedValue]:
    """Yield each value that these changes of an import touch, old and new, in the order of the report.

    With `readers`, the claims that the reader opens without saying why, what other claims say is `HIDDEN`.
    """
    rows = list(changes.filter(table__in=targets.BY_NAME).exclude(kind="new"))
    claims = dict(
        Claim.objects.filter(pk__in={row.claim_row for row in rows}).values_list("pk", "claim_number")
    )
    providers = dict(
        Provider.objects.filter(pk__in={row.row for row in rows if row.table == "providers"}).values_list(
            "pk", "provider_number"
        )
    )
    open_claims = (
        claims if readers is None else set(readers.filter(pk__in=claims).values_list("pk", flat=True))
    )
    for row in rows:
        number = claims.get(row.claim_row or 0) or providers.get(row.row) or str(row.row)
        values = _values(row, number)
        is_hidden = row.claim_row is not None and row.claim_row not in open_claims
        yield from (hidden(value, number) for value in values) if is_hidden else values


def hidden(value: ChangedValue, number: str) -> ChangedValue:
    """Return that a value of a claim changed, without it; its column says what sort of thing it was."""
    said = HIDDEN if value.column else ""
    return replace(value, subject=number, old=said, new=said)


def _values(row: ImportChange, number: str) -> Iterator[ChangedValue]:
    target = targets.BY_NAME[row.table]
    before, after = row.before or {}, row.after or {}
    subject = " ".join([number, *_key(target, before)])
    if row.kind == "withdrawn":
        kind = "gone" if target.absent == "gone_on" else "withdrawn"
        yield ChangedValue(target.layout.file, row.claim_row, subject, kind, "", "", "")
        return
    if any(before.get(mark) for mark in target.marks):
        yield ChangedValue(target.layout.file, row.claim_row, subject, "returned", "", "", "")
    for column in target.written:
        name = targets.stored_name(column.name)
        if before.get(name) != after.get(name):
            old, new = shown(before.get(name)), shown(after.get(name))
            yield ChangedValue(target.layout.file, row.claim_row, subject, "changed", column.name, old, new)


def _key(target: targets.Target, before: dict[str, Any]) -> list[str]:
    if not target.is_detail:
        return []
    return [shown(before.get(targets.stored_name(column.name))) for column in target.key]


def shown(value: object) -> str:
    """Return a stored value as the report shows it."""
    match value:
        case None | "":
            return "–"
        case True:
            return "Y"
        case False:
            return "N"
        case _:
            return str(value)


def touched_claims(run: ExtractImport, changed: Iterable[int]) -> list[int]:
    """Return the ids of the claims whose worklist an import, or its undoing, may have changed.

    Those that it `changed`, and those of the providers that it changed.
    """
    new_rows: dict[str, tuple[int, int]] = run.counts.get("new_rows", {})
    first_provider, last_provider = new_rows.get("providers", (0, 0))
    values = {
        "first_provider": first_provider,
        "last_provider": last_provider,
        "cohe": run.cohe_id,
        "run": run.pk,
    }
    return sorted({*changed, *_claims(OF_ITS_PROVIDERS, values)})


def changed_claims(run: ExtractImport) -> list[int]:
    """Return the ids of the claims of which an import brought, changed or withdrew a row."""
    new_rows: dict[str, tuple[int, int]] = run.counts.get("new_rows", {})
    found = _claims(CHANGED, {"cohe": run.cohe_id, "run": run.pk})
    for name, (first, last) in new_rows.items():
        target = targets.BY_NAME[name]
        if target.name != "providers":
            field = "claim_id" if target.is_detail else "id"
            rows = target.model._default_manager.filter(pk__gte=first, pk__lte=last)
            found |= set(rows.values_list(field, flat=True))
    return sorted(found)


def _claims(query: str, values: dict[str, int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return {row for (row,) in cursor}
