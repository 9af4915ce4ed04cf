"""Finding a claim by any part of what one knows, within the COHE (A8)."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from cohe import tenancy
from cohe.models import AccessEvent
from coordination.queries import search as finding
from coordination.queries.search import Asked
from tests import make


@pytest.fixture
def piet(ana):
    make.Provider(provider_number="200001", name="Sofía Lindqvist", clinic="Alder Street Clinic")
    make.Provider(provider_number="200002", name="Jo Other", clinic="Elm Clinic")
    elsewhere = {"attending_provider_number": "200002", "initiating_provider_number": "200002"}
    for number in range(5):
        make.Claim(
            worker_last_name=f"Someone{number}", worker_phone="509-555-0144", employer_name="", **elsewhere
        )
    return make.Claim(
        claim_number="AX71936", hsc=ana.person, worker_last_name="Halvorsen", worker_first_name="José",
        worker_phone="(360) 555-0178", employer_name="Cascade Ridge Lumber",
    )  # fmt: skip


def found(membership, text="", **filters):
    """Return the claim numbers found, the best first."""
    result = finding.search(membership=membership, asked=Asked(text, **filters), today=make.DAY)
    return [hit.claim.claim_number for hit in result.hits]


@pytest.mark.parametrize("part", ["AX71936", "ax71936", "AX719", "71936", "  AX71936 "])
def test_by_any_part_of_the_number(ana, piet, part):
    assert found(ana, part) == ["AX71936"]


def test_what_is_only_like_a_number_is_found_only_when_no_claim_has_it(ana, piet):
    make.Claim(claim_number="AX71963")
    assert found(ana, "AX71936") == ["AX71936"]
    assert "AX71936" in found(ana, "AX71937")


@pytest.mark.parametrize(
    "name",
    [
        "Halvorsen",
        "HALVORSEN",
        "halvor",
        "Halvorson",
        "Halverson",
        "Halvorsen José",
        "jose halvorsen",
        "Hallvorsen",
    ],
)
def test_by_a_name_misspelt_too_with_and_without_accents(ana, piet, name):
    assert found(ana, name)[0] == "AX71936"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Gonzalez", "Gonsalez"), ("Nguyen", "Nguyne"), ("Whitfield", "Witfield"), ("Müller", "Muller"),
        ("Okafor", "Okafer"), ("O'Brien", "obrien"), ("García", "garcia"),
    ],
)  # fmt: skip
def test_names_as_people_mishear_them(ana, piet, written, asked):
    claim = make.Claim(worker_last_name=written)
    assert claim.claim_number in found(ana, asked)


@pytest.mark.parametrize(
    "phone",
    [
        "3605550178",
        "(360) 555-0178",
        "360.555.0178",
        "360 555 0178",
        "+1 360 555 0178",
        "1-360-555-0178",
        "555-0178",
        "5550178",
    ],
)
def test_by_a_phone_number_in_any_shape(ana, piet, phone):
    assert found(ana, phone) == ["AX71936"]


@pytest.mark.parametrize("employer", ["Cascade Ridge", "cascade lumber", "Cascad Ridge"])
def test_by_the_employer(ana, piet, employer):
    assert found(ana, employer)[0] == "AX71936"


@pytest.mark.parametrize("provider", ["Lindqvist", "sofia lindquist", "Alder Street", "200001"])
def test_by_the_provider(ana, piet, provider):
    assert found(ana, provider) == ["AX71936"]


def test_what_is_written_so_comes_before_what_is_only_like_it(ana, piet):
    like = make.Claim(worker_last_name="Halverson")
    assert found(ana, "Halvorsen")[:2] == ["AX71936", like.claim_number]
    assert found(ana, "Halverson")[:2] == [like.claim_number, "AX71936"]


@pytest.mark.parametrize(
    ("text", "is_only_like"), [("Halverson", True), ("Halvorsen", False), ("Lindqvist", False)]
)
def test_what_is_only_like_it_is_said(ana, piet, text, is_only_like):
    result = finding.search(membership=ana, asked=Asked(text), today=make.DAY)
    assert result.is_only_like is is_only_like


def test_all_words_must_fit(ana, piet):
    assert found(ana, "Halvorsen Zimmerman") == []


@pytest.mark.parametrize("text", ["zq%", "q_z", "zq'; --", "(zq*)", "zq\\"])
def test_signs_of_the_database_are_only_signs(ana, piet, text):
    assert found(ana, text) == []


def test_nothing_of_another_cohe_is_found(ana, piet, olympia):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        make.Claim(claim_number="AX71937", worker_last_name="Halvorsen")
    assert found(ana, "Halvorsen") == ["AX71936"]


def test_an_assistant_finds_only_what_was_given_to_her(mia, piet):
    assert found(mia, "Halvorsen") == []
    make.Item(claim=piet, owner=mia.person)
    assert found(mia, "Halvorsen") == ["AX71936"]


def test_a_claim_whose_import_was_undone_is_not_found(ana, piet):
    piet.withdrawn_at = make.clock.now()
    piet.save()
    assert found(ana, "Halvorsen") == []


# ---- chips -------------------------------------------------------------------------------------------


def test_unassigned_claims_are_a_filter_of_their_own(ana, piet):
    assert "AX71936" not in found(ana, hsc="none")
    assert len(found(ana, hsc="none")) == 5


def test_the_claims_of_one_hsc(ana, ben, piet):
    assert found(ana, hsc=str(ana.person_id)) == ["AX71936"]
    assert found(ana, hsc=str(ben.person_id)) == []


def test_only_claims_on_a_list_today(ana, piet):
    closed = make.Claim(worker_last_name="Halvorsen", claim_status="closed", status_date=date(2026, 10, 1))
    assert closed.claim_number in found(ana, "Halvorsen")
    assert found(ana, "Halvorsen", on_list=True) == ["AX71936"]


def test_fifty_are_shown_and_more_are_said(ana, browse):
    for number in range(55):
        make.Claim(worker_last_name="Halvorsen", worker_first_name=f"N{number}")
    page = browse(ana).get(reverse("coordination:claim-search"), {"q": "Halvorsen"}).content.decode()
    assert page.count("data-row ") == 50
    assert "Claims 1 to 50, the" in page
    assert "There are more" in page
    following = words(browse(ana), q="Halvorsen", page="2")[1]
    assert "Claims 51 to 55, the last ones" in following
    assert "The fifty before" in following


@pytest.mark.parametrize(
    ("page", "sentence"),
    [("3", "There is no such page"), ("21", "at most 20 pages"), ("x", "at most 20 pages")],
)
def test_a_page_that_is_not_there_is_said(browse, ana, piet, page, sentence):
    status, said = words(browse(ana), q="Halvorsen", page=page)
    assert (status, sentence in said) == (422, True)


# ---- the page ----------------------------------------------------------------------------------------


def words(client, **query):
    answer = client.get(reverse("coordination:claim-search"), query)
    return answer.status_code, re.sub(
        r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    )


def test_the_page_leads_to_the_claim(browse, ana, piet):
    page = browse(ana).get(reverse("coordination:claim-search"), {"q": "Halvorsen"}).content.decode()
    assert f'href="{reverse("coordination:claim", args=[piet.pk])}"' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"q": "a"}, "Type at least 2 letters"),
        ({"q": "x" * 101}, "At most 100 letters"),
        ({"q": "ok", "hsc": "99999"}, "There is no such HSC"),
        ({"hsc": "everybody"}, "There is no such HSC"),
    ],
)
def test_what_cannot_be_searched_for_is_said(browse, ana, query, sentence):
    status, page = words(browse(ana), **query)
    assert status == 422
    assert sentence in page


def test_nothing_found_says_so_and_offers_to_drop_the_filters(browse, ana, piet):
    status, page = words(browse(ana), q="Zimmerman", on_list="1")
    assert status == 200
    assert "No claim fits." in page
    assert "without the filters" in page


def test_an_empty_search_shows_nobody(browse, ana, piet):
    assert "Halvorsen" not in words(browse(ana))[1]


def test_a_search_by_filters_alone_is_in_the_trail_too(browse, ana, piet):
    browse(ana).get(reverse("coordination:claim-search"), {"on_list": "1"})
    assert AccessEvent.objects.filter(action="searched").count() == 1


def test_that_somebody_searched_is_in_the_trail_but_not_for_what(browse, ana, piet):
    browse(ana).get(reverse("coordination:claim-search"), {"q": "Halvorsen"})
    event = AccessEvent.objects.get(action="searched")
    assert (event.actor, event.reason) == (ana.person, "1 found")


@pytest.mark.parametrize("who", ["ada", "cleo"])
def test_search_is_not_for_those_who_see_no_claim(request, browse, who):
    assert words(browse(request.getfixturevalue(who)), q="Halvorsen")[0] == 403


LEAK_PROOF = """
SELECT count(*) FROM pg_operator o JOIN pg_proc f ON f.oid = o.oprcode AND f.proleakproof
WHERE o.oprname IN ('~~', '%>') AND o.oprleft = 'text'::regtype AND o.oprright = 'text'::regtype
"""


def test_row_security_lets_the_search_use_its_index(puget):
    """PostgreSQL asks a trigram index below row security only through operators known to tell nothing."""
    with connection.cursor() as cursor:
        cursor.execute(LEAK_PROOF)
        assert cursor.fetchone() == (2,)
