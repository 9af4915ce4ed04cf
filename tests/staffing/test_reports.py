"""The quarterly report: submitted it stands with its rows; what changes later shows and makes a version."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Claim
from cohe import clock, reporting
from cohe.access import Conflict, Denied
from cohe.testing.database import as_role
from coordination.queries.quarters import quarter_is_frozen
from staffing.actions import figures, reports
from staffing.models import QuarterFigure, QuarterlyReport, ReportFigure
from staffing.quarter import Quarter
from staffing.queries.kept import rows_kept
from staffing.report import Change, Row, change
from tests import make

Q3 = Quarter(2026, 3)
OCTOBER = date(2026, 10, 15)
LATER = date(2026, 11, 20)


@pytest.fixture
def claims(puget):
    return [make.Claim(claim_established_date=date(2026, 8, 3)) for _ in range(12)]


@pytest.fixture
def submitted(claims, sam):
    make.Share()
    return submit(begin(sam), sam)


def begin(by, today=OCTOBER, **more):
    return reports.begin_report(quarter=Q3, by=by, today=today, at=clock.now(), **more)


def submit(report, by, today=OCTOBER):
    return reports.submit_report(
        report=report, signed_name="Sam", edition=report.edition, by=by, today=today, at=clock.now()
    )


def is_as_counted(figure, rows):
    """Say whether a figure is what its rows make: their number, or the exact sum of their amounts."""
    if figure.unit == "FTE":
        return figure.value == sum((Fraction(one.amount) for one in rows), Fraction(0))
    marked = sum(one.counts for one in rows)
    return figure.denominator in (None, len(rows)) and figure.numerator in (None, marked)


def test_every_figure_is_the_number_of_its_rows(submitted):
    kept = rows_kept(submitted.pk)
    wrong = [one.code for one in submitted.figures.all() if not is_as_counted(one, kept.get(one.code, ()))]
    assert len(kept) > 15
    assert wrong == []


def test_a_submitted_report_is_changed_by_nobody(submitted):
    for statement in (
        "UPDATE staffing_quarterlyreport SET signed_name = 'X'",
        "DELETE FROM staffing_reportfigure",
        "UPDATE staffing_reportrows SET rows = '[]'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_submitting_stops_corrections_of_the_quarters_minutes(submitted):
    assert quarter_is_frozen(Q3.last)


def test_what_is_corrected_later_shows_beside_and_changes_nothing_submitted(submitted, claims):
    Claim.objects.filter(pk=claims[0].pk).update(withdrawn_at=clock.now())
    figures.refresh_figures(quarter=Q3, today=LATER)
    now = QuarterFigure.objects.get(code="claims")
    assert (now.denominator, now.matured, now.corrected) == (11, 0, 1)
    assert submitted.figures.get(code="claims").denominator == 12


def test_what_time_alone_brings_is_matured_not_corrected(submitted, claims):
    make.Apf(claim=claims[0], exam_date=date(2026, 10, 20))
    figures.refresh_figures(quarter=Q3, today=LATER)
    now = QuarterFigure.objects.get(code="M2")
    assert (now.matured, now.corrected) == (12, 0)


def test_another_version_needs_a_reason_and_leaves_the_first(submitted, claims, sam):
    with pytest.raises(Denied, match="say why"):
        begin(sam)
    Claim.objects.filter(pk=claims[0].pk).update(withdrawn_at=clock.now())
    second = submit(begin(sam, LATER, reason="One claim was withdrawn."), sam, LATER)
    counts = ReportFigure.objects.filter(code="claims").order_by("report__version")
    assert [one.denominator for one in counts] == [12, 11]
    assert second.version == 2
    assert QuarterFigure.objects.get(code="claims").corrected == 0


@pytest.mark.parametrize("today", [Q3.last, date(2026, 8, 1)])
def test_a_quarter_that_is_not_over_is_refused(today, sam):
    with pytest.raises(Denied, match="is not over"):
        begin(sam, today)


def test_two_who_write_at_once_lose_nothing(puget, sam):
    draft = begin(sam)
    written = {"risks": "A retirement in May."}
    reports.write_report(report=draft, narrative=written, edition=1, by=sam, at=clock.now())
    with pytest.raises(Conflict):
        reports.write_report(report=draft, narrative={}, edition=1, by=sam, at=clock.now())
    assert QuarterlyReport.objects.get().narrative == written


def test_nobody_signs_what_somebody_else_has_written_since(puget, sam):
    draft = begin(sam)
    reports.write_report(report=draft, narrative={"risks": "New."}, edition=1, by=sam, at=clock.now())
    with pytest.raises(Conflict, match="read it before you sign"):
        submit(draft, sam)


def test_an_unsigned_report_and_an_hscs_report_are_refused(puget, sam, ana):
    draft = begin(sam)
    with pytest.raises(Denied, match="Sign"):
        reports.submit_report(report=draft, signed_name=" ", edition=1, by=sam, today=OCTOBER, at=clock.now())
    with pytest.raises(Denied, match="Your role"):
        submit(draft, ana)


@pytest.mark.parametrize(
    ("frozen", "replayed", "now", "expected"),
    [
        ("ab", "ab", "ab", Change(0, 0)),
        ("ab", "ab", "abc", Change(1, 0)),
        ("ab", "a", "a", Change(0, 1)),
        ("ab", "aB", "aB", Change(0, 1)),
        ("ab", "aB", "aBc", Change(1, 1)),
    ],
)
def test_matured_is_told_from_corrected_by_asking_for_the_day_of_the_freeze(frozen, replayed, now, expected):
    told = ([Row(one.lower(), (), one.isupper()) for one in rows] for rows in (frozen, replayed, now))
    assert change(*told) == expected


def test_a_contract_manager_reads_totals_of_her_cohes_and_no_row_of_a_worker(submitted, cleo, olympia):
    with reporting.reading(cleo.person_id, OCTOBER) as reader:
        figure = reader.rows("SELECT denominator FROM report.figures WHERE code = 'claims'")
        rows = reader.rows("SELECT DISTINCT code FROM report.staff_rows")
    assert figure == [{"denominator": 12}]
    assert "claims" not in {one["code"] for one in rows}
    with reporting.reading(cleo.person_id, date(2019, 1, 1)) as reader:
        assert reader.rows("SELECT * FROM report.figures") == []


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM claims_claim",
        "SELECT numerator FROM staffing_reportfigure",
        "SELECT * FROM staffing_quarterlyreport",
        "SELECT * FROM cohe_person",
        "UPDATE report.reports SET version = 9",
    ],
)
def test_her_login_is_refused_everything_else(question, submitted, cleo):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        reporting.reading(cleo.person_id, OCTOBER) as reader,
    ):
        reader.rows(question)


def test_rows_of_workers_stay_hidden_whatever_a_view_forgets(submitted, cleo):
    with reporting.reading(cleo.person_id, OCTOBER) as reader:
        found = reader.rows("SELECT count(*) AS count FROM public.staffing_reportrows WHERE of_workers")
    assert found == [{"count": 0}]


def test_nobody_set_to_read_is_an_error_not_an_empty_page(submitted):
    with as_role("cohe_report"), pytest.raises(DatabaseError, match="nobody is set"), transaction.atomic():
        connection.cursor().execute("SELECT count(*) FROM report.figures")
