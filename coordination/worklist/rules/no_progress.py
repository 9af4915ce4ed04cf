"""Alert the attending provider when pain or function does not get better."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from cohe.workdays import bd
from coordination.choices import Area, Course, RecordKind
from coordination.facts import Reading
from coordination.known import Known
from coordination.policy import Policy
from coordination.scales import Progress, name_of, progress, shown_number
from coordination.worklist.example import Example, a_claim, reading, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask once a scale when its last reading shows no progress, until the provider is alerted to it."""
    if not known.readings:
        return
    for scale, readings in by_scale(known.readings).items():
        last = readings[-1]
        behind = finding(readings, known.policy)
        if behind is None:
            continue
        alerted = known.last_on(RecordKind.AP_ALERTED, scale)
        if alerted is not None and alerted >= last.on:
            continue
        due = bd(last.on, known.policy.progress_alert_bd)
        numbers = f"{shown_number(last.value)} on {shown(last.on, due)}"
        before = f"{shown_number(behind.value)} on {shown(behind.on, due)}"
        yield Due(due, f"{name_of(scale)}: {numbers}, {before}; provider not alerted.", scale)


def by_scale(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """Return the readings of each scale, oldest first; those of one day as they were recorded."""
    found: dict[str, list[Reading]] = {}
    for one in sorted(readings, key=lambda one: one.on):
        found.setdefault(one.scale, []).append(one)
    return found


def finding(readings: Sequence[Reading], policy: Policy) -> Reading | None:
    """Return the earlier reading that shows no progress of the last one, None when there is progress.

    Either the latest at least `progress_days` before it, on which it does not improve enough, or the one just
    before it, than which it is worse. `readings`: of one scale, oldest first.
    """
    if len(readings) < 2:
        return None
    last = readings[-1]
    long_ago = [one for one in readings if one.on <= last.on - timedelta(days=policy.progress_days)]
    if long_ago and compared(long_ago[-1], last, policy).course in (Course.NONE, Course.WORSE):
        return long_ago[-1]
    before = readings[-2]
    return before if compared(before, last, policy).course == Course.WORSE else None


def compared(before: Reading, after: Reading, policy: Policy) -> Progress:
    """Return what a reading is beside an earlier one of the same scale, by the numbers in force."""
    return progress(
        before.value,
        after.value,
        higher_is_better=after.higher_is_better,
        better_percent=policy.progress_percent,
        worse_percent=policy.worse_percent,
    )


def pegs(*values: tuple[str, str]) -> tuple[Reading, ...]:
    """Return readings of the PEG."""
    return tuple(reading("peg", day, value) for day, value in values)


SAME = pegs(("2026-03-05", "7"), ("2026-03-19", "7"))

RULE = Rule(
    code="T17",
    slug="no-progress",
    title="Alert the attending provider: no progress",
    area=Area.BARRIERS,
    explanation=(
        "Of one scale, the last reading is less than {progress_percent} % better than the latest at least "
        "{progress_days} days before it, or {worse_percent} % or more worse than the reading just before it, "
        "and the attending provider was not alerted since. Scales are never compared with each other. Due "
        "{progress_alert_bd} business day after the reading."
    ),
    clears="the attending provider is alerted",
    source="triggers.md T17; domain.md 11 (progress rule)",
    opens="coordination:progress-alert",
    decide=decide,
    done_records=RecordKind.AP_ALERTED,
    examples=(
        Example(
            "the same value after fourteen days", "2026-03-19", a_claim(readings=SAME), "2026-03-20", "peg"
        ),
        Example(
            "after thirteen days it is too early to say",
            "2026-03-18",
            a_claim(readings=pegs(("2026-03-05", "7"), ("2026-03-18", "7"))),
        ),
        Example(
            "exactly 30 % better is progress",
            "2026-03-19",
            a_claim(readings=pegs(("2026-03-05", "10"), ("2026-03-19", "7"))),
        ),
        Example(
            "29.9 % better is not",
            "2026-03-19",
            a_claim(readings=pegs(("2026-03-05", "10"), ("2026-03-19", "7.01"))),
            "2026-03-20",
            "peg",
        ),
        Example(
            "10 % worse than the reading just before, two days earlier",
            "2026-03-07",
            a_claim(readings=pegs(("2026-03-05", "5"), ("2026-03-07", "5.5"))),
            "2026-03-09",
            "peg",
        ),
        Example(
            "9.8 % worse after two days is not yet worse",
            "2026-03-07",
            a_claim(readings=pegs(("2026-03-05", "5.1"), ("2026-03-07", "5.6"))),
        ),
        Example(
            "the latest of those long enough ago counts, not the first",
            "2026-04-02",
            a_claim(readings=pegs(("2026-03-05", "9"), ("2026-03-19", "6"), ("2026-04-02", "5"))),
            "2026-04-03",
            "peg",
        ),
        Example(
            "two scales are never compared",
            "2026-03-19",
            a_claim(readings=(reading("peg", "2026-03-05", "7"), reading("pain", "2026-03-19", "7"))),
        ),
        Example(
            "0 and 0 again is as good as it can be",
            "2026-03-19",
            a_claim(readings=pegs(("2026-03-05", "0"), ("2026-03-19", "0"))),
        ),
        Example(
            "from 0 any pain is worse",
            "2026-03-19",
            a_claim(readings=pegs(("2026-03-05", "0"), ("2026-03-19", "1"))),
            "2026-03-20",
            "peg",
        ),
        Example(
            "an alert on the day of the reading clears it",
            "2026-03-20",
            a_claim(readings=SAME, records=(record(RecordKind.AP_ALERTED, "2026-03-19", "peg"),)),
        ),
        Example(
            "an alert before the reading does not",
            "2026-03-20",
            a_claim(readings=SAME, records=(record(RecordKind.AP_ALERTED, "2026-03-18", "peg"),)),
            "2026-03-20",
            "peg",
        ),
        Example(
            "an alert about another scale does not",
            "2026-03-20",
            a_claim(readings=SAME, records=(record(RecordKind.AP_ALERTED, "2026-03-19", "pain"),)),
            "2026-03-20",
            "peg",
        ),
        Example("one reading shows nothing", "2026-03-05", a_claim(readings=SAME[:1])),
    ),
)
