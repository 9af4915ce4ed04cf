"""Transitions of care on the claim page: what is under way first, what is settled after, and their story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohe.models import Membership
from cohe.permissions import Permission, allows
from coordination.choices import TurnKind
from coordination.models.hand_over import UNDER_WAY
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry
from coordination.transition_words import CHECKLISTS, AskedBy, Change, Decision
from coordination.worklist.wording import shown


@dataclass(frozen=True, slots=True)
class Line:
    """One transition in a line; `address` is the URL name of the page where it goes on."""

    words: str
    more: str
    address: str
    pk: int


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a checklist; `done` says when and by whom, "" for an open one."""

    slug: str
    words: str
    done: str


@dataclass(frozen=True, slots=True)
class ShownChecklist:
    """A checklist with its steps, and how many are done."""

    pk: int
    title: str
    steps: tuple[ShownStep, ...]
    done: int
    began_on: date


@dataclass(frozen=True, slots=True)
class Transitions:
    """The region. `in_hospital`: the words of the badge in the head, "" for a worker at home."""

    finding: str
    in_hospital: str
    under_way: tuple[Line, ...]
    settled: tuple[Line, ...]
    open_lists: tuple[ShownChecklist, ...]
    done_lists: tuple[ShownChecklist, ...]

    @property
    def is_there(self) -> bool:
        """Whether anything of the kind is on file."""
        return bool(self.under_way or self.settled or self.open_lists or self.done_lists)


def region_of(rows: Rows, membership: Membership, today: date) -> Transitions:
    """Return the region of a claim on `today` as the member sees it."""
    address = "coordination:hand-over" if allows(membership.role, Permission.HAND_OVER) else ""
    made = [*stays(rows, today), *transfers(rows, today), *hand_overs(rows, today, address)]
    under_way = tuple(line for line, is_open in made if is_open)
    lists = [checklist(one, rows, today) for one in reversed(rows.checklists)]
    open_lists = tuple(one for one in lists if one.done < len(one.steps))
    findings = [line.words for line in under_way[:1]]
    findings += [f"{one.title}: {len(one.steps) - one.done} steps open" for one in open_lists[:1]]
    lasting = [one for one in rows.hospital_stays if one.discharged_on is None]
    return Transitions(
        finding=findings[0] if findings else "Transitions: all settled",
        in_hospital=in_hospital(lasting[0], today) if lasting else "",
        under_way=under_way,
        settled=tuple(line for line, is_open in made if not is_open),
        open_lists=open_lists,
        done_lists=tuple(one for one in lists if one.done == len(one.steps)),
    )


def in_hospital(stay: Detail, today: date) -> str:
    """Return where the worker is, and the day of the stay."""
    return f"In hospital, day {(today - stay.admitted_on).days + 1}"


def stays(rows: Rows, today: date) -> Iterator[tuple[Line, bool]]:
    """Yield the stays in hospital, the latest first; open until papers and follow-up are known."""
    for one in reversed(rows.hospital_stays):
        since = shown(one.admitted_on, today)
        if one.discharged_on is None:
            words, more = f"In hospital since {since}", one.facility
        else:
            words = f"In hospital {since} to {shown(one.discharged_on, today)}"
            papers = f"papers {shown(one.papers_on, today)}" if one.papers_on else "papers not received"
            visit = f"follow-up {shown(one.follow_up_on, today)}" if one.follow_up_on else "no follow-up"
            more = f"{one.facility}; {papers}, {visit}"
        is_open = not (one.papers_on and one.follow_up_on)
        yield Line(words, more, "coordination:stay-change", one.id), is_open


def transfers(rows: Rows, today: date) -> Iterator[tuple[Line, bool]]:
    """Yield the transfers of care, the latest first; one is open until it is denied, or seen."""
    for one in reversed(rows.transfers):
        whom = provider_of(one, rows)
        if one.decided_on is None:
            words = f"Transfer to {whom}: not decided"
        else:
            words = f"Transfer to {whom}: {Decision(one.decision).label.lower()}"
        card = f"card sent {shown(one.card_sent_on, today)}" if one.card_sent_on else "card not sent"
        seen = f", first visit {shown(one.first_visit_on, today)}" if one.first_visit_on else ""
        more = f"Asked for {shown(one.asked_on, today)}, {card}{seen}"
        is_open = one.decision != Decision.DENIED and one.first_visit_on is None
        yield Line(words, more, "coordination:transfer-change", one.id), is_open


def provider_of(transfer: Detail, rows: Rows) -> str:
    """Return the new provider as the transfer names them."""
    name: str = transfer.provider_name
    return name or rows.provider(transfer.provider_number)


def hand_overs(rows: Rows, today: date, address: str) -> Iterator[tuple[Line, bool]]:
    """Yield the hand-overs, the latest first; `address` is that of their page, "" for who may not see it."""
    for one in reversed(rows.hand_overs):
        to = rows.person(one.receiver_id) if one.receiver_id else "another COHE"
        state = TurnKind(one.state).label.lower()
        words = f"Hand-over to {to}: {'waits for an answer' if state == 'sent' else state}"
        more = f"Sent {shown(one.sent_on, today)} by {rows.person(one.sent_by_id)}"
        yield Line(words, more, address, one.id), one.state in UNDER_WAY


def checklist(one: Detail, rows: Rows, today: date) -> ShownChecklist:
    """Return a checklist with what is done on it."""
    marks = {mark.step: mark for mark in rows.checklist_marks if mark.checklist_id == one.id}
    steps = tuple(
        ShownStep(step.slug, step.words, done_words(marks.get(step.slug), rows, today))
        for step in CHECKLISTS[one.change]
    )
    done = sum(1 for step in steps if step.done)
    return ShownChecklist(one.id, Change(one.change).label, steps, done, one.began_on)


def done_words(mark: Detail | None, rows: Rows, today: date) -> str:
    """Return when a step was done and by whom."""
    return f"{shown(mark.done_on, today)}, {rows.person(mark.done_by_id)}" if mark else ""


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each event of a transition for the claim's story."""
    for stay in rows.hospital_stays:
        yield Entry(stay.admitted_on, "treatment", "Hospital", f"Admitted: {stay.facility}.")
        if stay.discharged_on:
            yield Entry(stay.discharged_on, "treatment", "Hospital", f"Discharged: {stay.facility}.")
    for one in rows.transfers:
        whom, by = provider_of(one, rows), AskedBy(one.asked_by).label.lower()
        yield Entry(one.asked_on, "people", "Transfer", f"Transfer to {whom} asked for by the {by}.")
        if one.decided_on:
            words = f"Transfer to {whom} {Decision(one.decision).label.lower()}."
            yield Entry(one.decided_on, "people", "Transfer", words)
    for one in rows.hand_overs:
        to = rows.person(one.receiver_id) if one.receiver_id else "another COHE"
        words = f"Hand-over to {to} sent; {TurnKind(one.state).label.lower()}."
        yield Entry(one.sent_on, "people", "Hand-over", words, rows.person(one.sent_by_id))
    for mark in rows.checklist_marks:
        yield from step_entry(mark, rows)


def step_entry(mark: Detail, rows: Rows) -> Iterator[Entry]:
    """Yield a step that was done, when its checklist is still there."""
    for one in rows.checklists:
        if one.id == mark.checklist_id:
            words = [step.words for step in CHECKLISTS[one.change] if step.slug == mark.step]
            text = f"{Change(one.change).label}: {words[0].lower() if words else mark.step}."
            yield Entry(mark.done_on, "people", "Checklist", text, rows.person(mark.done_by_id))
