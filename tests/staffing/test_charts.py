"""Charts say in words what they show, and hold to the strict policy of the pages."""

from decimal import Decimal
from functools import cache

import pytest

from staffing import bar_chart, charts, control_chart
from staffing.charts import Limit, Panel, Point, Stepped
from staffing.control import xmr
from staffing.control_chart import Mark

LINE = Limit(588, "588: discuss")
COURSE = (
    Point("Q1", 561, "561.00"),
    Point("Q2", 588, "588.00"),
    Point("Q3", 592.75, "592.75", is_late=True),
    Point("Q4", 667, "about 667", is_late=True, low=644, high=689),
)


KINDS = {
    "line": lambda: charts.line("Over <the> line", COURSE, limits=(LINE,)),
    "small multiples": lambda: charts.small_multiples(
        "One of two is over", (Panel("Cedar", COURSE), Panel("Skagit", ())), limit=LINE, heads=("COHE",)
    ),
    "steps": lambda: charts.line(
        "Staff changes", COURSE, stepped=Stepped((("Q3", 588), ("Q4", 441)), "441 allowed")
    ),
    "bars": lambda: bar_chart.draw("Maya has most", COURSE, limit=LINE),
    "control chart": lambda: controlled("One month is special", 30),
}


@cache
def drawn(kind):
    return KINDS[kind]()


def controlled(title, last):
    values = [Decimal(one) for one in (5, 6, 5, 6, 5, 6, 5, 6, 5, last)]
    marks = tuple(Mark(f"Month {n}", str(one)) for n, one in enumerate(values))
    return control_chart.draw(title, xmr(values, 10), marks, limit=Limit(8, "8: benchmark"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_carries_no_style_and_no_script(kind):
    svg = drawn(kind).svg
    assert "style=" not in svg and "<style" not in svg and "<script" not in svg


def test_the_finding_and_every_value_are_in_words_inside_the_drawing():
    chart = drawn("line")
    assert "<title>Over &lt;the&gt; line</title>" in chart.svg
    assert "Q3: 592.75, Q4: about 667 expected (644 to 689). Lines drawn: 588: discuss." in chart.svg


def test_the_table_says_what_the_drawing_says():
    assert drawn("line").rows[-1] == ("Q4", "about 667 expected (644 to 689)")
    assert drawn("small multiples").rows[1] == ("Skagit", "", "", "", "")


def test_what_needs_somebody_has_a_shape_of_its_own():
    late = charts.line("Late", (Point("Q1", 600, "600", is_late=True),))
    calm = charts.line("Calm", (Point("Q1", 600, "600"),))
    assert charts.LATE in late.svg and charts.LATE not in calm.svg
    assert late.svg.count("<path") == calm.svg.count("<path")


def test_a_limit_that_moves_is_said_by_what_it_is_last():
    assert drawn("steps").svg.count("Lines drawn: 441 allowed.") == 1


def test_a_special_cause_is_a_mark_of_its_own_and_said_in_words():
    chart, calm = controlled("Special", 30), controlled("Calm", 6)
    assert "Special causes: a point above the upper limit from Month 9" in chart.svg
    assert chart.rows[-1] == ("Month 9", "30", "a point above the upper limit")
    assert "No special cause." in calm.svg and charts.LATE not in calm.svg


def test_too_few_points_have_no_limits_and_say_so():
    chart = control_chart.draw("Few", xmr([Decimal(1), Decimal(2)], 10), (Mark("a", "1"), Mark("b", "2")))
    assert "Too few points for limits." in chart.svg


def test_of_many_points_the_words_of_those_that_matter_are_drawn():
    many = tuple(Point(f"Q{n % 4 + 1} {2020 + n // 4}", n, f"{n} claims") for n in range(12))
    drawn = charts.line("Many", (*many, COURSE[3])).svg.split("</desc>")[1]
    assert "11 claims" in drawn and "about 667" in drawn and "3 claims" not in drawn


def test_nothing_to_draw_is_no_error():
    assert charts.line("Nothing yet", ()).rows == ()
