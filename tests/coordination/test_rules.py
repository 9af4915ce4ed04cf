"""Every rule does what its own examples say, and says it in words with its numbers."""

import re
from datetime import date
from decimal import Decimal

import pytest

from cohe.numbers import PolicyRefused
from coordination.policy import Policy
from coordination.worklist import engine, rule

RULES = rule.discover()
CASES = [pytest.param(one, e, id=f"{one.code} {e.words}") for one in RULES for e in one.examples]
# One line a feature; triggers.md has them all, those from T48 on are of domain.md 10.1.
PROMISED = (
    "T01 T02 T05 T07 T08 T09 T10 T11 T12 T14 T15 T16 T20 T21 T22 T23 T24 T25 T26 T29 T30 T31 T32 T34 T35 T36",
    "T37 T39 T40 T42",
    "T04 T06 T48 T49",
    "T18 T19 T38 T43 T44",
    "T27 T28 T45",
    "T17",
    "T33",
    "T41 T46",
    "T47",
)


@pytest.mark.parametrize(("one", "example"), CASES)
def test_a_rule_asks_for_what_its_example_says(one, example):
    wants = engine.wanted(example.claim, [one], date.fromisoformat(example.day))
    expected = [] if example.due is None else [(example.about, date.fromisoformat(example.due))]
    assert [(want.about, want.due_on) for want in wants] == expected


def test_the_rules_promised_are_there_once_each():
    assert sorted(one.code for one in RULES) == sorted(" ".join(PROMISED).split())
    assert len({one.slug for one in RULES}) == len(RULES)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_a_rule_shows_the_day_before_the_day_and_what_clears_it(one):
    asks = [example.due is not None for example in one.examples]
    assert len(one.examples) >= 4
    assert any(asks) and not all(asks)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_a_rule_is_explained_with_the_numbers_of_the_policy(one):
    named = set(re.findall(r"{(\w+)}", one.explanation))
    listed = {number.name for number in Policy.numbers() if one.code in number.rules}
    assert named <= Policy.names()
    assert listed <= named | {"status_grace_days", "opioid_grace_days", "opioid_chronic_warn"}
    assert "{" not in one.explain(Policy())


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_a_reason_is_one_line_and_does_not_move_with_the_days(one):
    for example in one.examples:
        for want in engine.wanted(example.claim, [one], date.fromisoformat(example.day)):
            assert len(want.because) <= 110
            assert "None" not in want.because and "\n" not in want.because


def test_a_policy_value_takes_the_place_of_a_default():
    policy = Policy.from_values({"frq_due_day": Decimal("21.0000"), "opioid_med_limit": Decimal(90)})
    assert (policy.frq_due_day, policy.opioid_med_limit, policy.frq_last_day) == (21, 90, 58)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("frq_deu_day", 21, "No rule knows a number called frq_deu_day"),
        ("frq_due_day", Decimal("21.5"), "whole number of day of the spell"),
        ("roa_bd", 0, "from 1 to 250 business days"),
        ("scale_days", -1, "from 0 to 3650 days"),
        ("opioid_med_limit", Decimal(10000), "from 0 to 9999 mg a day"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_sentence(name, value, sentence):
    with pytest.raises(PolicyRefused, match=sentence):
        Policy.from_values({name: value})
