"""Going live: how many claims the step would mark, and the steps that were taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.models import Claim
from coordination.choices import RecordKind
from coordination.models import DeskAction, Record


@dataclass(frozen=True, slots=True)
class LivePage:
    """`waiting`: claims that nobody has marked reviewed; `marked`: those of them that the step would mark."""

    waiting: int
    marked: int | None
    steps: Sequence[DeskAction]


def live_page(*, before: date | None) -> LivePage:
    """Return the counts of going live for claims that appeared before a day, without a name."""
    reviewed = Record.objects.filter(claim=OuterRef("pk"), kind=RecordKind.REVIEWED, withdrawn_at=None)
    waiting = Claim.objects.filter(~Exists(reviewed))
    counts = waiting.aggregate(all=Count("id"), marked=Count("id", filter=Q(appeared__lt=before or date.min)))
    return LivePage(counts["all"], counts["marked"] if before else None, tuple(steps().order_by("-at")))


def live_step(action: DeskAction) -> DeskAction:
    """Return a step of going live with its number of claims that are still marked by it."""
    return steps().get(pk=action.pk)


def steps() -> "QuerySet[DeskAction]":
    """Return the steps of going live, each with `marked`."""
    taken = DeskAction.objects.filter(kind="go-live").select_related("by")
    return taken.annotate(marked=Count("records", filter=Q(records__withdrawn_at=None)))
