"""Where a coordinator stands comes from what is recorded of her, and refuses what cannot be (I1-I4)."""

from datetime import date
from decimal import Decimal

import pytest

from cohe import clock, provider_numbers, tenancy
from cohe.access import Denied
from cohe.models import AccessEvent
from tests import make
from tests.asking import queries_of
from training.actions import courses, people
from training.choices import Skill, Topic, Verdict, Way, Work
from training.queries.standing import learners, standings

TODAY = date(2026, 10, 15)
PDF = b"%PDF-1.7 evidence"


def doing(by):
    return {"by": by, "today": TODAY, "at": clock.now()}


def worked(person, by, work=Work.DIRECT_CARE, since="2020-01-01", until="2024-01-01", **more):
    spell = people.Spell(work, "Bayview Clinic", date.fromisoformat(since), date.fromisoformat(until), **more)
    return people.add_experience(person=person, spell=spell, **doing(by))


def graduated(person, by, review_asked=False):
    return people.add_degree(
        person=person, title="BA", awarded_on=date(2018, 6, 1), review_asked=review_asked, **doing(by)
    )


def trained(person, by, way=Way.ORIENTATION, on="2026-07-01", topics=tuple(Topic), **more):
    had = courses.Had(way, "Orientation", date.fromisoformat(on), Decimal(6), topics, **more)
    return courses.add_course(person=person, had=had, **doing(by))


def numbered(person, by, **more):
    standing = provider_numbers.Standing(date(2026, 6, 3), **more)
    return provider_numbers.keep_number(person=person, standing=standing, **doing(by))


def everything(person, by):
    worked(person, by)
    graduated(person, by)
    numbered(person, by, number="123456", active_since=date(2026, 8, 1))
    people.send_application(person=person, sent_on=date(2026, 8, 1), **doing(by))
    trained(person, by, required_testing=True)
    for skill in Skill:
        people.show_skill(person=person, skill=skill, how="Shown", shown_on=TODAY, **doing(by))


def the_one():
    (found,) = standings(TODAY)
    return found


def test_somebody_with_everything_misses_nothing(new, sam):
    everything(new, sam)
    assert (the_one().finding.verdict, the_one().missing) == (Verdict.QUALIFIED, ())
    (learner,) = learners(TODAY)
    assert (learner.first_training, learner.may_bill) == (the_one().first_training, True)


def test_pending_testing_counts_conditionally(new, sam):
    everything(new, sam)
    courses.withdraw_course(course=the_one().courses[0], by=sam, at=clock.now())
    assert the_one().finding.verdict is Verdict.CONDITIONAL
    assert the_one().counts


def test_an_open_issue_with_lni_fails_until_it_is_resolved(new, sam):
    everything(new, sam)
    issue = people.report_issue(person=new, text="Late bills", reported_on=TODAY, **doing(sam))
    assert not the_one().counts
    people.resolve_issue(issue=issue, on=TODAY, **doing(sam))
    assert the_one().counts


def test_claims_management_qualifies_by_the_second_version_only(new, sam):
    everything(new, sam)
    people.withdraw(row=the_one().experience[0], by=sam, at=clock.now())
    worked(new, sam, Work.CLAIMS_MANAGEMENT)
    assert [one.hsc.verdict for one in the_one().by_version] == [Verdict.NOT_QUALIFIED, Verdict.QUALIFIED]


def test_what_a_reviewer_must_judge_is_not_decided_here(new, sam, ito):
    everything(new, sam)
    people.withdraw(row=the_one().degrees[0], by=sam, at=clock.now())
    abroad = graduated(new, sam, review_asked=True)
    people.withdraw(row=the_one().experience[0], by=sam, at=clock.now())
    worked(new, sam)
    assert the_one().finding.verdict is Verdict.TO_REVIEW
    people.judge_equivalent(row=abroad, reviewer=ito, reason="Evaluated", by=sam, at=clock.now())
    assert the_one().finding.verdict is Verdict.QUALIFIED


def test_what_a_reviewer_judged_not_equivalent_waits_no_longer_and_does_not_count(new, sam, ito):
    everything(new, sam)
    people.withdraw(row=the_one().degrees[0], by=sam, at=clock.now())
    abroad = graduated(new, sam, review_asked=True)
    given = {"row": abroad, "reviewer": ito, "by": sam, "at": clock.now()}
    people.judge_equivalent(reason="Two years only", is_equivalent=False, **given)
    assert the_one().finding.verdict is Verdict.NOT_QUALIFIED
    people.judge_equivalent(reason="Four years after all", **given)
    assert the_one().finding.verdict is Verdict.QUALIFIED


