"""The claim page: what it shows, in how many queries (A2)."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from claims.models import ClaimAssignment, TierChange
from cohe import clock
from tests import make
from tests.asking import queries_of

TODAY = make.DAY


@pytest.fixture
def claim(ana):
    return make.Claim(
        hsc=ana.person,
        worker_last_name="Halvorsen",
        worker_first_name="Piet",
        worker_dob=date(1982, 10, 16),
        worker_language="Dutch",
        interpreter_needed=True,
        claim_manager="Unit 4",
    )


def page_of(client, claim, **query):
    return client.get(reverse("coordination:claim", args=[claim.pk]), query)


def words_of(answer):
    """Return the text of a page as one reads it."""
    body = answer.content.decode().split("<main", 1)[1]
    cells = re.sub(r"</(td|th|dt|dd|p)>", " ", body)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cells))


@pytest.fixture
def words(ana, browse, claim):
    """Return the words of the claim's page as Ana reads them, asked for when everything is there."""
    return lambda **query: words_of(page_of(browse(ana), claim, **query))


def test_the_head_says_who_the_worker_is(words):
    assert "Halvorsen, Piet" in words()
    assert "206-555-0100 43, Dutch, interpreter" in words()
    assert "Claim manager Unit 4" in words()


def test_the_phone_number_dials(ana, browse, claim):
    assert 'href="tel:2065550100"' in page_of(browse(ana), claim).content.decode()


def test_the_name_is_not_in_the_title_of_the_tab(ana, browse, claim):
    title = re.search(r"<title>(.*?)</title>", page_of(browse(ana), claim).content.decode())
    assert title.group(1) == f"Claim {claim.claim_number}"


def test_days_off_work_and_days_of_time_loss_are_two_numbers(words, claim):
    make.WorkStatus(claim=claim, status="kos", from_date=date(2026, 9, 2), through_date=date(2026, 9, 11))
    make.WorkStatus(
        claim=claim, status="full_duty", from_date=date(2026, 9, 12), through_date=date(2026, 10, 4)
    )
    make.WorkStatus(claim=claim, status="off_work", from_date=date(2026, 10, 5))
    make.TimeLoss(
        claim=claim,
        paid_from=date(2026, 10, 8),
        paid_through=date(2026, 10, 11),
        days_paid=4,
    )
    assert "Off work 21 days, now day 11 Time loss paid: 4 days" in words()


def test_time_loss_whose_days_are_not_known_is_not_counted_as_none(words, claim):
    make.TimeLoss(claim=claim, paid_from=date(2026, 10, 8), paid_through=date(2026, 10, 11))
    assert "Time loss paid: 0 days or more" in words()


def test_the_first_year_of_treatment_counts_down(words):
    assert "322 days left, to 2 Sep 2027" in words()


def test_providers_are_shown_over_time(words, claim):
    make.Provider(provider_number="200001", name="Dr. First", credential="")
    make.Provider(provider_number="200002", name="Dr. Second", credential="", clinic="Alder Street")
    claim.attending_provider_number, claim.attending_since = "200002", date(2026, 9, 20)
    claim.save()
    assert "Dr. Second Alder Street, since 20 Sep 1 before Dr. First, from 2 Sep 2026" in words()


def test_a_provider_whom_the_extract_does_not_name_is_shown_by_number(words):
    assert "Provider 200001" in words()


def test_the_hsc_is_shown_with_the_day_since_when(words, claim, ana):
    ClaimAssignment.objects.create(
        cohe=claim.cohe, claim=claim, hsc=ana.person, since=date(2026, 9, 5), reason="new claim"
    )
    assert "HSC Ana since 5 Sep" in words()


# ---- what is owed ------------------------------------------------------------------------------------


