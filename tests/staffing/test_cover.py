"""Somebody is away: what falls due is known before, others cover it by day and by part, it ends by itself."""

from datetime import date

import pytest
from django.urls import reverse

from claims.models import Cover, CoverPart
from cohe import clock
from cohe.access import Denied
from cohe.models import AccessEvent
from coordination.queries.desk_filters import Filters, Tab
from coordination.queries.desk_items import desk_items
from staffing import cover as rules
from staffing.actions import cover, shares
from staffing.cover import Owed, Span
from staffing.models import Absence
from staffing.queries.cover import cover_page, plan
from tests import make
from tests.asking import queries_of
from tests.pages import words

MON, WED, FRI = date(2026, 10, 19), date(2026, 10, 21), date(2026, 10, 23)
THURSDAY = date(2026, 10, 15)
BEN, EVA = 2, 3


def owed(due, last_day=None, claim=7, provider="1"):
    return Owed(claim, "A000007", "T05", "", due, last_day, "", provider)


@pytest.mark.parametrize(
    ("due", "last_day", "spans", "who", "uncovered"),
    [
        (MON, None, [], None, True),
        (MON, None, [Span(BEN, MON, FRI)], BEN, False),
        # Late before she goes: looked for on the first day.
        (date(2026, 9, 1), None, [Span(BEN, MON, MON)], BEN, False),
        # Due before the cover begins: done late, but done, unless its last day has passed by then.
        (MON, None, [Span(BEN, WED, FRI)], BEN, False),
        (MON, MON, [Span(BEN, WED, FRI)], BEN, True),
        (MON, WED, [Span(BEN, WED, FRI)], BEN, False),
        # Lost before she went.
        (MON, THURSDAY, [Span(BEN, WED, FRI)], BEN, False),
        # Due after the cover has ended.
        (FRI, None, [Span(BEN, MON, WED)], None, True),
        # Parts: a claim, the claims of a provider, neither; the first to begin does it.
        (MON, None, [Span(BEN, MON, FRI, False, frozenset([7]))], BEN, False),
        (MON, None, [Span(BEN, MON, FRI, False, providers=frozenset("1"))], BEN, False),
        (MON, None, [Span(BEN, MON, FRI, False, frozenset([8]), frozenset("2"))], None, True),
        (MON, None, [Span(BEN, WED, FRI), Span(EVA, MON, WED)], EVA, False),
        # The coverer is away meanwhile: another day, somebody else, or nobody.
        (MON, None, [Span(BEN, MON, FRI, away=((MON, WED),))], BEN, False),
        (MON, WED, [Span(BEN, MON, FRI, away=((MON, WED),)), Span(EVA, WED, WED)], EVA, False),
        (MON, None, [Span(BEN, MON, FRI, away=((MON, FRI),))], None, True),
        # Due on Saturday: looked for on Monday, when she is back.
        (date(2026, 10, 24), None, [Span(BEN, MON, FRI)], None, True),
    ],
)
def test_who_does_what_falls_due(due, last_day, spans, who, uncovered):
    found = rules.answered(owed(due, last_day), MON, FRI, spans)
    assert (found.coverer_id, found.is_uncovered) == (who, uncovered)


def test_days_that_nobody_covers_as_a_whole_are_business_days():
    spans = [Span(BEN, MON, WED), Span(EVA, MON, FRI, False, frozenset([7]))]
    open_days = rules.days_without_cover(MON, date(2026, 10, 26), spans)
    assert open_days == [date(2026, 10, 22), FRI, date(2026, 10, 26)]


def test_a_long_absence_is_looked_at_daily_for_three_weeks_then_once_a_week():
    days = rules.days_to_look_at(MON, date(2026, 12, 4))
    assert days[:2] == [MON, date(2026, 10, 20)]
    assert [f"{one:%d %b}" for one in days[15:]] == ["09 Nov", "16 Nov", "23 Nov", "30 Nov"]


@pytest.fixture
def away(ana, sam):
    """Ana, who is away from Monday to Friday."""
    make.Employment(person=ana.person)
    return make.Absence(person=ana.person, first_on=MON, last_on=FRI)


def cover_by(member, absence, by, first=MON, last=FRI, **parts):
    asked = cover.Covering(member, first, last, **parts)
    return cover.set_cover(absence=absence, covering=asked, by=by, at=clock.now())


def listed(member, day, tab=Tab.TODAY):
    return {one.claim_id for one in desk_items(member, Filters(tab=tab), day)}


def test_what_the_rules_want_while_she_is_away_is_foreseen(away, ana, ben, sam):
    claim = make.Claim(hsc=ana.person)
    make.WorkStatus(claim=claim, from_date=date(2026, 8, 24))
    make.Item(claim=claim, owner=ana.person, rule="T03", due_on=WED, about="own")
    make.Item(claim=make.Claim(hsc=ben.person), owner=ben.person, rule="T03", due_on=WED, about="his")
    found = plan(away, THURSDAY)
    assert {one.answered.owed.claim_id for one in found.lines} == {claim.pk}
    # Off work since 24 August: 20 October is day 58 of the spell, the last for the FRQ.
    assert [(one.answered.owed.rule, one.answered.owed.last_day) for one in found.closing] == [
        ("T12", date(2026, 10, 20))
    ]
    assert len(found.uncovered) == len(found.lines) > 1
    cover_by(ben, away, sam)
    assert not plan(away, THURSDAY).uncovered


