"""B9: filters under a name, one's own and shared, with the number of what they hold."""

import pytest
from django.urls import reverse

from cohe import tenancy
from coordination.models import SavedView
from tests.coordination.desk_rows import for_worker, show, step, text


def save(client, name="Surgery", query="area=surgery", **said):
    return client.post(reverse("coordination:view-create"), {"name": name, "query": query, **said})


def view(name="Surgery"):
    return SavedView.objects.get(name=name)


def change(client, verb, one, **said):
    return client.post(reverse(f"coordination:view-{verb}", args=(one.pk,)), said)


def chips(client):
    return [(one.name, one.count) for one in show(client).context["desk"].views]


def test_filters_are_kept_under_a_name_and_counted(client, ana):
    step(ana, claim=for_worker("Delgado"))
    response = save(client, "Delgado's", "q=delgado&tab=all")
    assert (response.status_code, response["Location"]) == (303, "/worklist/?tab=all&q=delgado")
    assert chips(client) == [("Delgado's", 1)]


def test_the_number_of_a_view_is_the_number_of_its_rows(client, ana):
    for due_in in (-1, 0, 3, 4):
        step(ana, due_in)
    save(client, "This week", "tab=all&due=week")
    chip = show(client).context["desk"].views[0]
    assert chip.count == client.get(chip.url).context["desk"].total == 3


def test_the_view_one_looks_at_is_marked(client):
    save(client)
    marked = [one.is_current for one in show(client, area="surgery").context["desk"].views]
    assert marked == [True]


def test_a_shared_view_is_there_for_the_cohe_and_counts_each_ones_own(client, ana, ben, browse):
    step(ana)
    save(client, "Steps", "rule=T03", is_shared="on")
    assert chips(client) == [("Steps", 1)]
    assert chips(browse(ben)) == [("Steps", 0)]


def test_a_view_of_ones_own_is_nobody_elses(client, ben, browse):
    save(client)
    assert chips(browse(ben)) == []
    assert change(browse(ben), "delete", view()).status_code == 404


def test_what_another_cohe_shares_is_not_there(client, olga, browse):
    save(client, is_shared="on")
    assert chips(browse(olga)) == []


def test_a_shared_view_is_changed_by_its_owner_only(client, ben, browse):
    save(client, is_shared="on")
    response = change(browse(ben), "delete", view())
    assert response.status_code == 403
    assert "Only the person who saved this view" in text(response)


def test_a_view_is_renamed_shared_and_thrown_away(client):
    save(client)
    change(client, "change", view(), name="Knees", is_shared="on")
    assert view("Knees").is_shared
    change(client, "delete", view("Knees"))
    assert chips(client) == []


def test_views_stand_in_the_order_one_gave_them(client):
    for name in ("one", "two", "three"):
        save(client, name)
    change(client, "move", view("three"), to="up")
    change(client, "move", view("one"), to="up")
    assert [name for name, _ in chips(client)] == ["one", "three", "two"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"query": "area=weather"}, "The area “weather” does not exist"),
    ],
)
def test_a_view_that_cannot_be_is_said(client, said, sentence):
    response = save(client, **said)
    assert response.status_code == 422
    assert sentence in text(response)


def test_two_views_of_one_name_are_refused_with_what_was_typed(client):
    save(client)
    response = save(client, query="area=barriers")
    assert response.status_code == 422
    assert "You have a view called “Surgery” already" in text(response)
    save(client, "Other")
    response = change(client, "change", view("Other"), name="Surgery")
    assert response.status_code == 422
    assert 'value="Surgery"' in text(response)


def test_a_view_whose_filters_no_longer_exist_says_so_and_the_page_stands(client, ana):
    SavedView.objects.create(
        cohe_id=tenancy.required().cohe_id, owner=ana.person, name="Old", query="rule=T99"
    )
    page = show(client)
    assert page.status_code == 200
    assert "needs mending" in text(page)


def test_the_dialog_of_filters_shows_those_in_force(client):
    page = text(client.get(reverse("coordination:worklist-filter"), {"area": "surgery", "due": "2026-10-31"}))
    assert '<option value="surgery" selected>' in page
    assert '<option value="2026-10-31" selected>' in page


def test_a_supervisor_may_choose_anybody_of_the_team(sam, ana, olga, browse):
    page = text(browse(sam).get(reverse("coordination:worklist-filter")))
    assert f'<option value="{ana.person_id}">Ana</option>' in page
    assert "Olga" not in page
