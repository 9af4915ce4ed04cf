"""What has happened on a claim, in one list, newest first: rows in, lines out. Asks the database nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from claims.choices import DocumentKind, StatusSource, Tier, WorkStatusKind
from cohe.clock import PACIFIC
from coordination.models import Record
from coordination.models.desk import LIVE
from coordination.queries import claim_referrals
from coordination.queries.claim_rows import Rows
from coordination.worklist import catalogue
from coordination.worklist.wording import shown

# Filters of the list, in the order of their chips.
GROUPS = {
    "notes": "Notes",
    "forms": "Forms",
    "status": "Work status",
    "treatment": "Treatment",
    "referrals": "Referrals",
    "recorded": "FRQ and records",
    "letters": "Letters",
    "worklist": "Worklist",
    "people": "People",
}
MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its day, group (a filter), tag, words, what was added later, who says so.

    `note_id` links to a signed note; `cut`: its text goes on there; `is_withdrawn`: it counts no more.
    """

    on: date
    group: str
    tag: str
    text: str
    who: str = ""
    later: tuple[str, ...] = ()
    note_id: int | None = None
    cut: bool = False
    is_withdrawn: bool = False


# What makes lines of one kind.
Maker = Callable[[Rows, date], Iterable[Entry]]


def story_of(rows: Rows, today: date, more: Sequence[Maker] = ()) -> list[Entry]:
    """Return everything that happened on a claim, the latest day first; `more` tell of their own nouns."""
    makers = (
        notes,
        forms,
        documents,
        statuses,
        treatment,
        referrals,
        frqs,
        records,
        closed_items,
        people,
        *more,
    )
    found = [entry for make in makers for entry in make(rows, today)]
    return sorted(found, key=lambda entry: entry.on, reverse=True)


def day_of(instant: datetime) -> date:
    """Return the day in Washington of an instant."""
    return instant.astimezone(PACIFIC).date()


def span(first: date, last: date | None, today: date) -> str:
    """Return a span in words."""
    return (
        f"{shown(first, today)} to {shown(last, today)}"
        if last
        else f"from {shown(first, today)}, no last day"
    )


