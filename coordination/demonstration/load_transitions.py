"""Transfers of care, days in hospital, checklists and hand-overs of the demonstration, in every state."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from claims.models import Claim
from cohe import tenancy
from cohe.models import Cohe, Membership, OutboxRow, Role
from cohe.workdays import is_business_day
from coordination.actions import hand_over_carrying, hand_overs, worklist
from coordination.choices import TurnKind
from coordination.demonstration import roster
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.demonstration.roster import Center
from coordination.models import Checklist, ChecklistMark, HandOver, HospitalStay, ReceivedPacket, Transfer
from coordination.queries import hand_over_packet
from coordination.transition_words import CHECKLISTS, Change

NEW_PROVIDERS = ("Dr. Ingeborg Falk", "Dr. Samuel Oyelaran", "Dr. Noor Haddad", "Dr. Peter Quist")
HOSPITALS = ("Cascade General Hospital", "St. Brendan Hospital", "Sound Medical Center")
# Days before the day of the demonstration: asked, card sent, decided, first visit; None for not yet.
TRANSFERS: tuple[tuple[int, int | None, int | None, str, int | None], ...] = (
    (8, 7, None, "", None),
    (3, None, None, "", None),
    (60, 58, 50, "approved", 41),
    (45, 44, 36, "denied", None),
    (20, 19, 12, "approved", None),
)
# Admitted, discharged, papers, follow-up visit (a day ahead is below zero).
STAYS: tuple[tuple[int, int | None, int | None, int | None], ...] = (
    (3, None, None, None),
    (10, 4, None, -5),
    (70, 66, 60, 55),
)


def load(desk: Desk) -> None:
    """Write what happened on claims of one COHE; the showpiece has been in hospital and changed provider."""
    rng = Random(f"{desk.world.setting.center.code} transitions")  # noqa: S311
    cohe, day = desk.team.cohe.pk, desk.world.setting.day
    showpiece = desk.world.setting.center.showpiece
    chosen = [one for one in on_list(day, rng) if one.claim_number != showpiece]
    shown = list(Claim.objects.filter(claim_number=showpiece, hsc__isnull=False))
    rows = zip(TRANSFERS, chosen, strict=False)
    write([transfer(cohe, claim, plan, day, rng) for plan, claim in rows])
    write([transfer(cohe, claim, TRANSFERS[2], day, rng) for claim in shown])
    rows_of_stays = [*zip(STAYS, chosen[5:], strict=False), *((STAYS[2], claim) for claim in shown)]
    write([stay(cohe, claim, plan, day, rng) for plan, claim in rows_of_stays])
    lists = [(Change.HOSPITAL, chosen[6:7], 3), (Change.EMERGENCY, chosen[8:9], 2)]
    for change, claims, done in [*lists, (Change.FROM_SURGEON, shown, 3), (Change.TO_SURGEON, shown, 5)]:
        for claim in claims:
            checklist(claim, change, done, day)
    within(chosen[9:11], desk.team.hscs, day)


def on_list(day: date, rng: Random) -> list[Claim]:
    """Return claims that somebody coordinates, in an order of chance that is the same each time."""
    found = Claim.objects.on_list(day, service_months=12).filter(hsc__isnull=False, appeared__lt=day)
    claims = list(found.order_by("claim_number"))
    rng.shuffle(claims)
    return claims


def keeper(claim: Claim) -> int:
    """Return the HSC of a claim that has one."""
    assert claim.hsc_id is not None
    return claim.hsc_id


def back(day: date, days: int | None) -> date | None:
    """Return a day some days before another, None for none."""
    return None if days is None else day - timedelta(days=days)


def transfer(
    cohe: int,
    claim: Claim,
    plan: tuple[int, int | None, int | None, str, int | None],
    day: date,
    rng: Random,
) -> Transfer:
    """Return a transfer of care."""
    asked, card, decided, decision, seen = plan
    return Transfer(
        cohe_id=cohe,
        claim=claim,
        asked_on=day - timedelta(days=asked),
        asked_by="worker",
        reason="Closer to home.",
        provider_name=rng.choice(NEW_PROVIDERS),
        card_sent_on=back(day, card),
        decided_on=back(day, decided),
        decision=decision,
        first_visit_on=back(day, seen),
        recorded_by_id=keeper(claim),
        recorded_at=at(day - timedelta(days=1), 11),
    )


def stay(
    cohe: int,
    claim: Claim,
    plan: tuple[int, int | None, int | None, int | None],
    day: date,
    rng: Random,
) -> HospitalStay:
    """Return days in hospital."""
    admitted, discharged, papers, follow_up = plan
    return HospitalStay(
        cohe_id=cohe,
        claim=claim,
        facility=rng.choice(HOSPITALS),
        admitted_on=day - timedelta(days=admitted),
        discharged_on=back(day, discharged),
        papers_on=back(day, papers),
        follow_up_on=back(day, follow_up),
        recorded_by_id=keeper(claim),
        recorded_at=at(day - timedelta(days=1), 12),
    )


def checklist(claim: Claim, change: Change, done: int, day: date) -> None:
    """Write a checklist with its first steps done."""
    began = day - timedelta(days=6)
    row = Checklist.objects.create(
        cohe_id=claim.cohe_id, claim=claim, change=change, began_on=began, began_by_id=keeper(claim)
    )
    write(
        [
            ChecklistMark(
                cohe_id=claim.cohe_id,
                claim=claim,
                checklist=row,
                step=step.slug,
                done_on=began + timedelta(days=min(number, 5)),
                done_by_id=keeper(claim),
            )
            for number, step in enumerate(CHECKLISTS[change][:done])
        ]
    )


def within(claims: list[Claim], hscs: tuple[Membership, ...], day: date) -> None:
    """Hand the claims over to the first HSC, or from her to the second: sent yesterday, not answered."""
    for claim in claims:
        sender = next((one for one in hscs if one.person_id == claim.hsc_id), None)
        others = [one for one in hscs if one.person_id != claim.hsc_id]
        if sender is not None and others:
            send(claim, sender, day, receiver=others[0])


def send(
    claim: Claim, by: Membership, day: date, *, receiver: Membership | None = None, cohe: Cohe | None = None
) -> HandOver:
    """Send a hand-over on the business day before."""
    on = last_worked(day)
    packet = hand_over_packet.packet_of(claim, on)
    seen = hand_over_packet.digest_of(packet)
    offer = hand_overs.Offer(receiver, cohe, "Moved: the new home is in your counties.", seen)
    return hand_overs.send_hand_over(claim=claim, offer=offer, by=by, today=on, at=at(on, 15))[0]


def last_worked(day: date) -> date:
    """Return the business day before a day."""
    found = day - timedelta(days=1)
    while not is_business_day(found):
        found -= timedelta(days=1)
    return found


def between(day: date) -> None:
    """Hand over between the COHEs: one waits for Cedar, one of Cedar's is questioned, one is accepted."""
    cedar, orca, palouse = (Cohe.objects.get(code=one.code) for one in centers())
    later = at(day, 7, 10)
    cross(palouse, cedar, day, None, later)
    cross(cedar, orca, day, TurnKind.QUESTIONED, later)
    cross(orca, palouse, day, TurnKind.ACCEPTED, later)


