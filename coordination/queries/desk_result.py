"""What came of several items in one go, row by row."""

from dataclasses import dataclass

from claims.models import Claim
from cohe.models import Membership
from coordination.models import DeskAction, WorkItem
from coordination.queries import item_story


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One item: `claim_id` 0 when its claim is no longer hers to open, and then without the worker."""

    claim_id: int
    claim_number: str
    worker: str
    title: str
    is_refused: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Result:
    """An action of one's own with all its rows, the refused first."""

    action_id: int
    key: str
    label: str
    is_undone: bool
    rows: tuple[ResultRow, ...]

    @property
    def refused(self) -> int:
        """Return how many were left as they were."""
        return sum(row.is_refused for row in self.rows)

    @property
    def heading(self) -> str:
        """Return the finding."""
        done = len(self.rows) - self.refused
        return f"{self.label.removesuffix(': nothing changed')}: {done} of {len(self.rows)}"


def result_of(*, action: DeskAction, membership: Membership) -> Result:
    """Return the result of an action in a fixed number of queries."""
    sentences = dict(action.refused)
    done = set(action.events.values_list("item", flat=True))
    items = WorkItem.objects.filter(pk__in={*sentences, *done}).select_related("claim").in_list_order()
    found = list(items)
    claims = Claim.objects.visible_to(membership).filter(pk__in={item.claim_id for item in found})
    seen = set(claims.values_list("pk", flat=True))
    rows = [row_of(item, sentences.get(item.pk), item.claim_id in seen) for item in found]
    return Result(
        action.pk, str(action.key), action.label, action.undone_at is not None,
        tuple(sorted(rows, key=lambda row: not row.is_refused)),
    )  # fmt: skip


def row_of(item: WorkItem, sentence: str | None, is_seen: bool) -> ResultRow:
    """Put one item into words."""
    return ResultRow(
        claim_id=item.claim_id if is_seen else 0,
        claim_number=item.claim_number,
        worker=item.claim.worker_name if is_seen else "",
        title=item_story.title_of(item.rule),
        is_refused=sentence is not None,
        sentence=sentence or "",
    )
