"""The plan as the claim page shows it: its rows in one query, its finding, what is open, its story."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import connection

from claims.models import Claim
from coordination import plan_steps
from coordination.plan_words import Audience, Discussed, LineKind, MarkKind, PlanState
from coordination.queries import plan_rows, plan_shown
from coordination.queries.claim_rows import Rows
from coordination.queries.claim_story import Entry
from coordination.queries.plan_shapes import ShownLine
from coordination.worklist.wording import shown

OF_PLAN = """
(SELECT json_agg(row_to_json(x) ORDER BY {order}) FROM {table} x
 WHERE x.cohe_id = p.cohe_id AND x.plan_id = p.id) AS {name}
"""
TABLES = (
    ("versions", "coordination_planversion", "x.number DESC"),
    ("marks", "coordination_planmark", "x.id DESC"),
    ("discussions", "coordination_plandiscussion", 'x."on" DESC, x.id DESC'),
    ("contacts", "coordination_plancontact", 'x."on" DESC, x.id DESC'),
    ("reports", "coordination_servicereport", "x.received_on DESC, x.id DESC"),
    ("updates", "coordination_stakeholderupdate", "x.id DESC"),
)
PLAN = f"""
SELECT row_to_json(p) AS plan,
  (SELECT json_agg(row_to_json(l) ORDER BY l.position) FROM coordination_planline l
   JOIN coordination_planversion v ON v.cohe_id = l.cohe_id AND v.id = l.version_id
   WHERE l.cohe_id = p.cohe_id AND v.plan_id = p.id AND v.number = p.number) AS lines,
  {", ".join(OF_PLAN.format(name=name, table=table, order=order) for name, table, order in TABLES)}
FROM coordination_plan p
WHERE p.cohe_id = %(cohe)s AND p.claim_id = %(claim)s
ORDER BY p.state = 'concluded', p.id DESC LIMIT 1
"""  # noqa: S608
OPEN_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PlanStory:
    """All rows of the plan of a claim, and its lines with their words."""

    rows: plan_shown.PlanRows
    lines: tuple[ShownLine, ...]
    versions: tuple[Any, ...]
    marks: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """The plan's region: what it comes to, what is next, its open lines, the nearest first."""

    state: str
    finding: str
    next_thing: str
    next_contact_on: date
    number: int
    open_lines: tuple[ShownLine, ...]
    more: int
    story: PlanStory

    @property
    def touchable(self) -> tuple[ShownLine, ...]:
        """Return the lines that a note can touch."""
        if self.state == PlanState.CONCLUDED:
            return ()
        return tuple(
            line for line in self.story.lines if line.kind in plan_rows.TOUCHABLE and not line.is_done
        )


def plan_of(claim: Claim, names: Mapping[int, str], today: date, *, update_days: int) -> ShownPlan | None:
    """Return the plan in force of a claim, else the last concluded one; None without any. One query."""
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"cohe": claim.cohe_id, "claim": claim.pk})
        found = cursor.fetchone()
    if found is None:
        return None
    plan, lines, versions, marks, *rest = (rows_in(one) for one in found)
    shown_lines = plan_shown.shown_lines(lines, marks, names, today)
    rows = plan_shown.PlanRows(plan[0], *rest)
    standing = plan_shown.standing_of(rows, shown_lines, update_days=update_days, today=today)
    still = [line for line in shown_lines if not line.is_done and line.kind != LineKind.BARRIER]
    still.sort(key=lambda line: line.target_on or date.max)
    is_over = standing.state == PlanState.CONCLUDED
    return ShownPlan(
        state=standing.state,
        finding=plan_shown.finding(standing),
        next_thing="" if is_over else plan_steps.next_thing(plan_steps.steps(standing, today)),
        next_contact_on=standing.next_contact_on,
        number=standing.number,
        open_lines=() if is_over else tuple(still[:OPEN_SHOWN]),
        more=0 if is_over else max(0, len(still) - OPEN_SHOWN),
        story=PlanStory(rows, shown_lines, versions, marks),
    )


def rows_in(found: Any) -> tuple[Any, ...]:
    """Return a JSON object or array as rows with days."""
    many = found if isinstance(found, list) else [found] if found else []
    return tuple(
        SimpleNamespace(**{name: value_of(name, value) for name, value in one.items()}) for one in many
    )


def value_of(name: str, value: Any) -> Any:
    """Return one value as Python has it: days by the name of their column."""
    is_day = name == "on" or name.endswith("_on")
    return date.fromisoformat(value) if is_day and value is not None else value


def story(plan: ShownPlan | None, rows: Rows, today: date) -> Iterator[Entry]:
    """Yield what happened with the plan as entries of the claim's story."""
    for one in told_of(plan, today) if plan is not None else ():
        who = rows.person(one.by_id) if one.by_id else ""
        yield Entry(one.on, "recorded", "Plan", one.words, who, is_withdrawn=one.is_withdrawn)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened with the plan, for the claim's story."""

    on: date
    words: str
    by_id: int | None
    is_withdrawn: bool = False


def told_of(plan: ShownPlan, today: date) -> Iterator[Told]:
    """Yield what happened with the plan: versions, discussions, marks, reports, updates, its conclusion."""
    story = plan.story
    for one in story.versions:
        yield Told(one.made_on, f"Version {one.number} of the plan: {one.reason}", one.made_by_id)
    for one in story.rows.discussions:
        words = f"Version {one.number} discussed with the worker: {Discussed(one.result).label.lower()}"
        gone = bool(one.withdrawn_at)
        yield Told(one.on, f"{words}{f'. {one.concerns}' if one.concerns else ''}.", one.recorded_by_id, gone)
    texts = {line.key: line.text for line in story.lines}
    for one in story.marks:
        percent = f" {one.percent} %" if one.percent is not None else ""
        words = f"{MarkKind(one.kind).label}{percent}: {texts.get(one.key, 'a line dropped since')}"
        gone = bool(one.withdrawn_at)
        yield Told(one.on, f"{words}{f'. {one.words}' if one.words else '.'}", one.marked_by_id, gone)
    yield from papers_of(story.rows, today)
    if story.rows.plan.concluded_on:
        yield Told(story.rows.plan.concluded_on, f"Plan concluded: {story.rows.plan.conclusion}", None)


def papers_of(rows: plan_shown.PlanRows, today: date) -> Iterator[Told]:
    """Yield reports that came and updates that left."""
    for one in rows.reports:
        steps = [
            f"{words} {shown(on, today)}"
            for words, on in (("passed on", one.passed_on), ("reviewed", one.reviewed_on))
            if on
        ]
        words = f"Report of {one.sender} received{''.join(f', {step}' for step in steps)}."
        yield Told(one.received_on, words, one.recorded_by_id, bool(one.withdrawn_at))
    for one in rows.updates:
        if one.sent_on:
            words = f"Update sent to the {Audience(one.audience).label.lower()}, {one.receiver}."
            yield Told(one.sent_on, words, one.sent_by_id, bool(one.withdrawn_at))
