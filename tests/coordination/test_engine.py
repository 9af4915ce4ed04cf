"""What the engine changes on the items of a claim, and in which order a list stands."""

from datetime import date, timedelta

import pytest

from coordination.choices import RecordKind
from coordination.worklist import catalogue, engine
from coordination.worklist.engine import Existing, Step
from coordination.worklist.example import (
    a_claim,
    frq,
    full_duty,
    hand_over,
    modified,
    note,
    off_work,
    on,
    record,
)

QUIET = {"records": (record(RecordKind.REVIEWED, "2026-03-02"),), "notes": (note("2026-03-02"),)}


def wants(claim, day: str):
    return engine.wanted(claim, catalogue.RULES, on(day))


def held(claim, day: str, **other) -> list[Existing]:
    """The items as an earlier making of the list left them, in the state asked for."""
    state, until = other.get("state", "open"), other.get("snoozed_until")
    made = [w for w in wants(claim, day) if other.get("rule") in (None, w.rule)]
    return [
        Existing(n, w.claim_id, w.rule, w.about, w.due_on, w.last_day, w.because, w.clears, w.tier_rank,
                 w.off_since, w.owner_id, False, state, until, engine.fingerprint(w))
        for n, w in enumerate(made)
    ]  # fmt: skip


def steps(claim, day: str, existing: list[Existing]) -> list[tuple[str, str]]:
    found = engine.changes(wants(claim, day), existing, catalogue.rule_of, claim, on(day))
    return sorted((c.step.value, (c.item or c.wanted).rule) for c in found)


def test_an_item_opens_once_and_stays_as_it_is():
    claim = a_claim(roa_complete=False, **QUIET)
    assert steps(claim, "2026-03-03", []) == [("opened", "T08")]
    assert steps(claim, "2026-03-05", held(claim, "2026-03-03")) == []


def test_an_item_clears_when_its_reason_has_gone():
    existing = held(a_claim(roa_complete=False, **QUIET), "2026-03-03")
    assert steps(a_claim(**QUIET), "2026-03-04", existing) == [("cleared", "T08")]


def test_every_item_clears_when_the_claim_leaves_the_list():
    claim = a_claim(roa_complete=False, work_statuses=(off_work(),))
    existing = held(claim, "2026-03-20")
    left = claim._replace(claim_status="closed", status_date=on("2026-03-21"))
    assert {step for step, _ in steps(left, "2026-03-21", existing)} == {"cleared"}
    assert {c.step for c in engine.changes([], existing, catalogue.rule_of, None, on("2026-03-21"))} == {
        Step.CLEARED
    }


def test_a_closed_claim_is_on_the_list_until_the_day_it_closed():
    claim = a_claim(claim_status="closed", status_date=on("2026-03-21"))
    assert wants(claim, "2026-03-20") and not wants(claim, "2026-03-21")
    assert not wants(a_claim(claim_status="closed"), "2026-03-20")
    assert wants(a_claim(claim_status="reopened", status_date=on("2026-03-21")), "2026-03-25")


def test_an_item_changes_with_its_facts():
    before = a_claim(roa_complete=False, **QUIET)
    after = before._replace(roa_received_date=on("2026-03-04"))
    assert steps(after, "2026-03-05", held(before, "2026-03-03")) == [("changed", "T08")]


@pytest.mark.parametrize("other", [{"tier": "high"}, {"hsc_id": 7}])
def test_an_item_follows_the_claims_tier_and_hsc(other):
    before = a_claim(roa_complete=False, **QUIET)
    assert steps(before._replace(**other), "2026-03-05", held(before, "2026-03-03")) == [("changed", "T08")]


def test_an_item_given_to_somebody_else_does_not_follow_the_claims_hsc():
    before = a_claim(roa_complete=False, **QUIET)
    given = [item._replace(owner_id=9, is_reassigned=True) for item in held(before, "2026-03-03")]
    assert steps(before._replace(hsc_id=7), "2026-03-05", given) == []


def test_a_new_about_supersedes_the_old_one():
    claim = a_claim(work_statuses=(off_work(),), **QUIET)
    existing = held(claim, "2026-05-22", rule="T34")
    assert ("superseded", "T34") in steps(claim, "2026-05-23", existing)
    assert ("opened", "T34") in steps(claim, "2026-05-23", existing)


def test_an_frq_window_that_closed_is_missed_and_not_cleared():
    claim = a_claim(work_statuses=(off_work(),))
    existing = held(claim, "2026-04-27", rule="T12")
    assert ("missed", "T12") in steps(claim, "2026-04-28", existing)
    assert ("missed", "T12") in steps(claim, "2026-06-01", existing)


@pytest.mark.parametrize(
    "other",
    [
        {"frqs": (frq("2026-04-27"),)},
        {"work_statuses": (off_work(), full_duty("2026-04-27"))},
        {"claim_status": "closed"},
    ],
    ids=["answered on the last day", "back at work before it", "off the list"],
)
def test_an_frq_item_that_ends_for_another_reason_is_cleared(other):
    claim = a_claim(work_statuses=(off_work(),))
    existing = held(claim, "2026-04-26", rule="T12")
    ended = [step for step, rule in steps(claim._replace(**other), "2026-05-01", existing) if rule == "T12"]
    assert ended == ["cleared"]


