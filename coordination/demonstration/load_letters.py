"""Letters in every state and packets for appointments, on each HSC's first claims; the letterhead."""

from datetime import date, timedelta

from cohe.models import Membership, Role
from coordination import letter_words
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.demonstration.load_together import claims_of
from coordination.letter_templates import built_in
from coordination.letter_words import Audience, SentHow
from coordination.models import Letter, Letterhead, VisitPacket
from coordination.queries import letter_values, visit_packet

HEAD = "Care coordination\n100 Sample Street, Sampleton WA 98000\nPhone (000) 555-0100, fax (000) 555-0101"
# Template, days since it was written, since it was sent (None: not yet), how, why it was withdrawn.
COURSES: tuple[tuple[str, int, int | None, SentHow | None, str], ...] = (
    ("employer-abilities", 12, 11, SentHow.MAIL, ""),
    ("provider-new-apf", 3, None, None, ""),
    ("worker-first-letter", 40, 39, SentHow.MAIL, ""),
    ("worker-next-steps", 9, 9, SentHow.HANDED, ""),
    ("employer-job-description", 20, 20, SentHow.FAX, "The fax number was that of another firm."),
    ("claim-manager-authorization", 6, 5, SentHow.FAX, ""),
)
QUESTIONS = "May hours go up to six a day?\nWhich weight is right for the left arm?"
# Claims of the first HSC that get one of the courses, the showpiece all of them; and of every other HSC.
SOME, OTHERS = 4, 2


def load(desk: Desk) -> None:
    """Write the letterhead, letters in each state, and packets sent, waiting and withdrawn."""
    setting = desk.world.setting
    administrator = desk.team.one(Role.ADMINISTRATOR)
    Letterhead.objects.create(
        cohe_id=administrator.cohe_id,
        lines=HEAD,
        set_by_id=administrator.person_id,
        set_at=at(setting.last_worked - timedelta(days=30), 9),
    )
    letters, packets = [], []
    for hsc in desk.team.hscs:
        some = SOME if hsc == desk.team.hscs[0] else OTHERS
        for place, claim in enumerate(claims_of(hsc, setting.day, setting.center.showpiece)[:some]):
            is_showpiece = claim.claim_number == setting.center.showpiece
            courses = COURSES if is_showpiece else COURSES[place : place + 1]
            facts = letter_values.facts_of(claim, hsc, setting.day)
            letters += [letter(facts, hsc, course, setting.last_worked) for course in courses]
            packets += [packet(facts, hsc, place, setting.last_worked)] if place < 3 else []
    write(letters)
    write(packets)


def letter(
    facts: letter_values.ClaimFacts,
    hsc: Membership,
    course: tuple[str, int, int | None, SentHow | None, str],
    last: date,
) -> Letter:
    """Return a letter drafted from a template of the product; what is not known was taken out by hand."""
    slug, begun, sent, how, why = course
    template = built_in(slug)
    if template is None:
        raise LookupError(slug)
    receiver = letter_values.receiver_of(facts, template.audience) or "To whom it concerns"
    values = letter_values.values_of(facts, template.audience, receiver)
    lines = letter_words.merged(template.text, values).splitlines()
    written = last - timedelta(days=begun)
    return Letter(
        cohe_id=hsc.cohe_id,
        claim=facts.claim,
        template=slug,
        template_version=template.version,
        audience=template.audience,
        receiver=receiver,
        address=letter_values.address_of(facts, template.audience),
        subject=letter_words.merged(template.subject, values),
        text="\n".join(line for line in lines if not letter_words.gaps_in(line)),
        written_by_id=hsc.person_id,
        written_on=written,
        changed_at=at(written, 10),
        sent_on=None if sent is None else last - timedelta(days=sent),
        sent_how=how or "",
        sent_by_id=None if sent is None else hsc.person_id,
        withdrawn_at=at(last - timedelta(days=1), 11) if why else None,
        withdrawn_by_id=hsc.person_id if why else None,
        why_withdrawn=why,
    )


def packet(facts: letter_values.ClaimFacts, hsc: Membership, place: int, last: date) -> VisitPacket:
    """Return a packet: sent for a visit that was, made for one to come, or withdrawn, by its place."""
    made = last - timedelta(days=(8, 1, 5)[place])
    visit_on = last + timedelta(days=(-3, 4, 9)[place])
    audience = Audience.ATTENDING_PROVIDER
    return VisitPacket(
        cohe_id=hsc.cohe_id,
        claim=facts.claim,
        visit_on=visit_on,
        audience=audience,
        receiver=letter_values.receiver_of(facts, audience) or "Attending provider",
        questions=QUESTIONS,
        is_long=place == 1,
        sections=visit_packet.sections_of(facts, audience, QUESTIONS),
        made_by_id=hsc.person_id,
        made_on=made,
        made_at=at(made, 15),
        sent_on=made + timedelta(days=1) if place == 0 else None,
        sent_how=SentHow.FAX if place == 0 else "",
        sent_by_id=hsc.person_id if place == 0 else None,
        withdrawn_at=at(last, 9) if place == 2 else None,
        withdrawn_by_id=hsc.person_id if place == 2 else None,
        why_withdrawn="The visit was moved; a new packet follows." if place == 2 else "",
    )