def test_the_coverer_sees_it_on_these_days_and_no_longer(away, ana, ben, sam):
    item = make.Item(claim=make.Claim(hsc=ana.person), owner=ana.person, due_on=MON)
    cover_by(ben, away, sam)
    seen = [
        item.claim_id in listed(ben, day, Tab.COVERING) for day in (THURSDAY, MON, FRI, date(2026, 10, 26))
    ]
    assert seen == [False, True, True, False]


def test_a_part_shows_its_claims_and_those_of_its_providers_alone(away, ana, ben, sam, browse, monkeypatch):
    provider = make.Provider(provider_number="200777")
    provider.assignments.create(cohe=ana.cohe, hsc=ana.person, since=date(2020, 1, 1))
    named, provided, rest = (
        make.Claim(hsc=ana.person),
        make.Claim(hsc=ana.person, attending_provider_number="200777"),
        make.Claim(hsc=ana.person),
    )
    for one in (named, provided, rest):
        make.Item(claim=one, owner=ana.person, due_on=MON)
    cover_by(ben, away, sam, claims=[named], providers=[provider])
    assert listed(ben, MON) == {named.pk, provided.pk}
    monkeypatch.setenv("COHE_TODAY", "2026-10-19")
    client = browse(ben)
    opened = [
        "reason" not in client.get(reverse("coordination:claim", args=(one.pk,))).headers.get("Location", "")
        and "Why do you open" not in words(client.get(reverse("coordination:claim", args=(one.pk,))))
        for one in (named, provided, rest)
    ]
    assert opened == [True, True, False]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((FRI, MON), "cannot be before"),
        ((MON, date(2026, 10, 26)), "a cover lies within these days"),
        ((WED, FRI), "is away too, 22 Oct to 23 Oct"),
    ],
)
def test_days_that_cannot_be_are_refused(away, ben, sam, days, sentence):
    make.Absence(person=ben.person, first_on=date(2026, 10, 22), last_on=FRI)
    with pytest.raises(Denied, match=sentence):
        cover_by(ben, away, sam, *days)


def test_people_who_cannot_cover_are_refused(away, ana, mia, ben, sam):
    ben.until = WED
    for member, sentence in ((ana, "covers herself"), (mia, "not an HSC"), (ben, "not an HSC")):
        with pytest.raises(Denied, match=sentence):
            cover_by(member, away, sam)
    with pytest.raises(Denied, match="is not Ana's claim"):
        cover_by(ben, away, sam, last=MON, claims=[make.Claim(hsc=ben.person)])


def test_a_coverer_who_goes_away_herself_later_leaves_the_days_open(away, ben, sam):
    cover_by(ben, away, sam)
    assert cover_page(THURSDAY).heading == "1 absence and all covered"
    make.Absence(person=ben.person, first_on=WED, last_on=FRI)
    page = cover_page(THURSDAY)
    assert [(one.state, len(one.without), len(one.duties)) for one in page.away] == [
        ("Partly covered", 3, 0),
        ("Not covered", 3, 1),
    ]


def test_a_cover_is_taken_back_and_ends_with_its_absence(away, ben, sam):
    made = cover_by(ben, away, sam, claims=[make.Claim(hsc=away.person)])
    cover.end_cover(cover=made, by=sam, today=WED, at=clock.now())
    assert Cover.objects.get().last_on == date(2026, 10, 20)
    cover_by(ben, away, sam, first=WED)
    shares.withdraw_absence(absence=away, by=sam, today=date(2026, 10, 20), at=clock.now())
    assert (Cover.objects.count(), CoverPart.objects.count()) == (1, 1)
    assert cover_page(THURSDAY).heading == "No HSC is away, and none will be"


def test_the_supervisor_plans_it_on_the_page_and_on_paper(browse, away, ana, ben, sam):
    make.Item(claim=make.Claim(hsc=ana.person), owner=ana.person, rule="T03", due_on=MON)
    client, at = browse(sam), (away.pk,)
    assert "1 absence of 1 not wholly covered" in words(client.get(reverse("staffing:cover")))
    given = {"coverer": ben.pk, "first_on": "2026-10-19", "last_on": "2026-10-23", "claims": "A999999"}
    refused = client.post(reverse("staffing:cover-set", args=at), given)
    assert refused.status_code == 422 and "There is no claim A999999" in words(refused)
    answer = client.post(reverse("staffing:cover-set", args=at), {**given, "claims": ""}, follow=True)
    assert "Ben covers Ana 19 Oct to 23 Oct 2026." in words(answer)
    assert "all 3 items are covered" in words(answer)
    paper = client.get(reverse("staffing:cover-plan-pdf", args=at))
    assert paper.content.startswith(b"%PDF") and Absence.objects.count() == 1
    assert AccessEvent.objects.filter(action="staffing.plan-downloaded").count() == 1


@pytest.mark.parametrize("left", [date(2026, 10, 1), WED])
def test_who_has_left_by_then_covers_nobody(away, ben, sam, left):
    make.Employment(person=ben.person, left_on=left)
    with pytest.raises(Denied, match="not an HSC of this COHE on all of these days"):
        cover_by(ben, away, sam)


def test_nobody_covers_herself(away, ana, sam):
    with pytest.raises(Denied, match="Nobody covers herself"):
        cover_by(ana, away, sam)


def test_the_plan_asks_the_same_number_of_queries(away, ana, ben, sam):
    make.WorkStatus(claim=make.Claim(hsc=ana.person))
    cover_by(ben, away, sam)
    few = queries_of(lambda: plan(away, THURSDAY))
    for _ in range(7):
        make.WorkStatus(claim=make.Claim(hsc=ana.person))
    assert queries_of(lambda: plan(away, THURSDAY)) == few <= 14
