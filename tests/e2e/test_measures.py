"""The supervisor's measures in Chromium: figures open their rows, what can be rescued becomes work."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import heading, said

pytestmark = pytest.mark.e2e


def parts_of(page: Page, code: str) -> tuple[int, int]:
    """Return numerator and denominator of a measure as the table says them."""
    row = page.locator("tbody tr", has=page.locator(".code", has_text=re.compile(f"^{code}$")))
    found = re.search(r"(\d+) / (\d+)", row.inner_text())
    return int(found[1]), int(found[2])


def test_a_measures_figure_opens_as_many_rows_as_it_counts(at_work):
    window = at_work("Sam")
    page, found = window.page, []
    page.get_by_role("link", name="Measures", exact=True).click()
    told = {code: parts_of(page, code) for code in ("M2", "M11")}
    for code, (numerator, denominator) in told.items():
        page.goto(f"/staffing/measures/2026Q3/{code}/")
        expect(page.locator("#rows-title")).to_contain_text(f"{numerator} of {denominator}")
        assert page.locator("#rows-title").locator("xpath=../..").locator("tbody tr").count() == denominator
        page.get_by_role("link", name=re.compile("In the numerator")).click()
        expect(page.locator("main .region tbody tr")).to_have_count(max(1, numerator))
        found += window.barriers()
    assert found == []


def test_the_rescue_list_becomes_todays_worklist_by_one_key(at_work):
    window = at_work("Sam")
    page = window.page
    page.goto("/staffing/measures/2026Q3/M3/rescue/")
    expect(heading(page)).to_have_text(re.compile(r"^\d+ claims can still change M3 of\s+Q3 2026$"))
    chosen = page.get_by_role("checkbox")
    chosen.first.uncheck()
    count = chosen.count() - 1
    page.keyboard.press("t")
    said(page, f"{count} tasks due today")
    expect(page.locator(".tag", has_text="on the list")).to_have_count(count)
    assert window.barriers() == []
    page.get_by_role("link", name="Which").click()
    expect(page.locator("main")).to_contain_text(re.compile(f"{count} "))
    page.goto("/staffing/measures/2026Q3/M3/rescue/")
    expect(page.locator(".tag", has_text="on the list")).to_have_count(count)