def test_an_item_says_why_what_clears_it_and_until_when(words, claim, ana):
    make.Item(
        claim=claim, owner=ana.person, rule="T12", area="barriers", due_on=TODAY, last_day=date(2026, 10, 29),
        because="Off work since 2 Sep; no FRQ on file.", clears="an FRQ is answered",
    )  # fmt: skip
    assert "1 thing needs doing" in words()
    assert "Today Offer the FRQ. Off work since 2 Sep; no FRQ on file." in words()
    assert "Clears when an FRQ is answered. Barriers, T12; last day 29 Oct; Ana" in words()


@pytest.mark.parametrize(
    ("due_on", "last_day", "said"),
    [
        (TODAY - timedelta(days=2), None, "2 d over"),
        (TODAY - timedelta(days=2), TODAY - timedelta(days=1), "Lost"),
        (TODAY, TODAY, "Today"),
        (TODAY + timedelta(days=1), None, "Fri 16 Oct"),
    ],
)
def test_overdue_and_lost_are_different_words(words, claim, due_on, last_day, said):
    make.Item(claim=claim, due_on=due_on, last_day=last_day)
    assert f"{said} Ask for the late ROA" in words() or f"{said} " in words()


def test_an_item_that_only_a_note_clears_leads_to_the_note_with_itself_ticked(ana, browse, claim):
    item = make.Item(claim=claim, rule="T05", area="monitoring", owner=ana.person)
    client = browse(ana)
    assert f'href="?finish={item.pk}#note"' in page_of(client, claim).content.decode()
    box = re.search(
        rf'<input[^>]*value="{item.pk}"[^>]*>', page_of(client, claim, finish=item.pk).content.decode()
    )
    assert "checked" in box.group(0)


def test_a_note_that_finishes_an_item_begins_with_what_it_is_for(ana, browse, claim):
    item = make.Item(claim=claim, rule="T05", area="monitoring", owner=ana.person)
    assert 'value="Contact the worker"' in page_of(browse(ana), claim, finish=item.pk).content.decode()


def test_a_claim_without_items_says_so(words):
    assert "Nothing needs doing on this claim" in words()


# ---- what has happened -------------------------------------------------------------------------------


def test_everything_that_happened_is_one_list_newest_first(words, claim, ana):
    make.Note(claim=claim, author=ana.person, contact_on=date(2026, 10, 1), text="Sleeping badly.")
    make.Apf(claim=claim, exam_date=date(2026, 9, 30))
    make.Document(claim=claim, title="Visit of 4 Sep", arrived_on=date(2026, 9, 5))
    story = words().split("What has happened", 1)[1]
    places = [story.index(text) for text in ("Sleeping badly.", "APF of provider", "Visit of 4 Sep")]
    assert places == sorted(places)


def test_the_story_is_filtered_in_the_address(words, claim, ana):
    make.Note(claim=claim, author=ana.person, text="Sleeping badly.")
    make.Document(claim=claim, title="Visit of 4 Sep")
    story = words(show="notes").split("What has happened", 1)[1].split("Forms and documents", 1)[0]
    assert "Sleeping badly." in story
    assert "Visit of 4 Sep" not in story


@pytest.mark.parametrize(
    "query", [{"show": "gossip"}, {"page": "9"}, {"page": "x"}, {"page": "0"}, {"page": "9" * 5000}]
)
def test_a_filter_or_page_that_does_not_exist_is_said(ana, browse, claim, query):
    answer = page_of(browse(ana), claim, **query)
    assert answer.status_code == 400
    assert "There is no" in words_of(answer)


def test_the_story_turns_its_pages_without_losing_or_doubling_a_line(ana, browse, claim):
    for number in range(60):
        make.Note(claim=claim, author=ana.person, text=f"Word {number:02}.")
    client = browse(ana)
    pages = [words_of(page_of(client, claim, show="notes", page=page)) for page in (1, 2, 3)]
    found = re.findall(r"Word \d\d", " ".join(pages))
    assert len(found) == len(set(found)) == 60


