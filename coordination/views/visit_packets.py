"""Packets for an appointment: made of a claim, read, sent, withdrawn, their PDF, and the log of the COHE."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import spreadsheet
from claims.models import Claim
from cohe import audit, clock, pdf
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.downloads import csv_file, pdf_file
from cohe.permissions import Permission, allows
from coordination.actions import visit_packets
from coordination.forms.letters import PacketForm, SendingForm, WithdrawingForm
from coordination.letter_words import Audience
from coordination.models import VisitPacket
from coordination.queries import letter_paper, letter_values, packet_log, visit_packet
from coordination.views.answers import whole
from coordination.views.opening import opens_claim, opens_claim_of


def rows() -> Any:
    """Return the packets of the COHE in force, each with its claim and its people."""
    return VisitPacket.objects.select_related("claim", "made_by", "sent_by", "withdrawn_by")


@requires(Permission.LETTER_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def packet_new(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show what a packet of the claim holds, and make it for an appointment."""
    by, today = membership_of(request), clock.today()
    form = PacketForm(posted(request), today=today)
    if form.is_bound and form.is_valid():
        try:
            made = visit_packets.make_packet(
                claim=claim, visit=form.visit(), by=by, today=today, at=clock.now()
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "The packet is made; it is not sent yet.")
            return redirect("coordination:visit-packet", made.pk)
    facts = letter_values.facts_of(claim, by, today)
    form.initial = {
        "audience": Audience.ATTENDING_PROVIDER,
        "receiver": letter_values.receiver_of(facts, Audience.ATTENDING_PROVIDER),
        "questions": "\n".join(visit_packet.proposed_questions(facts, Audience.ATTENDING_PROVIDER)),
    }
    sections = visit_packet.sections_of(facts, Audience.ATTENDING_PROVIDER, "")[1:]
    context = {"claim": claim, "form": form, "sections": sections}
    return render(request, "coordination/visit_packet/form.html", context, status=422 if form.errors else 200)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim_of(rows)
def packet(request: HttpRequest, claim: Claim, packet: VisitPacket) -> HttpResponse:
    """Read a packet as it leaves, with what may be done with it."""
    return show_packet(request, claim, packet)


def show_packet(
    request: HttpRequest,
    claim: Claim,
    packet: VisitPacket,
    *,
    sending: SendingForm | None = None,
    withdrawing: WithdrawingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a packet, with a form of it as it was typed when there was something wrong with it."""
    context = {
        "claim": claim,
        "packet": packet,
        "may_write": allows(membership_of(request).role, Permission.LETTER_WRITE),
        "sections": packet.sections,
        "sending": sending or SendingForm(today=clock.today(), initial={"on": clock.today()}),
        "withdrawing": withdrawing or WithdrawingForm(),
    }
    return render(request, "coordination/visit_packet/page.html", context, status=status)


@requires(Permission.LETTER_WRITE)
@require_POST
@opens_claim_of(rows)
def packet_send(request: HttpRequest, claim: Claim, packet: VisitPacket) -> HttpResponse:
    """Say that a packet left the building."""
    form = SendingForm(request.POST, today=clock.today())
    status = 422
    if form.is_valid():
        by, today = membership_of(request), clock.today()
        try:
            visit_packets.send_packet(packet=packet, **form.cleaned_data, by=by, today=today)
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            messages.success(request, "The packet is marked sent.")
            return redirect("coordination:visit-packet", packet.pk)
    return show_packet(request, claim, packet, sending=form, status=status)


@requires(Permission.LETTER_WRITE)
@require_POST
@opens_claim_of(rows)
def packet_withdraw(request: HttpRequest, claim: Claim, packet: VisitPacket) -> HttpResponse:
    """Take a packet out of the file, saying why."""
    form = WithdrawingForm(request.POST)
    status = 422
    if form.is_valid():
        reason, by = form.cleaned_data["reason"], membership_of(request)
        try:
            visit_packets.withdraw_packet(packet=packet, reason=reason, by=by, at=clock.now())
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            messages.success(request, "The packet is withdrawn; it stays in the history.")
            return redirect("coordination:letters", claim.pk)
    return show_packet(request, claim, packet, withdrawing=form, status=status)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim_of(rows)
def packet_pdf(request: HttpRequest, claim: Claim, packet: VisitPacket) -> HttpResponse:
    """Answer with the packet on the COHE's paper; that it was taken out is in the trail."""
    made = pdf.pdf("packet", letter_paper.packet_paper(packet, membership_of(request)), at=packet.made_at)
    audit.log("packet.downloaded", "visit-packet", packet.pk, at=clock.now())
    return pdf_file(f"packet-{claim.claim_number}-{packet.pk}", made)


@requires(Permission.LETTER_WRITE)
@require_GET
def packet_list(request: HttpRequest) -> HttpResponse:
    """Show the packets of the COHE, the latest visit first."""
    by = membership_of(request)
    context = {
        "log": packet_log.packet_log(by, page=whole(request.GET.get("page", "")) or 1),
        "here": "packets",
        "may_bill": allows(by.role, Permission.BILLING_SEE),
    }
    return render(request, "coordination/visit_packet/log.html", context)


@requires(Permission.LETTER_WRITE)
@require_POST
def packet_export(request: HttpRequest) -> HttpResponse:
    """The log as a file for a spreadsheet; who took it is in the trail."""
    found = packet_log.every_row(membership_of(request))
    audit.log("packets.exported", "visit-packet", None, at=clock.now(), reason=f"{len(found)} packets")
    content = spreadsheet.table(packet_log.HEADER, (packet_log.cells_of(one) for one in found))
    return csv_file(f"packets-{clock.today():%Y-%m-%d}", content)
