"""What pressing "done" says of a paper: the one on its way takes its step, or a new one is put on file."""

from datetime import date, datetime

from claims.models import Prescription
from cohe.models import Membership
from coordination import papers
from coordination.choices import PaperKind, RecordKind
from coordination.models import DeskAction, Paper, WorkItem


def file_done(
    *, item: WorkItem, kind: RecordKind | None, action: DeskAction, by: Membership, today: date, at: datetime
) -> bool:
    """Take the paper of an item the step that "done" says, today; say whether it is a paper at all.

    An agreement whose prescriber nobody knows is none: it stays a record. The caller holds the claim.
    """
    if kind not in papers.DONE:
        return False
    paper_kind, step = papers.DONE[kind]
    own = Paper.objects.filter(claim=item.claim_id, cohe=by.cohe_id, kind=paper_kind, withdrawn_at=None)
    to_come = dict.fromkeys(papers.STEPS[papers.STEPS.index(step) :])
    held = own.select_for_update(of=("self",)).filter(**to_come).order_by("-id").first()
    if held is not None:
        setattr(held, step, today)
        held.action = action
        held.save(update_fields=[step, "action"])
        return True
    prescriber = prescriber_of(item, by) if paper_kind == PaperKind.AGREEMENT else ""
    form = next((one for one in papers.in_use(today) if one.kind == paper_kind), None)
    if form is None or (paper_kind == PaperKind.AGREEMENT and not prescriber):
        return False
    Paper.objects.create(
        cohe_id=by.cohe_id,
        claim_id=item.claim_id,
        action=action,
        code=form.code,
        kind=paper_kind,
        prescriber_number=prescriber,
        recorded_by_id=by.person_id,
        recorded_at=at,
        **{step: today},
    )
    return True


def prescriber_of(item: WorkItem, by: Membership) -> str:
    """Return who filled the last opioid of the item's claim; empty when nobody knows."""
    fills = Prescription.objects.filter(
        claim=item.claim_id, cohe=by.cohe_id, is_opioid=True, withdrawn_at=None
    )
    return fills.order_by("-filled_on", "-id").values_list("prescriber_number", flat=True).first() or ""


def take_back(action: DeskAction, at: datetime) -> None:
    """Undo what an action did to papers: its own are withdrawn, the others lose the step it gave them."""
    for paper in Paper.objects.select_for_update(of=("self",)).filter(action=action, withdrawn_at=None):
        if paper.recorded_at == action.at:
            paper.withdrawn_at = at
        else:
            step = next(step for kind, step in papers.DONE.values() if kind == paper.kind)
            setattr(paper, step, None)
        paper.action = None
        paper.save()