def test_an_addendum_and_a_correction_stand_beside_the_note(words, claim, ana, ben):
    note = make.Note(claim=claim, author=ana.person, text="Ride arranged.")
    note.addenda.create(cohe=claim.cohe, author=ben.person, text="The ride came late.", signed_at=clock.now())
    note.corrections.create(
        cohe=claim.cohe,
        before=10,
        after=14,
        reason="Typing slip",
        corrected_by=ana.person,
        corrected_at=clock.now(),
    )
    story = words()
    assert "Ride arranged. Addendum 15 Oct, Ben: The ride came late." in story
    assert "Minutes put right from 10 to 14: Typing slip" in story


def test_what_was_withdrawn_is_marked_and_stays(words, claim, ana):
    make.Record(claim=claim, kind="pain-consultation", withdrawn_at=clock.now(), recorded_by=ana.person)
    assert "Withdrawn. Pain consultation." in words()


def test_an_item_that_was_dismissed_says_by_whom_and_why(words, claim, ana):
    item = make.Item(claim=claim, state="dismissed", closed_at=clock.now())
    item.events.create(
        cohe=claim.cohe, kind="dismissed", on=TODAY, at=clock.now(), by=ana.person, reason="Sent by fax"
    )
    assert "(Sent by fax) Ana" in words()


def test_a_withdrawn_row_of_the_extract_is_not_told(words, claim):
    make.Document(claim=claim, title="Wrong patient", withdrawn_at=clock.now())
    assert "Wrong patient" not in words()


def test_the_tier_is_told_with_its_reason(words, claim, ana):
    TierChange.objects.create(
        cohe=claim.cohe, claim=claim, before="standard", after="high", reason="Two surgeries",
        changed_by=ana.person, changed_at=clock.now(),
    )  # fmt: skip
    assert "Standard to High: Two surgeries" in words()


def test_who_has_worked_on_the_claim_is_counted(words, claim, ana, ben):
    for author, minutes in ((ana, 10), (ana, 5), (ben, 30)):
        make.Note(claim=claim, author=author.person, minutes=minutes)
    assert "Ben 1 30 1 Oct 2026 Ana 2 15 1 Oct 2026" in words()


def test_the_score_of_an_frq_is_shown_term_by_term(words, claim, ana):
    make.Frq(claim=claim, asked_by=ana.person, interference=4, result="negative")
    assert "2 Pain interference 4 5 or more no" in words()
    assert "© University of Washington" in words()


def test_a_positive_frq_shows_the_next_duty(words, claim, ana):
    make.Frq(claim=claim, asked_by=ana.person)
    assert "tell the attending provider, and record it" in words()


def test_once_told_the_day_is_shown_instead(words, claim, ana):
    make.Frq(claim=claim, asked_by=ana.person, asked_on=date(2026, 10, 1))
    make.Record(claim=claim, kind="ap-told", about="2026-10-01", on=date(2026, 10, 2))
    assert "The attending provider was told on 2 Oct." in words()


# ---- cost --------------------------------------------------------------------------------------------


def fill(claim, person, numbers):
    for number in numbers:
        day = date(2026, 9, 2) + timedelta(days=number)
        make.WorkStatus(claim=claim, from_date=day)
        make.Apf(claim=claim, exam_date=day)
        make.Surgery(claim=claim, procedure=f"surgery {number}")
        make.Document(claim=claim)
        make.Item(claim=claim, about=str(number))
        note = make.Note(claim=claim, author=person)
        note.addenda.create(cohe=claim.cohe, author=person, text="More.", signed_at=clock.now())
        make.Record(claim=claim, recorded_by=person)
        make.Frq(claim=claim, asked_by=person)


def test_the_page_asks_at_most_twenty_queries_however_much_is_on_it(ana, browse, claim):
    client = browse(ana)
    fill(claim, ana.person, range(1))
    few = queries_of(lambda: page_of(client, claim))
    fill(claim, ana.person, range(1, 25))
    assert queries_of(lambda: page_of(client, claim)) == few <= 20
