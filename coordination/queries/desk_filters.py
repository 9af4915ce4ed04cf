"""What the address of the worklist says: a tab and filters, each checked, each refused in a sentence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

from cohe.wording import Worded
from coordination.choices import Area
from coordination.worklist import catalogue

LONGEST = 100
MOST_NAMES = 20
OWNERS = {"me": "me", "covered": "those I cover", "team": "the whole team", "nobody": "nobody"}
TIERS = {"high": "High", "standard": "Standard", "low": "Low"}
DUE = {"today": "by today", "week": "by the end of this week", "next-week": "by the end of next week"}


class Tab(Worded):
    """Where the list is cut."""

    TODAY = "today", "Today"
    OVERDUE = "overdue", "Overdue"
    UPCOMING = "upcoming", "Upcoming"
    SNOOZED = "snoozed", "Snoozed"
    COVERING = "covering", "Covering"
    DONE = "done", "Done"
    ALL = "all", "All open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A tab and what narrows it; an empty text narrows nothing."""

    tab: Tab = Tab.TODAY
    owner: str = ""
    area: str = ""
    rule: str = ""
    tier: str = ""
    provider: str = ""
    employer: str = ""
    q: str = ""
    due: str = ""

    def but(self, **changes: Any) -> "Filters":
        """Return the same filters with some changed."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """Return them as they stand in an address, without what is the default."""
        said = [(name, getattr(self, name)) for name in NAMES]
        return urlencode([(name, value) for name, value in said if value and value != Tab.TODAY])

    @property
    def narrowing(self) -> tuple[str, ...]:
        """Return the names of the filters that leave something out."""
        return tuple(name for name in NAMES if name != "tab" and getattr(self, name))


NAMES = tuple(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class Reading:
    """The filters that could be read, and a sentence for each that could not."""

    filters: Filters
    refusals: tuple[str, ...]


class NotAFilter(ValueError):
    """A value that cannot be; the text is the sentence the person reads."""


def one_of(what: str, words: Mapping[str, str]) -> Callable[[str], str]:
    """Return a reader of a value that is one of a few words."""

    def read_word(text: str) -> str:
        if text not in words:
            raise NotAFilter(f"{what} “{text}” does not exist: choose one of {', '.join(words)}.")
        return text

    return read_word


def read_owner(text: str) -> str:
    """Read a word or the number of a person."""
    if text in OWNERS or (text.isascii() and text.isdigit() and len(text) < 19):
        return text
    raise NotAFilter(f"Owner “{text}” does not exist: choose {', '.join(OWNERS)} or a person of the team.")


def read_rule(text: str) -> str:
    """Read the code of a rule in any case, or T03 for one's own steps."""
    code = text.upper()
    if code != catalogue.OWN_STEP and catalogue.rule_of(code) is None:
        raise NotAFilter(f"There is no rule “{text}”: the page of rules lists them, such as T12.")
    return code


def read_words(text: str) -> str:
    """Read what somebody looks for."""
    if len(text) > LONGEST:
        raise NotAFilter(f"At most {LONGEST} characters can be looked for; these are {len(text)}.")
    if not text.isprintable():
        raise NotAFilter("What is looked for holds a character that no text here can have.")
    return text


def read_due(text: str) -> str:
    """Read a word or a day."""
    if text in DUE:
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NotAFilter(
            f"Due “{text}” is no day: write it as 2026-10-31, or one of {', '.join(DUE)}."
        ) from None


READERS: dict[str, Callable[[str], str]] = {
    "tab": one_of("The tab", {tab.value: tab.label for tab in Tab}),
    "owner": read_owner,
    "area": one_of("The area", {area.value: area.label for area in Area}),
    "rule": read_rule,
    "tier": one_of("The tier", TIERS),
    "provider": read_words,
    "employer": read_words,
    "q": read_words,
    "due": read_due,
}


def read(params: Mapping[str, Sequence[str]], *, besides: Iterable[str] = ()) -> Reading:
    """Read the values of an address by name; `besides` are names that are read elsewhere.

    A value that cannot be is left out and said in a sentence; every other filter stays.
    """
    found: dict[str, str] = {}
    refusals: list[str] = []
    for name, values in params.items():
        said = [value.strip() for value in values if value.strip()]
        if name in besides or not said:
            continue
        try:
            found[name] = _read_one(name, said)
        except NotAFilter as no:
            refusals.append(str(no))
    tab = Tab(found.pop("tab", Tab.TODAY))
    return Reading(Filters(tab=tab, **found), tuple(refusals))


def _read_one(name: str, said: Sequence[str]) -> str:
    if name not in READERS:
        raise NotAFilter(f"The worklist has no filter “{name[:LONGEST]}”: it has {', '.join(NAMES)}.")
    if len(set(said)) > 1:
        raise NotAFilter(f"Choose one value for “{name}”: the address says {len(set(said))}.")
    return READERS[name](said[0])


def read_query(query: str) -> Reading:
    """Read filters as they are kept in a saved view."""
    try:
        return read(parse_qs(query, max_num_fields=MOST_NAMES))
    except ValueError:
        return Reading(Filters(), (f"At most {MOST_NAMES} filters can be kept in a view.",))


def last_due_day(due: str, today: date) -> date:
    """Return the last day that a filter on the due date lets through; weeks end on Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    days = {"today": today, "week": sunday, "next-week": sunday + timedelta(days=7)}
    return days[due] if due in days else date.fromisoformat(due)
