"""A6 in Chromium: an Assistant sees and works what an HSC gave her, and hands it up in one step."""

import pytest
from playwright.sync_api import expect

from cohe.models import Role
from tests import make
from tests.e2e.conftest import find_what_is_owed, hire, inside, keep, said

pytestmark = pytest.mark.e2e


@pytest.fixture
def claims(puget):
    """Nora's two claims: Given of the lower tier, Kept beside it; Mia is her Assistant."""
    with inside(puget):
        hire("Mia", Role.ASSISTANT)
        nora = hire("Nora", Role.HSC)
        both = [
            make.Claim(hsc=nora.person, worker_last_name=name, tier="low", roa_complete=False)
            for name in ("Given", "Kept")
        ]
        find_what_is_owed(*both)
    return both


def test_an_assistant_works_what_is_delegated_is_refused_the_rest_and_hands_it_up(claims, at_work):
    given, kept = claims
    hsc = at_work("Nora").page
    hsc.goto(f"/claims/{given.pk}/delegate/")
    hsc.get_by_label("Assistant").select_option(label="Mia")
    keep(hsc)
    said(hsc, "Mia works this claim now")
    window = at_work("Mia")
    page = window.page
    # Given: her list holds that claim and no other; she does one of its items herself.
    expect(page.locator("tr[data-row] .name", has_text="Kept")).to_have_count(0)
    expect(page.locator("tr[data-row] .name", has_text="Given").first).to_be_visible()
    assert window.barriers() == []
    rows = page.locator("tr[data-row]").count()
    page.keyboard.press("e")
    expect(page.locator("tr[data-row]")).to_have_count(rows - 1)
    # What was not given does not exist for her, whatever address she tries.
    assert page.goto(f"/claims/{kept.pk}/").status == 404
    page.goto("/delegated/")
    page.get_by_role("link", name="Hand to the HSC").click()
    assert window.barriers() == []
    page.get_by_label("Why").fill("She asks about surgery.")
    keep(page)
    said(page, "is with its HSC now")
    assert page.goto(f"/claims/{given.pk}/").status == 404
    hsc.goto("/worklist/?tab=all")
    expect(hsc.locator("tr[data-row] .name", has_text="Given").first).to_be_visible()
