"""Call the worker in hospital each business day, and from the second week on the family each week."""

from collections.abc import Iterator

from cohe.workdays import add_days, is_business_day
from coordination.choices import Area, Party
from coordination.facts import Stay
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, note, stay
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown

DAILY, FAMILY = "daily", "family"


def decide(known: Known) -> Iterator[Due]:
    """Ask for the two calls while the worker is in hospital."""
    for one in known.stays:
        if one.discharged_on is None:
            yield from _daily(known, one)
            yield from _weekly(known, one)


def _daily(known: Known, one: Stay) -> Iterator[Due]:
    spoke = (known.last_worker_contact, known.last_family_contact)
    if is_business_day(known.day) and known.day not in spoke:
        because = f"In hospital since {shown(one.admitted_on, known.day)}; nobody reached that day."
        yield Due(known.day, because, DAILY)


def _weekly(known: Known, one: Stay) -> Iterator[Due]:
    begins = add_days(one.admitted_on, known.policy.hospital_family_day - 1)
    last = known.last_family_contact
    due = begins if last is None else max(begins, add_days(last, known.policy.hospital_family_days))
    if known.day >= due:
        said = "family not reached" if last is None else f"family reached {shown(last, due)}"
        yield Due(due, f"In hospital since {shown(one.admitted_on, due)}; {said}.", FAMILY)


RULE = Rule(
    code="T45",
    slug="hospital-call",
    title="Call about the hospital stay",
    area=Area.TRANSITIONS,
    explanation=(
        "The worker is in hospital. Each business day somebody speaks with the worker or the family; from "
        "day {hospital_family_day} of the stay on, with the family every {hospital_family_days} days."
    ),
    clears="a signed note says that the worker or the family was reached, or the worker is discharged",
    source="triggers.md T45; domain.md 10.2 (hospital rules)",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    note_with=Party.WORKER,
    examples=(
        Example("the day before the stay", "2026-03-08", a_claim(stays=(stay("2026-03-09"),))),
        Example("its first day", "2026-03-09", a_claim(stays=(stay("2026-03-09"),)), "2026-03-09", DAILY),
        Example("not on a Saturday", "2026-03-14", a_claim(stays=(stay("2026-03-09"),))),
        Example(
            "the worker was reached that day",
            "2026-03-10",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-10", reached="worker"),)),
        ),
        Example(
            "the family was reached that day",
            "2026-03-10",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-10", reached="family"),)),
        ),
        Example(
            "the provider alone is not enough",
            "2026-03-10",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-10", reached="attending-provider"),)),
            "2026-03-10",
            DAILY,
        ),
        Example("the seventh day, a Sunday", "2026-03-15", a_claim(stays=(stay("2026-03-09"),))),
        Example(
            "the eighth day: the family is due, the worker was reached",
            "2026-03-16",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-16", reached="worker"),)),
            "2026-03-16",
            FAMILY,
        ),
        Example(
            "six days after the family was reached",
            "2026-03-21",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-15", reached="family"),)),
        ),
        Example(
            "seven days after",
            "2026-03-22",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-15", reached="family"),)),
            "2026-03-22",
            FAMILY,
        ),
        Example(
            "the family was reached before the stay only",
            "2026-03-21",
            a_claim(stays=(stay("2026-03-09"),), notes=(note("2026-03-02", reached="family"),)),
            "2026-03-16",
            FAMILY,
        ),
        Example(
            "from the day of discharge no more",
            "2026-03-18",
            a_claim(stays=(stay("2026-03-09", "2026-03-18"),)),
        ),
    ),
)
