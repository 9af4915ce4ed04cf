"""Which items a person's worklist holds: the one queryset behind list, counts, saved views and the API."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.core import signing
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Field, Func, Q, Value

from claims.models import Provider
from claims.queries import covers
from claims.queries.covers import Part
from cohe.clock import PACIFIC
from cohe.models import Membership, Role
from cohe.permissions import Permission, allows
from coordination.actions.worklist import TIER_RANK
from coordination.models import WorkItem
from coordination.models.desk import CLOSED_BY_A_PERSON, ItemState
from coordination.queries.desk_filters import Filters, Tab, last_due_day
from coordination.querysets import LIST_ORDER, WorkItemQuerySet

# The tab of what is done looks back a week; older work is in the claim's own story.
DONE_DAYS = 7
LEAST_DIGITS = 3
WORDS = ("team", "nobody")


class NotYours(Exception):
    """A filter asks for items that are not the person's to see; the text is the sentence she reads."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose items a person may list today: her own, those of people she covers, or the whole team's."""

    membership: Membership
    covered: Mapping[int, str]
    today: date
    partly: Mapping[int, Part] = field(default_factory=dict)

    @property
    def sees_team(self) -> bool:
        """Say whether her list is the team's."""
        return allows(self.membership.role, Permission.TEAM_SEE)

    @property
    def wholly(self) -> list[int]:
        """Return the people all of whose work she covers."""
        return [person for person in self.covered if person not in self.partly]

    def claims_worked(self) -> Q:
        """Return the claims whose work is hers today: her own, and those she covers."""
        mine = Q(hsc__in=[self.membership.person_id, *self.wholly])
        for person, part in self.partly.items():
            mine |= Q(hsc=person) & part.of(self.today)
        return mine

    def owned_by_covered(self, people: Collection[int] | None = None) -> Q:
        """Return the items she works for others, for some of them when said: of a part only its claims."""
        asked = set(self.covered) if people is None else set(people)
        found = Q(owner_id__in=[person for person in self.wholly if person in asked])
        for person in asked & set(self.partly):
            found |= Q(owner_id=person) & self.partly[person].of(self.today, "claim__")
        return found

    def lists(self, item: WorkItem) -> bool:
        """Say whether an item can stand on her list today."""
        if self.sees_team or item.owner_id in (self.membership.person_id, *self.wholly):
            return True
        part = self.partly.get(item.owner_id or 0)
        return part is not None and part.holds(item.claim, self.today)

    def owned_by(self, owner: str) -> Q:
        """Return the items of an owner as the filter names her; raise `NotYours` for one out of reach."""
        me = self.membership.person_id
        if not owner:
            return Q() if self.sees_team else self.hers()
        if owner == "me" or owner == str(me):
            return Q(owner_id__in=[me])
        if owner == "covered":
            return self.owned_by_covered()
        if owner.isdigit() and int(owner) in self.covered:
            return self.owned_by_covered([int(owner)])
        if not self.sees_team:
            raise NotYours("Your list holds your own items and those of people you cover, nobody else's.")
        return {"team": Q(), "nobody": Q(owner_id=None)}[owner] if owner in WORDS else Q(owner_id=owner)

    def hers(self) -> Q:
        """Return her own items and those of people she covers; one list of owners where all are whole."""
        mine = Q(owner_id__in=[self.membership.person_id, *self.wholly])
        return mine | self.owned_by_covered(list(self.partly)) if self.partly else mine


def scope_of(membership: Membership, today: date) -> Scope:
    """Return the scope of a person on a day: cover counts by its dates and moves nothing."""
    if membership.role == Role.HSC:
        found = covers.covered_by(membership, today)
        return Scope(membership, found.names, today, found.partly)
    if not allows(membership.role, Permission.TEAM_SEE):
        return Scope(membership, {}, today)
    everybody = covers.in_force(membership.cohe_id, today)
    return Scope(membership, dict(everybody.values_list("absent_id", "absent__name")), today)


def claims_to_open(membership: Membership, items: Iterable[WorkItem], today: date) -> list[int]:
    """Return the claims that a member opens before she works these items: of those on no list of hers."""
    scope = scope_of(membership, today)
    return sorted({item.claim_id for item in items if not scope.lists(item)})


def desk_items(
    membership: Membership, filters: Filters, today: date, *, scope: Scope | None = None
) -> WorkItemQuerySet:
    """Return the items of a tab under filters, in no order yet; raise `NotYours` for somebody else's."""
    scope = scope or scope_of(membership, today)
    conditions = in_tab(filters.tab, today, scope) & scope.owned_by(filters.owner) & narrowed(filters, today)
    return WorkItem.objects.visible_to(membership).filter(conditions)


def in_tab(tab: Tab, today: date, scope: Scope) -> Q:
    """Return what a tab shows: today holds the overdue, done a week of what people did or put away."""
    is_open = Q(state=ItemState.OPEN)
    if tab == Tab.SNOOZED:
        return Q(state=ItemState.SNOOZED)
    if tab == Tab.DONE:
        since = datetime.combine(today - timedelta(days=DONE_DAYS - 1), time.min, PACIFIC)
        return Q(state__in=CLOSED_BY_A_PERSON, closed_at__gte=since)
    if tab == Tab.COVERING:
        return is_open & Q(due_on__lte=today) & scope.owned_by_covered()
    by_due = {
        Tab.TODAY: Q(due_on__lte=today),
        Tab.OVERDUE: Q(due_on__lt=today),
        Tab.UPCOMING: Q(due_on__gt=today),
        Tab.ALL: Q(),
    }
    return is_open & by_due[tab]


