"""Medication of a claim as its page shows it: the opioid clock, checks, and papers on their way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohe.workdays import add_days
from coordination import papers
from coordination.choices import AsPrescribed, Concern, PaperKind, RecordKind
from coordination.facts import Facts, Fill, Record, Surgery
from coordination.known import Known
from coordination.policy import Policy
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry
from coordination.worklist.wording import shown

ANSWERS = {one.value: one.label for one in AsPrescribed}
CONCERNS = {one.value: one.label for one in Concern}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of the opioid clock: what is needed by when, and whether it is there."""

    label: str
    on: date
    words: str
    is_met: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class OpioidClock:
    """Where the claim stands: days since the injury or the last surgery, and the limits (domain.md 8.1)."""

    anchor: date
    after: str
    day: int
    is_active: bool
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One medication check with its words; `waits`: the attending provider has not heard of it."""

    id: int
    on: date
    by: str
    words: str
    concern: str
    told_on: date | None
    waits: bool
    remark: str


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper with the step it has reached."""

    id: int
    code: str
    name: str
    words: str
    late_words: str
    is_settled: bool
    prescriber: str


@dataclass(frozen=True, slots=True)
class Medication:
    """The region: its finding, the clock where there are opioids, checks and papers, open ones first."""

    finding: str
    clock: OpioidClock | None
    checks: tuple[ShownCheck, ...]
    papers: tuple[ShownPaper, ...]
    is_empty: bool


def medication_of(rows: Rows, limits: Policy, today: date) -> Medication:
    """Return the region of a claim; asks the database nothing."""
    clock = clock_of(rows, limits, today)
    checks = tuple(shown_check(one, rows) for one in reversed(rows.medication_checks))
    own = [shown_paper(one, rows, today) for one in reversed(rows.papers)]
    ordered = tuple(sorted(own, key=lambda one: one.is_settled))
    return Medication(
        finding=finding_of(clock, checks, ordered, today),
        clock=clock,
        checks=checks,
        papers=ordered,
        is_empty=clock is None and not checks and not ordered,
    )


def clock_of(rows: Rows, limits: Policy, today: date) -> OpioidClock | None:
    """Return the opioid clock by the same reading of the facts as the rules; None without an opioid."""
    known = Known(facts_of(rows, limits), today)
    if not known.opioids or known.anchor is None:
        return None
    anchor = known.anchor
    injury = rows.claim.date_of_injury
    return OpioidClock(
        anchor=anchor,
        after="injury" if anchor == injury else "last surgery",
        day=(today - anchor).days,
        is_active=known.opioid_is_active,
        limits=tuple(limits_of(known, anchor, today)),
    )


def facts_of(rows: Rows, limits: Policy) -> Facts:
    """Return what the opioid rules go by, from the rows of the page."""
    claim = rows.claim
    return Facts(
        claim_id=claim.pk,
        claim_number=claim.claim_number,
        claim_status=claim.claim_status,
        appeared=claim.appeared,
        policy=limits,
        date_of_injury=claim.date_of_injury,
        fills=tuple(
            Fill(one.filled_on, one.drug, one.days_supply or 0, prescriber=one.prescriber_number)
            for one in rows.prescriptions
            if one.is_opioid
        ),
        surgeries=tuple(
            Surgery(one.procedure, one.requested_on, performed_on=one.performed_on) for one in rows.surgeries
        ),
        records=tuple(records_of(rows)),
    )


def records_of(rows: Rows) -> Iterator[Record]:
    """Yield what counts as recorded, papers as the rules count them."""
    for one in rows.records:
        if not one.withdrawn_at:
            yield Record(one.kind, one.on, one.about)
    for paper in rows.papers:
        kind = COUNTS_AS.get(paper.kind)
        on = kind[1](paper) if kind else None
        if kind and on:
            yield Record(kind[0], on, paper.prescriber_number)


# What a paper counts as, and from which day (as `worklist.load.RECORDS` has it).
COUNTS_AS: dict[str, tuple[RecordKind, Callable[[Any], date | None]]] = {
    PaperKind.SUBACUTE.value: (RecordKind.SUBACUTE_FORM, lambda one: one.sent_on),
    PaperKind.CHRONIC.value: (RecordKind.CHRONIC_APPROVAL, lambda one: one.approved_on),
    PaperKind.AGREEMENT.value: (RecordKind.OPIOID_AGREEMENT, lambda one: one.returned_on or one.sent_on),
    PaperKind.WORK_HISTORY.value: (RecordKind.WORK_HISTORY, lambda one: one.returned_on),
}


