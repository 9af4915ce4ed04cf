"""The rules by their code, found once."""

from coordination.worklist import engine
from coordination.worklist.rule import Rule, discover

RULES: tuple[Rule, ...] = discover()
_BY_CODE = {rule.code: rule for rule in RULES}
# The trigger of a coordinator's own steps; no rule makes or clears them (triggers.md, "T03 is no rule").
OWN_STEP = engine.OWN_STEP


def rule_of(code: str) -> Rule | None:
    """Return the rule of an item; None for one's own step, or for a rule that no longer exists."""
    return _BY_CODE.get(code)
