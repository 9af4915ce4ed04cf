"""What surgeries and return to work tell of a claim's past: one line an event."""

from collections.abc import Iterator, Sequence
from datetime import date

from coordination.queries.claim_rows import Rows
from coordination.queries.claim_story import Entry
from coordination.queries.return_to_work import DUTY, KINDS
from coordination.queries.surgery_shapes import ShownSurgery
from coordination.worklist.wording import shown

STEPS = (
    ("candidate_on", "the worker is a surgical candidate"),
    ("surgeon_contacted_on", "the surgeon's office was contacted"),
    ("records_sent_on", "medical records were sent"),
    ("told_requested_on", "requested, as told"),
    ("told_authorized_on", "authorized, as told"),
    ("told_performed_on", "performed, as told"),
    ("next_seen_on", "the next provider has seen the worker"),
)


def story(surgeries: Sequence[ShownSurgery], rows: Rows, today: date) -> Iterator[Entry]:
    """Yield what coordinators did about each surgery, the day of each."""
    for one in surgeries:
        episode = one.episode
        if episode is None:
            continue
        who = rows.person(episode.opened_by_id)
        for column, words in STEPS:
            on = getattr(episode, column)
            if on is not None:
                yield entry(on, f"{one.procedure}: {words}.", who)
        if episode.concluded_on:
            words = f"{one.procedure}: concluded; {episode.next_provider} goes on treating."
            yield entry(episode.concluded_on, words, who)
        yield from plans(one, today)


def plans(one: ShownSurgery, today: date) -> Iterator[Entry]:
    """Yield the plans of a surgery and the milestones that were met."""
    for plan in one.plans:
        kind = f"release-to-work plan, {plan.label.lower()}"
        yield entry(plan.made_on, f"{one.procedure}: {kind}.", plan.by)
        for milestone in plan.milestones:
            if milestone.met_on:
                expected = milestone.expected_on
                late = expected is not None and milestone.met_on > expected
                when = f", expected {shown(expected, today)}" if expected and late else ""
                yield entry(
                    milestone.met_on, f"{one.procedure}: {milestone.words.lower()} met{when}.", plan.by
                )


def entry(on: date, words: str, who: str) -> Entry:
    """Return one line."""
    return Entry(on, "treatment", "Surgery", words[:1].upper() + words[1:], who)


def work_story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield the steps of each job paper, and what the employer said."""
    for one in rows.job_papers:
        who, name = rows.person(one.recorded_by_id), f"{KINDS[one.kind]} “{one.title}”"
        steps = (
            (one.drafted_on, "drafted"),
            (one.sent_to_ap_on, "sent to the attending provider"),
            (one.chased_on, "asked for again"),
            (one.answered_on, f"{one.answer.replace('-', ' ')}{f': {one.remark}' if one.remark else ''}"),
        )
        for on, words in steps:
            if on is not None:
                yield Entry(on, "status", "Job paper", f"{name} {words}.", who)
    for one in rows.employer_contacts:
        words = f"{one.contact_person}: modified duty {DUTY[one.modified_duty].lower()}"
        words += f", {one.hours_a_week.normalize():f} hours a week" if one.hours_a_week else ""
        yield Entry(one.on, "status", "Employer", f"{words}.", rows.person(one.recorded_by_id))
