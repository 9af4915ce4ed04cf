"""A new HSC's training: six months clamped, either of the ways, both topics (domain.md 6.1, R10 and R11)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from training import first_six_months
from training.choices import Topic, Way
from training.first_six_months import Course
from training.policy import TrainingPolicy

HIRED = date(2026, 1, 15)
DUE = date(2026, 7, 15)
BOTH = frozenset(Topic)
TODAY = date(2026, 12, 1)


def state_of(hired, courses, today):
    return first_six_months.state_of(hired, courses, today, TrainingPolicy())


def course(way, on="2026-03-01", topics=BOTH, **more):
    return Course(way, date.fromisoformat(on), topics, **more)


def shadowing(hours, on="2026-03-01", **more):
    return course(Way.SHADOWING, on, hours=Decimal(hours), **more)


@pytest.mark.parametrize(
    ("hired", "due"),
    [("2025-08-31", "2026-02-28"), ("2026-01-15", "2026-07-15"), ("2025-10-31", "2026-04-30")],
)
def test_it_is_due_six_months_after_the_hire_clamped_to_the_month(hired, due):
    assert state_of(date.fromisoformat(hired), [], TODAY).due_on == date.fromisoformat(due)


WAYS = {
    "3.9 hours of shadowing fail": ([shadowing("3.9")], False),
    "4.0 hours pass": ([shadowing("4.0")], True),
    "hours of several days add up": ([shadowing("2"), shadowing("2", "2026-03-08")], True),
    "shadowing inside one's own COHE fails": ([shadowing("8", elsewhere=False)], False),
    "an orientation passes": ([course(Way.ORIENTATION)], True),
    "a conference on the due day passes": ([course(Way.CONFERENCE, DUE.isoformat())], True),
    "a conference after it fails": ([course(Way.CONFERENCE, (DUE + timedelta(1)).isoformat())], False),
    "content approved before passes": (
        [course(Way.APPROVED_CONTENT, approved_on=date(2026, 2, 1))], True,
    ),
    "content approved afterwards fails": (
        [course(Way.APPROVED_CONTENT, approved_on=date(2026, 3, 2))], False,
    ),
    "content never approved fails": ([course(Way.APPROVED_CONTENT)], False),
    "the COHE's own training alone fails": ([course(Way.COHE_TRAINING)], False),
}  # fmt: skip


@pytest.mark.parametrize(("courses", "met"), WAYS.values(), ids=WAYS)
def test_one_of_the_ways_is_enough(courses, met):
    assert (state_of(HIRED, courses, TODAY).met_on is not None) == met


def test_both_topics_are_asked_for():
    found = state_of(HIRED, [course(Way.ORIENTATION, topics=frozenset({Topic.BUSINESS_PROCESS}))], TODAY)
    assert found.met_on is None
    assert found.missing == ("topic: How another COHE's HSCs work",)


def test_an_orientation_that_covers_one_topic_warns_and_does_not_block():
    courses = [
        course(Way.ORIENTATION, topics=frozenset({Topic.BUSINESS_PROCESS})),
        shadowing("1", topics=frozenset({Topic.ANOTHER_COHE})),
    ]
    found = state_of(HIRED, courses, TODAY)
    assert found.met_on is not None
    assert any("orientation alone" in one for one in found.warnings)


def test_training_of_tomorrow_is_not_known_today():
    assert state_of(HIRED, [course(Way.ORIENTATION)], date(2026, 2, 28)).met_on is None


def test_it_is_late_after_the_due_day_only():
    found = state_of(HIRED, [], DUE)
    assert (found.is_late(DUE), found.is_late(DUE + timedelta(1))) == (False, True)


def test_it_is_met_on_the_day_on_which_the_last_piece_was_done():
    courses = [
        course(Way.ORIENTATION, topics=frozenset({Topic.BUSINESS_PROCESS})),
        course(Way.OTHER, "2026-05-04", topics=frozenset({Topic.ANOTHER_COHE})),
    ]
    assert state_of(HIRED, courses, TODAY).met_on == date(2026, 5, 4)


def test_each_way_says_how_far_it_is():
    courses = [shadowing("2.5"), shadowing("1", elsewhere=False), course(Way.CONFERENCE, "2026-08-01")]
    found = {one.way: one for one in first_six_months.options_of(courses, DUE, Decimal(4))}
    assert list(found) == [Way.APPROVED_CONTENT, Way.ORIENTATION, Way.SHADOWING, Way.CONFERENCE]
    assert (found[Way.SHADOWING].met_on, found[Way.SHADOWING].hours) == (None, Decimal("2.5"))
    assert found[Way.CONFERENCE].met_on is None
