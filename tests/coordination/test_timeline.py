"""The status of a day, and spells, come out as triggers.md "Terms" says."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.timeline import OFF_WORK, RESTRICTED, Timeline, WorkStatus

START = date(2026, 3, 1)
RANK = {"apf": 0, "employer": 1, "worker": 2}


def march(n: int) -> date:
    return START + timedelta(days=n - 1)


def row(status: str, first: int, last: int | None = None, source: str = "apf") -> WorkStatus:
    return WorkStatus(status, march(first), None if last is None else march(last), source)


def covering(rows: list[WorkStatus], day: date) -> WorkStatus | None:
    """The rule as it is written, one day at a time."""
    found = [r for r in rows if r.from_date <= day and (r.through_date is None or day <= r.through_date)]
    return max(found, key=lambda r: (r.from_date, -RANK[r.source])) if found else None


def status_by_the_book(rows: list[WorkStatus], day: date, grace: int) -> str | None:
    for back in range(grace + 1):
        found = covering(rows, day - timedelta(days=back))
        if found is not None:
            return found.status
    return None


def spell_by_the_book(rows, day, grace, statuses) -> date | None:
    first = None
    while status_by_the_book(rows, day, grace) in statuses:
        first, day = day, day - timedelta(days=1)
    return first


@st.composite
def status_rows(draw):
    keys = draw(st.lists(st.tuples(st.integers(1, 45), st.sampled_from(list(RANK))), unique=True, max_size=8))
    words = st.sampled_from(["off_work", "kos", "modified", "full_duty"])
    length = st.none() | st.integers(0, 25)
    spans = [(first, source, draw(length), draw(words)) for first, source in keys]
    return [row(word, first, None if n is None else first + n, source) for first, source, n, word in spans]


@given(status_rows(), st.integers(-5, 60), st.integers(0, 4))
def test_every_day_and_spell_is_as_counting_day_by_day_finds_it(rows, today, grace):
    timeline = Timeline(rows, march(today), grace)
    for n in range(-5, today + 1):
        assert timeline.status_on(march(n)) == status_by_the_book(rows, march(n), grace)
        assert timeline.spell_on(march(n), RESTRICTED) == spell_by_the_book(rows, march(n), grace, RESTRICTED)
    assert timeline.current_spell(OFF_WORK) == spell_by_the_book(rows, march(today), grace, OFF_WORK)


@given(status_rows(), st.integers(-5, 60))
def test_stretches_have_no_gap_no_overlap_and_no_equal_neighbours(rows, today):
    stretches = Timeline(rows, march(today), 3).stretches
    for one, following in pairwise(stretches):
        assert one.last + timedelta(days=1) == following.first
        assert one.status != following.status
    assert all(s.first <= s.last for s in stretches)
    assert not stretches or stretches[-1].last == march(today)


@given(status_rows(), st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    assert Timeline(rows, march(50), 3).stretches == Timeline(mixed, march(50), 3).stretches


def test_a_later_row_that_ends_first_gives_way_to_the_earlier_one():
    timeline = Timeline([row("off_work", 1), row("modified", 10, 12)], march(20), 3)
    assert [timeline.status_on(march(n)) for n in (9, 10, 12, 13)] == [
        "off_work",
        "modified",
        "modified",
        "off_work",
    ]


def test_of_rows_that_begin_together_the_apf_decides_before_employer_before_worker():
    rows = [row("full_duty", 1, source="worker"), row("kos", 1, source="employer"), row("modified", 1, 5)]
    timeline = Timeline(rows, march(9), 3)
    assert (timeline.status_on(march(5)), timeline.status_on(march(6))) == ("modified", "kos")


@pytest.mark.parametrize(("today", "status"), [(10, "off_work"), (13, "off_work"), (14, None)])
def test_a_status_holds_three_days_after_its_last_day(today, status):
    timeline = Timeline([row("off_work", 1, 10)], march(today), 3)
    assert timeline.status_on(march(today)) == status


def test_a_gap_of_three_days_does_not_break_a_spell_and_one_of_four_does():
    first = row("off_work", 1, 10)
    assert Timeline([first, row("off_work", 14)], march(20), 3).current_spell(OFF_WORK) == march(1)
    assert Timeline([first, row("off_work", 15)], march(20), 3).current_spell(OFF_WORK) == march(15)


def test_kept_on_salary_is_off_work_and_modified_duty_is_only_restricted():
    timeline = Timeline([row("modified", 1, 5), row("kos", 6, 9), row("off_work", 10)], march(20), 3)
    assert timeline.current_spell(OFF_WORK) == march(6)
    assert timeline.current_spell(RESTRICTED) == march(1)


def test_the_last_known_spell_is_found_when_the_status_has_become_unknown():
    timeline = Timeline([row("modified", 1, 5)], march(20), 3)
    assert timeline.current_spell(RESTRICTED) is None
    assert timeline.last_known_spell(RESTRICTED) == march(1)


def test_without_rows_nothing_is_known():
    timeline = Timeline([], march(1), 3)
    assert (timeline.status_on(march(1)), timeline.last_known_spell(RESTRICTED)) == (None, None)


def test_an_end_of_all_days_is_an_open_end():
    timeline = Timeline([WorkStatus("off_work", march(1), date.max)], march(400), 3)
    assert timeline.current_spell(OFF_WORK) == march(1)
