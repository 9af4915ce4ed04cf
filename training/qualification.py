"""Who may be an HSC or an HSC Assistant: decision tables V1 (2022) and V2 (2024) of domain.md 7. Pure.

The years that count are calendar time: two jobs at once count once. Part-time work is shown beside, for the
reviewer; "equivalent" is never decided here but taken from a named reviewer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from cohe.workdays import add_months
from training.choices import Skill, Verdict, Work

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the rule: from which day, which work counts, and how many years are asked for."""

    code: str
    since: date
    counted: frozenset[Work]
    hsc_years_with_degree: int = 3
    hsc_years: int = 7
    assistant_years: int = 3


_FIRST = frozenset({Work.OCCUPATIONAL_HEALTH, Work.RETURN_TO_WORK, Work.DIRECT_CARE})
VERSIONS = (
    Version(code="V1", since=date(2022, 1, 1), counted=_FIRST),
    Version(code="V2", since=date(2024, 1, 1), counted=_FIRST | {Work.CLAIMS_MANAGEMENT}),
)


class Job(NamedTuple):
    """Work from a day until (not including) another. `equivalent`: a named reviewer judged that it counts."""

    work: Work
    since: date
    until: date
    equivalent: bool = False
    hours_a_week: int = 40


class Candidate(NamedTuple):
    """What is known of somebody on a day. `degree`: held, or judged equivalent by a named reviewer.

    Of the "other five" the skills count as one area each; `training`: required training or testing is done.
    """

    degree: bool
    jobs: tuple[Job, ...]
    provider_number: bool = True
    no_issues: bool = True
    skills: frozenset[Skill] = frozenset(Skill)
    training: bool = True
    to_review: bool = False


class Finding(NamedTuple):
    """What the table says for one role: the verdict, and what is missing in words."""

    verdict: Verdict
    missing: tuple[str, ...]


class Findings(NamedTuple):
    """What the table says for both roles, with the months that counted and those that part-time leaves."""

    version: Version
    months: int
    full_time_months: int
    hsc: Finding
    assistant: Finding


def version_on(day: date) -> Version:
    """Return the version of the rule in force on a day; before the first one, the first."""
    return max((one for one in VERSIONS if one.since <= day), key=_since, default=VERSIONS[0])


def _since(version: Version) -> date:
    return version.since


def judge(candidate: Candidate, day: date, version: Version | None = None) -> Findings:
    """Return what the version in force on `day` says of somebody; work after `day` does not count yet."""
    rule = version or version_on(day)
    counted = [one for one in candidate.jobs if one.equivalent or one.work in rule.counted]
    spells = merged((one.since, min(one.until, day + ONE_DAY)) for one in counted)
    months = sum(whole_months(since, until) for since, until in spells)
    asked = rule.hsc_years_with_degree if candidate.degree else rule.hsc_years
    others, pending = other_five(candidate)
    return Findings(
        rule,
        months,
        full_time(counted, day),
        finding(asked, months, others, pending, candidate.to_review),
        finding(rule.assistant_years, months, others, pending, candidate.to_review),
    )


def finding(years: int, months: int, others: Sequence[str], pending: bool, to_review: bool) -> Finding:
    """Return the verdict for one role that asks for so many years."""
    missing = list(others)
    if months < 12 * years:
        missing.insert(0, f"{years} years of counted experience, of which {spoken(months)} are there")
    if not missing:
        return Finding(Verdict.CONDITIONAL if pending else Verdict.QUALIFIED, ())
    if to_review and not others:
        return Finding(Verdict.TO_REVIEW, tuple(missing))
    return Finding(Verdict.NOT_QUALIFIED, tuple(missing))


def other_five(candidate: Candidate) -> tuple[list[str], bool]:
    """Return which of the other conditions are missing in words, and whether training alone is pending."""
    missing = []
    if not candidate.provider_number:
        missing.append("able to get and keep an L&I provider number")
    if not candidate.no_issues:
        missing.append("no reported issues with L&I")
    missing += [f"skill: {one.label.lower()}" for one in Skill if one not in candidate.skills]
    return missing, not candidate.training


def merged(spells: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return half-open spells with those that overlap or touch made one, oldest first."""
    found: list[tuple[date, date]] = []
    for since, until in sorted(one for one in spells if one[0] < one[1]):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def whole_months(since: date, until: date) -> int:
    """Return the whole months between two days: from 1 May until 1 June is one."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (add_months(since, months) > until)


def full_time(jobs: Iterable[Job], day: date, full_week: int = 40) -> int:
    """Return the months that count when part-time work counts in part: shown, and decided by the reviewer.

    Jobs at once add up to a full week at most.
    """
    spells = [(one.since, min(one.until, day + ONE_DAY), one.hours_a_week) for one in jobs]
    days = sorted({end for since, until, _ in spells for end in (since, until)})
    steady: list[tuple[date, date, int]] = []
    for since, until in pairwise(days):
        held = sum(hours for first, end, hours in spells if first <= since and until <= end)
        if steady and steady[-1][2] == min(held, full_week):
            steady[-1] = (steady[-1][0], until, steady[-1][2])
        else:
            steady.append((since, until, min(held, full_week)))
    return sum(whole_months(since, until) * hours for since, until, hours in steady) // full_week


def spoken(months: int) -> str:
    """Return months in words: 2 years 11 months."""
    years, rest = divmod(months, 12)
    words = [f"{years} year{'' if years == 1 else 's'}"] if years else []
    if rest or not words:
        words.append(f"{rest} month{'' if rest == 1 else 's'}")
    return " ".join(words)
