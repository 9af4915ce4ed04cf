"""What one may press above the list: tabs, filters, saved views, people of a team; each with its count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from cohe.models import Membership
from coordination.choices import Area
from coordination.models import SavedView
from coordination.queries import desk_filters
from coordination.queries.desk_asked import Asked, url_of
from coordination.queries.desk_filters import Filters, Tab
from coordination.queries.desk_items import Scope
from coordination.queries.saved_views import filters_of, views_seen
from coordination.worklist import catalogue

MOST_VIEWS = 12
NAMES = {
    "owner": "Owner",
    "area": "Area",
    "rule": "Rule",
    "tier": "Tier",
    "provider": "Provider",
    "employer": "Employer",
    "q": "Words",
    "due": "Due",
}


@dataclass(frozen=True, slots=True)
class TabLink:
    """A tab with what it holds."""

    name: str
    label: str
    url: str
    count: int
    is_current: bool

    @property
    def is_late(self) -> bool:
        """Say whether there is something in it that should not be."""
        return self.name == Tab.OVERDUE and self.count > 0


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    name: str
    words: str
    url_without: str


@dataclass(frozen=True, slots=True)
class ViewChip:
    """A saved view with what it holds; `count` None: its filters no longer make sense."""

    name: str
    url: str
    count: int | None
    is_current: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """How somebody of the team stands today: due items, those in time, the share in per cent."""

    name: str
    url: str
    due: int
    in_time: int
    share: int


def list_url() -> str:
    """Return the address of the worklist."""
    return reverse("coordination:worklist")


def views_url() -> str:
    """Return the address of the page of saved views."""
    return reverse("coordination:view-list")


def tabs_of(wanted: Asked, counts: Mapping[str, int]) -> tuple[TabLink, ...]:
    """Return the tabs; each keeps the filters."""
    current = wanted.filters.tab
    return tuple(
        TabLink(tab.value, tab.label, url_of(wanted.filters.but(tab=tab)), counts[tab], tab == current)
        for tab in Tab
    )


def chips_of(wanted: Asked, shown: Sequence[dict[str, Any]]) -> tuple[Chip, ...]:
    """Return the filters in force in words."""
    return tuple(
        Chip(NAMES[name], words_of(name, wanted, shown), url_of(wanted.filters.but(**{name: ""})))
        for name in wanted.filters.narrowing
    )


def words_of(name: str, wanted: Asked, shown: Sequence[dict[str, Any]]) -> str:
    """Return what a filter lets through, in words."""
    value: str = getattr(wanted.filters, name)
    if name == "owner":
        return desk_filters.OWNERS.get(value) or owner_name(int(value), wanted.scope, shown)
    if name == "area":
        return Area(value).label
    if name == "rule":
        rule = catalogue.rule_of(value)
        return f"{value} {rule.title}" if rule else "own next steps"
    if name == "tier":
        return desk_filters.TIERS[value]
    if name == "due":
        return desk_filters.DUE.get(value, f"by {value}")
    if name == "provider" and shown:
        return str(shown[0]["attending"] or value) if value.isdigit() else value
    return value


def owner_name(person: int, scope: Scope, shown: Sequence[dict[str, Any]]) -> str:
    """Return the name of an owner: from the rows where there are any, else from the people of the COHE."""
    if person in scope.covered:
        return scope.covered[person]
    if shown:
        return str(shown[0]["owner_name"])
    people = Membership.objects.filter(cohe=scope.membership.cohe_id, person=person)
    return people.values_list("person__name", flat=True).first() or "nobody of this COHE"


# ---- saved views -------------------------------------------------------------------------------------


def views_of(wanted: Asked) -> list[tuple[SavedView, Filters | None]]:
    """Return the first of the person's views with their filters; None for filters that broke."""
    views = views_seen(wanted.scope.membership)[:MOST_VIEWS]
    return [(view, filters_of(view, wanted.scope)) for view in views]


def view_chips(
    views: Sequence[tuple[SavedView, Filters | None]], counts: Mapping[str, int], wanted: Asked
) -> tuple[ViewChip, ...]:
    """Return the views with their counts."""
    me = wanted.scope.membership.person_id
    return tuple(
        ViewChip(
            name=view.name,
            url=url_of(filters) if filters else views_url(),
            count=counts.get(f"view {view.pk}"),
            is_current=filters == wanted.filters,
            is_shared=view.owner_id != me,
        )
        for view, filters in views
    )


# ---- the team ------------------------------------------------------------------------------------------


def team_of(wanted: Asked) -> tuple[Colleague, ...]:
    """Return everybody with work due today, furthest behind first; work of nobody's among them."""
    rows = (
        wanted.items(wanted.filters.but(tab=Tab.TODAY))
        .order_by()
        .values("owner_id", name=F("owner__name"))
        .annotate(due=Count("pk"), in_time=Count("pk", filter=Q(due_on__gte=wanted.today)))
    )
    found = [
        Colleague(
            name=row["name"] or "Nobody",
            url=url_of(wanted.filters.but(owner=str(row["owner_id"] or "nobody"))),
            due=row["due"],
            in_time=row["in_time"],
            share=round(100 * row["in_time"] / row["due"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.share, -one.due, one.name)))
