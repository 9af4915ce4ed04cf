"""The supervisor's staffing in Chromium: the board, the line, cover, leavers, load, the quarters to come."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cohe.models import Membership, Person
from staffing.quarter import Quarter
from staffing.queries.ratio import initiated, initiated_in_year
from tests import make
from tests.e2e.conftest import heading, inside, keep, said
from tests.staffing.test_scenarios import forecast_of

pytestmark = pytest.mark.e2e
Q3 = Quarter(2026, 3)


def person(name: str) -> Person:
    return Person.objects.get(name=name)


def first_number(words: str) -> int:
    return int(re.search(r"\d+", words)[0])


def test_the_board_says_who_is_over_away_uncovered_and_late_before_anybody_clicks(at_work, staffed):
    with inside(staffed):
        make.PolicyValue(name="claims_per_fte_quarter", value=5)
        make.Absence(person=person("Priya"), first_on=date(2026, 10, 16), last_on=date(2026, 10, 20))
    window = at_work("Sam")
    page = window.page
    expect(heading(page)).to_contain_text("staffing, cover for Priya")
    expect(page.locator("#line-title")).to_contain_text("over the 5 line so far")
    expect(page.locator("#why-title")).to_contain_text("claims too many, 1.0000 FTE too few")
    expect(page.locator("#away-title")).to_have_text(re.compile(r"Priya: \d+ of \d+ uncovered"))
    expect(page.locator("#training-title")).to_contain_text("Lena, 48 days left")
    expect(page.locator("#slips-title")).to_have_text(re.compile(r"\d"))
    assert window.barriers() == []
    overdue = page.get_by_role("link", name="overdue of Priya")
    count = first_number(overdue.inner_text())
    overdue.click()
    expect(heading(page)).to_contain_text(f"{count} of them overdue")
    assert count > 0


def test_the_ratio_opens_every_term_and_its_check_a_discussion_that_is_held_and_closed(at_work, staffed):
    with inside(staffed):
        make.PolicyValue(name="claims_per_fte_quarter", value=20)
        count, year = initiated(Q3.first, Q3.last).count(), initiated_in_year(Q3.last).count()
    window = at_work("Sam")
    page, found = window.page, []
    page.get_by_role("link", name="Claims per FTE").click()
    page.get_by_role("link", name="Q3 2026").click()
    expect(heading(page)).to_contain_text("Q3 2026 is over the 20 line")
    page.get_by_role("link", name=f"{count} claims").click()
    expect(heading(page)).to_have_text(f"{count} claims initiated in Q3 2026")
    assert page.locator("tbody tr").count() == count < 100
    page.keyboard.press("Escape")
    page.get_by_role("link", name=f"{year} claims").click()
    expect(heading(page)).to_contain_text(f"{year} claims initiated in the twelve months to 30 Sep 2026")
    page.keyboard.press("Escape")
    page.get_by_role("link", name=re.compile("^Tomas")).click()
    expect(page.locator("tr:target")).to_contain_text("40 of 40 h from 6 Jan 2020")
    page.go_back()
    page.get_by_role("button", name="Check Q3 2026 now").click()
    said(page, "a discussion is required")
    page.get_by_role("link", name="Open the discussion").click()
    # Held without a strategy it is refused, and the day is kept.
    page.get_by_label("Held on").fill("2026-10-15")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what strategy was agreed on.")
    expect(page.get_by_label("Held on")).to_have_value("2026-10-15")
    page.get_by_label("Staffing strategy").fill("Hire one HSC in January.")
    page.get_by_label("Follow-up on").fill("2027-01-15")
    page.get_by_role("button", name="Save").click()
    expect(heading(page)).to_contain_text("Held: forecast and staffing after Q3 2026")
    found += window.barriers()
    page.get_by_role("button", name="Close the discussion").click()
    expect(heading(page)).to_contain_text("Closed")
    expect(page.locator("main")).to_contain_text("Hire one HSC in January.")
    found += window.barriers()
    assert found == []


def not_covered(page: Page) -> int:
    """Return how many items the heading of a coverage plan calls not covered."""
    return int(re.search(r"(\d+) of \d+ items? not", heading(page).inner_text())[1])


def let_cover(page: Page, name: str, until: str) -> None:
    page.get_by_label("Covered by").select_option(label=name)
    page.get_by_label("Last day").fill(until)
    page.get_by_role("button", name="Set the cover").click()
    said(page, f"{name} covers Priya")


def test_an_absence_is_covered_by_two_printed_and_ends_by_itself(at_work, staffed, monkeypatch):
    window = at_work("Sam")
    page, left = window.page, []
    page.goto("/staffing/cover/")
    page.locator("main").get_by_role("link", name="Priya").click()
    page.get_by_label("First day away").fill("2026-10-19")
    page.get_by_label("Last day away").fill("2026-10-20")
    page.get_by_role("button", name="Note the days").click()
    # What falls due comes first; then one covers a part, another all of it but the last day.
    expect(heading(page)).to_contain_text("Priya is away 19 Oct to 20 Oct 2026")
    left.append(not_covered(page))
    page.get_by_text("Only a part of the work").click()
    for box in page.get_by_role("checkbox").all()[:5]:
        box.check()
    let_cover(page, "Lena", "2026-10-20")
    left.append(not_covered(page))
    let_cover(page, "Tomas", "2026-10-19")
    left.append(not_covered(page))
    assert left[0] > left[1] > left[2] > 0
    expect(page.locator("#who-title")).to_have_text("Partly covered")
    expect(page.locator("main")).to_contain_text("Days on which nobody covers all: Tue 20 Oct")
    assert window.barriers() == []
    with page.expect_download() as kept:
        page.get_by_role("link", name="Print as PDF").click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")
    seen = []
    for day in ("2026-10-19", "2026-10-21"):
        monkeypatch.setenv("COHE_TODAY", day)
        tomas = at_work("Tomas").page
        tomas.goto("/worklist/?tab=covering")
        seen.append(tomas.locator("tr[data-row]").count())
    assert seen[0] > 0 == seen[1]


def test_a_leaver_is_handed_over_in_one_step_and_undone(at_work, staffed):
    window = at_work("Sam")
    page, found = window.page, []
    page.goto("/staffing/leavers/")
    page.locator("main").get_by_role("link", name="Priya").click()
    page.get_by_label("Last day of work").fill("2026-10-30")
    page.get_by_role("button", name="Note the last day").click()
    expect(heading(page)).to_contain_text("Priya leaves on 30 Oct 2026: still to hand over")
    owned = page.locator("dl.kv").inner_text()
    page.get_by_text("Split by provider").click()
    page.locator("details select").first.select_option(label="Lena")
    found += window.barriers()
    # Without a receiver it is refused, and the split is kept.
    page.get_by_role("button", name="Hand everything over").click()
    expect(page.get_by_role("alert")).to_contain_text("Everything goes to")
    expect(page.locator("details select").first.locator("option:checked")).to_have_text("Lena")
    page.get_by_label("Everything goes to").select_option(label="Tomas")
    page.get_by_label("What every receiver should know").fill("Ask me until Friday.")
    page.get_by_role("button", name="Hand everything over").click()
    said(page, "All that was Priya's is handed over.")
    told = page.locator("main").inner_text()
    assert re.search(r"\d+ from Priya to Lena, \d+ from Priya to Tomas", told)
    expect(page.locator("tbody tr").first).to_contain_text(
        "Priya leaves on 30 Oct 2026. Ask me until Friday."
    )
    found += window.barriers()
    page.get_by_role("button", name="Undo all of it").click()
    said(page, "back where they were")
    page.keyboard.press("Escape")
    expect(page.locator("dl.kv")).to_have_text(owned, use_inner_text=True)
    assert found == []


def test_load_is_evened_by_the_moves_she_leaves_ticked_and_undone(at_work, staffed):
    window = at_work("Sam")
    page, found = window.page, []
    page.goto("/staffing/load/")
    moves = page.get_by_role("checkbox")
    before, count = heading(page).inner_text(), moves.count()
    assert count > 1
    after = page.locator("td[data-label='After the moves']").all_inner_texts()
    moves.last.uncheck()
    # What the others would do shows at once.
    make_them = page.get_by_role("button", name=re.compile(f"Make {count - 1} moves? as shown"))
    expect(make_them).to_be_visible()
    expect(moves.last).not_to_be_checked()
    assert page.locator("td[data-label='After the moves']").all_inner_texts() != after
    found += window.barriers()
    make_them.click()
    expect(heading(page)).to_contain_text(re.compile(r"\d+ claims? moved"))
    found += window.barriers()
    page.get_by_role("button", name="Undo all of it").click()
    said(page, "back where")
    page.keyboard.press("Escape")
    expect(heading(page)).to_have_text(before)
    assert found == []


def test_a_scenario_is_kept_compared_and_brought_to_a_discussion(at_work, staffed):
    with inside(staffed):
        make.StaffingDiscussion()
        forecast_of(Membership.objects.get(person__name="Sam"), *[1800] * 12)
    window = at_work("Sam")
    page, found = window.page, []
    page.get_by_role("link", name="Forecast", exact=True).click()
    page.get_by_role("link", name="New scenario").click()
    page.get_by_role("textbox", name="Name").fill("Hire in winter")
    page.get_by_label("Claims more or fewer").fill("10")
    keep(page)
    page.get_by_role("link", name="Add a hire").click()
    page.get_by_label("First day").fill("2027-01-04")
    keep(page)
    expect(heading(page)).to_contain_text("Hire in winter: ")
    found += window.barriers()
    page.keyboard.press("Escape")
    rows = page.get_by_role("region", name="Scenarios, scrolls sideways").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("Hire in winter")
    found += window.barriers()
    page.get_by_role("link", name="Hire in winter").click()
    page.get_by_label("Bring it to").select_option(index=1)
    page.get_by_role("button", name="Bring", exact=True).click()
    expect(page.get_by_role("heading", name="Scenario: Hire in winter")).to_be_visible()
    expect(page.get_by_role("region", name="Scenario, scrolls sideways")).to_contain_text("Q1 2027")
    found += window.barriers()
    assert found == []


def refused(page: Page, sentence: str, kept: dict[str, str]) -> None:
    """Expect a refusal in a sentence, with the fields as they were typed."""
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    for label, value in kept.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(value)


def test_what_cannot_be_is_refused_in_a_sentence_and_what_was_typed_stays(at_work, staffed):
    with inside(staffed):
        priya, tomas = person("Priya").pk, person("Tomas").pk
        make.Absence(person_id=tomas, first_on=date(2026, 10, 19), last_on=date(2026, 10, 19))
        away = make.Absence(person_id=priya, first_on=date(2026, 10, 16), last_on=date(2026, 10, 20)).pk
    window = at_work("Sam")
    page = window.page
    page.goto(f"/staffing/people/{priya}/share/")
    page.get_by_label("Role").select_option("outreach")
    page.get_by_label("Hours a week", exact=False).first.fill("8")
    page.get_by_role("button", name="Set the share").click()
    refused(page, "all roles together are at most 1", {"Hours a week*": "8"})
    page.goto(f"/staffing/people/{priya}/away/")
    page.get_by_label("First day away").fill("2026-10-20")
    page.get_by_label("Last day away").fill("2026-10-22")
    page.get_by_role("button", name="Note the days").click()
    refused(page, "Priya is away on some of these days already", {"Last day away*": "2026-10-22"})
    page.goto(f"/staffing/cover/{away}/")
    page.get_by_label("Covered by").select_option(label="Tomas")
    page.get_by_label("Last day").fill("2026-10-19")
    page.get_by_role("button", name="Set the cover").click()
    refused(page, "Tomas is away too, 19 Oct to 19 Oct 2026", {"Last day*": "2026-10-19"})
    page.goto(f"/training/people/{priya}/course/")
    page.get_by_label("What it was").fill("Claims basics")
    page.get_by_label("Delivered on").fill("2026-09-01")
    page.get_by_label("Hours").fill("3")
    page.get_by_label("Approved by L&I's contract manager on").fill("2026-09-02")
    keep(page)
    refused(page, "approval is dated after the training was delivered", {"What it was*": "Claims basics"})
    assert window.barriers() == []
