"""B9: tabs, filters in the address, counts that are the number of rows; the order of a list, its pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohe import clock
from tests import make
from tests.coordination.desk_rows import DAY, TODAY, for_worker, show, step, tabs, text, workers

# ---- tabs, filters, counts -----------------------------------------------------------------------------


@pytest.fixture
def a_week(ana):
    """One item of each kind of day."""
    step(ana, -2, claim=for_worker("Late"))
    step(ana, 0, claim=for_worker("Today"))
    step(ana, 3, claim=for_worker("Coming"))
    step(ana, 0, claim=for_worker("Asleep"), state="snoozed", snoozed_until=TODAY + DAY)
    step(ana, 0, claim=for_worker("Finished"), state="done", closed_at=clock.now())
    step(ana, 0, claim=for_worker("Longago"), state="done", closed_at=clock.now() - timedelta(days=8))


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("", ["Late", "Today"]),
        ("today", ["Late", "Today"]),
        ("overdue", ["Late"]),
        ("upcoming", ["Coming"]),
        ("snoozed", ["Asleep"]),
        ("covering", []),
        ("done", ["Finished"]),
        ("all", ["Late", "Today", "Coming"]),
    ],
)
def test_each_tab_shows_its_items(ana, browse, a_week, tab, expected):
    assert workers(show(browse(ana), tab=tab)) == expected


def test_the_number_on_a_tab_is_the_number_of_its_rows(ana, browse, a_week):
    client = browse(ana)
    named = {"Today": "today", "Overdue": "overdue", "Upcoming": "upcoming", "Snoozed": "snoozed"}
    named |= {"Covering": "covering", "Done": "done", "All open": "all"}
    found = {name: len(workers(show(client, tab=tab))) for name, tab in named.items()}
    assert tabs(show(client)) == found


def test_the_numbers_follow_the_filters(ana, browse):
    step(ana, claim=for_worker("Delgado"))
    step(ana, claim=for_worker("Fenwick"))
    assert tabs(show(browse(ana), q="delgado"))["Today"] == 1


@pytest.fixture
def two_claims(ana):
    make.Provider(provider_number="200777", name="Imani Sato")
    rosa = for_worker(
        "Delgado", worker_phone="(253) 555-0142", employer_name="Harbor Ice", employer_account="777-00",
        attending_provider_number="200777",
    )  # fmt: skip
    other = for_worker("Fenwick", worker_phone="206-555-0199")
    step(ana, claim=rosa, tier_rank=0, because="Ask about a lighter job")
    make.Item(owner=ana.person, claim=other, rule="T07", area="best-practice", due_on=TODAY - 9 * DAY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("area", "monitoring"),
        ("rule", "T03"),
        ("rule", "t03"),
        ("tier", "high"),
        ("provider", "200777"),
        ("provider", "sato"),
        ("employer", "harbor"),
        ("employer", "777-00"),
        ("q", "delgado rosa"),
        ("q", "DELGÁDO"),
        ("q", "253 555 0142"),
        ("q", "lighter"),
        ("owner", "me"),
    ],
)
def test_a_filter_lets_through_what_it_names(ana, browse, two_claims, name, value):
    found = workers(show(browse(ana), **{name: value, "tab": "all"}))
    assert found == (["Fenwick", "Delgado"] if name == "owner" else ["Delgado"])


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("today", ["Late", "Today"]),
        ("week", ["Late", "Today", "Coming"]),
        ("2026-10-14", ["Late"]),
        ("2026-10-18", ["Late", "Today", "Coming"]),
    ],
)
def test_a_filter_on_the_due_day_lets_through_what_is_due_by_then(ana, browse, a_week, due, expected):
    assert workers(show(browse(ana), tab="all", due=due)) == expected


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("tab", "tomorrow", "The tab “tomorrow” does not exist"),
        ("area", "weather", "The area “weather” does not exist"),
        ("rule", "T99", "There is no rule “T99”"),
        ("tier", "4", "The tier “4” does not exist"),
        ("owner", "boss", "Owner “boss” does not exist"),
        ("due", "2026-02-30", "Due “2026-02-30” is no day"),
        ("q", "x" * 101, "At most 100 characters"),
        ("q", "a\x07b", "a character that no text here can have"),
        ("aera", "surgery", "has no filter “aera”"),
        ("after", "nowhere", "This page of the list does not exist"),
    ],
)
def test_what_an_address_cannot_mean_is_said_and_the_rest_still_counts(
    ana, browse, a_week, name, value, says
):
    page = show(browse(ana), **{"rule": "T03", name: value})
    assert page.status_code == 422
    assert says in text(page)
    assert workers(page) == ["Late", "Today"]


def test_two_values_for_one_filter_are_not_guessed_between(ana, browse):
    page = show(browse(ana), area=["surgery", "barriers"])
    assert page.status_code == 422
    assert "Choose one value for “area”" in text(page)


def test_filters_in_force_are_chips_that_can_be_taken_away(ana, browse, two_claims):
    page = text(show(browse(ana), area="monitoring", tier="high"))
    assert 'href="/worklist/?tier=high" aria-label="Remove filter Area"' in page
    assert "<b>Area</b> Monitoring" in page


# ---- order and pages -----------------------------------------------------------------------------------


def test_the_order_is_that_of_triggers_md(ana, browse):
    def one(name, due_in=0, **said):
        step(ana, due_in, claim=for_worker(name), **said)

    one("sixth", tier_rank=2)
    one("fifth", off_since=TODAY - 9 * DAY)
    one("fourth", off_since=TODAY - 90 * DAY)
    one("third", tier_rank=0)
    one("second", last_day=TODAY + 9 * DAY)
    one("first", last_day=TODAY + 2 * DAY)
    one("overdue", -1, tier_rank=2)
    expected = ["overdue", "first", "second", "third", "fourth", "fifth", "sixth"]
    assert workers(show(browse(ana))) == expected


def test_a_row_says_why_it_stands_above_the_next(ana, browse):
    step(ana, claim=for_worker("First"), tier_rank=0)
    step(ana, claim=for_worker("Second"))
    assert "Above Second: tier High." in text(show(browse(ana)))


@pytest.mark.parametrize("tab", ["all", "snoozed", "done"])
def test_pages_hold_every_item_once(ana, browse, tab):
    said = {"snoozed": {"state": "snoozed", "snoozed_until": TODAY + DAY}}
    said |= {"done": {"state": "done", "closed_at": clock.now()}, "all": {}}
    for n in range(120):
        off = TODAY - n % 4 * DAY if n % 3 else None
        last = TODAY + n % 5 * DAY if n % 2 else None
        step(ana, n % 7 - 3, off_since=off, last_day=last, tier_rank=n % 3, **said[tab])
    client, seen, url = browse(ana), [], f"{reverse('coordination:worklist')}?tab={tab}"
    while url:
        page = client.get(url)
        seen += [row.pk for row in page.context["desk"].rows]
        url = page.context["desk"].next_url
    assert len(seen) == len(set(seen)) == 120


def test_an_item_done_between_two_pages_hides_no_other(ana, browse):
    items = [step(ana, n - 60) for n in range(60)]
    client = browse(ana)
    first = show(client).context["desk"]
    items[3].state, items[3].closed_at = "done", clock.now()
    items[3].save()
    assert [row.pk for row in client.get(first.next_url).context["desk"].rows] == [i.pk for i in items[50:]]


def test_a_script_gets_the_next_rows_and_nothing_around_them(ana, browse):
    for n in range(51):
        step(ana, n - 60)
    client = browse(ana)
    url = show(client).context["desk"].next_url
    rows = text(client.get(url, headers={"HX-Request": "true", "HX-Target": "more"}))
    assert rows.count("data-row ") == rows.count(" hidden") == 1
    assert "<html" not in rows
