"""The worklist page: tabs, filters, rows, counts and what stands around them, made by one function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from cohe.models import Membership, Role
from cohe.permissions import Permission, allows
from coordination.models import SavedView
from coordination.queries import desk_chips, desk_empty, desk_items, desk_rows, desk_state
from coordination.queries.desk_asked import Asked, asked, url_of
from coordination.queries.desk_chips import Chip, Colleague, TabLink, ViewChip
from coordination.queries.desk_clocks import Clock, clocks_of
from coordination.queries.desk_empty import Empty
from coordination.queries.desk_filters import Filters, Tab
from coordination.queries.desk_rows import Addresses, Around, Row
from coordination.queries.desk_state import DeskState
from coordination.queries.numbers import numbers_in_force
from coordination.querysets import WorkItemQuerySet

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the worklist page shows."""

    filters: Filters
    refusals: tuple[str, ...]
    today: date
    at: datetime
    heading: str
    ends_today: int
    tabs: tuple[TabLink, ...]
    chips: tuple[Chip, ...]
    views: tuple[ViewChip, ...]
    team: tuple[Colleague, ...]
    clocks: tuple[Clock, ...]
    rows: tuple[Row, ...]
    total: int
    next_url: str
    clear_url: str
    back_url: str
    open_row: int
    empty: Empty | None
    state: DeskState
    shows_owner: bool
    owner_heading: str
    may_work: bool
    may_reassign: bool
    may_hand_up: bool
    may_see_imports: bool

    @property
    def sorted_by(self) -> str:
        """Return what the first column says of the order."""
        return {Tab.SNOOZED: "Wakes ↓", Tab.DONE: "Closed, latest first ↓"}.get(
            self.filters.tab, "Due, then risk ↓"
        )


def desk(*, membership: Membership, params: Mapping[str, Sequence[str]], today: date, at: datetime) -> Desk:
    """Return the worklist of a person for an address; at most twelve queries a page, however much she has."""
    wanted = asked(membership=membership, params=params, today=today, at=at)
    raw, refusals = page_of(wanted, "".join(params.get("after", ())))
    found = desk_around_rows(wanted, raw)
    return replace(
        found,
        refusals=(*found.refusals, *refusals),
        next_url=next_url(wanted, raw),
        open_row=opened(params, raw),
    )


def desk_around_rows(wanted: Asked, raw: Sequence[dict[str, Any]]) -> Desk:
    """Return the page with these rows of it, its first page's worth at most."""
    membership, shown, numbers = wanted.scope.membership, raw[:ROWS_A_PAGE], numbers_in_force(wanted.today)
    views = desk_chips.views_of(wanted)
    counts = numbers_of(wanted, views)
    state = desk_state.desk_state(membership=membership, today=wanted.today, at=wanted.at)
    total = counts[wanted.filters.tab]
    return Desk(
        filters=wanted.filters,
        refusals=wanted.refusals,
        today=wanted.today,
        at=wanted.at,
        heading=heading_of(counts),
        ends_today=counts["ends today"],
        tabs=desk_chips.tabs_of(wanted, counts),
        chips=desk_chips.chips_of(wanted, shown),
        views=desk_chips.view_chips(views, counts, wanted),
        team=desk_chips.team_of(wanted) if wanted.scope.sees_team else (),
        clocks=() if wanted.scope.sees_team else clocks_of(wanted, numbers.policy),
        rows=desk_rows.rows_of(
            shown, Around(wanted.scope, wanted.filters.tab, wanted.today, numbers, Addresses())
        ),
        total=total,
        next_url="",
        clear_url=url_of(Filters(tab=wanted.filters.tab)),
        back_url=url_of(wanted.filters),
        open_row=0,
        empty=None if total else desk_empty.empty_of(wanted, counts, state),
        state=state,
        shows_owner=wanted.scope.sees_team or bool(wanted.scope.covered),
        owner_heading="Owner" if wanted.scope.sees_team else "Cover",
        may_work=allows(membership.role, Permission.ITEM_WORK),
        may_reassign=allows(membership.role, Permission.ITEM_REASSIGN),
        may_hand_up=membership.role == Role.ASSISTANT,
        may_see_imports=allows(membership.role, Permission.IMPORT_SEE),
    )


# ---- rows and pages ----------------------------------------------------------------------------------


def page_of(wanted: Asked, place: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Fetch the rows behind a place, one more than a page holds; a place that is none starts from the top."""
    items, refusals = desk_items.in_order(wanted.items(), wanted.filters.tab), ()
    if place:
        try:
            items = items.filter(desk_items.behind(place, wanted.filters.tab))
        except desk_items.NoSuchPlace:
            return page_of(wanted, "")[0], ("This page of the list does not exist: here is its beginning.",)
    return desk_rows.raw_rows(items[: ROWS_A_PAGE + 1], wanted.scope, wanted.filters.tab), refusals


def next_url(wanted: Asked, raw: Sequence[dict[str, Any]]) -> str:
    """Return the address of the next page, empty on the last one."""
    if len(raw) <= ROWS_A_PAGE:
        return ""
    place = desk_items.place_after(raw[ROWS_A_PAGE - 1], wanted.filters.tab)
    said = f"{wanted.filters.query}&" if wanted.filters.query else ""
    return f"{reverse('coordination:worklist')}?{said}after={place}"


def opened(params: Mapping[str, Sequence[str]], shown: Sequence[dict[str, Any]]) -> int:
    """Return the row that is open: the one the address names, else the first; 0 when there is none."""
    named = "".join(params.get("open", ()))
    found = [one["pk"] for one in shown if str(one["pk"]) == named] or [one["pk"] for one in shown[:1]]
    return int(found[0]) if found else 0


def numbers_of(wanted: Asked, views: Sequence[tuple[SavedView, Filters | None]]) -> dict[str, int]:
    """Return how many items every tab and view holds, those that end today, and those without filters.

    What follows from other numbers is not counted: of fifty thousand items each count is a long walk.
    """
    counts = desk_items.counts_of(lists_to_count(wanted, views))
    counts[Tab.TODAY] = counts[Tab.OVERDUE] + counts.pop("due today")
    counts[Tab.ALL] = counts[Tab.TODAY] + counts[Tab.UPCOMING]
    return {"unfiltered": counts[wanted.filters.tab]} | counts


def lists_to_count(
    wanted: Asked, views: Sequence[tuple[SavedView, Filters | None]]
) -> dict[str, WorkItemQuerySet]:
    """Return the lists whose numbers the page says or needs, each as it would be shown."""
    plain = Filters(tab=wanted.filters.tab)
    in_tabs = (Tab.OVERDUE, Tab.UPCOMING, Tab.SNOOZED, Tab.COVERING, Tab.DONE)
    lists = {tab.value: wanted.items(wanted.filters.but(tab=tab)) for tab in in_tabs}
    lists["due today"] = wanted.items(wanted.filters.but(tab=Tab.TODAY)).filter(due_on=wanted.today)
    lists["ends today"] = wanted.items(wanted.filters.but(tab=Tab.ALL)).filter(last_day=wanted.today)
    if wanted.filters != plain:
        lists["unfiltered"] = wanted.items(plain)
    for view, filters in views:
        if filters is not None:
            lists[f"view {view.pk}"] = wanted.items(filters)
    return lists


def heading_of(counts: Mapping[str, int]) -> str:
    """Return the finding of the page."""
    due, overdue = counts[Tab.TODAY], counts[Tab.OVERDUE]
    if not due:
        return "Nothing is due"
    return f"{due} due, {overdue} of them overdue" if overdue else f"{due} due, none overdue"
