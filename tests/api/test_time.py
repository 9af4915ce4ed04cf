"""Time in the API: the same checks, the same rows, the same refusals as on the pages."""

from datetime import date

from cohe import clock
from coordination.actions import billing
from coordination.models import BillingCode, BillingLine, OhmsEntry
from tests import make
from tests.coordination.test_billing import CODE, numbered

TODAY = date(2026, 10, 15)


def a_note(claim, ana):
    return make.Note(claim=claim, author=ana.person, minutes=13, purpose="Ask about PT")


def test_a_waiting_note_gives_its_text_is_marked_and_taken_back(program, ana, claim):
    entry = OhmsEntry.objects.create(
        cohe_id=ana.cohe_id, note=a_note(claim, ana), claim=claim, signed_on=TODAY
    )
    ask = program(ana)
    assert ask.get(f"claims/{claim.pk}/ohms/")[1]["results"][0]["text"].startswith("Claim: A")
    assert ask.get("ohms-notes/")[1]["results"][0]["id"] == entry.pk
    status, marked = ask.post("ohms-notes/entered/", {"entries": [entry.pk]})
    assert (status, marked["entries"]) == (200, [entry.pk])
    assert ask.post(f"ohms-notes/entered/{marked['action']}/undo/")[0] == 200
    assert OhmsEntry.objects.get().entered_on is None


def test_a_line_is_made_seen_reversed_and_taken_out(program, ana, sam, ada, claim):
    numbered(ana.person)
    billing.set_code(fields=CODE, by=ada, at=clock.now())
    note, ask = a_note(claim, ana), program(ana)
    status, made = ask.post("billing-lines/", {"notes": [{"note": note.pk}]})
    assert (status, made["lines"][0]["units"], made["lines"][0]["amount"]) == (200, 2, "25.00")
    status, file = program(sam).post("billing-files/", {"month": "2026-10-15"})
    assert (status, len(file["rows"])) == (201, 1)
    status, back = ask.post(f"billing-lines/{made['lines'][0]['id']}/reverse/", {"reason": "Wrong code"})
    assert (status, back["units"]) == (201, -2)
    assert len(ask.get("billing-lines/")[1]["results"]) == 2


def test_what_a_check_refuses_comes_back_with_sentences(program, ana, claim):
    status, made = program(ana).post("billing-lines/", {"notes": [{"note": a_note(claim, ana).pk}]})
    assert (status, BillingLine.objects.count()) == (200, 0)
    assert "No billing code is in force on 1 Oct 2026" in made["refused"][0]["sentences"][0]


def test_a_code_is_checked_as_on_its_page(program, ada):
    fields = {**CODE, "since": "2026-10-15", "rate": "12.50", "until": "2026-10-01"}
    status, answer = program(ada).post("billing-codes/", fields)
    assert (status, answer["fields"]["until"]) == (400, ["A code ends after it began."])
    assert program(ada).post("billing-codes/", {**fields, "until": None})[0] == 201
    assert BillingCode.objects.get().code == "HSC-DEMO-01"


def test_the_log_is_the_pages(program, ana, claim):
    a_note(claim, ana)
    _, log = program(ana).get("activity/?by=month")
    assert [(row["words"], row["minutes"]) for row in log["rows"]] == [("Oct 2026", 13)]


def test_an_assistant_sees_no_billing(program, mia):
    assert program(mia).get("billing-lines/")[0] == 403
