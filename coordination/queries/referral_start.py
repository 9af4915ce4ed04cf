"""What one can refer a worker to, what is on the claim already, and what the forms begin with."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from claims.models import Claim, Provider
from cohe.clock import PACIFIC
from coordination.models import Referral
from coordination.referral_kinds import AP_KINDS, TARGETS, Orderer, Target
from coordination.referral_steps import Step


@dataclass(frozen=True, slots=True)
class Startable:
    """A kind with who orders it, and how many referrals to it the claim has."""

    target: Target
    there: int


def startables(claim: Claim) -> list[Startable]:
    """Return every kind in the programme's order."""
    kinds = list(
        Referral.objects.counting().filter(claim=claim, cohe=claim.cohe_id).values_list("kind", flat=True)
    )
    return [Startable(target, kinds.count(kind)) for kind, target in TARGETS.items()]


def attending_name(claim: Claim) -> str:
    """Return the name of the attending provider, "" when the extract names none."""
    number = claim.attending_provider_number
    found = Provider.objects.filter(cohe=claim.cohe_id, provider_number=number).first() if number else None
    return str(found) if found else ""


def initial_of(claim: Claim, target: Target, today: date) -> dict[str, Any]:
    """Return what the form of a new referral begins with."""
    orders_herself = Orderer.HSC in target.orderers and target.kind not in AP_KINDS
    return {
        "step": Step.ORDER if orders_herself else Step.SUGGEST,
        "on": today,
        "orderer": Orderer.HSC if orders_herself else "",
    }


def initial_step(referral: Referral, claim: Claim, step: Step, at: datetime) -> dict[str, Any]:
    """Return what the form of a step begins with: today, now, the planned visit, the attending provider."""
    local = at.astimezone(PACIFIC)
    today = local.date()
    found: dict[str, Any] = {"on": today, "version": referral.version, "recipient": referral.recipient}
    if step in (Step.ORDER, Step.SCHEDULE):
        found["hour"] = local.replace(second=0, microsecond=0).time()
    if step == Step.ORDER and Orderer.ATTENDING_PROVIDER in referral.target.orderers:
        found["name"] = attending_name(claim)
    if step == Step.ENGAGE and referral.scheduled_for and referral.scheduled_for <= today:
        found["on"] = referral.scheduled_for
    if step in (Step.APPROVE, Step.DENY):
        found["name"] = claim.claim_manager
    return found
