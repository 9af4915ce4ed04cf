"""What holds for any claim on any day, whatever an extract may say."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.choices import RecordKind
from coordination.facts import Apf, Facts, Fill, Frq, Note, Reading, Record, Surgery
from coordination.timeline import WorkStatus
from coordination.worklist import catalogue, engine
from coordination.worklist.example import POLICY

START = date(2026, 3, 1)
days = st.integers(-10, 420).map(lambda n: START + timedelta(days=n))
planned = st.none() | days | st.sampled_from([date.min, date.max])
maybe = st.none() | days
numbers = st.sampled_from(["", "1", "2"])


def rows(*fields, make):
    return st.lists(st.builds(make, *fields), max_size=4).map(tuple)


# Facts of plans, referrals, hand-overs and the like are left out: they come from forms that refuse what
# cannot be, not from extracts.
left_out = {
    name: st.just(default)
    for name, default in Facts._field_defaults.items()
    if name in ("hsc_id", "initiating_specialty") or default == ()
}
told = {
    "claim_id": st.just(1),
    "claim_number": st.just("A123456"),
    "claim_status": st.sampled_from(["allowed", "closed", "reopened"]),
    "appeared": st.integers(0, 40).map(lambda n: START + timedelta(days=n)),
    "policy": st.just(POLICY),
    "claim_type": st.sampled_from(["", "injury", "occupational_disease"]),
    "status_date": maybe,
    "date_of_injury": maybe,
    "first_visit_date": maybe,
    "roa_received_date": maybe,
    "roa_complete": st.sampled_from([None, True, False]),
    "tier": st.sampled_from(["high", "standard", "low"]),
    "attending_provider": numbers,
    "attending_specialty": st.sampled_from(["", "Emergency medicine"]),
    "attending_since": planned,
    "work_statuses": rows(
        st.sampled_from(["off_work", "kos", "modified", "full_duty"]),
        days,
        planned,
        st.sampled_from(["apf", "employer", "worker"]),
        make=WorkStatus,
    ),
    "apfs": rows(days, planned, make=Apf),
    "fills": rows(
        days,
        st.sampled_from(["a", "b"]),
        st.sampled_from([0, 7, 30, 9999]),
        st.integers(0, 200),
        numbers,
        make=Fill,
    ),
    "surgeries": rows(
        st.sampled_from(["knee", "hip"]), st.just(START), maybe, maybe, planned, maybe, make=Surgery
    ),
    "frqs": rows(
        days, st.sampled_from(["answered", "declined"]), st.sampled_from(["positive", ""]), make=Frq
    ),
    "records": rows(st.sampled_from(list(RecordKind)), days, st.sampled_from(["", "1", "60"]), make=Record),
    "readings": rows(st.sampled_from(["peg", "pain"]), days, st.integers(0, 10).map(Decimal), make=Reading),
    "notes": rows(
        days, st.sampled_from(["medication", ""]), st.sampled_from(["worker", "employer", ""]), make=Note
    ),
}
claims = st.builds(Facts, **(left_out | told))


def wanted(claim: Facts, day: date):
    return engine.wanted(claim, catalogue.RULES, day)


def forgetting_what_came_after(claim: Facts, day: date) -> Facts:
    """The claim as it stood that evening."""

    def past(on: date | None) -> date | None:
        return on if on and on <= day else None

    return claim._replace(
        roa_received_date=past(claim.roa_received_date),
        apfs=tuple(one for one in claim.apfs if one.exam_date <= day),
        fills=tuple(one for one in claim.fills if one.filled_on <= day),
        frqs=tuple(one for one in claim.frqs if one.asked_on <= day),
        records=tuple(one for one in claim.records if one.on <= day),
        readings=tuple(one for one in claim.readings if one.on <= day),
        notes=tuple(one for one in claim.notes if one.contact_on <= day),
        work_statuses=tuple(one for one in claim.work_statuses if one.from_date <= day),
        surgeries=tuple(
            one._replace(
                authorized_on=past(one.authorized_on),
                denied_on=past(one.denied_on),
                performed_on=past(one.performed_on),
            )
            for one in claim.surgeries
            if one.requested_on <= day
        ),
    )


@settings(max_examples=100)
@given(claims, days)
def test_what_happens_after_a_day_changes_nothing_on_that_day(claim, day):
    assert wanted(claim, day) == wanted(forgetting_what_came_after(claim, day), day)


@settings(max_examples=100)
@given(claims, days)
def test_every_item_has_a_reason_on_one_line_and_a_key_of_its_own(claim, day):
    items = wanted(claim, day)
    several = {item.rule for item in items if "surgery" in item.area}
    keys = [(item.rule, item.about) for item in items if item.rule not in several]
    assert len(keys) == len(set(keys))
    assert all(item.because and "\n" not in item.because and "None" not in item.because for item in items)


@settings(max_examples=100)
@given(claims, days)
def test_items_that_stand_as_wanted_are_left_alone(claim, day):
    items = wanted(claim, day)
    once = {(want.rule, want.about): want for want in items}.values()
    stored = [
        engine.Existing(
            n, w.claim_id, w.rule, w.about, w.due_on, w.last_day, w.because, w.clears, w.tier_rank,
            w.off_since, w.owner_id, False, "open", None, engine.fingerprint(w),
        )
        for n, w in enumerate(once)
    ]  # fmt: skip
    assert engine.changes(items, stored, catalogue.rule_of, claim, day) == []


@settings(max_examples=100)
@given(claims, days)
def test_a_spell_rule_is_never_due_before_the_spell(claim, day):
    items = [item for item in wanted(claim, day) if item.rule in ("T05", "T12", "T16", "T34", "T39")]
    assert all(item.off_since <= item.due_on for item in items)
