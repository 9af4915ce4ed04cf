"""Figures between what was built and what is kept in the database, and back."""

import json
from collections.abc import Iterable
from typing import Any

from staffing.hiding import hidden_codes
from staffing.models import ReportRows
from staffing.report import Figure, Row


def columns_of(figures: Iterable[Figure], smallest: int) -> list[dict[str, Any]]:
    """Return the columns in which figures are kept, those that a contract manager may see filled for her."""
    found = tuple(figures)
    gone = hidden_codes(found, smallest)
    return [columns(place, one, one.code in gone) for place, one in enumerate(found)]


def columns(place: int, one: Figure, is_hidden: bool) -> dict[str, Any]:
    """Return the columns of one figure."""
    over, under = (None, None) if one.value is None else (one.value.numerator, one.value.denominator)
    shown = {
        "shown_numerator": one.numerator,
        "shown_denominator": one.denominator,
        "shown_over": over,
        "shown_under": under,
        "shown_met": one.met,
        "shown_note": "" if one.section == "measures" else one.note,
    }
    return {
        "place": place,
        "code": one.code,
        "section": one.section.value,
        "title": one.title,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "value_over": over,
        "value_under": under,
        "unit": one.unit,
        "sign": one.sign,
        "benchmark_over": one.benchmark.numerator if one.benchmark is not None else None,
        "benchmark_under": one.benchmark.denominator if one.benchmark is not None else None,
        "met": one.met,
        "note": one.note,
        "of_workers": one.of_workers,
        "is_hidden": is_hidden,
        **({name: "" if name == "shown_note" else None for name in shown} if is_hidden else shown),
    }


def packed(rows: Iterable[Row]) -> list[list[Any]]:
    """Return rows as they are kept."""
    return [[one.key, list(one.cells), one.counts, one.amount, one.claim_id] for one in rows]


def unpacked(kept: Any) -> tuple[Row, ...]:
    """Return rows from what was kept."""
    return tuple(
        Row(key, tuple(cells), counts, amount, claim) for key, cells, counts, amount, claim in whole(kept)
    )


def whole(kept: Any) -> Any:
    """Return JSON as Python has it: a plain cursor gives it as text."""
    return json.loads(kept) if isinstance(kept, str) else kept


def rows_kept(report_id: int) -> dict[str, tuple[Row, ...]]:
    """Return the rows behind every figure of a submitted report, in one query."""
    kept = ReportRows.objects.filter(report=report_id).values_list("code", "rows")
    return {code: unpacked(rows) for code, rows in kept}
