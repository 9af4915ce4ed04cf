"""Keep in touch with a worker who is off work."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, Party
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, full_duty, note, off_work
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a contact after the interval of the claim's tier, never before the spell began."""
    if known.off_since is None:
        return
    last = known.last_worker_contact
    due = add_days(last or known.facts.appeared, _interval(known))
    if known.day < due:
        return
    due = max(due, known.off_since)
    contact = f"last contact with the worker {shown(last, due)}" if last else "no contact with the worker yet"
    yield Due(due, f"Off work since {shown(known.off_since, due)}; {contact}.")


def _interval(known: Known) -> int:
    by_tier = {"high": known.policy.contact_days_high, "low": known.policy.contact_days_low}
    return by_tier.get(known.facts.tier, known.policy.contact_days_standard)


RULE = Rule(
    code="T05",
    slug="contact-overdue",
    title="Contact the worker",
    area=Area.MONITORING,
    explanation=(
        "The worker is off work and was last reached (never: the claim appeared) {contact_days_high} days "
        "ago in tier high, {contact_days_standard} in tier standard, {contact_days_low} in tier low. Due "
        "that day, not before the first day off work."
    ),
    clears="a signed note says that the worker was reached, or the worker is no longer off work",
    source="triggers.md T05",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    note_with=Party.WORKER,
    examples=(
        Example("thirteen days are too early", "2026-03-15", a_claim(work_statuses=(off_work(),))),
        Example(
            "due fourteen days after it appeared",
            "2026-03-16",
            a_claim(work_statuses=(off_work(),)),
            "2026-03-16",
        ),
        Example(
            "after seven in tier high",
            "2026-03-09",
            a_claim(work_statuses=(off_work(),), tier="high"),
            "2026-03-09",
        ),
        Example(
            "after twenty-one in tier low", "2026-03-22", a_claim(work_statuses=(off_work(),), tier="low")
        ),
        Example(
            "counted from the last contact with the worker",
            "2026-03-30",
            a_claim(work_statuses=(off_work(),), notes=(note("2026-03-10", reached="worker"),)),
            "2026-03-24",
        ),
        Example(
            "a contact clears it",
            "2026-03-23",
            a_claim(work_statuses=(off_work(),), notes=(note("2026-03-10", reached="worker"),)),
        ),
        Example(
            "a note on which the worker was not reached does not",
            "2026-03-16",
            a_claim(work_statuses=(off_work(),), notes=(note("2026-03-10"),)),
            "2026-03-16",
        ),
        Example(
            "never due before the spell began",
            "2026-04-20",
            a_claim(work_statuses=(off_work("2026-04-20"),)),
            "2026-04-20",
        ),
        Example(
            "a worker on full duty is not asked for",
            "2026-04-20",
            a_claim(work_statuses=(full_duty("2026-03-01"),)),
        ),
        Example("an unknown work status is not off work", "2026-04-20", a_claim()),
    ),
)
