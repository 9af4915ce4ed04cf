"""To which Assistant a claim is and was delegated: rows in, words out. Asks the database nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohe.models import Membership, Role
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry, day_of
from coordination.worklist.wording import shown


@dataclass(frozen=True, slots=True)
class ShownDelegation:
    """The delegation that holds, in words; who may end it how."""

    id: int
    words: str
    may_take_back: bool
    may_promote: bool


def held(rows: Rows, membership: Membership, today: date, *, may_reassign: bool) -> ShownDelegation | None:
    """Return the delegation in force, None when the HSC works the claim herself."""
    found = next((one for one in rows.delegations if one.ended_at is None), None)
    if found is None:
        return None
    is_hers = membership.role == Role.ASSISTANT and membership.person_id == found.assistant_id
    return ShownDelegation(found.id, words_of(found, rows, today), may_reassign, is_hers)


def words_of(one: Detail, rows: Rows, today: date) -> str:
    """Say who works the claim, since when and why."""
    by = rows.person(one.given_by_id)
    why = f": {one.reason}" if one.reason else ""
    return f"{rows.person(one.assistant_id)} works it since {shown(day_of(one.given_at), today)}, {by}{why}"


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each beginning and end of a delegation."""
    for one in rows.delegations:
        who = rows.person(one.assistant_id)
        why = f": {one.reason}" if one.reason else ""
        by = rows.person(one.given_by_id)
        yield Entry(day_of(one.given_at), "people", "Delegated", f"Delegated to {who}{why}.", by)
        if one.ended_at is not None:
            words = f"{who} works it no longer: {one.why_ended or 'taken back'}."
            yield Entry(day_of(one.ended_at), "people", "Delegated", words, rows.person(one.ended_by_id))
