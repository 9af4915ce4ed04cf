"""Handing claims over, and answering what others hand over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.actions import openings
from claims.models import Claim
from cohe import audit, clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.models import Membership
from cohe.permissions import Permission
from coordination.actions import hand_overs
from coordination.actions.hand_overs import Offer
from coordination.choices import TurnKind
from coordination.forms.transitions import AnswerForm, HandOverForm
from coordination.models import HandOver, ReceivedPacket
from coordination.models.hand_over import UNDER_WAY
from coordination.queries import hand_over_packet, hand_overs_page
from coordination.views.answers import said_of
from coordination.views.opening import ask_for_reason, found_claim, opened_claim, opens_claim

MOST_DIGEST = 40


@requires(Permission.HAND_OVER)
@require_GET
def hand_over_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, and what was sent."""
    page = hand_overs_page.hand_overs_page(membership_of(request), clock.today())
    return render(request, "coordination/hand_over/list.html", {"page": page})


@requires(Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
@opens_claim
def hand_over_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Hand a claim over; the packet stands in full beside the form. One under way is shown instead."""
    by, today = membership_of(request), clock.today()
    if request.method == "GET":
        under_way = HandOver.objects.filter(claim=claim, state__in=UNDER_WAY).first()
        if under_way is not None:
            return redirect("coordination:hand-over", under_way.pk)
    form = HandOverForm(
        posted(request),
        colleagues=hand_overs_page.colleagues(claim, by, today),
        cohes=hand_overs_page.other_cohes(by),
    )
    if request.method == "POST" and form.is_valid():
        answer = sent(request, claim, form, by)
        if answer is not None:
            return answer
    packet = hand_over_packet.packet_of(claim, today)
    context = {
        "claim": claim,
        "form": form,
        "sections": hand_over_packet.sections_of(packet),
        "seen": hand_over_packet.digest_of(packet),
    }
    return render(request, "coordination/hand_over/form.html", context, status=422 if form.errors else 200)


def sent(request: HttpRequest, claim: Claim, form: HandOverForm, by: Membership) -> HttpResponse | None:
    """Send the hand-over; None when it is refused, the sentence on the form."""
    clean = form.cleaned_data
    offer = Offer(
        receiver=form.colleagues.get(clean["receiver"]),
        receiving_cohe=form.cohes.get(clean["receiver"]),
        reason=clean["reason"],
        seen=request.POST.get("seen", "")[:MOST_DIGEST],
    )
    try:
        one, done = hand_overs.send_hand_over(
            claim=claim, offer=offer, by=by, today=clock.today(), at=clock.now()
        )
    except (Denied, Conflict) as no:
        refused(form, no)
        return None
    messages.success(request, said_of("Hand-over sent: the claim stays yours until it is accepted.", done))
    return redirect("coordination:hand-over", one.pk)


@requires(Permission.HAND_OVER)
@require_GET
def hand_over(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Show one hand-over: its packet, its turns, what may be done."""
    one = get_object_or_404(HandOver.objects.select_related(*NAMED), pk=hand_over_id)
    return shown(request, one)


def shown(
    request: HttpRequest, one: HandOver, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    """Show a hand-over, with an answer as it was typed when there was something wrong with it."""
    by = membership_of(request)
    if one.receiver_id == by.person_id:
        # It was sent to her: that is her reason to read it, and the reading is in the trail.
        audit.log("hand-over.read", "hand-over", one.pk, at=clock.now())
    else:
        try:
            opened_claim(request, one.claim_id)
        except openings.ReasonNeeded:
            return ask_for_reason(request, one.claim_id)
    page = hand_overs_page.hand_over_page(one, by)
    context = {"one": one, "page": page, "seen": seen_now(one), "form": form}
    return render(request, "coordination/hand_over/page.html", context, status=status)


NAMED = ("claim", "receiver", "receiving_cohe", "sent_by")


def seen_now(one: HandOver) -> str:
    """Return the digest of the packet as it would be sent again; "" where it will not be."""
    if one.state != TurnKind.QUESTIONED:
        return ""
    return hand_over_packet.digest_of(hand_over_packet.packet_of(one.claim, clock.today()))


@requires(Permission.HAND_OVER)
@require_POST
def hand_over_answer(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Accept, ask, answer and send again, or take back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    one = get_object_or_404(HandOver.objects.select_related(*NAMED), pk=hand_over_id)
    if one.receiver_id != by.person_id:
        found_claim(request, one.claim_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return not_said(request) if "kind" in form.errors else shown(request, one, form, 422)
    kind, text, seen = (form.cleaned_data[name] for name in ("kind", "text", "seen"))
    doing: dict[str, Any] = {"hand_over": one, "by": by, "today": today, "at": at}
    try:
        if kind == TurnKind.ACCEPTED:
            done = hand_overs.accept_hand_over(**doing)
        elif kind == TurnKind.QUESTIONED:
            done = hand_overs.question_hand_over(question=text, **doing)
        elif kind == TurnKind.SENT:
            done = hand_overs.send_again(answer=text, seen=seen, **doing)
        else:
            done = hand_overs.take_back(reason=text, **doing)
    except Conflict as no:
        status = refused(form, no)
        return shown(request, HandOver.objects.select_related(*NAMED).get(pk=one.pk), form, status)
    messages.success(request, said_of(f"{TurnKind(kind).label}.", done))
    return redirect("coordination:hand-over", one.pk)


@requires(Permission.HAND_OVER)
@require_GET
def packet(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Show a packet that another COHE sent; the reading is in the trail."""
    one = get_object_or_404(ReceivedPacket.objects.select_related("from_cohe"), pk=packet_id)
    return shown_packet(request, one)


def shown_packet(
    request: HttpRequest, one: ReceivedPacket, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    """Show a received packet, with an answer as it was typed when there was something wrong with it."""
    audit.log("hand-over.packet-read", "packet", one.pk, at=clock.now())
    page = hand_overs_page.packet_page(one, membership_of(request))
    context = {"one": one, "page": page, "form": form}
    return render(request, "coordination/hand_over/page.html", context, status=status)


@requires(Permission.HAND_OVER)
@require_POST
def packet_answer(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Accept a packet of another COHE, ask about it, or give back what was accepted."""
    packets = ReceivedPacket.objects.select_related("from_cohe")
    one, by = get_object_or_404(packets, pk=packet_id), membership_of(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return not_said(request) if "kind" in form.errors else shown_packet(request, one, form, 422)
    kind, text = TurnKind(form.cleaned_data["kind"]), form.cleaned_data["text"]
    try:
        hand_overs.answer_packet(packet=one, kind=kind, text=text, by=by, today=clock.today(), at=clock.now())
    except Conflict as no:
        status = refused(form, no)
        return shown_packet(request, packets.get(pk=one.pk), form, status)
    messages.success(request, f"{kind.label}. The sender is told.")
    return redirect("coordination:packet", one.pk)


def not_said(request: HttpRequest) -> HttpResponse:
    """Refuse an answer that says nothing known."""
    sentence = "Choose what to do with the hand-over: accept, ask, send again, give or take back."
    return render(request, "400.html", {"sentence": sentence}, status=400)
