"""A surgery from candidate to hand-over: told dates, days that move, plans, milestones (G2)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cohe import clock
from cohe.access import Conflict, Denied
from coordination.actions import release_plans, surgeries
from coordination.actions.release_plans import Goal, PlanMade
from coordination.actions.surgeries import Conclusion, Told
from coordination.models import Milestone, SurgeryEpisode
from tests import make
from tests.coordination.desk_rows import open_items

TODAY = make.DAY
LIGHT = (Goal("light", 21),)
KEY = "arthroscopy 2026-09-10"


@pytest.fixture
def surgery(claim):
    return make.Surgery(
        claim=claim,
        requested_on=date(2026, 9, 10),
        authorized_on=date(2026, 9, 18),
        scheduled_for=date(2026, 10, 20),
    )


def plan(claim, when, kind="pre-op", milestones=LIGHT, made_on=TODAY, **more):
    made = PlanMade(kind, made_on, "Light work by week three.", "Sits two hours.", tuple(milestones))
    return release_plans.make_plan(claim=claim, about=KEY, made=made, version=None, **when, **more)[0]


def tell(claim, when, about=KEY, version=None, **days):
    return surgeries.tell_dates(claim=claim, about=about, told=Told(**days), version=version, **when)


def expected():
    return list(Milestone.objects.filter(withdrawn_at=None).values_list("expected_on", flat=True))


def test_a_plan_before_the_surgery_clears_its_item(claim, surgery, when):
    tell(claim, when, records_sent_on=TODAY)
    assert "T31" in open_items(claim)
    plan(claim, when)
    assert "T31" not in open_items(claim)


def test_a_plan_of_another_surgery_does_not_clear_it(claim, surgery, when):
    other = make.Surgery(claim=claim, procedure="fusion", scheduled_for=date(2026, 10, 20))
    made = PlanMade("pre-op", TODAY, "Light work.")
    release_plans.make_plan(claim=claim, about=other.procedure, made=made, version=None, **when)
    assert "T31" in open_items(claim)


def test_milestones_are_counted_from_the_surgery(claim, surgery, when):
    plan(claim, when, milestones=[Goal("sedentary", 7), Goal("own", 30, "Drives herself")])
    assert expected() == [date(2026, 10, 27), date(2026, 11, 19)]


def test_a_day_told_moves_the_milestones_and_one_undo_puts_all_back(claim, surgery, when):
    plan(claim, when, milestones=[Goal("sedentary", 7), Goal("light", 21)])
    dated = tell(claim, when, told_scheduled_for=date(2026, 10, 27))
    assert [one.after for one in dated.moves] == [date(2026, 11, 3), date(2026, 11, 17)] == expected()
    surgeries.undo_move(move=dated.move, **when)
    assert expected() == [date(2026, 10, 27), date(2026, 11, 10)]
    assert SurgeryEpisode.objects.get().told_scheduled_for is None


def test_what_the_preview_shows_is_what_moves(claim, surgery, when):
    plan(claim, when)
    told = Told(told_scheduled_for=date(2026, 10, 27))
    shown = surgeries.preview_dates(claim=claim, about=KEY, told=told)
    assert expected() == [date(2026, 11, 10)]
    assert surgeries.tell_dates(claim=claim, about=KEY, told=told, version=None, **when).moves == shown


def test_a_milestone_that_is_met_does_not_move(claim, surgery, when):
    plan(claim, when)
    release_plans.meet_milestone(milestone=Milestone.objects.get(), on=TODAY, **when)
    assert tell(claim, when, told_scheduled_for=date(2026, 10, 27)).moves == ()
    assert expected() == [date(2026, 11, 10)]


def test_only_the_latest_move_is_undone(claim, surgery, when):
    plan(claim, when)
    first = tell(claim, when, told_scheduled_for=date(2026, 10, 27)).move
    tell(claim, when, told_scheduled_for=date(2026, 10, 28))
    with pytest.raises(Denied, match="latest"):
        surgeries.undo_move(move=first, **when)


def test_a_day_told_holds_until_the_extract_says_a_third(claim, surgery, when):
    plan(claim, when)
    tell(claim, when, told_scheduled_for=date(2026, 10, 27))
    surgery.scheduled_for = date(2026, 11, 3)
    surgery.save()
    episode = SurgeryEpisode.objects.get()
    assert surgeries.surgery_day(surgery, episode) == date(2026, 11, 3)
    surgeries.count_anew(episode=episode, **when)
    assert expected() == [date(2026, 11, 24)]


def test_moving_to_where_they_stand_is_refused(claim, surgery, when):
    plan(claim, when)
    with pytest.raises(Denied, match="Nothing moves"):
        surgeries.count_anew(episode=SurgeryEpisode.objects.get(), **when)


def test_a_surgery_told_before_the_extract_knows_it_is_asked_about(claim, when):
    told = Told(candidate_on=date(2026, 9, 20), told_requested_on=date(2026, 10, 1))
    surgeries.name_candidate(claim=claim, procedure="Fusion", told=told, **when)
    assert "T29" in open_items(claim)
    tell(
        claim, when, about="Fusion 2026-10-01", told_requested_on=date(2026, 10, 1), told_authorized_on=TODAY
    )
    assert "T29" not in open_items(claim)


def test_a_candidate_alone_is_no_surgery_yet(claim, when):
    surgeries.name_candidate(claim=claim, procedure="Fusion", told=Told(candidate_on=TODAY), **when)
    assert not open_items(claim) & {"T29", "T30", "T31", "T32"}


def test_a_second_episode_of_one_surgery_is_refused(claim, surgery, when):
    with pytest.raises(Denied, match="on the claim already"):
        surgeries.name_candidate(
            claim=claim, procedure="arthroscopy", told=Told(told_requested_on=date(2026, 9, 10)), **when
        )


def test_an_episode_is_joined_to_the_surgery_the_extract_comes_to_know(claim, when):
    told = Told(candidate_on=date(2026, 9, 1), told_requested_on=date(2026, 9, 9))
    episode, _ = surgeries.name_candidate(claim=claim, procedure="Arthroscopy", told=told, **when)
    made = PlanMade("pre-op", TODAY, "Light work.", "", (Goal("light", 21),))
    release_plans.make_plan(claim=claim, about=episode.about, made=made, version=None, **when)
    make.Surgery(claim=claim, requested_on=date(2026, 9, 10), scheduled_for=date(2026, 10, 20))
    surgeries.join_episode(episode=episode, about=KEY, **when)
    assert "T31" not in open_items(claim)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"told_performed_on": date(2026, 10, 16)}, "performed after today"),
        ({"told_performed_on": date(2026, 9, 12)}, "authorized only on"),
        ({"records_sent_on": date(2026, 10, 16)}, "after today"),
    ],
)
def test_days_that_cannot_be_are_refused(claim, surgery, when, days, words):
    with pytest.raises(Denied, match=words):
        tell(claim, when, **days)
    assert not SurgeryEpisode.objects.exists()


def test_writing_over_a_colleagues_change_is_a_conflict(claim, surgery, when):
    tell(claim, when, records_sent_on=TODAY)
    with pytest.raises(Conflict, match="Somebody changed this surgery"):
        tell(claim, when, version=1, surgeon_contacted_on=TODAY)


def test_a_missed_milestone_asks_for_a_note_to_the_surgeon(claim, ana, when):
    make.Surgery(claim=claim, requested_on=date(2026, 9, 10), performed_on=date(2026, 9, 21))
    plan(claim, when, kind="post-op", made_on=date(2026, 9, 22), milestones=[Goal("light", 14)])
    assert "T33" in open_items(claim)
    for outcome, asked in (("no-answer", True), ("reached", False)):
        make.Note(claim=claim, person="surgeon", outcome=outcome, contact_on=TODAY, author=ana.person)
        tell(claim, when, records_sent_on=TODAY)
        assert ("T33" in open_items(claim)) is asked


def test_a_milestone_met_clears_the_item_and_is_taken_back(claim, when):
    make.Surgery(claim=claim, requested_on=date(2026, 9, 10), performed_on=date(2026, 9, 21))
    plan(claim, when, kind="post-op", made_on=date(2026, 9, 22), milestones=[Goal("light", 14)])
    one = Milestone.objects.get()
    release_plans.meet_milestone(milestone=one, on=TODAY, **when)
    assert "T33" not in open_items(claim)
    release_plans.unmeet_milestone(milestone=one, **when)
    assert "T33" in open_items(claim)


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        ([Goal("light", 21), Goal("light", 30)], "same name"),
        ([Goal("own", 3)], "milestone of its own"),
        ([Goal("light", 9000)], "from 0 to 730"),
        ([Goal("sedentary", 30), Goal("light", 10)], "cannot come before"),
    ],
)
def test_milestones_that_cannot_be_are_refused(claim, surgery, when, goals, words):
    with pytest.raises(Denied, match=words):
        plan(claim, when, milestones=goals)


def test_plans_belong_to_their_side_of_the_surgery(claim, surgery, when):
    with pytest.raises(Denied, match="after the surgery"):
        plan(claim, when, kind="post-op")
    surgery.performed_on = date(2026, 10, 10)
    surgery.save()
    with pytest.raises(Denied, match="make the recovery plan instead"):
        plan(claim, when)


def test_a_revised_plan_keeps_its_milestones_and_withdraws_what_is_gone(claim, surgery, when):
    plan(claim, when, milestones=[Goal("sedentary", 7), Goal("light", 21)])
    kept = Milestone.objects.get(kind="light")
    plan(claim, when, milestones=[Goal("light", 28)])
    kept.refresh_from_db()
    assert (kept.expected_on, kept.withdrawn_at) == (date(2026, 11, 17), None)
    assert Milestone.objects.get(kind="sedentary").withdrawn_at


def test_a_surgery_is_concluded_when_its_milestones_are_met(claim, surgery, when):
    plan(claim, when)
    surgery.performed_on = date(2026, 10, 10)
    surgery.save()
    end = {
        "claim": claim,
        "about": KEY,
        "conclusion": Conclusion(concluded_on=TODAY, next_provider="Dr. Ito"),
    }
    with pytest.raises(Denied, match="Mark these milestones met"):
        surgeries.conclude_surgery(**end, **when)
    release_plans.meet_milestone(milestone=Milestone.objects.get(), on=TODAY, **when)
    episode, _ = surgeries.conclude_surgery(**end, **when)
    with pytest.raises(Denied, match="open it again"):
        tell(claim, when, records_sent_on=TODAY)
    surgeries.reopen_surgery(episode=episode, **when)
    tell(claim, when, records_sent_on=TODAY)


def test_what_is_not_performed_is_not_concluded(claim, surgery, when):
    end = Conclusion(concluded_on=TODAY, next_provider="Dr. Ito")
    with pytest.raises(Denied, match="performed"):
        surgeries.conclude_surgery(claim=claim, about=KEY, conclusion=end, **when)


def test_a_withdrawn_episode_counts_no_more(claim, surgery, when):
    plan(claim, when)
    surgeries.withdraw_episode(episode=SurgeryEpisode.objects.get(), **when)
    assert "T31" in open_items(claim)


@pytest.mark.parametrize(
    "days",
    [
        {"told_requested_on": date(2026, 9, 2), "told_authorized_on": date(2026, 9, 1)},
        {"told_performed_on": date(2026, 9, 2), "concluded_on": date(2026, 9, 1)},
        {"next_seen_on": date(2026, 9, 1)},
        {"procedure": ""},
    ],
)
def test_the_database_refuses_what_one_row_can_say(claim, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.SurgeryEpisode(claim=claim, **days)


def test_an_advisor_changes_nothing(claim, surgery, ito):
    with pytest.raises(Denied):
        tell(claim, {"by": ito, "today": TODAY, "at": clock.now()}, records_sent_on=TODAY)
