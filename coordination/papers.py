"""The forms that opioids and occupational diseases bring with them: their numbers, dated, and their steps.

Pure. L&I changes form numbers: a number that has gone gets `until` and its follower a `since`, and papers
already on file keep theirs. Source: domain.md 8, 8.1; L&I form list.
"""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from coordination.choices import PaperKind, RecordKind

LONG_AGO = date(2000, 1, 1)
# The days of a paper in the order in which they can come.
STEPS = ("given_on", "returned_on", "sent_on", "approved_on", "denied_on")
STEP_WORDS = {
    "given_on": "Given",
    "returned_on": "Returned",
    "sent_on": "Sent",
    "approved_on": "Approved",
    "denied_on": "Denied",
}


class PaperForm(NamedTuple):
    """One form number: what it is for, until when it is in use, and how sure we are of the number."""

    code: str
    kind: PaperKind
    name: str
    since: date = LONG_AGO
    until: date | None = None
    is_uncertain: bool = False


PAPERS: tuple[PaperForm, ...] = (
    PaperForm("F252-097-000", PaperKind.SUBACUTE, "Subacute opioid request, weeks 6 to 12"),
    PaperForm("F252-091-000", PaperKind.CHRONIC, "Chronic opioid request, each 90 days"),
    PaperForm("F252-095-000", PaperKind.AGREEMENT, "Opioid treatment agreement, English"),
    PaperForm("F252-095-999", PaperKind.AGREEMENT, "Opioid treatment agreement, Spanish"),
    PaperForm("F252-118-000", PaperKind.DENTAL, "Dental opioid request, more than 3 days"),
    PaperForm("F242-243-000", PaperKind.NOTICE, "Notice of occupational disease"),
    PaperForm("F242-071-000", PaperKind.WORK_HISTORY, "Work history", is_uncertain=True),
)
BY_CODE = {one.code: one for one in PAPERS}
# The step that settles a paper of a kind; with the others it is settled when it is approved or denied.
SETTLED_BY: dict[PaperKind, tuple[str, ...]] = {
    PaperKind.SUBACUTE: ("sent_on", "approved_on", "denied_on"),
    PaperKind.AGREEMENT: ("returned_on", "sent_on"),
    PaperKind.NOTICE: ("returned_on", "sent_on"),
    PaperKind.WORK_HISTORY: ("returned_on", "sent_on"),
}


# What pressing "done" on an item says of a paper: of which kind it is, and the step it has reached.
DONE: dict[RecordKind, tuple[PaperKind, str]] = {
    RecordKind.SUBACUTE_FORM: (PaperKind.SUBACUTE, "sent_on"),
    RecordKind.CHRONIC_APPROVAL: (PaperKind.CHRONIC, "approved_on"),
    RecordKind.OPIOID_AGREEMENT: (PaperKind.AGREEMENT, "returned_on"),
    RecordKind.WORK_HISTORY: (PaperKind.WORK_HISTORY, "returned_on"),
}


def in_use(day: date) -> tuple[PaperForm, ...]:
    """Return the forms in use on a day."""
    return tuple(one for one in PAPERS if one.since <= day and (one.until is None or day < one.until))


def state_of(days: Mapping[str, date | None]) -> tuple[str, date | None]:
    """Return the last step a paper has taken, in words, and its day: "Due" and None before the first."""
    for step in reversed(STEPS):
        if days.get(step):
            return STEP_WORDS[step], days[step]
    return "Due", None


def is_settled(kind: PaperKind, days: Mapping[str, date | None]) -> bool:
    """Say whether nothing more is waited for."""
    return any(days.get(step) for step in SETTLED_BY.get(kind, ("approved_on", "denied_on")))


def refuse_unless_in_order(days: Mapping[str, date | None]) -> None:
    """Raise `ValueError` with a sentence for days out of order, and for a paper both approved and denied."""
    given = [(step, days.get(step)) for step in STEPS]
    if days.get("approved_on") and days.get("denied_on"):
        raise ValueError("A paper is approved or denied, not both: a later decision is a new paper.")
    known = [(step, on) for step, on in given if on is not None]
    for (before, first), (after, second) in pairwise(known):
        if second < first:
            raise ValueError(
                f"{STEP_WORDS[after]} on {second:%-d %b %Y} is before {STEP_WORDS[before].lower()} on "
                f"{first:%-d %b %Y}."
            )
