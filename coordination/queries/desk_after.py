"""The worklist after something was done to items of it: which rows go, which change, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cohe.models import Membership
from coordination.actions.items import Outcome
from coordination.models import WorkItem
from coordination.queries import desk_items, desk_rows
from coordination.queries.desk import Desk, desk_around_rows
from coordination.queries.desk_asked import Asked, asked
from coordination.queries.desk_filters import Tab
from coordination.queries.desk_rows import Around, Row
from coordination.queries.numbers import numbers_in_force


@dataclass(frozen=True, slots=True)
class DeskAfter:
    """The page around the rows as it is now, the rows that changed in place and those that left; the sentence
    that is read aloud, and what cleared or opened besides.
    """

    desk: Desk
    gone: tuple[int, ...]
    live: str
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
    raw = desk_rows.raw_rows(wanted.items().filter(pk__in=touched), wanted.scope)
    page = desk_around_rows(wanted, raw)
    staying = {row.pk for row in page.rows}
    following = next_after(wanted, outcome.changed[-1]) if outcome.changed else None
    return DeskAfter(
        desk=page,
        gone=tuple(sorted(touched - staying)),
        live=live_sentence(outcome, page.total, following),
        besides=besides(outcome),
    )


def touched_by(outcome: Outcome, at: datetime) -> set[int]:
    """Return the items that an outcome changed, and those of the same claims that cleared because of it."""
    changed = {item.pk for item in outcome.changed}
    claims = {item.claim_id for item in outcome.changed}
    cleared = WorkItem.objects.filter(claim_id__in=claims, closed_at=at).values_list("pk", flat=True)
    return changed.union(cleared)


def live_sentence(outcome: Outcome, left: int, following: Row | None) -> str:
    """Return what is read aloud: what was done, how many are left, what is next."""
    label = outcome.action.label if outcome.action else "Nothing was changed"
    several = f" {len(outcome.changed)} items" if len(outcome.changed) > 1 else ""
    coming = f" Next: {following.name}." if following else ""
    return f"{label}{several}. {left} left.{coming}"


def besides(outcome: Outcome) -> str:
    """Say what cleared and opened by itself because of what was done."""
    cleared, opened = outcome.refreshed.cleared, outcome.refreshed.opened
    said = [f"Cleared too: {', '.join(cleared)}."] if cleared else []
    if opened:
        said.append(f"Opened: {', '.join(opened)}. Reload the list to see it.")
    return " ".join(said)


def next_after(wanted: Asked, item: WorkItem) -> Row | None:
    """Return the row that follows an item in the order of a list, None when it was the last."""
    tab = wanted.filters.tab
    if tab in (Tab.SNOOZED, Tab.DONE):
        return None
    place = [item.due_on, item.last_day, item.tier_rank, item.off_since, item.claim_number, item.pk]
    items = desk_items.in_order(wanted.items(), tab).filter(desk_items.later(desk_items.order_of(tab), place))
    around = Around(wanted.scope, tab, wanted.today, numbers_in_force(wanted.today))
    found = desk_rows.rows_of(desk_rows.raw_rows(items[:1], wanted.scope), around)
    return found[0] if found else None