def limits_of(known: Known, anchor: date, today: date) -> Iterator[Limit]:
    """Yield the limits in the order of their days: subacute form, chronic approval, renewal, agreement."""
    policy = known.policy
    sent = known.last_on(RecordKind.SUBACUTE_FORM)
    sent = sent if sent and sent >= anchor else None
    yield limit("Subacute form sent", add_days(anchor, policy.opioid_subacute_days), sent, today)
    approved = known.last_on(RecordKind.CHRONIC_APPROVAL)
    approved = approved if approved and approved >= anchor else None
    yield limit("Chronic use approved", add_days(anchor, policy.opioid_chronic_days), approved, today)
    if approved:
        yield limit("Approval renewed", add_days(approved, policy.opioid_renewal_days), None, today)
    agreement = known.last_on(RecordKind.OPIOID_AGREEMENT)
    yield limit("Agreement", add_days(anchor, policy.opioid_agreement_after_days), agreement, today)
    if agreement:
        yield limit("Agreement renewed", add_days(agreement, policy.opioid_agreement_days), None, today)


def limit(label: str, on: date, met_on: date | None, today: date) -> Limit:
    """Return one limit in words."""
    if met_on:
        return Limit(label, on, f"on file, {shown(met_on, today)}", is_met=True, is_over=False)
    days = (on - today).days
    words = f"{-days} d over" if days < 0 else "today" if days == 0 else f"in {days} d"
    return Limit(label, on, words, is_met=False, is_over=days < 0)


def shown_check(one: Detail, rows: Rows) -> ShownCheck:
    """Return one check with its words."""
    words = f"As prescribed: {ANSWERS[one.as_prescribed].lower()}"
    words += "; complains of pain" if one.pain_complaint else ""
    has_something = bool(one.concern or one.pain_complaint)
    return ShownCheck(
        id=one.id,
        on=one.checked_on,
        by=rows.person(one.checked_by_id),
        words=words,
        concern=CONCERNS.get(one.concern, ""),
        told_on=one.ap_told_on,
        waits=has_something and one.ap_told_on is None,
        remark=one.remark,
    )


def shown_paper(one: Detail, rows: Rows, today: date) -> ShownPaper:
    """Return one paper with its words."""
    days = {step: getattr(one, step) for step in papers.STEPS}
    state, on = papers.state_of(days)
    form = papers.BY_CODE.get(one.code)
    settled = papers.is_settled(PaperKind(one.kind), days)
    waits = one.due_on is not None and not settled
    is_late = waits and one.due_on < today
    words = [f"{state} {shown(on, today)}"] if on else []
    if not words and one.due_on is None:
        words = [state]
    if waits and not is_late:
        words.append(f"due {shown(one.due_on, today)}")
    return ShownPaper(
        id=one.id,
        code=one.code,
        name=form.name if form else PaperKind(one.kind).label,
        words=", ".join(words),
        late_words=f"was due {shown(one.due_on, today)}" if is_late else "",
        is_settled=settled,
        prescriber=rows.provider(one.prescriber_number) if one.prescriber_number else "",
    )


def finding_of(
    clock: OpioidClock | None, checks: Sequence[ShownCheck], own: Sequence[ShownPaper], today: date
) -> str:
    """Return the heading of the region."""
    waiting = next((one for one in checks if one.waits), None)
    if waiting:
        return f"A concern of {shown(waiting.on, today)} is not reported to the provider"
    if clock and clock.is_active:
        wanted = sorted((one for one in clock.limits if not one.is_met), key=lambda one: one.on)
        if wanted:
            return f"Opioids, day {clock.day}: {wanted[0].label.lower()} {wanted[0].words}"
        return f"Opioids, day {clock.day}"
    waits = [one for one in own if not one.is_settled]
    if waits:
        return f"{len(waits)} of {len(own)} paper{'s' if len(own) > 1 else ''} still open"
    return "No opioid is active" if clock else "Medication and papers"


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each check, and each step of each paper, for what has happened on the claim."""
    for one in rows.medication_checks:
        check = shown_check(one, rows)
        words = f"{check.words}{f'. Concern: {check.concern.lower()}' if check.concern else ''}."
        words += f" Provider told {shown(one.ap_told_on, today)}." if one.ap_told_on else ""
        words += f" {one.remark}" if one.remark else ""
        yield Entry(one.checked_on, "recorded", "Medication", words, check.by)
    for one in rows.papers:
        paper = shown_paper(one, rows, today)
        for step in papers.STEPS:
            on = getattr(one, step)
            if on:
                words = f"{paper.name} ({one.code}): {papers.STEP_WORDS[step].lower()}."
                yield Entry(on, "forms", "Paper", words, rows.person(one.recorded_by_id))
