"""Charts say in words what they show, and hold to the strict policy of the pages."""

import pytest

from staffing import charts
from staffing.charts import Limit, Panel, Point

LINE = Limit(588, "588: discuss")
COURSE = (
    Point("Q1", 561, "561.00"),
    Point("Q2", 588, "588.00"),
    Point("Q3", 592.75, "592.75", is_late=True),
    Point("Q4", 667, "about 667", is_late=True, low=644, high=689),
)


def every_kind():
    return (
        charts.line("Over <the> line", COURSE, limits=(LINE,)),
        charts.small_multiples(
            "One of two is over", (Panel("Cedar", COURSE), Panel("Skagit", ())), limit=LINE, heads=("COHE",)
        ),
        charts.sparkline("M1 falls", COURSE, limit=LINE),
    )


@pytest.mark.parametrize("chart", every_kind(), ids=lambda one: one.title)
def test_a_chart_carries_no_style_and_no_script(chart):
    assert "style=" not in chart.svg and "<style" not in chart.svg and "<script" not in chart.svg


def test_the_finding_and_every_value_are_in_words_inside_the_drawing():
    chart = every_kind()[0]
    assert "<title>Over &lt;the&gt; line</title>" in chart.svg
    assert "Q3: 592.75, Q4: about 667 expected (644 to 689). Lines drawn: 588: discuss." in chart.svg


def test_the_table_says_what_the_drawing_says():
    assert every_kind()[0].rows[-1] == ("Q4", "about 667 expected (644 to 689)")
    assert every_kind()[1].rows[1] == ("Skagit", "", "", "", "")


def test_what_needs_somebody_has_a_shape_of_its_own():
    late = charts.line("Late", (Point("Q1", 600, "600", is_late=True),))
    calm = charts.line("Calm", (Point("Q1", 600, "600"),))
    assert charts.LATE in late.svg and charts.LATE not in calm.svg
    assert late.svg.count("<path") == calm.svg.count("<path")


def test_nothing_to_draw_is_no_error():
    assert charts.line("Nothing yet", ()).rows == ()
