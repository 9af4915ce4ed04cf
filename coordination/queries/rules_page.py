"""Every rule of the worklist in words, with the COHE's numbers in force: made from the rules themselves."""

from dataclasses import asdict, dataclass
from datetime import date

from cohe.models import PolicyValue
from cohe.numbers import OURS, Number
from coordination.known import Known
from coordination.policy import Policy
from coordination.queries import policy
from coordination.worklist.catalogue import RULES
from coordination.worklist.example import Example, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number in force, its default, since when it is the COHE's own, and where it comes from."""

    number: Number
    value: int
    own_since: date | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class ShownExample:
    """On a day, of a claim told in words: what the rule answers, worked out by the rule itself."""

    words: str
    day: str
    answer: str
    because: str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule in words."""

    rule: Rule
    explanation: str
    ends: str
    source: str
    last_days: bool
    numbers: tuple[ShownNumber, ...]
    examples: tuple[ShownExample, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All rules by code, and the numbers of the desk that belong to no rule."""

    rules: tuple[ShownRule, ...]
    desk: tuple[ShownNumber, ...]
    own: int


def rules_page(*, today: date) -> RulesPage:
    """Return every rule with what holds for the COHE in force on `today`."""
    limits = policy.in_force(today)
    in_force = asdict(limits)
    rows = PolicyValue.objects.filter(since__lte=today, name__in=Policy.names()).order_by("name", "since")
    own = {row.name: row for row in rows}
    numbers = [shown_number(one, in_force[one.name], own.get(one.name)) for one in Policy.numbers()]
    return RulesPage(
        rules=tuple(shown_rule(rule, numbers, limits) for rule in RULES),
        desk=tuple(one for one in numbers if not one.number.rules),
        own=len(own),
    )


def shown_number(number: Number, value: int, own: PolicyValue | None) -> ShownNumber:
    """Return a number with where it comes from."""
    source = "our own choice" if number.source == OURS else "published by L&I or the programme"
    return ShownNumber(number, value, own.since if own else None, own.reason if own else "", source)


def shown_rule(rule: Rule, numbers: list[ShownNumber], limits: Policy) -> ShownRule:
    """Return a rule in words, with its own numbers."""
    answers = [(one, answer_of(rule, one)) for one in rule.examples]
    return ShownRule(
        rule=rule,
        explanation=rule.explain(limits),
        ends=ends_of(rule),
        source=rule.source.replace("triggers.md ", "rule ").replace("domain.md ", "programme notes "),
        last_days=any(due and due.last_day for _, due in answers),
        numbers=tuple(one for one in numbers if rule.code in one.number.rules),
        examples=tuple(shown_example(example, due) for example, due in answers),
    )


def ends_of(rule: Rule) -> str:
    """Return what pressing “done” does."""
    if rule.done_needs_note:
        return "Only a signed note clears it."
    if rule.done_records:
        return f"“Done” records: {rule.done_records.label.lower()}."
    return "It clears when the facts say so; “done” puts it away until they change."


def answer_of(rule: Rule, example: Example) -> Due | None:
    """Return what the rule finds owed in an example, None when nothing is."""
    return next(iter(rule.decide(Known(example.claim, on(example.day)))), None)


def shown_example(example: Example, due: Due | None) -> ShownExample:
    """Return an example with the rule's own answer."""
    day = on(example.day)
    if due is None:
        return ShownExample(example.words, shown(day, day), "nothing is owed", "")
    answer = f"due {shown(due.on, day)}"
    if due.last_day:
        answer += f", last day {shown(due.last_day, day)}"
    return ShownExample(example.words, shown(day, day), answer, due.because)