def centers() -> Iterator[Center]:
    """Yield Cedar and two others."""
    yield roster.CEDAR
    yield from [one for one in roster.CENTERS if one is not roster.CEDAR][:2]


def cross(sender: Cohe, receiver: Cohe, day: date, kind: TurnKind | None, when: datetime) -> None:
    """Send one claim's packet to another COHE, let it arrive, and answer it."""
    with tenancy.acting(tenancy.Context(sender.pk, request_id="demonstration")):
        claims = on_list(day, Random(f"{sender.code} across"))  # noqa: S311
        free = [one for one in claims if one.claim_number not in shows() and not one.hand_overs.exists()]
        sent = send(free[0], hsc_of(sender, free[0].hsc_id), day, cohe=receiver)
        hand_over_carrying.carry_to_receiver(hand_over_id=sent.pk, at=when)
        arrived(when)
        # The list of the day is made already: this claim's is made again with what was sent.
        worklist.refresh_claims(claim_ids={sent.claim_id}, today=day, at=when)
    if kind is None:
        return
    with tenancy.acting(tenancy.Context(receiver.pk, request_id="demonstration")):
        packet = ReceivedPacket.objects.get(key=sent.key)
        by = hsc_of(receiver, None)
        text = "Which clinic treats the worker now?" if kind == TurnKind.QUESTIONED else ""
        hand_overs.answer_packet(packet=packet, kind=kind, text=text, by=by, today=day, at=when)
        hand_over_carrying.carry_to_sender(received_id=packet.pk, today=day, at=when)
        arrived(when)


def shows() -> set[str]:
    """Return the numbers of the claims that show everything."""
    return {one.showpiece for one in roster.CENTERS}


def hsc_of(cohe: Cohe, person_id: int | None) -> Membership:
    """Return the membership of an HSC, the first one for None."""
    hscs = Membership.objects.filter(cohe=cohe, role=Role.HSC).select_related("person").order_by("pk")
    return (hscs.filter(person=person_id) if person_id else hscs)[0]


def arrived(when: datetime) -> None:
    """Mark what was carried as done, so that no worker carries it again."""
    OutboxRow.objects.filter(task=hand_overs.CARRY_TASK, done_at=None).update(sent_at=when, done_at=when)
