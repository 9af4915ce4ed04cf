"""Documents are set from data: what people wrote is never read as markup."""

import json
from datetime import UTC, datetime

import pytest
import typst

from cohe import pdf

AT = datetime(2026, 10, 15, 17, 0, tzinfo=UTC)
SECTION = {
    "title": "Cover",
    "paragraphs": ["Ana is away."],
    "heads": ["Who", "Until"],
    "rows": [["Ben", "25 Nov"]],
}


def tables(**more):
    return pdf.pdf("tables", {"title": "Coverage plan", "sections": [SECTION], **more}, at=AT)


def test_a_document_is_a_tagged_pdf_with_a_title():
    made = tables()
    assert made.startswith(b"%PDF-") and b"pdfuaid" in made


def test_the_same_data_give_the_same_bytes():
    assert tables() == tables()


@pytest.mark.parametrize(
    "nasty", ["#panic()", "*bold*", "$x$", '"', "#let x = 1", "@nobody", "\\", "= heading"]
)
def test_what_people_wrote_is_data(nasty):
    made = tables(
        lines=[nasty], footer=nasty, sections=[SECTION | {"paragraphs": [nasty], "rows": [[nasty, nasty]]}]
    )
    assert made.startswith(b"%PDF-")


def test_markup_in_a_text_makes_no_heading():
    data = {"title": "T", "sections": [SECTION | {"paragraphs": ["= Not a heading"]}]}
    found = typst.query(
        pdf.TEMPLATES / "tables.typ", "heading", root=pdf.TEMPLATES, sys_inputs={"data": json.dumps(data)}
    )
    assert len(json.loads(found)) == 2
