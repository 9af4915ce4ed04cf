"""The coverage plan as it is printed: the page's own figures and lines, without names of workers."""

from datetime import date
from typing import Any

from cohe.models import Cohe
from staffing.queries.cover import Line, Plan, said


def paper(plan: Plan, cohe: Cohe, today: date) -> dict[str, Any]:
    """Return the plan as the document of tables reads it (templates/pdf/tables.typ)."""
    absence = plan.away.absence
    days = f"{absence.first_on:%-d %b} to {absence.last_on:%-d %b %Y}"
    return {
        "title": f"Coverage plan: {absence.person}, {days}",
        "synthetic": cohe.is_synthetic,
        "footer": f"{cohe}, coverage plan as of {today:%-d %b %Y}",
        "lines": [finding(plan)],
        "sections": [covers(plan), by_day(plan), *(listed(*one) for one in lists(plan))],
    }


def finding(plan: Plan) -> str:
    """Return what the plan says in one sentence."""
    return (
        f"{said(len(plan.lines), 'item')} fall due, {len(plan.closing)} with a last day while away; "
        f"{len(plan.uncovered)} not covered."
    )


def covers(plan: Plan) -> dict[str, Any]:
    """Return who covers."""
    rows = [
        [one.row.coverer.name, day(one.row.since), day(one.row.last_on), one.part or "All of the work"]
        for one in plan.away.covers
    ]
    none = [] if rows else ["Nobody covers."]
    duties = [
        f"Covers {one.absent} {day(one.since)} to {day(one.last_on)}: that falls away."
        for one in plan.away.duties
    ]
    return table("Who covers", ("Who", "From", "Through", "What"), rows, [*none, *duties])


def by_day(plan: Plan) -> dict[str, Any]:
    """Return the days in figures."""
    rows = [[f"{one.on:%a %-d %b}", str(one.due), str(one.uncovered), str(one.closing)] for one in plan.days]
    return table("Day by day", ("Day", "Falls due", "Not covered", "Last day of"), rows)


def lists(plan: Plan) -> list[tuple[str, tuple[Line, ...]]]:
    """Return the lists of a plan with their titles, those with nothing in them left out."""
    found = [
        ("Last days while away", plan.closing),
        ("Not covered", plan.uncovered),
        ("All that falls due", plan.lines),
    ]
    return [one for one in found if one[1]]


def listed(title: str, lines: tuple[Line, ...]) -> dict[str, Any]:
    """Return a list as a table."""
    rows = [
        [
            one.answered.owed.claim_number,
            one.title,
            day(one.answered.on),
            day(one.answered.owed.last_day) if one.answered.owed.last_day else "",
            one.state,
        ]
        for one in lines
    ]
    return table(title, ("Claim", "What", "Day", "Last day", "Who"), rows)


def table(
    title: str, heads: tuple[str, ...], rows: list[list[str]], paragraphs: list[str] | None = None
) -> dict[str, Any]:
    """Return a section; without rows it has no heads either."""
    return {
        "title": title,
        "paragraphs": paragraphs or [],
        "heads": list(heads) if rows else [],
        "rows": rows,
    }


def day(on: date) -> str:
    """Return a day as papers write it."""
    return f"{on:%-d %b %Y}"
