"""The strip along time: every day where it belongs, whatever the days are (A2)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.strip import LEFT, RIGHT, draw
from coordination.strip_shapes import Mark, Span, Story
from coordination.timeline import Stretch

TODAY = date(2026, 11, 19)
BEGAN = date(2026, 9, 14)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def off(first, last=TODAY, status="off_work"):
    return Stretch(first, last, status)


def words_of(strip):
    return [one.text for one in strip.words]


def rects(strip, css):
    return [one for one in strip.rects if one.css == css]


def test_a_spell_that_goes_on_says_its_day():
    assert "Off: day 25" in words_of(draw(Story(BEGAN, TODAY, [off(date(2026, 10, 26))])))


def test_a_spell_that_has_ended_says_its_length():
    strip = draw(Story(BEGAN, TODAY, [off(date(2026, 9, 28), date(2026, 10, 11)), off(date(2026, 10, 12))]))
    assert "Off 14 d" in words_of(strip)


@pytest.mark.parametrize(
    ("status", "height"), [("off_work", 28), ("kos", 28), ("modified", 14), ("full_duty", 3), (None, None)]
)
def test_work_lost_is_read_by_height(status, height):
    strip = draw(Story(BEGAN, TODAY, [off(BEGAN, TODAY, status)]))
    bars = [one.height for one in strip.rects if one.css in ("off", "kos", "mod", "full")]
    assert bars == ([height] if height else [])


def test_bars_meet_without_a_gap():
    first, second = rects(
        draw(Story(BEGAN, TODAY, [off(BEGAN, date(2026, 10, 1)), off(date(2026, 10, 2))])), "off"
    )
    assert first.x + first.width == pytest.approx(second.x)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 11, 20), "ends 20 Nov; no later APF"),
        (date(2026, 11, 10), "ended 10 Nov; no later APF"),
        (date(2026, 12, 20), None),
    ],
)
def test_the_last_apf_says_when_it_ends_soon_or_has_ended(last, words):
    said = words_of(draw(Story(BEGAN, TODAY, apfs=[Span(date(2026, 10, 26), last, "APF")])))
    assert (words in said) if words else not any("no later APF" in one for one in said)


def test_the_table_says_all_that_the_picture_shows():
    story = Story(
        BEGAN,
        TODAY,
        [off(date(2026, 10, 26))],
        [Span(BEGAN, date(2026, 9, 27), "APF 14 Sep")],
        Span(date(2026, 11, 4), date(2026, 12, 22), "day 58"),
        [Mark(date(2026, 11, 18), "positive", "pt-late")],
        [Mark(date(2026, 9, 22), "W")],
        [Mark(date(2026, 9, 22), "7.3", value=7.3)],
    )
    assert [(row.what, row.words) for row in draw(story).rows] == [
        ("APF valid", "APF 14 Sep"),
        ("Reading", "7.3"),
        ("Contact", "worker"),
        ("Work status", "off work, 25 days"),
        ("FRQ window", "day 58"),
        ("FRQ", "positive"),
    ]


def test_contacts_on_neighbouring_days_do_not_stand_on_each_other():
    contacts = [Mark(BEGAN + timedelta(days=number), "W") for number in range(4)]
    places = [one.x for one in draw(Story(BEGAN, TODAY, contacts=contacts)).words if one.css == "letter"]
    assert all(right - left >= 10 for left, right in pairwise(places))


@given(began=DAYS, today=DAYS, first=DAYS, length=st.integers(0, 4000), frq=DAYS)
def test_nothing_is_drawn_outside_whatever_the_days_are(began, today, first, length, frq):
    span = Span(first, first + timedelta(days=length), "APF")
    stretches = [off(min(first, today), today)]
    strip = draw(Story(began, today, stretches, [span], span, [Mark(frq, "positive")], [Mark(frq, "W")]))
    boxes = [one for one in strip.rects if one.css != "nowbox"]
    assert not [one for one in boxes if one.x < LEFT or one.x + one.width > RIGHT + 4]
    assert all(one.width >= 0 for one in strip.rects)
    assert not [dot for dot in strip.dots if dot.x < LEFT or dot.x > RIGHT]
