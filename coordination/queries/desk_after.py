"""The worklist after something was done to items of it: which rows go, which change, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cohe.models import Membership
from coordination.actions.items import Outcome
from coordination.models import WorkItem
from coordination.queries import desk_items, desk_rows, item_story
from coordination.queries.desk import Desk, desk_around_rows
from coordination.queries.desk_asked import Asked, asked
from coordination.queries.desk_filters import Tab


@dataclass(frozen=True, slots=True)
class DeskAfter:
    """The page around the rows as it is now, with those rows that changed in place; the rows that left; the
    sentence that is read aloud; what cleared or opened besides.
    """

    desk: Desk
    gone: tuple[int, ...]
    said: str
    left: int
    besides: str


def desk_after(
    *,
    membership: Membership,
    params: Mapping[str, Sequence[str]],
    outcome: Outcome,
    today: date,
    at: datetime,
) -> DeskAfter:
    """Return what of a list has to be drawn anew after an outcome; `at` is the instant it happened."""
    wanted = asked(membership=membership, params=params, today=today, at=at)
    touched = touched_by(outcome, at)
    raw = desk_rows.raw_rows(wanted.items().filter(pk__in=touched), wanted.scope, wanted.filters.tab)
    page = desk_around_rows(wanted, raw)
    staying = {row.pk for row in page.rows}
    return DeskAfter(
        desk=page,
        gone=tuple(sorted(touched - staying)),
        said=said_of(outcome, page.total, next_after(wanted, outcome)),
        left=page.total,
        besides=besides(outcome),
    )


def touched_by(outcome: Outcome, at: datetime) -> set[int]:
    """Return the items that an outcome changed, and those of the same claims that cleared because of it."""
    changed = {item.pk for item in outcome.changed}
    claims = {item.claim_id for item in outcome.changed}
    cleared = WorkItem.objects.filter(claim_id__in=claims, closed_at=at).values_list("pk", flat=True)
    return changed.union(cleared)


def said_of(outcome: Outcome, left: int, following: str) -> str:
    """Return what is read aloud: what was done, how many are left, what is next."""
    label = outcome.action.label if outcome.action else "Nothing was changed"
    several = f" {len(outcome.changed)} items" if len(outcome.changed) > 1 else ""
    return f"{label}{several}. {left} left.{f' Next: {following}.' if following else ''}"


def next_after(wanted: Asked, outcome: Outcome) -> str:
    """Return the name of the row that follows what was changed in the order of a list, empty at its end."""
    tab = wanted.filters.tab
    if tab in (Tab.SNOOZED, Tab.DONE) or not outcome.changed:
        return ""
    last = outcome.changed[-1]
    place = [last.due_on, last.last_day, last.tier_rank, last.off_since, last.claim_number, last.pk]
    behind = wanted.items().filter(desk_items.later(desk_items.order_of(tab), place))
    item = desk_items.in_order(behind, tab).select_related("claim").first()
    return f"{item.claim.worker_name}, {item_story.title_of(item.rule)}" if item else ""


def besides(outcome: Outcome) -> str:
    """Say what cleared and opened by itself because of what was done."""
    cleared, opened = outcome.refreshed.cleared, outcome.refreshed.opened
    said = [f"Cleared too: {', '.join(cleared)}."] if cleared else []
    if opened:
        said.append(f"Opened: {', '.join(opened)}. Reload the list to see it.")
    return " ".join(said)
