"""What a worklist rule is: one file in `rules/` that holds its text, its code and its examples."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from coordination.choices import Area, NoteKind, Party, RecordKind
from coordination.known import Known
from coordination.policy import Policy
from coordination.worklist import rules as rules_package
from coordination.worklist.example import Example


class Due(NamedTuple):
    """Work that a rule finds owed: the day shown, the reason in one line, what it is about, the last useful
    day.

    `because` holds dates and facts, never a count that moves: an item is rewritten only when its facts
    change.
    """

    on: date
    because: str
    about: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One trigger: when work is owed, until when, what clears it, in code and in words.

    `explanation` names policy numbers in braces. `opens` is the URL name of the page where the work is
    done, `opens_with` what its address asks for. `done_records` is what pressing "done" records;
    `done_needs_note`: only a signed note clears it, which begins as one with `note_with` (or with whom the
    item is about) of type `note_kind`. Where `about` can only be one thing at a time
    (`one_at_a_time`) a new one supersedes the old. `was_missed(known, last_day)` tells whether an item that
    is no longer owed ended because its last day passed.
    """

    code: str
    slug: str
    title: str
    area: Area
    explanation: str
    clears: str
    source: str
    opens: str
    decide: Callable[[Known], Iterator[Due]]
    examples: tuple[Example, ...]
    opens_with: str = ""
    done_records: RecordKind | None = None
    done_needs_note: bool = False
    note_with: Party | None = None
    note_kind: NoteKind | None = None
    one_at_a_time: bool = False
    sees_left_claims: bool = False
    was_missed: Callable[[Known, date], bool] | None = None

    def explain(self, policy: Policy) -> str:
        """Return the explanation with the numbers of `policy`."""
        return self.explanation.format(**asdict(policy))


def discover() -> tuple[Rule, ...]:
    """Return every rule of the rules package, by code: a new file there is a new rule."""
    names = [module.name for module in iter_modules(rules_package.__path__)]
    found = [import_module(f"{rules_package.__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: rule.code))
