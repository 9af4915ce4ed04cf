"""Signed notes become lines under the COHE's own codes; lines are reversed, never changed (C5, C3)."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohe import clock
from cohe.access import Conflict, Denied
from cohe.models import AccessEvent, ProviderNumber
from coordination.actions import billing, notes
from coordination.models import BillingCode, BillingLine, CaseNote, QuarterFreeze
from coordination.queries import billing_page
from tests import make
from tests.asking import queries_of

TODAY, MONTH = date(2026, 10, 15), date(2026, 10, 1)
CODE = {
    "code": "HSC-DEMO-01", "label": "Contact", "unit": "minutes", "minutes_per_unit": 6, "rounding": "down",
    "since": date(2026, 1, 1), "rate": Decimal("12.50"), "reason": "A placeholder",
}  # fmt: skip


def numbered(person, **other):
    days = {"applied_on": date(2026, 1, 2), "active_since": date(2026, 2, 1)}
    cohe_id = make.Cohe._meta.model.objects.get(code="PUGET").pk
    return ProviderNumber.objects.create(cohe_id=cohe_id, person=person, number="654321", **days | other)


@pytest.fixture
def code(ana, ada):
    numbered(ana.person)
    return billing.set_code(fields=CODE, by=ada, at=clock.now())


def a_note(claim, author, **other):
    return make.Note(claim=claim, author=author.person, **{"minutes": 13, "purpose": "Ask about PT"} | other)


def bill(by, *found, **pick):
    picks = [billing.Pick(note.pk, **pick) for note in found]
    return billing.make_lines(picks=picks, by=by, today=TODAY, at=clock.now())


def page(by, hsc=""):
    return billing_page.billing_page(month=MONTH, hsc=hsc, by=by, today=TODAY)


def test_a_complete_note_makes_a_line_with_units_and_amount(claim, ana, code):
    (line,) = bill(ana, a_note(claim, ana)).lines
    assert (line.units, line.amount, line.provider_number) == (2, Decimal("25.00"), "654321")
    assert (line.biller_id, line.on, line.code.code) == (ana.person_id, date(2026, 10, 1), "HSC-DEMO-01")
    assert CaseNote.objects.billed().count() == 1


def test_one_activity_makes_one_line(claim, ana, code):
    note = a_note(claim, ana)
    bill(ana, note)
    assert bill(ana, note).refused[0].sentences[0].startswith("This activity is billed already")
    line = BillingLine.objects.get()
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"purpose": ""}, "does not say what the contact was for"),
        ({"contact_on": date(2026, 9, 3)}, "was established on 4 Sep 2026"),
        ({"kind": "administrative"}, "Administrative work is never billed"),
        ({"is_billable": False}, "marked this note as not billable"),
    ],
)
def test_a_note_that_lacks_something_makes_none(claim, ana, code, more, sentence):
    (refused,) = bill(ana, a_note(claim, ana, **more)).refused
    assert any(sentence in said for said in refused.sentences)
    assert not BillingLine.objects.exists()


def test_no_line_without_an_active_provider_number(claim, ana, code):
    ProviderNumber.objects.update(active_since=date(2026, 10, 2))
    (refused,) = bill(ana, a_note(claim, ana)).refused
    assert refused.sentences == ("The author had no active provider number on 1 Oct 2026.",)


def test_after_the_list_was_left_a_line_needs_the_reason(claim, ana, code):
    note = a_note(claim, ana)
    claim.claim_status, claim.status_date = "closed", date(2026, 9, 20)
    claim.save()
    (refused,) = page(ana).refused
    assert refused.asks_why
    assert refused.sentences == ("The claim left the list on 20 Sep 2026: say why the work went on.",)
    assert bill(ana, note, exit_reason="Reopening asked").lines[0].exit_reason == "Reopening asked"


def test_too_late_by_the_cohes_own_number(claim, ana, code):
    make.PolicyValue(name="billing_late_days", value=13)
    assert "more than 13 days old" in bill(ana, a_note(claim, ana)).refused[0].sentences[0]


def test_limits_count_the_lines_of_the_same_go(claim, ana, ada):
    numbered(ana.person)
    billing.set_code(fields=CODE | {"most_a_day": 3}, by=ada, at=clock.now())
    made = bill(ana, a_note(claim, ana), a_note(claim, ana))
    assert (len(made.lines), len(made.refused)) == (1, 1)
    assert "allows 3 units a day: 2 are billed" in made.refused[0].sentences[0]


def test_a_line_is_reversed_by_a_row_and_its_note_billed_again(claim, ana, code):
    note = a_note(claim, ana)
    line = bill(ana, note).lines[0]
    back = billing.reverse_line(line=line, reason="Wrong claim", by=ana, at=clock.now())
    assert (back.units, back.amount, back.reverses_id) == (-2, Decimal("-25.00"), line.pk)
    assert not CaseNote.objects.billed().exists()
    with pytest.raises(Conflict):
        billing.reverse_line(line=line, reason="Again", by=ana, at=clock.now())
    assert bill(ana, note).lines


def test_a_reversal_needs_its_reason(claim, ana, code):
    line = bill(ana, a_note(claim, ana)).lines[0]
    with pytest.raises(Denied, match="Say why"):
        billing.reverse_line(line=line, reason=" ", by=ana, at=clock.now())


def test_an_hsc_bills_her_own_notes_a_supervisor_the_teams(claim, ana, ben, sam, code):
    note = a_note(claim, ana)
    with pytest.raises(Denied, match="no such note of yours"):
        bill(ben, note)
    (line,) = bill(sam, note).lines
    assert (line.biller_id, line.made_by_id) == (ana.person_id, sam.person_id)
    with pytest.raises(Denied, match="Only who was billed for"):
        billing.reverse_line(line=line, reason="Not mine", by=ben, at=clock.now())


def test_a_row_goes_out_once_and_its_reversal_with_the_next_file(claim, ana, sam, code):
    line = bill(ana, a_note(claim, ana)).lines[0]
    assert billing.take_file(month=MONTH, by=sam, at=clock.now())[1] == 1
    with pytest.raises(Denied, match="nothing to take out"):
        billing.take_file(month=MONTH, by=sam, at=clock.now())
    billing.reverse_line(line=line, reason="Wrong code", by=sam, at=clock.now())
    made, count = billing.take_file(month=MONTH, by=sam, at=clock.now())
    assert (count, [row[6] for row in billing_page.file_rows(made)]) == (1, [-2])


def test_what_was_reversed_before_it_went_out_never_goes_out(claim, ana, sam, code):
    line = bill(ana, a_note(claim, ana)).lines[0]
    billing.reverse_line(line=line, reason="Wrong claim", by=ana, at=clock.now())
    with pytest.raises(Denied, match="nothing to take out"):
        billing.take_file(month=MONTH, by=sam, at=clock.now())


def test_a_code_changes_from_a_day_on(code, ada):
    billing.set_code(fields=CODE | {"since": TODAY, "minutes_per_unit": 15}, by=ada, at=clock.now())
    assert [(row.since, row.until) for row in BillingCode.objects.all()] == [
        (date(2026, 1, 1), TODAY), (TODAY, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        (date(2026, 1, 1), None, "has a row from 1 Jan 2026 on"),
        (date(2025, 6, 1), date(2026, 2, 1), "has another row from 1 Jan 2026 on"),
    ],
)
def test_no_day_of_a_code_has_two_rows(code, ada, since, until, sentence):
    with pytest.raises(Denied, match=sentence):
        billing.set_code(fields=CODE | {"since": since, "until": until}, by=ada, at=clock.now())


def test_a_code_does_not_change_under_lines_that_stand(claim, ana, ada, code):
    bill(ana, a_note(claim, ana))
    with pytest.raises(Denied, match="Lines stand under HSC-DEMO-01"):
        billing.set_code(fields=CODE | {"since": date(2026, 9, 1)}, by=ada, at=clock.now())


def test_minutes_of_one_person_do_not_overlap(claim, ana):
    a_note(claim, ana, contact_on=TODAY, started_at=time(9, 0), minutes=30)
    fields = {"kind": "plan", "area": "monitoring", "contact_on": TODAY, "minutes": 10, "text": "Read."}
    sign = {"key": make.uuid.uuid4(), "claim": claim, "by": ana, "today": TODAY, "at": clock.now()}
    with pytest.raises(Denied, match="overlap your note of 09:00"):
        notes.sign_note(fields=fields | {"started_at": time(9, 29)}, **sign)
    notes.sign_note(fields=fields | {"started_at": time(9, 30)}, **sign)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_note(claim, ana, contact_on=TODAY, started_at=time(9, 20), minutes=5)


def test_a_day_has_no_more_minutes_than_a_day(claim, ana):
    note = a_note(claim, ana, minutes=1400)
    a_note(claim, ana, minutes=30)
    with pytest.raises(Denied, match="more minutes than a day"):
        notes.correct_minutes(note=note, minutes=1411, reason="Longer", by=ana, at=clock.now())


def test_minutes_stay_once_they_are_billed(claim, ana, code):
    note = a_note(claim, ana)
    bill(ana, note)
    with pytest.raises(Denied, match="reverse its line first"):
        notes.correct_minutes(note=note, minutes=5, reason="Shorter", by=ana, at=clock.now())


def test_minutes_stay_once_their_quarter_is_frozen(claim, ana, sam):
    note = a_note(claim, ana)
    QuarterFreeze.objects.create(
        cohe_id=sam.cohe_id, quarter=MONTH, frozen_by=sam.person, frozen_at=clock.now()
    )
    with pytest.raises(Denied, match="quarter 4 of 2026 are frozen"):
        notes.correct_minutes(note=note, minutes=5, reason="Shorter", by=ana, at=clock.now())


def test_the_month_is_billed_reversed_and_taken_out_from_the_page(claim, ana, sam, code, browse):
    note, client = a_note(claim, ana), browse(sam)
    assert "1 note ready" in " ".join(client.get(reverse("coordination:billing")).content.decode().split())
    client.post(reverse("coordination:billing-make"), {"note": note.pk, "month": "2026-10"})
    answer = client.post(reverse("coordination:billing-take"), {"month": "2026-10"})
    assert "654321" in answer.content.decode()
    assert AccessEvent.objects.filter(action="billing.exported").exists()
    line = BillingLine.objects.get()
    client.post(reverse("coordination:line-reverse", args=[line.pk]), {"reason": "Wrong code"})
    assert BillingLine.objects.filter(reverses=line).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("a\x00b", "Null characters are not allowed"), ("x" * 501, "at most 500 characters")],
)
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(claim, ana, code, browse, typed, sentence):
    note, client = a_note(claim, ana), browse(ana)
    making = {"note": note.pk, f"why-{note.pk}": typed, "month": "2026-10"}
    answer = client.post(reverse("coordination:billing-make"), making, follow=True)
    assert sentence in answer.content.decode() and not BillingLine.objects.exists()
    line = bill(ana, note).lines[0]
    reversing = reverse("coordination:line-reverse", args=[line.pk])
    answer = client.post(reversing, {"reason": typed}, follow=True)
    assert sentence in answer.content.decode() and not BillingLine.objects.filter(reverses=line).exists()


def test_an_hsc_takes_nothing_out(ana, browse):
    assert browse(ana).post(reverse("coordination:billing-take"), {"month": "2026-10"}).status_code == 403


def test_the_month_asks_as_much_for_many_notes_as_for_one(claim, ana, code, browse):
    client, address = browse(ana), reverse("coordination:billing")
    a_note(claim, ana)
    few = queries_of(lambda: client.get(address))
    for day in range(2, 8):
        a_note(make.Claim(hsc=ana.person), ana, contact_on=date(2026, 10, day))
    assert queries_of(lambda: client.get(address)) == few <= 40
    assert "7 notes ready" in " ".join(client.get(address).content.decode().split())


def test_a_code_is_previewed_then_set(claim, ana, ada, browse):
    a_note(claim, ana)
    client, address = browse(ada), reverse("coordination:billing-codes")
    typed = {**CODE, "since": "2026-10-15", "rate": "12.50"}
    shown = " ".join(client.post(address, typed | {"preview": "1"}).content.decode().split())
    assert "Of 1 billable notes since 17 Jul 2026 this row would fit 1" in shown
    assert not BillingCode.objects.exists()
    assert client.post(address, typed).status_code == 302
    assert BillingCode.objects.get().rate == Decimal("12.50")