@pytest.mark.parametrize("reason", ["", "  "])
def test_equivalent_needs_a_reason(new, sam, ito, reason):
    with pytest.raises(Denied, match="a named reviewer and a reason"):
        people.judge_equivalent(row=graduated(new, sam), reviewer=ito, reason=reason, by=sam, at=clock.now())


def test_nobody_judges_herself(new, ana, sam):
    with pytest.raises(Denied, match="Nobody judges her own experience"):
        people.judge_equivalent(row=graduated(new, sam), reviewer=ana, reason="Mine", by=sam, at=clock.now())


def test_the_six_months_run_from_the_hire(new, sam):
    assert the_one().first_training.due_on == date(2026, 12, 2)
    trained(new, sam)
    assert the_one().first_training.met_on == date(2026, 7, 1)


def test_an_assistant_is_not_asked_for_the_training_of_a_new_hsc(mia, sam):
    make.Employment(person=mia.person, hired_on=date(2026, 6, 2))
    assert the_one().first_training is None


def test_an_approval_dated_after_the_delivery_is_refused(new, sam):
    with pytest.raises(Denied, match="approval is dated after"):
        trained(new, sam, Way.APPROVED_CONTENT, approved_on=date(2026, 7, 2))


def test_content_approved_on_the_day_it_was_delivered_counts(new, sam):
    trained(new, sam, Way.APPROVED_CONTENT, approved_on=date(2026, 7, 1))
    assert the_one().first_training.met_on == date(2026, 7, 1)


def test_training_to_come_is_refused(new, sam):
    with pytest.raises(Denied, match="Training cannot be after today"):
        trained(new, sam, on="2026-10-16")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"number": "12345"}, "6 or 7 digits"),
        ({"number": "٦٥٤٣٢١"}, "6 or 7 digits"),
        ({"active_since": date(2026, 8, 1)}, "needs its digits"),
        ({"number": "123456", "active_since": date(2026, 6, 1)}, "before it was applied for"),
        ({"inactive_since": date(2026, 8, 1)}, "ends after it was active"),
    ],
)
def test_a_provider_number_that_cannot_be_is_refused(new, sam, more, sentence):
    with pytest.raises(Denied, match=sentence):
        numbered(new, sam, **more)


def test_the_supplemental_application_follows_the_provider_number(new, sam):
    with pytest.raises(Denied, match="provider number is applied for first"):
        people.send_application(person=new, sent_on=TODAY, **doing(sam))
    numbered(new, sam)
    sent = people.send_application(person=new, sent_on=TODAY, **doing(sam))
    people.answer_application(application=sent, accepted=True, on=TODAY, **doing(sam))
    with pytest.raises(Denied, match="answered already"):
        people.answer_application(application=sent, accepted=False, on=TODAY, **doing(sam))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "The file is empty"),
        (b"MZ program", "a.pdf", "Evidence is a PDF"),
        (b"\xff\xfe\x00", "a.txt", "Evidence is a PDF"),
        (PDF + b" " * 5_000_000, "a.pdf", "larger than 5 MB"),
    ],
)
def test_evidence_of_the_wrong_kind_is_refused(new, sam, content, name, sentence):
    with pytest.raises(Denied, match=sentence):
        courses.add_evidence(course=trained(new, sam), name=name, content=content, by=sam, at=clock.now())


def test_evidence_is_what_its_first_bytes_say(new, sam):
    kept = courses.add_evidence(course=trained(new, sam), name="x.txt", content=PDF, by=sam, at=clock.now())
    assert kept.media == "application/pdf"


def test_an_hsc_keeps_no_training_records(new, ben):
    with pytest.raises(Denied, match="does not keep training records"):
        graduated(new, ben)


def test_everything_leaves_a_trail(new, sam):
    graduated(new, sam)
    assert AccessEvent.objects.filter(action="training.degree-added").exists()


