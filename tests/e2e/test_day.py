"""A coordinator's day by keyboard alone: after signing in no mouse is moved and no address is typed."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from cohe.models import Role
from tests import make
from tests.e2e.conftest import find_what_is_owed, hire, inside, said

pytestmark = pytest.mark.e2e
LABEL = "document.activeElement.labels?.[0]?.textContent ?? ''"


@pytest.fixture
def nora(puget):
    """Nora's morning: a new worker, an FRQ, a referral, a surgery, an employer, a worker who moves away."""
    with inside(puget):
        person = hire("Nora", Role.HSC).person
        names = ("Newman", "Frank", "Reyes", "Surber", "Worth", "Moven")
        claims = new, frq, referral, surgery, work, _ = [
            make.Claim(hsc=person, worker_last_name=name) for name in names
        ]
        for one in claims:
            if one is not new:
                make.Record(claim=one)
        make.WorkStatus(claim=frq, from_date=date(2026, 9, 18))
        make.Referral(claim=referral)
        make.Surgery(claim=surgery, requested_on=date(2026, 9, 20), scheduled_for=date(2026, 10, 20))
        make.WorkStatus(claim=work, status="modified", restrictions="no lifting")
        make.Apf(claim=work)
        find_what_is_owed(*claims)


def on_row(page: Page) -> Locator:
    return page.locator("tr[data-row].on")


def reach(page: Page, words: str) -> Locator:
    """Move down the list, else up, until the row of these words is on; return it."""
    for key in (*"j" * 40, *"k" * 80):
        if words in (on_row(page).get_attribute("data-name") or ""):
            return on_row(page)
        page.keyboard.press(key)
    names = page.locator("tr[data-row]").evaluate_all("rows => rows.map(row => row.dataset.name)")
    raise AssertionError(f"No key leads to “{words}” among {names}")


def tab_to(page: Page, label: str) -> None:
    """Press Tab to the field of that name: where that takes many of them, a page is not for the keyboard."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(LABEL).strip().startswith(label):
            return
    raise AssertionError(f"Twelve Tabs do not lead to {label}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def keep(page: Page, says: str) -> None:
    """Finish the form that has the focus, and read what came of it."""
    press(page, "Control+Enter")
    said(page, says)


def back_to_the_list(page: Page, levels: int) -> None:
    """Escape step by step to the list; the row that is on has the focus again."""
    for _ in range(levels):
        page.wait_for_load_state()
        with page.expect_navigation():
            press(page, "Escape")
    expect(page).to_have_url(re.compile("/worklist/"))
    expect(on_row(page)).to_be_focused()


def write_and_go_back(page: Page, label: str, words: str) -> None:
    """Write into a field of the page what clears the item, and go back to the list."""
    press(page, "i")
    tab_to(page, label)
    page.keyboard.type(words)
    keep(page, "cleared")
    back_to_the_list(page, 2)


def test_a_coordinators_whole_day_needs_no_mouse(nora, at_work):
    page = at_work("Nora").page
    new_worker_is_reviewed(page)
    worker_answers_the_frq(page)
    referral_is_chased(page)
    surgery_gets_its_plan(page)
    employer_is_spoken_with(page)
    claim_is_handed_over(page)


def new_worker_is_reviewed(page: Page) -> None:
    row = reach(page, "Review the new worker")
    gone = page.locator(f"#{row.get_attribute('id')}")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Newman")
    back_to_the_list(page, 1)
    press(page, "e")
    expect(gone).to_have_count(0)
    expect(on_row(page)).to_be_focused()


def worker_answers_the_frq(page: Page) -> None:
    reach(page, "Offer the FRQ")
    press(page, "c")
    page.wait_for_url(re.compile("/call/"))
    press(page, "1")
    expect(page.get_by_label("Reached")).to_be_focused()
    tab_to(page, "Not on this call")
    press(page, *"an", "Tab", "y", "Tab", "7", "Tab", "Space", "Tab", "Space")
    expect(page.locator("#signing")).to_contain_text("Offer the FRQ")
    press(page, "m", "9")
    keep(page, "cleared")
    expect(page).to_have_url(re.compile("/worklist/"))
    expect(on_row(page)).to_be_focused()


def referral_is_chased(page: Page) -> None:
    reach(page, "Have the referral scheduled")
    press(page, "r")
    page.wait_for_url(re.compile("/referrals/"))
    press(page, page.get_by_role("link", name="Record the visit's day").get_attribute("data-key"))
    page.wait_for_url(re.compile("step=schedule"))
    write_and_go_back(page, "Day of the visit", "10222026")


def surgery_gets_its_plan(page: Page) -> None:
    reach(page, "pre-op release-to-work plan")
    press(page, "r")
    page.wait_for_url(re.compile("/surgeries/"))
    press(page, "b")
    page.wait_for_url(re.compile("/plan/pre-op/"))
    write_and_go_back(page, "Goals", "Light work by week four.")


def employer_is_spoken_with(page: Page) -> None:
    reach(page, "Speak with the employer")
    press(page, "e")
    page.wait_for_url(re.compile("finish="))
    expect(page.get_by_label("What was said")).to_be_focused()
    page.keyboard.type("The foreman offers sorting work from Monday.")
    press(page, "Escape", "i")
    tab_to(page, "Outcome")
    page.keyboard.type("Rea")
    tab_to(page, "Minutes")
    page.keyboard.type("7")
    keep(page, "signed")
    press(page, "w")
    page.wait_for_url(re.compile("/work-status/"))
    press(page, "i")
    page.keyboard.type("Full")
    keep(page, "Work status recorded")
    back_to_the_list(page, 1)


def claim_is_handed_over(page: Page) -> None:
    press(page, "/")
    page.keyboard.type("Moven")
    press(page, "Enter")
    page.wait_for_url(re.compile("q="))
    press(page, "j", "Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/"))
    press(page, "r")
    page.wait_for_url(re.compile("/records/"))
    press(page, "h")
    page.wait_for_url(re.compile("/hand-over/"))
    press(page, "i")
    page.keyboard.type("Pri")
    tab_to(page, "Why")
    page.keyboard.type("Moves to Spokane next week.")
    press(page, "Tab", "Space")
    keep(page, "Hand-over sent")
    press(page, "g", "w")
    page.wait_for_url(re.compile("/worklist/"))
    press(page, "j")
    expect(on_row(page)).to_be_focused()
