"""The description of the API in a browser: drawn under the strict policy, tried with one's session."""

import pytest

from tests.e2e.conftest import PHONE, sized

pytestmark = pytest.mark.e2e


def test_the_description_is_drawn_and_a_request_is_tried(at_work):
    window = at_work("Priya")
    page = window.page
    page.goto("/api/")
    operation = page.locator("#operations-worklist-items_list")
    # hundreds of operations are drawn tag by tag, as somebody opens it
    page.locator("#operations-tag-worklist").click()
    operation.wait_for()
    assert window.barriers() == []
    operation.locator("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    operation.locator(".live-responses-table .response").get_by_text('"results"').wait_for()
    page.set_viewport_size(PHONE)
    assert sized(page) <= PHONE["width"]
