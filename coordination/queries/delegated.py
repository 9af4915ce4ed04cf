"""What a person has given to Assistants, or was given: claims and single items (A6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from claims.models import Delegation
from cohe.models import Membership, Role
from coordination.models import WorkItem
from coordination.models.desk import LIVE
from coordination.queries import desk_items, item_story
from coordination.querysets import WorkItemQuerySet


@dataclass(frozen=True, slots=True)
class GivenItem:
    """A single item that waits for an Assistant."""

    item: WorkItem
    title: str
    owner: str


@dataclass(frozen=True, slots=True)
class GivenPage:
    """The claims and the single items that are delegated, as a member may see them; what is due of each."""

    claims: Sequence[Delegation]
    items: Sequence[GivenItem]
    is_assistant: bool

    @property
    def heading(self) -> str:
        """Return the finding."""
        if not (self.claims or self.items):
            return "Nothing is delegated"
        parts = [(len(self.claims), "claim"), (len(self.items), "single item")]
        said = " and ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts if n)
        return f"{said} {'given to you' if self.is_assistant else 'with Assistants'}"


def given_page(*, membership: Membership, today: date) -> GivenPage:
    """Return what is delegated: to an Assistant what is hers, to an HSC what she gave or whose claims it is,
    to a supervisor the COHE's.
    """
    claims = delegations(membership, today)
    due = Count("claim__items", filter=Q(claim__items__state="open", claim__items__due_on__lte=today))
    found = claims.annotate(due=due)
    items = items_given(membership, today).select_related("claim", "owner").in_list_order()
    return GivenPage(
        claims=tuple(found.order_by("assistant__name", "claim__claim_number")),
        items=tuple(
            GivenItem(one, item_story.title_of(one.rule), one.owner.name if one.owner else "")
            for one in items
        ),
        is_assistant=membership.role == Role.ASSISTANT,
    )


def delegations(membership: Membership, today: date) -> QuerySet[Delegation]:
    """Return the delegations in force that a member sees."""
    found = Delegation.objects.filter(delegations_of(membership, today), ended_at=None)
    return found.select_related("claim", "claim__hsc", "assistant", "given_by")


def delegations_of(membership: Membership, today: date) -> Q:
    """Return which delegations a member sees."""
    if membership.role == Role.ASSISTANT:
        return Q(cohe=membership.cohe_id, assistant=membership.person_id)
    if membership.role == Role.SUPERVISOR:
        return Q(cohe=membership.cohe_id)
    hers = people(membership, today)
    return Q(cohe=membership.cohe_id) & (Q(claim__hsc__in=hers) | Q(given_by=membership.person_id))


def items_given(membership: Membership, today: date) -> WorkItemQuerySet:
    """Return the live items that wait for an Assistant beside those of delegated claims."""
    assistants = Membership.objects.filter(cohe=membership.cohe_id, role=Role.ASSISTANT).values("person")
    given = WorkItem.objects.filter(
        cohe=membership.cohe_id, state__in=LIVE, is_reassigned=True, owner__in=assistants
    )
    if membership.role == Role.ASSISTANT:
        return given.filter(owner=membership.person_id)
    if membership.role == Role.SUPERVISOR:
        return given
    return given.filter(claim__hsc__in=people(membership, today))


def people(membership: Membership, today: date) -> list[int]:
    """Return all of whose claims a member works today."""
    return [membership.person_id, *desk_items.scope_of(membership, today).wholly]