def narrowed(filters: Filters, today: date) -> Q:
    """Return what the filters besides tab and owner let through."""
    found = Q()
    if filters.area:
        found &= Q(area=filters.area)
    if filters.rule:
        found &= Q(rule=filters.rule)
    if filters.tier:
        found &= Q(tier_rank=TIER_RANK[filters.tier])
    if filters.due:
        found &= Q(due_on__lte=last_due_day(filters.due, today))
    if filters.provider:
        found &= with_provider(filters.provider)
    if filters.employer:
        by_name = Q(claim__employer_name__icontains=filters.employer)
        found &= by_name | Q(claim__employer_account=filters.employer)
    if filters.q:
        found &= holding(filters.q)
    return found


def with_provider(text: str) -> Q:
    """Return claims whose attending provider has this number, or a name that holds these words."""
    named = Provider.objects.filter(withdrawn_at=None, name__icontains=text).values("provider_number")
    attends = Q(claim__attending_provider_number=text)
    return attends | Q(claim__attending_provider_number__in=named)


def holding(text: str) -> Q:
    """Return items whose claim holds every word (number, names, employer, phone), or whose reason does."""
    digits = "".join(one for one in text if one.isdigit())
    has_letters = any(one.isalpha() for one in text)
    words = [digits] if len(digits) >= LEAST_DIGITS and not has_letters else text.split()
    all_words = Q()
    for word in words:
        all_words &= Q(claim__words__contains=Func(Value(word), function="folded", output_field=CharField()))
    return all_words | Q(because__icontains=text)


# ---- order and pages -----------------------------------------------------------------------------------


class Key(NamedTuple):
    """One step of an order; where a value may be missing the missing come last."""

    name: str
    is_descending: bool = False
    may_be_missing: bool = False


BY_ORDER_OF_A_LIST = (
    Key("due_on"),
    Key("last_day", may_be_missing=True),
    Key("tier_rank"),
    Key("off_since", may_be_missing=True),
    Key("claim_number"),
    Key("id"),
)
BY_WAKING = (Key("snoozed_until"), *BY_ORDER_OF_A_LIST)
BY_DOING = (Key("closed_at", is_descending=True), Key("id", is_descending=True))


class NoSuchPlace(Exception):
    """The place in an address, from which the list should go on, is not one."""


def order_of(tab: Tab) -> tuple[Key, ...]:
    """Return the order of a tab: triggers.md "Order of a list", by the day of waking, or last done first."""
    return {Tab.SNOOZED: BY_WAKING, Tab.DONE: BY_DOING}.get(tab, BY_ORDER_OF_A_LIST)


def in_order(items: WorkItemQuerySet, tab: Tab) -> WorkItemQuerySet:
    """Put items into the order of their tab."""
    if tab == Tab.DONE:
        return items.order_by("-closed_at", "-id")
    return items.order_by("snoozed_until", *LIST_ORDER) if tab == Tab.SNOOZED else items.in_list_order()


def place_after(row: Mapping[str, Any], tab: Tab) -> str:
    """Return the place behind a row as an address carries it; signed, so that nobody makes one up."""
    values = [row["pk" if key.name == "id" else key.name] for key in order_of(tab)]
    said = [value.isoformat() if isinstance(value, date) else value for value in values]
    return signing.dumps([tab.value, said], salt="desk", compress=True)


def behind(place: str, tab: Tab) -> Q:
    """Return what comes behind a place; raise `NoSuchPlace` when it is none of this tab's."""
    keys = order_of(tab)
    try:
        of_tab, said = signing.loads(place, salt="desk")
        values = [field_of(key).to_python(value) for key, value in zip(keys, said, strict=True)]
    except (signing.BadSignature, ValueError):
        raise NoSuchPlace from None
    if of_tab != tab.value:
        raise NoSuchPlace
    return later(keys, values)


def field_of(key: Key) -> "Field[Any, Any]":
    """Return the field of an item that a step of the order goes by."""
    field = WorkItem._meta.get_field(key.name)
    assert isinstance(field, Field)
    return field


def later(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """Return the rows that an order puts behind these values."""
    found, same = Q(pk__in=()), Q()
    for key, value in zip(keys, values, strict=True):
        found |= same & _beyond(key, value)
        same &= Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
    # Says again what follows from the rest, in the words an index understands.
    first = keys[0]
    edge = Q(**{f"{first.name}__{'lte' if first.is_descending else 'gte'}": values[0]})
    return edge & found


def _beyond(key: Key, value: Any) -> Q:
    if value is None:
        return Q(pk__in=())
    further = Q(**{f"{key.name}__{'lt' if key.is_descending else 'gt'}": value})
    return further | Q(**{f"{key.name}__isnull": True}) if key.may_be_missing else further


# ---- counts --------------------------------------------------------------------------------------------


COUNT = "SELECT %%s, count(*) FROM (%s) AS listed"


def counts_of(lists: Mapping[str, WorkItemQuerySet]) -> dict[str, int]:
    """Count several lists in one query, each exactly as it would be shown.

    Each list says its own SQL, and they are counted side by side: Django's own union of aggregates is the
    same query, and twice the work to write.
    """
    parts: list[str] = []
    values: list[Any] = []
    for name, items in lists.items():
        try:
            sql, said = items.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue  # a list of nobody's, such as that of people covered when there are none
        parts.append(COUNT % sql)
        values += [name, *said]
    if not parts:
        return dict.fromkeys(lists, 0)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return dict.fromkeys(lists, 0) | dict(cursor.fetchall())
