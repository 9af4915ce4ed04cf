"""What leaves for an employer or a committee is the whitelist, nothing else (D3, domain.md 10.1 step 9)."""

from dataclasses import asdict, fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohe.access import Denied
from coordination import whitelist
from coordination.actions import plan_papers
from coordination.models import StakeholderUpdate
from coordination.queries import told_outside
from tests import make
from tests.coordination.plans import an_active_plan, goal, treatment

TODAY = make.DAY
# A word of its own in every place that may not be read.
CANARY = {
    "icd10": "S33.5XXA", "body_part": "canarybody", "occupation": "canaryjob", "union_name": "canaryunion",
    "claim_manager": "canarymanager", "worker_phone": "206-555-0177",
}  # fmt: skip


@pytest.fixture
def claim(ana):
    claim = make.Claim(hsc=ana.person, **CANARY)
    make.Apf(claim=claim, exam_date=date(2026, 10, 1), valid_through=date(2026, 10, 29))
    make.WorkStatus(
        claim=claim, status="modified", from_date=date(2026, 10, 1), through_date=date(2026, 10, 29),
        restrictions="No lifting above 10 lb.",
    )  # fmt: skip
    make.Prescription(claim=claim, filled_on=date(2026, 10, 1), drug="Canarycodone 5 mg", is_opioid=True)
    make.Surgery(claim=claim, procedure="canary fusion", requested_on=date(2026, 10, 1))
    make.Frq(claim=claim, asked_by=ana.person, remark="canaryfrq")
    make.Record(claim=claim, kind="scale-reading", value="9.9", remark="canaryscale", recorded_by=ana.person)
    make.Note(claim=claim, author=ana.person, text="canarynote: depression", purpose="canarypurpose")
    make.Document(claim=claim, title="canarydocument")
    return claim


@pytest.fixture
def plan(claim, ana):
    lines = goal("canarygoal", job_goal="same-job", expected_on=date(2026, 12, 12)), treatment("canarycare")
    return an_active_plan(claim, ana, *lines, goal("canarysecond"))


def test_the_update_says_what_may_be_told(claim, plan):
    assert told_outside.may_be_told(claim, TODAY) == whitelist.MayBeTold(
        next_medical_update_on=date(2026, 10, 29),
        abilities="Can work within the restrictions below, through 29 Oct.",
        restrictions="No lifting above 10 lb.",
        prognosis="Return to work (same job, same employer) expected by 12 Dec.",
    )


def test_nothing_confidential_of_a_full_claim_is_in_it(claim, plan):
    told = str(asdict(told_outside.may_be_told(claim, TODAY))).casefold()
    for secret in ("canary", *CANARY.values(), "depress", "positive", "9.9", "frq"):
        assert secret.casefold() not in told


def test_restrictions_that_name_a_drug_are_held_back_and_the_coordinator_is_told(claim, plan, ana):
    make.WorkStatus(
        claim=claim, status="modified", from_date=date(2026, 10, 10), recorded_by=ana.person,
        restrictions="No driving while on canarycodone.",
    )  # fmt: skip
    told = told_outside.may_be_told(claim, TODAY)
    assert told.restrictions == ""
    assert told.held_back


@pytest.mark.parametrize("field", ["receiver", "abilities", "restrictions", "prognosis"])
@pytest.mark.parametrize(
    "words", ["S33.5XXA", "Canarycodone helps", "canary fusion done", "Depression", "FRQ positive", "Opioids"]
)
def test_no_field_takes_what_may_not_leave(plan, when, field, words):
    wording = plan_papers.Wording(**{"audience": "employer", "receiver": "Ms. Bell", field: words})
    with pytest.raises(Denied, match="take out"):
        plan_papers.compose_update(plan=plan, wording=wording, **when)


def test_an_employer_may_be_called_anything(claim, plan, when):
    claim.employer_name = "Lakeside Therapy"
    claim.save()
    wording = plan_papers.Wording("employer", "Lakeside Therapy", abilities="Light work.")
    assert plan_papers.compose_update(plan=plan, wording=wording, **when).pk


def test_words_that_became_confidential_later_are_not_sent(claim, plan, when):
    wording = plan_papers.Wording("employer", "Ms. Bell", abilities="May drive after newdrug wears off.")
    update = plan_papers.compose_update(plan=plan, wording=wording, **when)
    make.Prescription(claim=claim, filled_on=TODAY, drug="Newdrug 10 mg")
    with pytest.raises(Denied, match="newdrug"):
        plan_papers.send_update(update=update, on=TODAY, **when)


def test_an_update_has_no_column_for_anything_else():
    texts = {field.name for field in StakeholderUpdate._meta.concrete_fields if not field.is_relation}
    told = {field.name for field in fields(whitelist.MayBeTold)} - {"held_back"}
    about_it = {"id", "audience", "receiver", "composed_at", "sent_on", "withdrawn_at"}
    assert texts == told | about_it


@given(
    st.builds(whitelist.NamedFacts, restrictions=st.text(), status=st.text(max_size=12)), st.text(min_size=4)
)
def test_a_confidential_word_is_in_no_field_whatever_the_facts(facts, word):
    spoiled = whitelist.NamedFacts(facts.status, restrictions=f"{facts.restrictions} {word}")
    told = whitelist.may_be_told(spoiled, confidential=[word], today=TODAY)
    is_a_word = bool(whitelist.confidential_in(spoiled.restrictions, [word]))
    assert told.restrictions == "" if is_a_word else told.restrictions == spoiled.restrictions.strip()


def test_plain_restrictions_pass():
    for words in ("No lifting above 10 lb.", "Sit 30 minutes an hour.", "No ladders, light duty 4 h a day."):
        assert whitelist.confidential_in(words) == ()