def notes(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each signed note with its addenda and corrections."""
    for note in rows.notes:
        later = [
            f"Addendum {shown(day_of(one.signed_at), today)}, {rows.person(one.author_id)}: {one.text}"
            for one in vars(note)["said_later"]
        ]
        later += [
            f"Minutes put right from {one.before} to {one.after}: {one.reason}"
            for one in vars(note)["corrected"]
        ]
        whom = f"{note.get_person_display()}: {note.get_outcome_display().lower()}. " if note.person else ""
        yield Entry(
            note.contact_on,
            "notes",
            note.get_kind_display(),
            whom + note.text[:MOST_LETTERS],
            f"{rows.person(note.author_id)}, {note.minutes} min",
            tuple(later),
            note_id=note.pk,
            cut=len(note.text) > MOST_LETTERS,
        )


def forms(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield the report of accident and each activity prescription form."""
    claim = rows.claim
    if claim.first_visit_date:
        yield Entry(claim.first_visit_date, "treatment", "Visit", "First visit.", "extract")
    if claim.roa_received_date:
        state = {True: "complete", False: "not complete", None: "completeness not known"}[claim.roa_complete]
        yield Entry(
            claim.roa_received_date, "forms", "ROA", f"Report of accident received, {state}.", "extract"
        )
    for apf in rows.apfs:
        words = f"APF of {rows.provider(apf.provider_number)}"
        words += f", valid {span(apf.valid_from or apf.exam_date, apf.valid_through, today)}"
        words += f"; says {apf.work_status.replace('_', ' ')}." if apf.work_status else "."
        yield Entry(apf.exam_date, "forms", "APF", words, "extract")


def documents(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield the arrival of each document."""
    for one in rows.documents:
        words = f"{one.title}{f', from {one.sender}' if one.sender else ''}"
        yield Entry(one.arrived_on, "forms", DocumentKind(one.kind).label, f"{words}.", "extract")


def statuses(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each row of work status, and of time loss that L&I paid."""
    for one in rows.work_statuses:
        words = f"{WorkStatusKind(one.status).label}, {span(one.from_date, one.through_date, today)}"
        words += f": {one.restrictions}" if one.restrictions else ""
        source = StatusSource(one.source).label
        who = rows.person(one.recorded_by_id)
        yield Entry(one.from_date, "status", "Status", f"{words}.", f"{source}, {who}")
    for one in rows.time_losses:
        days = "days not known" if one.days_paid is None else f"{one.days_paid} days"
        words = f"Time loss paid, {span(one.paid_from, one.paid_through, today)}: {days}."
        yield Entry(one.paid_through, "status", "Time loss", words, "L&I")


def treatment(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each fill, and each step of each surgery."""
    for fill in rows.prescriptions:
        words = fill.drug + (", opioid" if fill.is_opioid else "")
        words += f", {fill.days_supply} days" if fill.days_supply is not None else ""
        words += f", {fill.med_per_day:f} mg morphine equivalent a day" if fill.med_per_day else ""
        by = f" by {rows.provider(fill.prescriber_number)}" if fill.prescriber_number else ""
        yield Entry(fill.filled_on, "treatment", "Fill", f"{words}{by}.", "extract")
    steps = (
        ("requested_on", "requested"),
        ("authorized_on", "authorized"),
        ("denied_on", "denied"),
        ("performed_on", "performed"),
    )
    for surgery in rows.surgeries:
        for column, verb in steps:
            on = getattr(surgery, column)
            if on is not None:
                yield Entry(on, "treatment", "Surgery", f"{surgery.procedure} {verb}.", "extract")


def referrals(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each step of each referral, taken back or not."""
    kinds = {one.id: claim_referrals.title_of(one) for one in rows.referrals}
    undone = {one.undoes_id for one in rows.referral_events if one.undoes_id}
    for one in rows.referral_events:
        words = f"{kinds.get(one.referral_id, 'Withdrawn referral')}. {claim_referrals.said_of_event(one)}"
        gone = one.id in undone or one.referral_id not in kinds
        yield Entry(one.on, "referrals", "Referral", words, rows.person(one.by_id), is_withdrawn=gone)


def frqs(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each asking of the FRQ, the withdrawn ones marked."""
    for one in rows.frqs:
        words = one.get_result_display() or one.get_outcome_display()
        if one.result and one.interference is not None:
            words += f"; interference {one.interference}"
        words += f". {one.remark}" if one.remark else "."
        yield Entry(
            one.asked_on,
            "recorded",
            "FRQ",
            words,
            rows.person(one.asked_by_id),
            is_withdrawn=bool(one.withdrawn_at),
        )


def records(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each fact that a coordinator recorded, the withdrawn ones marked."""
    for one in rows.records:
        gone, who = bool(one.withdrawn_at), rows.person(one.recorded_by_id)
        yield Entry(one.on, "recorded", "Recorded", record_words(one), who, is_withdrawn=gone)


def record_words(one: Record) -> str:
    """Return what was recorded: kind, score, what it is about, remark."""
    words = one.get_kind_display()
    words += f" {one.value.normalize():f}" if one.value is not None else ""
    words += f", {one.about}" if one.about else ""
    return f"{words}. {one.remark}" if one.remark else f"{words}."


def closed_items(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each item that left the list, with who closed it or that its reason has gone."""
    for item in rows.items:
        if item.state in LIVE or item.closed_at is None:
            continue
        rule = catalogue.rule_of(item.rule)
        why = vars(item)["why_closed"]
        words = f"{item.get_state_display()}. {rule.title if rule else 'Next step'}: {item.because}"
        by = vars(item)["closed_by"]
        yield Entry(
            day_of(item.closed_at),
            "worklist",
            item.rule,
            f"{words}{f' ({why})' if why else ''}",
            rows.person(by) if by and item.state in ("done", "dismissed") else "worklist",
        )


def people(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield who became HSC or attending provider, and changes of tier."""
    for one in rows.assignments:
        words = f"{rows.person(one.hsc_id)} is the HSC{f': {one.reason}' if one.reason else ''}."
        yield Entry(one.since, "people", "HSC", words)
    for change in rows.tier_changes:
        words = f"{Tier(change.before).label} to {Tier(change.after).label}: {change.reason}"
        who = rows.person(change.changed_by_id)
        yield Entry(day_of(change.changed_at), "people", "Tier", words, who)
    for number, since in attending_over_time(rows):
        if since is not None:
            yield Entry(
                since, "people", "Provider", f"{rows.provider(number)} attends from this day.", "extract"
            )


def attending_over_time(rows: Rows) -> list[tuple[str, date | None]]:
    """Return who attended, oldest first: the initiating provider, then each the extract named."""
    found: list[tuple[str, date | None]] = [
        (rows.claim.initiating_provider_number, rows.claim.first_visit_date)
    ]
    now = (rows.claim.attending_provider_number, rows.claim.attending_since)
    past = [(one.attending_provider_number, one.attending_since) for one in rows.past]
    for number, since in (*past, now):
        if number and number != found[-1][0]:
            found.append((number, since))
    return found
