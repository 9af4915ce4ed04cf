"""Letters from templates (D5) and packets for an appointment (D6): what each reader may see, and no more."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohe import clock
from cohe.access import Conflict, Denied
from cohe.models import AccessEvent, Role
from coordination import letter_words, whitelist
from coordination.actions import letter_templates, letters, visit_packets
from coordination.letter_templates import BUILT_IN, built_in
from coordination.letter_words import BY_NAME, EXAMPLES, MAY_CARRY, PLACEHOLDERS, Audience, NotSound, Privacy
from coordination.models import Letter, LetterTemplate, VisitPacket
from coordination.queries import letter_values
from tests import make
from tests.asking import queries_of
from tests.coordination.plans import an_active_plan, goal, step

TODAY = make.DAY
# A word of its own in every place that an employer may not read.
SECRETS = (
    *("canarybody", "canarymanager", "canarydrug", "canaryfusion", "canarynote", "canarygoal", "canarystep"),
    *("S33.5XXA", "206-555-0177", "1982", "depress", "positive", "9.9", "interpreter"),
)


@pytest.fixture
def claim(ana):
    claim = make.Claim(
        hsc=ana.person, icd10="S33.5XXA", body_part="canarybody", claim_manager="canarymanager",
        worker_phone="206-555-0177", worker_dob=date(1982, 1, 1), interpreter_needed=True,
        employer_name="Lakeside Therapy",
    )  # fmt: skip
    make.Provider(provider_number="200001", name="Dr. Lane", credential="", clinic="Alder", city="Kent")
    make.Apf(claim=claim, exam_date=date(2026, 10, 1), valid_through=date(2026, 10, 29))
    make.WorkStatus(
        claim=claim, status="modified", from_date=date(2026, 10, 1), through_date=date(2026, 10, 29),
        restrictions="No lifting above 10 lb.",
    )  # fmt: skip
    make.Prescription(claim=claim, filled_on=date(2026, 10, 1), drug="Canarydrug 5 mg", is_opioid=True)
    make.Surgery(claim=claim, procedure="canaryfusion", requested_on=date(2026, 10, 1))
    make.Frq(claim=claim, asked_by=ana.person)
    make.Record(claim=claim, kind="scale-reading", about="peg", value="9.9", recorded_by=ana.person)
    make.Note(
        claim=claim, author=ana.person,
        text="canarynote: depression. She told me the supervisor shouted at her in front of everybody.",
    )  # fmt: skip
    an_active_plan(
        claim, ana, goal("canarygoal"), step("canarystep, once the foreman has answered our letter")
    )
    return claim


def proposed(claim, by, slug):
    return letters.proposed_letter(claim=claim, slug=slug, by=by, today=TODAY)


def written(claim, when, slug="employer-abilities", **changes):
    made = proposed(claim, when["by"], slug)
    wording = letters.Wording(**letters.fields_of(made.wording) | changes)
    return letters.write_letter(claim=claim, proposed=made, wording=wording, **when)


# ---- what a letter may carry ----------------------------------------------------------------------------


@pytest.mark.parametrize("one", BUILT_IN, ids=lambda one: one.slug)
def test_every_template_of_the_product_is_sound(one):
    letter_words.refuse_unless_sound(one.audience, one.subject, one.text)
    assert letter_words.merged(one.text, EXAMPLES).count("not known") == 0
    if one.audience == Audience.EMPLOYER:
        assert whitelist.confidential_in(one.subject + one.text) == ()


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("one", PLACEHOLDERS, ids=lambda one: one.name)
def test_a_placeholder_is_refused_where_its_class_may_not_go(audience, one):
    text = f"Hello {{{one.name}}}"
    if one.privacy in MAY_CARRY[audience]:
        letter_words.refuse_unless_sound(audience, "Subject", text)
    else:
        with pytest.raises(NotSound, match="may not be in a letter"):
            letter_words.refuse_unless_sound(audience, "Subject", text)


def test_an_employer_is_told_the_whitelist_and_whose_claim_it_is():
    assert MAY_CARRY[Audience.EMPLOYER] == {Privacy.OPEN, Privacy.IDENTITY, Privacy.WORK}
    work = {one.name for one in PLACEHOLDERS if one.privacy == Privacy.WORK}
    assert work == {"abilities", "restrictions", "next_medical_update", "return_to_work"}


@pytest.mark.parametrize("text", ["{nobody}", "{}", "{worker", "worker}", "{ worker }", "{{worker}}"])
def test_what_is_no_placeholder_is_refused_with_a_sentence(text):
    with pytest.raises(NotSound):
        letter_words.refuse_unless_sound(Audience.WORKER, "Subject", text)


def test_nothing_confidential_of_a_full_claim_comes_into_any_employers_letter(claim, ana):
    facts = letter_values.facts_of(claim, ana, TODAY)
    told = str(letter_values.values_of(facts, Audience.EMPLOYER, "Ms. Bell")).casefold()
    assert "no lifting above 10 lb." in told
    assert [secret for secret in SECRETS if secret.casefold() in told] == []


def test_who_treats_gets_what_the_employer_does_not(claim, ana):
    facts = letter_values.facts_of(claim, ana, TODAY)
    told = str(letter_values.values_of(facts, Audience.ATTENDING_PROVIDER, "")).casefold()
    assert set(BY_NAME) == set(letter_values.values_of(facts, Audience.ATTENDING_PROVIDER, ""))
    for secret in ("canarybody", "canaryfusion", "canarystep", "positive", "9.9"):
        assert secret in told
    assert "canarynote" not in told and "canarydrug" not in told


def test_restrictions_that_name_a_drug_are_held_back_from_the_employer_alone(claim, ana):
    make.WorkStatus(
        claim=claim, status="modified", from_date=date(2026, 10, 10), recorded_by=ana.person,
        restrictions="No driving while on canarydrug.",
    )  # fmt: skip
    employers, workers = (
        proposed(claim, ana, f"{one}") for one in ("employer-abilities", "worker-next-steps")
    )
    assert "canarydrug" not in employers.wording.text
    assert "[work restrictions: held back]" in employers.gaps
    assert "canarydrug" in workers.wording.text


# ---- writing, changing, sending --------------------------------------------------------------------------


def test_a_letter_is_drafted_from_the_claim(claim, ana):
    found = proposed(claim, ana, "employer-abilities").wording
    assert found.receiver == "Lakeside Therapy"
    assert "Restrictions: No lifting above 10 lb." in found.text
    assert "Next medical update: 29 Oct 2026" in found.text
    assert proposed(claim, ana, "provider-new-apf").wording.address == "Alder\nKent"


@pytest.mark.parametrize("field", ["receiver", "address", "subject", "text"])
@pytest.mark.parametrize(
    "words",
    [
        *("S33.5XXA", "Canarydrug helps", "canaryfusion done", "Depression", "FRQ positive", "Opioids"),
        *("PEG score of 7", "S33.5", "S335XXA", "Percocet", "codeine"),
    ],
)
def test_no_part_of_an_employers_letter_takes_what_may_not_leave(claim, when, field, words):
    with pytest.raises(Denied, match="take out"):
        written(claim, when, **{field: words})


@pytest.mark.parametrize(
    "words",
    [
        "She told me the supervisor shouted at her in front",
        "once THE foreman has answered: our letter, canarystep",
    ],
)
def test_words_of_a_note_or_a_plan_are_found_in_an_employers_letter(claim, when, words):
    text = f"{proposed(claim, when['by'], 'employer-abilities').wording.text}\n{words}"
    with pytest.raises(Denied, match="stands in a note or a plan"):
        written(claim, when, text=text)


def test_a_worker_may_be_told_of_her_own_health(claim, when):
    assert written(claim, when, "worker-next-steps", text="Your surgery is on 2 Dec.").pk


def test_a_change_makes_the_next_version_and_the_history_keeps_both(claim, when):
    made = written(claim, when)
    wording = letters.Wording("Ms. Bell", "Work", "She can sort light fruit.")
    changed = letters.change_letter(letter=made, wording=wording, version=1, by=when["by"], at=when["at"])
    assert (changed.version, made.history.count()) == (2, 2)
    with pytest.raises(Conflict, match="Somebody else"):
        letters.change_letter(letter=made, wording=wording, version=1, by=when["by"], at=when["at"])


def test_what_was_sent_does_not_change_and_is_withdrawn_with_a_reason(claim, when):
    made = written(claim, when, text="She can sort light fruit.")
    by, at = when["by"], when["at"]
    sent = letters.send_letter(letter=made, how="fax", on=TODAY, by=by, today=TODAY)
    with pytest.raises(Conflict, match="was sent"):
        letters.change_letter(letter=sent, wording=letters.Wording("A", "B", "C"), version=1, by=by, at=at)
    with pytest.raises(Denied, match="why"):
        letters.withdraw_letter(letter=sent, reason=" ", by=by, at=at)
    gone = letters.withdraw_letter(letter=sent, reason="Wrong fax number.", by=by, at=at)
    assert gone.sent_on == TODAY and gone.why_withdrawn == "Wrong fax number."
    with pytest.raises(Conflict, match="already"):
        letters.withdraw_letter(letter=sent, reason="Again.", by=by, at=at)


@pytest.mark.parametrize(
    ("how", "on", "says"),
    [
        ("fax", date(2026, 10, 16), "after today"),
        ("fax", date(2026, 10, 14), "not sent before"),
        ("pigeon", TODAY, "Say how"),
    ],
)
def test_a_letter_is_sent_on_a_day_that_can_be(claim, when, how, on, says):
    with pytest.raises(Denied, match=says):
        letters.send_letter(letter=written(claim, when), how=how, on=on, by=when["by"], today=TODAY)


def test_a_letter_with_a_gap_is_not_sent(claim, when):
    made = written(claim, when, text="Restrictions: [work restrictions: not known]")
    with pytest.raises(Denied, match="Fill in"):
        letters.send_letter(letter=made, how="mail", on=TODAY, by=when["by"], today=TODAY)


def test_words_that_became_confidential_later_are_not_sent(claim, when):
    made = written(claim, when, text="May drive after newdrug wears off.")
    make.Prescription(claim=claim, filled_on=TODAY, drug="Newdrug 10 mg")
    with pytest.raises(Denied, match="newdrug"):
        letters.send_letter(letter=made, how="mail", on=TODAY, by=when["by"], today=TODAY)


@pytest.mark.parametrize(
    "fields",
    [{"audience": "press"}, {"text": ""}, {"sent_on": TODAY}, {"withdrawn_at": clock.now()}, {"version": 0}],
)
def test_the_database_refuses_a_letter_that_cannot_be(claim, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.Letter(claim=claim, **fields)


# ---- templates --------------------------------------------------------------------------------------------


@pytest.fixture
def wanted():
    one = built_in("employer-abilities")
    return letter_templates.NextVersion(one.slug, one.audience, one.name, "Work for {worker}", one.text)


def test_an_administrator_replaces_a_template_and_letters_keep_theirs(claim, when, ada, wanted):
    before = written(claim, when)
    made = letter_templates.make_version(wanted=wanted, by=ada, today=TODAY, at=when["at"])
    assert (made.version, before.template_version) == (2, 1)
    assert proposed(claim, when["by"], wanted.slug).wording.subject.startswith("Work for Rosa")


def test_a_retired_template_is_offered_no_more_until_it_is_used_again(claim, when, ada):
    letter_templates.retire_template(slug="employer-abilities", by=ada, today=TODAY, at=when["at"])
    with pytest.raises(Denied, match="no such template"):
        proposed(claim, when["by"], "employer-abilities")
    letter_templates.use_again(slug="employer-abilities", by=ada)
    assert proposed(claim, when["by"], "employer-abilities").wording.text


@pytest.mark.parametrize(
    "text", ["{diagnosis}", "{frq}", "{next_steps}", "{nothing}", "How is the depression?"]
)
def test_no_administrator_lets_more_out_to_employers(ada, wanted, text):
    spoiled = letter_templates.NextVersion(wanted.slug, wanted.audience, wanted.name, "Subject", text)
    with pytest.raises(Denied):
        letter_templates.make_version(wanted=spoiled, by=ada, today=TODAY, at=clock.now())
    assert not LetterTemplate.objects.exists()


def test_the_preview_is_of_a_synthetic_claim_and_keeps_nothing(browse, ada):
    typed = {"name": "Mine", "audience": "worker", "subject": "For {worker}", "text": "Born {worker_born}."}
    page = browse(ada).post(reverse("coordination:letter-template-new"), typed | {"preview": "1"})
    assert "For Wanda Worker" in page.content.decode() and "Born 1 Jan 1980." in page.content.decode()
    assert not LetterTemplate.objects.exists()
    browse(ada).post(reverse("coordination:letter-template-new"), typed | {"keep": "1"})
    assert LetterTemplate.objects.get().slug == "mine"


# ---- packets ---------------------------------------------------------------------------------------------


def visit(**changes):
    fields = {"visit_on": date(2026, 10, 20), "audience": "attending-provider", "receiver": "Dr. Lane"}
    return visit_packets.Visit(**fields | changes)


def packet_words(claim, when, **changes):
    made = visit_packets.make_packet(claim=claim, visit=visit(**changes), **when)
    return {one["title"]: str(tuple(map(tuple, one["lines"]))) for one in made.sections}


def test_a_packet_holds_what_the_provider_needs(claim, when):
    make.JobPaper(claim=claim, title="Sorter", sent_to_ap_on=date(2026, 10, 10))
    words = packet_words(claim, when, questions="May she lift 20 lb?\n\n- And drive?")
    assert words["Open questions for this visit"] == "(('1', 'May she lift 20 lb?'), ('2', 'And drive?'))"
    assert "through 29 Oct" in words["Last APF and restrictions"]
    assert "No lifting above 10 lb." in words["Last APF and restrictions"]
    assert "Sorter" in words["Job"] and "9.9" in words["Pain and function"]
    assert "canarystep" in words["Next steps"]
    assert "canarynote" not in str(words) and "canarydrug" not in str(words).casefold()


def test_a_referral_provider_gets_no_scales_and_no_plan(claim, when):
    words = packet_words(claim, when, audience="referral-provider")
    assert "Injury" in words and not {"Pain and function", "Next steps"} & set(words)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"audience": "employer"}, "who treats"),
        ({"audience": "claim-manager"}, "who treats"),
        ({"receiver": " "}, "to whom"),
        ({"visit_on": date(2026, 10, 14)}, "has been"),
    ],
)
def test_a_packet_goes_to_who_treats_before_the_visit(claim, when, changes, says):
    with pytest.raises(Denied, match=says):
        visit_packets.make_packet(claim=claim, visit=visit(**changes), **when)


def test_the_database_lets_no_packet_go_to_an_employer(claim):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.VisitPacket(claim=claim, audience="employer")


def test_a_packet_stays_as_it_was_made(claim, when, browse, ana):
    made = visit_packets.make_packet(claim=claim, visit=visit(), **when)
    claim.body_part = "changed later"
    claim.save()
    page = browse(ana).get(reverse("coordination:visit-packet", args=[made.pk])).content.decode()
    assert "canarybody" in page and "changed later" not in page


def test_a_packet_leaves_once_and_not_after_its_appointment(claim, ana):
    late = make.VisitPacket(claim=claim, made_on=date(2026, 10, 12), visit_on=date(2026, 10, 14))
    gone = make.VisitPacket(claim=claim, sent_on=TODAY, sent_how="fax", sent_by=ana.person)
    sent = {"how": "fax", "on": TODAY, "by": ana, "today": TODAY}
    with pytest.raises(Denied, match="a packet after it helps nobody"):
        visit_packets.send_packet(packet=late, **sent)
    with pytest.raises(Conflict, match="sent already"):
        visit_packets.send_packet(packet=gone, **sent)


# ---- pages ------------------------------------------------------------------------------------------------


def test_a_letter_goes_its_way_on_the_pages(claim, ana, browse):
    client = browse(ana)
    new = reverse("coordination:letter-new", args=[claim.pk]) + "?template=employer-abilities"
    typed = {"version": 0, "receiver": "Ms. Bell", "subject": "Work", "text": "She is on opioids."}
    refused = client.post(new, typed)
    assert refused.status_code == 422
    assert (
        "take out “opioid”" in refused.content.decode() and "She is on opioids." in refused.content.decode()
    )
    client.post(new, typed | {"text": "She can sort light fruit."})
    letter = Letter.objects.get()
    client.post(reverse("coordination:letter-send", args=[letter.pk]), {"how": "mail", "on": "2026-10-15"})
    claim_page = client.get(reverse("coordination:claim", args=[claim.pk])).content.decode()
    assert "To Ms. Bell (employer): Work. Sent by mail." in claim_page


def test_taking_a_letter_as_pdf_is_in_the_trail(claim, ana, browse):
    letter = make.Letter(claim=claim, written_by=ana.person)
    answer = browse(ana).get(reverse("coordination:letter-pdf", args=[letter.pk]))
    assert answer.content.startswith(b"%PDF-") and b"pdfuaid" in answer.content
    assert "Rosa" not in answer.headers["Content-Disposition"]
    assert AccessEvent.objects.filter(action="letter.downloaded", subject_id=letter.pk).count() == 1


def test_the_log_counts_packets_sent_and_asks_as_often_for_many(claim, ana, browse):
    client, address = browse(ana), reverse("coordination:visit-packets")
    make.VisitPacket(claim=claim, sent_on=TODAY, sent_how="fax", sent_by=ana.person)
    few = queries_of(lambda: client.get(address))
    for _ in range(5):
        make.VisitPacket(claim=make.Claim(hsc=ana.person), made_by=ana.person)
    assert queries_of(lambda: client.get(address)) == few
    assert "1 of 6 packets sent" in client.get(address).content.decode()


@pytest.mark.parametrize("role", [Role.ADVISOR])
def test_an_advisor_writes_no_letters(claim, ito, role):
    with pytest.raises(Denied, match="role"):
        proposed(claim, ito, "employer-abilities")


def test_the_api_writes_by_the_same_actions(claim, ana, browse):
    client, address = browse(ana), f"/api/claims/{claim.pk}/letters/"
    given = {
        "template": "employer-abilities",
        "receiver": "Ms. Bell",
        "subject": "Work",
        "text": "No opioids.",
    }
    refused = client.post(address, given, content_type="application/json")
    assert refused.status_code == 403 and "opioid" in refused.content.decode()
    made = client.post(address, given | {"text": "Light work."}, content_type="application/json")
    assert made.status_code == 201 and made.json()["version"] == 1
    packet = {"visit_on": "2026-10-20", "audience": "employer", "receiver": "Ms. Bell"}
    visits = f"/api/claims/{claim.pk}/visit-packets/"
    assert client.post(visits, packet, content_type="application/json").status_code == 400
    packet["audience"] = "attending-provider"
    assert client.post(visits, packet, content_type="application/json").status_code == 201
    assert VisitPacket.objects.get().receiver == "Ms. Bell"
