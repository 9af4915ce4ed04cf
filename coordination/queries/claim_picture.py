"""What the strip along time shows of a claim. Asks the database nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from coordination import strip
from coordination.choices import FrqResult, Outcome, Party
from coordination.policy import Policy
from coordination.queries.claim_assessments import readings_of
from coordination.queries.claim_rows import Rows
from coordination.scales import shown_number
from coordination.strip_shapes import Mark, Span, Story
from coordination.timeline import OFF_WORK, Timeline
from coordination.worklist.rules.no_progress import by_scale

LETTER_OF: dict[str, str] = {
    Party.WORKER: "W",
    Party.FAMILY: "W",
    Party.EMPLOYER: "E",
    Party.ATTENDING_PROVIDER: "P",
    Party.OTHER_PROVIDER: "P",
    Party.SURGEON: "P",
    Party.CLAIM_MANAGER: "M",
}


def story_of(rows: Rows, line: Timeline, limits: Policy, today: date) -> Story:
    """Return the claim as the strip draws it on `today`."""
    claim = rows.claim
    return Story(
        begins=claim.date_of_injury or claim.first_visit_date or claim.appeared,
        today=today,
        stretches=line.stretches,
        apfs=apfs(rows, limits),
        frq_window=frq_window(line, limits),
        frqs=tuple(frqs(rows)),
        contacts=tuple(contacts(rows)),
        readings=tuple(readings(rows)),
    )


def apfs(rows: Rows, limits: Policy) -> tuple[Span, ...]:
    """Return the days each APF counts, oldest first; without a last day, as long as the policy says."""
    found = []
    for one in rows.known_apfs:
        first = one.valid_from or one.exam_date
        last = one.valid_through or one.exam_date + timedelta(days=limits.apf_max_age_days)
        ends = f"to {strip.short(last)}"
        found.append(Span(first, max(first, last), f"APF {strip.short(one.exam_date)}, {ends}", ends))
    return tuple(sorted(found, key=lambda one: (one.last, one.first)))


def frq_window(line: Timeline, limits: Policy) -> Span | None:
    """Return the days of the current spell on which the FRQ may be asked; None without such a spell."""
    since = line.current_spell(OFF_WORK)
    if since is None:
        return None
    first = since + timedelta(days=limits.frq_opens_day - 1)
    return Span(first, since + timedelta(days=limits.frq_last_day - 1), f"day {limits.frq_last_day}")


def frqs(rows: Rows) -> Iterator[Mark]:
    """Yield each asking that counts."""
    for one in rows.frqs:
        if one.withdrawn_at is None:
            words = one.get_result_display() or one.get_outcome_display()
            css = "pt-late" if one.result == FrqResult.POSITIVE else "pt" if one.result else "pt-open"
            yield Mark(one.asked_on, words.lower(), css)


def contacts(rows: Rows) -> Iterator[Mark]:
    """Yield each contact with somebody reached, one a day and letter."""
    seen = set()
    for note in rows.notes:
        mark = Mark(note.contact_on, LETTER_OF.get(note.person, "O")) if note.person else None
        if mark and note.outcome == Outcome.REACHED and mark not in seen:
            seen.add(mark)
            yield mark


def readings(rows: Rows) -> Iterator[Mark]:
    """Yield the readings of the scale that was read most: two scales on one line would say nothing."""
    found = by_scale(list(readings_of(rows)))
    most = max(found.values(), key=len, default=[])
    for one in most:
        yield Mark(one.on, shown_number(one.value), "pt", float(one.value))
