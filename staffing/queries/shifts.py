"""Steps in which claims went to other HSCs: what went where, with the note of each."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from staffing.choices import ShiftKind
from staffing.models import Shift, ShiftedClaim

CLAIMS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ShiftPage:
    """One step with a part of its claims."""

    shift: Shift
    claims: "Page[ShiftedClaim]"
    per_person: tuple[tuple[str, str, int], ...]


def shifts(kind: ShiftKind) -> QuerySet[Shift]:
    """Return the steps of a kind, the latest first, each with the number of its claims."""
    rows = Shift.objects.filter(kind=kind).select_related("done_by", "departure__person")
    return rows.annotate(count=Count("claims")).order_by("-pk")


def shift_page(shift: Shift, number: str) -> ShiftPage:
    """Return a step with how many claims went from whom to whom, and a part of them."""
    rows = ShiftedClaim.objects.filter(shift=shift)
    counted = rows.order_by("given_by__name", "given_to__name").values_list(
        "given_by__name", "given_to__name"
    )
    listed = rows.select_related("claim", "given_by", "given_to").order_by("claim__claim_number")
    return ShiftPage(
        shift=shift,
        claims=Paginator(listed, CLAIMS_A_PAGE).get_page(number),
        per_person=tuple(counted.annotate(Count("pk"))),
    )
