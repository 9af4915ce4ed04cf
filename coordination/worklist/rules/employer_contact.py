"""Speak with the employer about restrictions."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area, Party
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, apf, full_duty, modified, note, off_work
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a contact once in each spell of restrictions, when an APF says what they are."""
    since = known.restricted_since
    if since is None or not known.apfs:
        return
    contact = known.last_employer_contact
    if contact is not None and contact >= since:
        return
    first = min(one.exam_date for one in known.apfs)
    due = bd(max(since, first), known.policy.employer_contact_bd)
    because = f"Restricted since {shown(since, due)}, first APF {shown(first, due)}; employer not reached."
    yield Due(due, because)


RULE = Rule(
    code="T11",
    slug="employer-contact",
    title="Speak with the employer",
    area=Area.RETURN_TO_WORK,
    explanation=(
        "The worker is restricted, there is an APF, and the employer was not reached since the "
        "restrictions began. Due {employer_contact_bd} business days after they began or after the first "
        "APF, whichever is later."
    ),
    clears="a signed note says that the employer was reached, or the worker is no longer restricted",
    source="triggers.md T11; best practice 3 (talk with the employer when there are restrictions)",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    note_with=Party.EMPLOYER,
    examples=(
        Example(
            "the day before the first APF",
            "2026-03-03",
            a_claim(work_statuses=(modified("2026-03-02"),), apfs=(apf("2026-03-04"),)),
        ),
        Example(
            "the day of the first APF",
            "2026-03-04",
            a_claim(work_statuses=(modified("2026-03-02"),), apfs=(apf("2026-03-04"),)),
            "2026-03-11",
        ),
        Example(
            "counted from the spell when that began later",
            "2026-04-06",
            a_claim(work_statuses=(off_work("2026-04-06"),), apfs=(apf("2026-03-04"),)),
            "2026-04-13",
        ),
        Example(
            "the employer was reached",
            "2026-03-12",
            a_claim(
                work_statuses=(off_work("2026-03-02"),),
                apfs=(apf("2026-03-04"),),
                notes=(note("2026-03-02", reached="employer"),),
            ),
        ),
        Example(
            "a contact before the spell does not count",
            "2026-04-06",
            a_claim(
                work_statuses=(off_work("2026-04-06"),),
                apfs=(apf("2026-03-04"),),
                notes=(note("2026-04-05", reached="employer"),),
            ),
            "2026-04-13",
        ),
        Example(
            "without restrictions no contact is owed",
            "2026-03-12",
            a_claim(work_statuses=(full_duty("2026-03-02"),), apfs=(apf("2026-03-04"),)),
        ),
        Example("an unknown work status is no restriction", "2026-03-12", a_claim(apfs=(apf("2026-03-04"),))),
    ),
)
