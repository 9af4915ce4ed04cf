"""A report taken away says what the page says, figure by figure, and nothing of a worker."""

import pytest
from django.urls import reverse

from cohe import clock
from staffing.actions import reports
from staffing.edition import HEADS
from staffing.queries.edition import edition
from staffing.queries.report_page import report_page
from tests import make, reading
from tests.pages import words
from tests.staffing.test_report_ahead import kept, project
from tests.staffing.test_reports import Q3, begin, claims, submit

__all__ = ["claims", "kept", "project"]
CANARY = "Zyzzyva"
TEXT = "A retirement in May & a new clinic."


@pytest.fixture
def signed(kept, project, claims, ana, sam):
    """A report with every section: figures, a forecast, a project, a text, and claims that say too much."""
    type(claims[0]).objects.update(worker_last_name=CANARY)
    make.Note(claim=claims[0], author=ana.person, text=f"{CANARY} slept badly", contact_on=Q3.first)
    draft = begin(sam)
    reports.write_report(report=draft, narrative={"risks": TEXT}, edition=1, by=sam, at=clock.now())
    draft.refresh_from_db()
    return submit(draft, sam)


def rows_of(signed, sam, audience):
    """Return the rows of figures that an audience is to read, with their sections."""
    found = edition(report_page(Q3), sam.cohe, for_manager=audience == "lni")
    return [
        (title, *row) for title, _, tables in found.sections for table in tables for row in table.rows
        if table.heads == HEADS
    ]  # fmt: skip


@pytest.fixture
def taken(browse, sam, signed):
    """Return the bytes of a file for an audience."""
    client = browse(sam)

    def take(kind, audience):
        address = reverse("staffing:report-file", args=("2026Q3", 1, kind))
        return client.post(address, {"for": audience}).content

    return take


def test_the_page_shows_every_figure_of_the_own_edition(browse, sam, signed):
    page = words(browse(sam).get(reverse("staffing:report-version", args=("2026Q3", 1))))
    rows = rows_of(signed, sam, "own")
    assert len(rows) > 20
    assert [row for row in rows if f"{row[1]} {row[2]}" not in page] == []


@pytest.mark.parametrize("audience", ["own", "lni"])
def test_the_workbook_shows_the_same_figures_as_numbers(taken, sam, signed, audience):
    sheets = reading.workbook(taken("xlsx", audience))
    head, *rows = sheets["Figures"]
    assert head == ["Section", *HEADS]
    assert [tuple(one) for one in rows] == rows_of(signed, sam, audience)
    assert ["Issues and risks", TEXT] in sheets["Texts"]


@pytest.mark.parametrize("audience", ["own", "lni"])
def test_the_pdf_says_the_same_figures_row_by_row(taken, sam, signed, audience):
    told = reading.pdf(taken("pdf", audience))
    rows = rows_of(signed, sam, audience)
    assert [row for row in rows if reading.squeezed("".join(row[1:])) not in told] == []
    assert reading.squeezed(TEXT) in told


@pytest.mark.parametrize("audience", ["own", "lni"])
def test_no_file_holds_a_claim_number_a_workers_name_or_a_note(taken, claims, audience):
    book = str(reading.workbook(taken("xlsx", audience)))
    told = reading.pdf(taken("pdf", audience))
    table = taken("csv", audience).decode()
    for secret in (CANARY, *(one.claim_number for one in claims)):
        assert [secret in one for one in (book, told, table)] == [False, False, False], secret
