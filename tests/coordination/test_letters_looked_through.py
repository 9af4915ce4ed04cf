"""What leaves the building is looked through wholly, whoever it goes to and wherever it was written."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohe import clock
from cohe.access import Denied
from coordination.actions import letter_templates, letters
from coordination.letter_words import Audience
from coordination.models import Addendum, Letter
from coordination.queries import letter_values, visit_packet
from tests import make
from tests.coordination.test_letters import TODAY, claim, packet_words, wanted, written

__all__ = ["claim", "wanted"]


@pytest.mark.parametrize("field", ["receiver", "address", "subject"])
def test_words_of_a_note_are_found_in_every_part_of_an_employers_letter(claim, when, field):
    with pytest.raises(Denied, match="stands in a note or a plan"):
        written(claim, when, **{field: "She told me the supervisor shouted at her in front"})


def test_what_people_wrote_anywhere_on_a_claim_is_not_copied_to_an_employer(claim, ana, when):
    note = make.Note(claim=claim, author=ana.person)
    Addendum.objects.create(
        cohe_id=ana.cohe_id, note=note, author=ana.person, text="an addendum", signed_at=clock.now()
    )
    make.Question(
        claim=claim, question="a question", answer="an answer", asked_at=when["at"], answered_at=when["at"]
    )
    make.Conference(claim=claim, held_on=TODAY, decisions="a decision")
    make.MedicationCheck(claim=claim, remark="a remark")
    found = set(letters.written_on(claim))
    assert {"an addendum", "a question", "an answer", "a decision", "a remark"} <= found


@pytest.mark.parametrize("field", ["receiver", "address", "subject", "text"])
def test_an_employers_letter_is_looked_through_wholly_before_it_is_sent(claim, when, field):
    made = written(claim, when, text="Light work.")
    Letter.objects.filter(pk=made.pk).update(**{field: "Opioids"})
    with pytest.raises(Denied, match="take out"):
        letters.send_letter(letter=made, how="mail", on=TODAY, by=when["by"], today=TODAY)


def test_a_name_hides_no_longer_word(claim, when):
    claim.worker_first_name, claim.worker_last_name = "An", ""
    claim.save()
    with pytest.raises(Denied, match="take out"):
        written(claim, when, text="Anxiety keeps An at home.")


def test_a_template_stays_with_its_audience(ada, wanted):
    other = replace(wanted, audience=Audience.WORKER)
    with pytest.raises(Denied, match="stays with its audience"):
        letter_templates.make_version(wanted=other, by=ada, today=TODAY, at=clock.now())


@pytest.mark.parametrize("slug", ["new", "letterhead"])
def test_no_template_takes_the_name_of_a_page(ada, wanted, slug):
    with pytest.raises(Denied, match="a page of this name"):
        letter_templates.make_version(wanted=replace(wanted, slug=slug), by=ada, today=TODAY, at=clock.now())


def test_versions_of_templates_are_made_one_at_a_time(ada, wanted):
    with CaptureQueriesContext(connection) as asked:
        letter_templates.make_version(wanted=wanted, by=ada, today=TODAY, at=clock.now())
    firsts = [one["sql"] for one in asked if "lettertemplate" in one["sql"] or "advisory" in one["sql"]]
    assert "pg_advisory_xact_lock" in firsts[0]


def test_a_denied_surgery_gives_a_letter_neither_receiver_nor_address_nor_words(claim, ana):
    for number, name in (("200002", "Dr. Right"), ("200003", "Dr. Denied")):
        make.Provider(provider_number=number, name=name, credential="", clinic=f"{name}'s clinic", city="")
    make.Surgery(claim=claim, surgeon_number="200002", procedure="first", requested_on=date(2026, 10, 2))
    make.Surgery(
        claim=claim, surgeon_number="200003", procedure="second",
        requested_on=date(2026, 10, 3), denied_on=date(2026, 10, 5),
    )  # fmt: skip
    facts = letter_values.facts_of(claim, ana, TODAY)
    assert letter_values.receiver_of(facts, Audience.SURGEON) == "Dr. Right"
    assert letter_values.address_of(facts, Audience.SURGEON) == "Dr. Right's clinic"
    assert letter_values.surgery(facts).startswith("First")


def test_a_referral_provider_hears_neither_the_advisor_nor_of_concerns(claim, when):
    make.Question(
        claim=claim, question="canaryasked", answer="canary\nanswer",
        asked_at=when["at"], answered_at=when["at"],
    )  # fmt: skip
    make.MedicationCheck(claim=claim, pain_complaint=True)
    facts = letter_values.facts_of(claim, when["by"], TODAY)
    heard = visit_packet.proposed_questions(facts, Audience.ATTENDING_PROVIDER)
    assert "Our advisor answered “canaryasked”: canary answer" in heard
    assert "canary" not in str(visit_packet.proposed_questions(facts, Audience.REFERRAL_PROVIDER))
    with pytest.raises(Denied, match="our advisor answered"):
        packet_words(claim, when, audience="referral-provider", questions="\n".join(heard))
    assert "Concern" not in str(packet_words(claim, when, audience="referral-provider"))
    assert "pain" in packet_words(claim, when)["Concerns about medication"]
