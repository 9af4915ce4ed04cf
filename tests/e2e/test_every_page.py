"""Every page for every role: no barrier axe can find, no complaint of the browser, no sideways scrolling."""

import re

import pytest

from tests.e2e.conftest import DESKTOP, PHONE, sized

pytestmark = pytest.mark.e2e

NOWHERE = "/nothing-here/"
COMMON = (
    "/me/",
    "/me/tokens/",
    "/rules/",
    "/api/",
    "/health/",
    "/account/password/change/",
    NOWHERE,
)
CLAIM = (
    "CLAIM/",
    "CLAIM/frq/",
    "CLAIM/readers/",
    "CLAIM/notes/",
    "CLAIM/call/",
    "CLAIM/records/",
    "CLAIM/plan/new/",
    "CLAIM/referrals/start/",
    "CLAIM/medication/",
    "CLAIM/surgeries/new/",
    "CLAIM/job-papers/new/",
    "CLAIM/employer/",
    "CLAIM/letters/",
    "CLAIM/visit-packets/new/",
    "CLAIM/hand-over/",
    "CLAIM/transfer/",
    "CLAIM/hospital/",
    "CLAIM/checklists/",
    "CLAIM/conferences/",
    "CLAIM/questions/",
)
PAGES = {
    "Priya": (
        "/worklist/",
        "/worklist/?tab=upcoming",
        "/worklist/?tab=snoozed",
        "/worklist/?q=zzzz",
        "/worklist/mine/",
        "/worklist/views/",
        "/worklist/filter/",
        "/claims/?q=martin",
        "/claims/?q=zzzzzz",
        "/caseload/",
        "/imports/",
        "/referrals/",
        "/referrals/barriers/",
        "/resources/",
        "/time/",
        "/time/billing/",
        "/time/activity/",
        "/hand-overs/",
        "/visit-packets/",
        "/training/mine/",
        *CLAIM,
        *COMMON,
    ),
    "Sam": (
        "/board/",
        "/worklist/?owner=team",
        "/nothing-slips/",
        "/caseload/",
        "/caseload/unassigned/",
        "/imports/",
        "IMPORT",
        "/staffing/",
        "/staffing/ratio/",
        "/staffing/cover/",
        "/staffing/load/",
        "/staffing/leavers/",
        "/staffing/forecast/",
        "/staffing/discussions/",
        "/staffing/measures/",
        "/staffing/performance/",
        "/staffing/reports/",
        "/training/",
    ),
    "Ada": (
        "/imports/",
        "IMPORT",
        "/people/",
        "/caseload/",
        "/assessment-forms/",
        "/billing-codes/",
        "/letter-templates/",
    ),
    "Casey": ("/", "/staffing/discussions/"),
}

# On a phone made of the same rows as /worklist/, which axe looks at there: half of its time was theirs.
LIKE_ANOTHER = (
    "/worklist/?tab=upcoming",
    "/worklist/?tab=snoozed",
    "/worklist/?q=zzzz",
    "/worklist/?owner=team",
)


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def addresses(window, name: str) -> list[str]:
    """Return the pages of a person, with the first claim and the first import in place of their words."""
    page, known = window.page, {}
    if any("CLAIM" in url for url in PAGES[name]):
        page.goto("/worklist/")
        known["CLAIM"] = re.match(
            r"/claims/\d+", page.locator("tr[data-row]").first.get_attribute("data-href")
        )[0]
    if "IMPORT" in PAGES[name]:
        page.goto("/imports/")
        known["IMPORT"] = page.locator("main table a").first.get_attribute("href")
    return [re.sub("^(CLAIM|IMPORT)", lambda word: known[word[0]], url) for url in PAGES[name]]


def test_every_page_is_without_barriers_wide_and_narrow(at_work, name):
    window = at_work(name)
    found = []
    for asked, url in zip(PAGES[name], addresses(window, name), strict=True):
        window.page.set_viewport_size(DESKTOP)
        answer = window.page.goto(url)
        if answer.status != (404 if url == NOWHERE else 200):
            found.append(f"{url} answers {answer.status}")
        for size in (DESKTOP, PHONE):
            window.page.set_viewport_size(size)
            if size is DESKTOP or asked not in LIKE_ANOTHER:
                found += window.barriers()
            if sized(window.page) > size["width"]:
                found.append(f"{url} scrolls sideways at {size['width']} px")
    assert found == [], "\n".join(found)
