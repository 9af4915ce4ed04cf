"""Handing claims over, and answering what others hand over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.actions import openings
from claims.models import Claim
from cohe import audit, clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted
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
        form.add_error(None, str(no))
        return None
    messages.success(request, said_of("Hand-over sent: the claim stays yours until it is accepted.", done))
    return redirect("coordination:hand-over", one.pk)


@requires(Permission.HAND_OVER)
@require_GET
def hand_over(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Show one hand-over: its packet, its turns, what may be done."""
    by = membership_of(request)
    one = get_object_or_404(HandOver.objects.select_related(*NAMED), pk=hand_over_id)
    if one.receiver_id == by.person_id:
        # It was sent to her: that is her reason to read it, and the reading is in the trail.
        audit.log("hand-over.read", "hand-over", one.pk, at=clock.now())
    else:
        try:
            opened_claim(request, one.claim_id)
        except openings.ReasonNeeded:
            return ask_for_reason(request, one.claim_id)
    context = {"one": one, "page": hand_overs_page.hand_over_page(one, by), "seen": seen_now(one)}
    return render(request, "coordination/hand_over/page.html", context)


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
        return not_said(request)
    kind, text, seen = (form.cleaned_data[name] for name in ("kind", "text", "seen"))
    if kind == TurnKind.ACCEPTED:
        done = hand_overs.accept_hand_over(hand_over=one, by=by, today=today, at=at)
    elif kind == TurnKind.QUESTIONED:
        done = hand_overs.question_hand_over(hand_over=one, question=text, by=by, today=today, at=at)
    elif kind == TurnKind.SENT:
        done = hand_overs.send_again(hand_over=one, answer=text, seen=seen, by=by, today=today, at=at)
    else:
        done = hand_overs.take_back(hand_over=one, reason=text, by=by, today=today, at=at)
    messages.success(request, said_of(f"{TurnKind(kind).label}.", done))
    return redirect("coordination:hand-over", one.pk)


@requires(Permission.HAND_OVER)
@require_GET
def packet(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Show a packet that another COHE sent; the reading is in the trail."""
    one = get_object_or_404(ReceivedPacket.objects.select_related("from_cohe"), pk=packet_id)
    audit.log("hand-over.packet-read", "packet", one.pk, at=clock.now())
    context = {"one": one, "page": hand_overs_page.packet_page(one, membership_of(request))}
    return render(request, "coordination/hand_over/page.html", context)


@requires(Permission.HAND_OVER)
@require_POST
def packet_answer(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Accept a packet of another COHE, ask about it, or give back what was accepted."""
    one = get_object_or_404(ReceivedPacket, pk=packet_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return not_said(request)
    kind = TurnKind(form.cleaned_data["kind"])
    hand_overs.answer_packet(
        packet=one,
        kind=kind,
        text=form.cleaned_data["text"],
        by=membership_of(request),
        today=clock.today(),
        at=clock.now(),
    )
    messages.success(request, f"{kind.label}. The sender is told.")
    return redirect("coordination:packet", one.pk)


def not_said(request: HttpRequest) -> HttpResponse:
    """Refuse an answer that says nothing known."""
    sentence = "Choose what to do with the hand-over: accept, ask, send again, give or take back."
    return render(request, "400.html", {"sentence": sentence}, status=400)
