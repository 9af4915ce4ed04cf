"""What of a claim is community: resources given to the worker, and documents that wait for review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohe.workdays import add_days
from coordination.community import ShareOutcome
from coordination.policy import Policy
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry

OUTCOMES = {one.value: one.label for one in ShareOutcome}


@dataclass(frozen=True, slots=True)
class ShownShare:
    """One resource given to the worker; `waits`: in the plan, and nobody has asked what came of it."""

    id: int
    name: str
    on: date
    words: str
    remark: str
    by: str
    in_plan: bool
    waits: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Community:
    """The region: its finding, what waits first; how many documents nobody has reviewed."""

    finding: str
    waiting: tuple[ShownShare, ...]
    settled: tuple[ShownShare, ...]
    documents: int
    unread: int


def community_of(rows: Rows, limits: Policy, today: date) -> Community:
    """Return the region of a claim; asks the database nothing."""
    shares = [shown_share(one, rows, limits, today) for one in reversed(rows.resource_shares)]
    waiting = tuple(one for one in shares if one.waits)
    read = {one.document_id for one in rows.document_reviews}
    return Community(
        finding=finding_of(len(waiting), len(shares)),
        waiting=waiting,
        settled=tuple(one for one in shares if not one.waits),
        documents=len(rows.documents),
        unread=sum(one.id not in read for one in rows.documents),
    )


def finding_of(waiting: int, shares: int) -> str:
    """Return the heading of the region."""
    noun = "community resource" if shares == 1 else "community resources"
    if waiting:
        return f"{waiting} of {shares} {noun} not followed up"
    return f"{shares} {noun} shared"


def shown_share(one: Detail, rows: Rows, limits: Policy, today: date) -> ShownShare:
    """Return one share with its words."""
    waits = one.in_plan and one.followed_up_on is None
    due = add_days(one.shared_on, limits.resource_follow_up_days)
    words = f"{OUTCOMES[one.outcome]}, asked {one.followed_up_on:%-d %b}" if one.followed_up_on else ""
    return ShownShare(
        id=one.id,
        name=one.name,
        on=one.shared_on,
        words=words or (f"follow up by {due:%-d %b}" if waits else "not in the plan"),
        remark=one.remark,
        by=rows.person(one.shared_by_id),
        in_plan=one.in_plan,
        waits=waits,
        is_late=waits and due < today,
    )


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each sharing, each follow-up and each review of a document."""
    for one in rows.resource_shares:
        by = rows.person(one.shared_by_id)
        plan = ", part of the plan" if one.in_plan else ""
        yield Entry(one.shared_on, "recorded", "Resource", f"{one.name} shared{plan}.", by)
        if one.followed_up_on:
            words = f"{one.name}: {OUTCOMES[one.outcome].lower()}. {one.remark}".strip()
            yield Entry(one.followed_up_on, "recorded", "Resource", words, by)
    titles = {one.id: one.title for one in rows.documents}
    for one in rows.document_reviews:
        words = f"Reviewed: {titles.get(one.document_id, 'a document that was withdrawn')}."
        yield Entry(one.reviewed_on, "forms", "Review", words, rows.person(one.reviewed_by_id))
