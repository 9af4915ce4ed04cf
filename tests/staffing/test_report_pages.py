"""The supervisor writes, signs and takes the report away; her contract manager reads totals of hers alone."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from claims.models import Claim
from cohe import tenancy
from cohe.models import AccessEvent, Role
from staffing.actions import figures
from staffing.models import QuarterFigure
from tests import make
from tests.asking import queries_of
from tests.pages import words
from tests.staffing.test_reports import LATER, Q3, claims, submitted

__all__ = ["claims", "submitted"]
PAGE = reverse("staffing:report-version", args=("2026Q3", 1))
FILES = [reverse("staffing:report-file", args=("2026Q3", 1, kind)) for kind in ("csv", "xlsx", "pdf")]
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def manager(browse, cleo):
    return browse(cleo)


def test_a_report_is_begun_written_signed_and_stands(supervisor, claims):
    assert "The report of Q3 2026 is to be written" in words(supervisor.get(reverse("staffing:reports")))
    supervisor.post(reverse("staffing:report-begin", args=("2026Q3",)))
    supervisor.post(PAGE, {"edition": 1, "risks": "A retirement in May."})
    submit = reverse("staffing:report-submit", args=("2026Q3", 1))
    unsigned = supervisor.post(submit, {"signed_name": "", "edition": 2})
    assert unsigned.status_code == 422 and "A retirement in May." in words(unsigned)
    stale = supervisor.post(submit, {"signed_name": "Sam Reed", "edition": 1})
    assert stale.status_code == 409 and 'value="Sam Reed"' in stale.content.decode()
    supervisor.post(submit, {"signed_name": "Sam Reed", "edition": 2})
    page = words(supervisor.get(PAGE))
    assert "Q3 2026, version 1 is submitted, and nothing has moved since" in page
    assert "Signed by Sam Reed" in page
    assert "12 rows behind the number" in words(
        supervisor.get(reverse("staffing:report-rows", args=("2026Q3", 1, "claims")))
    )


def test_of_two_who_write_the_second_keeps_her_text_and_is_told(supervisor, puget, sam):
    make.QuarterlyReport(begun_by=sam.person, edition=3)
    answer = supervisor.post(PAGE, {"edition": 2, "risks": "Mine"})
    assert answer.status_code == 422
    assert "Somebody else has written" in words(answer) and "Mine" in words(answer)


def test_files_carry_the_figures_of_the_page_and_no_formula(supervisor, claims, sam):
    supervisor.post(reverse("staffing:report-begin", args=("2026Q3",)))
    supervisor.post(PAGE, {"edition": 1, "risks": FORMULA})
    csv, excel, pdf = (supervisor.post(one, {"for": "own"}).content for one in FILES)
    assert b"Claims initiated,12" in csv and b"'" + FORMULA.encode() in csv
    with zipfile.ZipFile(io.BytesIO(excel)) as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if "worksheets" in name)
        assert FORMULA.encode() in book.read("xl/sharedStrings.xml")
        assert b"<f>" not in sheets
    assert pdf.startswith(b"%PDF")
    assert AccessEvent.objects.filter(action="report.exported").count() == 3


def test_the_edition_for_lni_hides_what_the_own_one_tells(supervisor, claims, sam):
    make.TimeLoss(claim=claims[0], paid_from=date(2026, 8, 20), paid_through=date(2026, 8, 30))
    supervisor.post(reverse("staffing:report-begin", args=("2026Q3",)))
    told, hidden = (supervisor.post(FILES[0], {"for": one}).content.decode() for one in ("own", "lni"))
    assert "1 / 12" in told and "1 / 12" not in hidden
    assert "hidden: fewer than ten" in hidden and "hidden: fewer than ten" not in told


def test_the_contract_manager_sees_totals_and_no_claim(manager, submitted, claims):
    page = words(manager.get(reverse("staffing:cohes")))
    assert "No COHE is over 588 claims per HSC FTE" in page
    assert "12.00" in page and "576 claims below" in page
    report = words(manager.get(reverse("staffing:cohes-report", args=("PUGET", "2026Q3"))))
    assert "signed by Sam" in report
    assert not any(one.claim_number in page + report for one in claims)


def test_a_ratio_that_is_hidden_or_missing_is_not_known(manager, submitted, claims):
    nothing = dict.fromkeys(("numerator", "denominator", "over", "under", "met"))
    gone = {f"shown_{name}": value for name, value in {**nothing, "note": ""}.items()}
    QuarterFigure.objects.filter(code="ratio").update(is_hidden=True, **gone)
    page = words(manager.get(reverse("staffing:cohes")))
    assert "none is known" in page and "is over 588" not in page


def test_she_sees_that_a_figure_moved(manager, submitted, claims):
    Claim.objects.filter(pk=claims[0].pk).update(withdrawn_at=submitted.submitted_at)
    figures.refresh_figures(quarter=Q3, today=LATER)
    assert "fewer than 10 corrected" in words(manager.get(reverse("staffing:cohes")))


def test_her_page_asks_the_same_questions_however_many_cohes(manager, cleo, submitted, olympia):
    few = queries_of(lambda: manager.get(reverse("staffing:cohes")))
    for code in ("TAHOMA", "SKAGIT"):
        cohe = make.Cohe(code=code)
        with tenancy.acting(tenancy.Context(cohe.pk)):
            make.Membership(cohe=cohe, person=cleo.person, role=Role.CONTRACT_MANAGER)
    assert queries_of(lambda: manager.get(reverse("staffing:cohes"))) == few


def test_a_cohe_that_is_not_hers_is_not_there(manager, olympia):
    for name in ("NOWHERE", "OLYMPIA"):
        assert manager.get(reverse("staffing:cohes-report", args=(name, "2026Q3"))).status_code == 404


def test_the_year_of_activities_says_hours_and_clients(supervisor, ana, claims):
    make.Note(claim=claims[0], author=ana.person, contact_on=date(2026, 9, 1), minutes=90)
    assert "1 clients, 1.5 hours" in words(supervisor.get(reverse("staffing:activity-report", args=(2026,))))