@pytest.mark.parametrize("state", ["dismissed", "done"])
def test_an_item_put_away_stays_away_until_its_facts_change(state):
    before = a_claim(roa_complete=False, **QUIET)
    put_away = held(before, "2026-03-03", state=state)
    assert steps(before, "2026-04-20", put_away) == []
    after = before._replace(roa_received_date=on("2026-03-04"))
    assert steps(after, "2026-04-20", put_away) == [("forgotten", "T08"), ("opened", "T08")]


def test_an_item_put_away_is_forgotten_when_its_reason_has_gone():
    before = a_claim(roa_complete=False, **QUIET)
    assert steps(a_claim(**QUIET), "2026-03-05", held(before, "2026-03-03", state="done")) == [
        ("forgotten", "T08")
    ]


def test_an_item_that_comes_back_by_undo_stands_for_its_facts_again():
    claim = a_claim(roa_complete=False, **QUIET)
    undone = [item._replace(facts="") for item in held(claim, "2026-03-03")]
    assert steps(claim, "2026-03-05", undone) == [("changed", "T08")]


def test_a_snoozed_item_wakes_on_its_day():
    claim = a_claim(roa_complete=False, **QUIET)
    asleep = held(claim, "2026-03-03", state="snoozed", snoozed_until=on("2026-03-10"))
    assert steps(claim, "2026-03-09", asleep) == []
    assert steps(claim, "2026-03-10", asleep) == [("woken", "T08")]


def test_a_step_of_ones_own_is_cleared_by_no_rule_and_wakes_like_any_item():
    claim = a_claim(**QUIET)
    own = held(a_claim(roa_complete=False), "2026-03-03", rule="T08")[0]._replace(
        rule=engine.OWN_STEP, state="snoozed"
    )
    assert steps(claim, "2026-03-05", [own]) == []
    asleep = own._replace(snoozed_until=on("2026-03-05"))
    assert steps(claim, "2026-03-05", [asleep]) == [("woken", "T03")]


def test_an_item_of_a_rule_that_no_longer_exists_is_cleared():
    claim = a_claim(**QUIET)
    old = held(a_claim(roa_complete=False), "2026-03-03", rule="T08")[0]._replace(rule="T99")
    assert steps(claim, "2026-03-05", [old]) == [("cleared", "T99")]


def test_a_list_stands_in_the_order_of_the_triggers():
    day = date(2026, 3, 20)
    one = wants(a_claim(roa_complete=False, **QUIET), "2026-03-20")[0]
    order = [
        one._replace(due_on=date(2026, 3, 18)),
        one._replace(due_on=date(2026, 3, 19)),
        one._replace(due_on=day, last_day=day),
        one._replace(due_on=day, last_day=date(2026, 3, 25)),
        one._replace(due_on=day, tier_rank=0),
        one._replace(due_on=day, off_since=date(2026, 1, 1)),
        one._replace(due_on=day, off_since=date(2026, 2, 1)),
        one._replace(due_on=day, claim_number="A000001"),
        one._replace(due_on=day),
        one._replace(due_on=day, tier_rank=2),
        one._replace(due_on=date(2026, 3, 21), last_day=date(2026, 3, 21)),
    ]
    assert sorted(order[1::2] + order[::2], key=lambda item: engine.list_order(item, day)) == order


def test_the_same_claim_may_owe_one_rule_twice():
    claim = a_claim(frqs=(frq("2026-03-05", "positive"), frq("2026-03-10", "positive")), **QUIET)
    assert [w.about for w in wants(claim, "2026-03-10") if w.rule == "T14"] == ["2026-03-05", "2026-03-10"]


def test_an_item_is_never_due_before_the_spell_that_asks_for_it():
    claim = a_claim(
        injury="2025-11-01", work_statuses=(modified("2026-03-09", "2026-03-15"), off_work("2026-03-16"))
    )
    due = {w.rule: w.due_on for w in wants(claim, "2026-03-20")}
    assert (due["T09"], due["T37"], due["T39"]) == (on("2026-03-09"), on("2026-03-09"), on("2026-03-16"))


def test_a_claim_that_another_cohe_took_over_is_on_no_list_from_that_day():
    claim = a_claim(roa_complete=False, handed_over_on=on("2026-03-10"))
    assert wants(claim, "2026-03-09")
    assert not wants(claim, "2026-03-10")
    assert wants(claim._replace(handed_over_on=None), "2026-03-10")


@pytest.mark.parametrize(
    ("left", "last"),
    [
        ({"claim_status": "closed", "status_date": on("2026-03-21")}, "2026-05-20"),
        ({"handed_over_on": on("2026-03-21")}, "2026-05-20"),
        ({"first_visit_date": on("2025-03-20")}, "2026-05-20"),
    ],
    ids=["closed", "handed over", "end of the service window"],
)
def test_what_is_asked_of_claims_that_left_is_asked_for_sixty_days(left, last):
    claim = a_claim(appeared="2026-03-02", hand_overs=(hand_over("2026-03-20"),))._replace(**left)
    assert [want.rule for want in wants(claim, "2026-03-21")] == ["T28"]
    assert [want.rule for want in wants(claim, last)] == ["T28"]
    assert not wants(claim, str(on(last) + timedelta(days=1)))


def test_a_claim_that_never_was_on_a_list_has_not_left_one():
    claim = a_claim(hand_overs=(hand_over("2026-03-03"),), claim_status="closed")
    assert not wants(claim, "2026-03-04")
    assert not wants(claim._replace(status_date=on("2026-03-01")), "2026-03-04")
