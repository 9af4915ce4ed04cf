"""What somebody owns on the desk beside her claims: items, tasks, drafts, hand-overs to her, delegations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from claims.models import Delegation
from coordination.models import CaseNote, Draft, HandOver, WorkItem
from coordination.models.desk import LIVE
from coordination.models.hand_over import UNDER_WAY
from coordination.queries import item_story
from coordination.querysets import WorkItemQuerySet
from coordination.worklist.catalogue import OWN_STEP

# Of the items of a claim its note names so many, the first due first.
NAMED = 4


@dataclass(frozen=True, slots=True)
class DeskOwned:
    """How much of each somebody owns on the desk; items are those that do not just follow her claims."""

    items: int
    tasks: int
    drafts: int
    hand_overs: int
    delegated: int

    @property
    def count(self) -> int:
        """Return how many things there are in all."""
        return self.items + self.tasks + self.drafts + self.hand_overs + self.delegated


def items_of(person: int) -> WorkItemQuerySet:
    """Return her live items that follow no claim: her tasks, and what was given to her.

    The others follow the HSC of their claim, or its delegation, by themselves.
    """
    hers = WorkItem.objects.filter(owner=person, state__in=LIVE)
    return hers.filter(Q(rule=OWN_STEP) | Q(is_reassigned=True))


def live(items: Iterable[int]) -> WorkItemQuerySet:
    """Return those of some items that still wait."""
    return WorkItem.objects.filter(pk__in=list(items), state__in=LIVE)


def drafts_of(person: int) -> QuerySet[Draft]:
    """Return what she has typed and not signed."""
    return Draft.objects.filter(author=person)


def owned(person: int) -> DeskOwned:
    """Return how much she owns on the desk, in four queries."""
    counted = items_of(person).aggregate(
        tasks=Count("pk", filter=Q(rule=OWN_STEP)), items=Count("pk", filter=~Q(rule=OWN_STEP))
    )
    return DeskOwned(
        items=counted["items"],
        tasks=counted["tasks"],
        drafts=drafts_of(person).count(),
        hand_overs=HandOver.objects.filter(receiver=person, state__in=UNDER_WAY).count(),
        delegated=Delegation.objects.filter(assistant=person, ended_at=None).count(),
    )


def claims_with_items(person: int) -> QuerySet[WorkItem]:
    """Return the live items of somebody, to find her claims that are off every list and still owe."""
    return WorkItem.objects.filter(owner=person, state__in=LIVE)


def stand_of(claims: Iterable[int], today: date) -> dict[int, str]:
    """Return for each claim how it stands in a sentence or two: what is open, and when the last note was."""
    ids = list(claims)
    items = WorkItem.objects.filter(claim__in=ids, state__in=LIVE).order_by("claim", "due_on", "pk")
    open_ones: dict[int, list[str]] = {}
    for claim, rule, because, due in items.values_list("claim_id", "rule", "because", "due_on"):
        title = because if rule == OWN_STEP else item_story.title_of(rule)
        open_ones.setdefault(claim, []).append(f"{title.rstrip('.')} (due {due:%-d %b})")
    notes = CaseNote.objects.filter(claim__in=ids, contact_on__lte=today).order_by()
    last = dict(notes.values_list("claim_id").annotate(Max("contact_on")))
    return {claim: stands(open_ones.get(claim, []), last.get(claim)) for claim in ids}


def stands(open_ones: list[str], last: date | None) -> str:
    """Return how one claim stands."""
    more = f" and {len(open_ones) - NAMED} more" if len(open_ones) > NAMED else ""
    waiting = f"Open: {'; '.join(open_ones[:NAMED])}{more}." if open_ones else "Nothing is open."
    return f"{waiting} {f'Last note {last:%-d %b %Y}.' if last else 'No note yet.'}"
