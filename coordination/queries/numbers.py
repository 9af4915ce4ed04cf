"""The numbers a COHE goes by, and since when they are its own: what a row says of the rule behind it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cohe.models import PolicyValue
from coordination.policy import Policy
from coordination.worklist.wording import shown

NAMES = Policy.names()
RULES_OF = {number.name: number.rules for number in Policy.numbers()}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The policy in force and, by rule, the day of the latest number that the COHE has set itself."""

    policy: Policy
    since: dict[str, date]
    today: date

    def said(self, code: str) -> str:
        """Say whose numbers a rule goes by."""
        since = self.since.get(code)
        return f"own numbers since {shown(since, self.today)}" if since else "standard numbers"


def numbers_in_force(today: date) -> Numbers:
    """Return the numbers of the COHE in force on a day, in one query."""
    rows = PolicyValue.objects.filter(since__lte=today).order_by("name", "since")
    values: dict[str, Decimal] = {}
    since: dict[str, date] = {}
    for name, value, begins in rows.values_list("name", "value", "since"):
        if name in NAMES:
            values[name] = value
        for code in RULES_OF.get(name, ()):
            since[code] = max(begins, since.get(code, begins))
    return Numbers(Policy.from_values(values), since, today)
