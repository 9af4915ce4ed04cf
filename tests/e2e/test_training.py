"""The supervisor keeps a new HSC's training in Chromium: what is missing, the record, its file."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import heading, keep

pytestmark = pytest.mark.e2e


def test_training_is_recorded_with_its_file_and_is_missing_no_longer(at_work, staffed, tmp_path):
    certificate = tmp_path / "certificate.pdf"
    certificate.write_bytes(b"%PDF-1.7 of six hours in Tumwater")
    window = at_work("Sam")
    page, found = window.page, []
    page.get_by_role("link", name="Training", exact=True).click()
    expect(heading(page)).to_contain_text("3 of 3 do not count yet")
    row = page.locator("tbody tr", has_text="Lena")
    expect(row).to_contain_text("48 days left, to 2 Dec 2026")
    expect(row).to_contain_text("topic: L&I business process")
    found += window.barriers()
    row.get_by_role("link", name="Lena").click()
    expect(page.locator("#clock-title")).to_contain_text("48 days left")
    page.get_by_role("link", name="Record training").click()
    page.get_by_label("What it was").fill("Orientation in Tumwater")
    page.get_by_label("Delivered on").fill("2026-10-01")
    page.get_by_label("Hours").fill("6")
    for topic in page.get_by_role("group", name=re.compile("Topics")).get_by_role("checkbox").all():
        topic.check()
    keep(page)
    expect(page.locator("#clock-title")).to_contain_text("First training: done 1 Oct 2026")
    expect(page.locator("#needs-title + *, #needs-title")).not_to_contain_text("topic")
    page.get_by_role("link", name="Add a file to Orientation in Tumwater").click()
    page.get_by_label("File").set_input_files(certificate)
    page.get_by_role("button", name="Keep the file").click()
    with page.expect_download() as kept:
        page.get_by_role("link", name="certificate.pdf").click()
    assert kept.value.path().read_bytes() == certificate.read_bytes()
    found += window.barriers()
    page.keyboard.press("Escape")
    row = page.locator("tbody tr", has_text="Lena")
    expect(row).to_contain_text("Done 1 Oct 2026")
    expect(row).not_to_contain_text("topic")
    # Two degrees and a job short of counting: what else is missing stays.
    expect(row).to_contain_text("provider number")
    assert found == []