def test_the_team_is_read_in_the_same_number_of_queries_for_few_and_many(new, sam):
    everything(new, sam)
    few = queries_of(lambda: standings(TODAY))
    for _ in range(4):
        make.Course(person=make.Membership().person)
    assert queries_of(lambda: standings(TODAY)) == few == 13


def test_people_of_another_cohe_are_not_there(new, olga, olympia):
    assert [one.person for one in standings(TODAY)] == [new]
    with tenancy.acting(tenancy.Context(olympia.pk)):
        assert [one.person for one in standings(TODAY)] == [olga.person]


def test_a_goal_ends_and_opens_again(new, sam):
    goal = courses.set_goal(person=new, text="Lead a case conference", target_on=TODAY, **doing(sam))
    courses.end_goal(goal=goal, is_met=True, on=TODAY, **doing(sam))
    with pytest.raises(Denied, match="has ended already"):
        courses.end_goal(goal=goal, is_met=False, on=TODAY, **doing(sam))
    courses.open_goal_again(goal=goal, by=sam, at=clock.now())
    assert the_one().goals[0].met_on is None


def test_an_evaluation_is_held_by_another_and_the_next_is_later(new, ana, sam):
    given = {"summary": "Calm on the phone", "held_on": TODAY, "next_on": date(2027, 10, 15)}
    courses.hold_review(person=new, **given, **doing(sam))
    with pytest.raises(Denied, match="of this day is on file"):
        courses.hold_review(person=new, **given, **doing(sam))
    with pytest.raises(Denied, match="Nobody evaluates herself"):
        courses.hold_review(person=sam.person, **given, **doing(sam))


def test_a_refused_application_is_missing_again_and_one_on_its_way_is_not(new, sam):
    everything(new, sam)
    assert the_one().papers_missing == ()
    sent = the_one().application
    people.answer_application(application=sent, accepted=False, on=TODAY, **doing(sam))
    assert the_one().papers_missing == ("a new HSC Supplemental Application: the last one was refused",)


def test_a_mentor_is_another_and_one_at_a_time(new, ana, ben, ito, sam):
    with pytest.raises(Denied, match="her own mentor"):
        courses.name_mentor(person=new, mentor=ana, since=TODAY, **doing(sam))
    courses.name_mentor(person=new, mentor=ben, since=date(2026, 10, 1), **doing(sam))
    with pytest.raises(Denied, match="choose a later day"):
        courses.name_mentor(person=new, mentor=ito, since=date(2026, 10, 1), **doing(sam))
    courses.name_mentor(person=new, mentor=ito, since=TODAY, **doing(sam))
    assert [one.until for one in standings(TODAY, new.pk)[0].mentors] == [TODAY, None]


def test_a_new_mentor_ends_one_who_was_to_stay_longer(new, ben, ito, sam):
    first = courses.name_mentor(person=new, mentor=ben, since=date(2026, 10, 1), **doing(sam))
    courses.end_mentor(mentor=first, last_on=TODAY, **doing(sam))
    courses.name_mentor(person=new, mentor=ito, since=date(2026, 10, 10), **doing(sam))
    assert [one.until for one in standings(TODAY, new.pk)[0].mentors] == [date(2026, 10, 10), None]


def test_training_taken_back_takes_no_evidence_and_none_more_than_ten(new, sam):
    def add():
        courses.add_evidence(course=row, name="x.pdf", content=PDF, by=sam, at=clock.now())

    row = trained(new, sam)
    for _ in range(10):
        add()
    with pytest.raises(Denied, match="At most 10 files"):
        add()
    courses.withdraw_course(course=row, by=sam, at=clock.now())
    with pytest.raises(Denied, match="was taken back"):
        add()


def test_what_was_read_before_somebody_else_changed_it_is_read_again(new, ben, sam):
    goal = courses.set_goal(person=new, text="Lead a case conference", target_on=TODAY, **doing(sam))
    stale = type(goal).objects.get(pk=goal.pk)
    courses.end_goal(goal=goal, is_met=True, on=TODAY, **doing(sam))
    with pytest.raises(Denied, match="has ended already"):
        courses.end_goal(goal=stale, is_met=False, on=TODAY, **doing(sam))
    degree = graduated(new, sam)
    stale = type(degree).objects.get(pk=degree.pk)
    people.withdraw(row=degree, by=sam, at=clock.now())
    with pytest.raises(Denied, match="already"):
        people.withdraw(row=stale, by=sam, at=clock.now())
