"""The cases of authorizations asked on time, and of programmes used (domain.md 10.3, P6 and P7)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q

from claims.models import Claim, Surgery
from cohe.workdays import ONE_DAY
from coordination.choices import PaperKind, RecordKind
from coordination.models import Paper, Record, Referral, ReferralUse
from coordination.policy import Policy
from coordination.referral_kinds import ReferralKind
from staffing import performance
from staffing.performance import Case, Fill, FormDue, Opioids
from staffing.queries.performance_cases import fills_of

PROGRAMMES = (ReferralKind.STAY_AT_WORK.value, ReferralKind.PREFERRED_WORKER.value)
# As these the programmes end when they were used.
USED = ("Paid", "Certified")


def authorizations(first: date, last: date, limits: Policy, today: date) -> list[Case]:
    """Return the opioid forms whose last day lies in a span and has passed, those sent by then counted (P6).

    In five queries.
    """
    last = min(last, today - ONE_DAY)
    fills = fills_of(first, last)
    claims = Claim.objects.filter(pk__in=fills, withdrawn_at=None).order_by("pk")
    told = days_of(fills)
    found = [
        case_of(hsc, pk, number, one)
        for pk, number, hsc, injury in claims.values_list("pk", "claim_number", "hsc", "date_of_injury")
        for one in due_of(told[pk], injury, fills[pk], limits)
        if first <= one.on <= last
    ]
    return sorted(found, key=lambda one: (one.on, one.number))


def due_of(
    told: Mapping[str, list[date]], injury: date | None, fills: list[Fill], limits: Policy
) -> Iterator[FormDue]:
    """Yield the forms of a claim that were due."""
    opioids = Opioids(
        begins=(*told["surgery"], *((injury,) if injury else ())),
        fills=tuple(fills),
        subacute=tuple(told["subacute"]),
        chronic=(*told["chronic"], *told["approved"]),
        approvals=tuple(told["approved"]),
    )
    yield from performance.forms_due(
        opioids,
        subacute=limits.opioid_subacute_days,
        chronic=limits.opioid_chronic_days,
        renewal=limits.opioid_renewal_days,
        grace=limits.opioid_grace_days,
    )


def days_of(claims: Mapping[int, object]) -> dict[int, dict[str, list[date]]]:
    """Return by claim the days of surgeries, of subacute and chronic forms sent, and of approvals."""
    found: dict[int, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    here = Q(claim__in=claims, withdrawn_at=None)
    for claim, on in Surgery.objects.filter(here).values_list("claim_id", "performed_on"):
        if on:
            found[claim]["surgery"].append(on)
    papers = Paper.objects.filter(here, kind__in=(PaperKind.SUBACUTE.value, PaperKind.CHRONIC.value))
    for claim, kind, sent, approved in papers.values_list("claim_id", "kind", "sent_on", "approved_on"):
        if sent:
            found[claim][kind].append(sent)
        if approved and kind == PaperKind.CHRONIC:
            found[claim]["approved"].append(approved)
    kinds = {RecordKind.SUBACUTE_FORM.value: "subacute", RecordKind.CHRONIC_APPROVAL.value: "approved"}
    for claim, kind, on in Record.objects.filter(here, kind__in=kinds).values_list("claim_id", "kind", "on"):
        found[claim][kinds[kind]].append(on)
    return found


def case_of(hsc: int | None, claim: int, number: str, due: FormDue) -> Case:
    """Return a form that was due."""
    sent = f"sent {due.sent_on:%-d %b %Y}" if due.sent_on else "not sent"
    return Case(hsc, claim, number, due.sent_on is not None, due.on, f"{due.what}, {sent}", due.what)


def programmes(first: date, last: date) -> list[Case]:
    """Return the referrals to Stay at Work and Preferred Worker that were open in a span, in one query.

    Counted are those by which something was used in it, or that ended in it as paid or certified (P7).
    """
    uses = ReferralUse.objects.filter(referral=OuterRef("pk"), withdrawn_at=None, on__gte=first, on__lte=last)
    rows = (
        Referral.objects.counting()
        .filter(Q(completed_on=None) | Q(completed_on__gte=first), kind__in=PROGRAMMES)
        .filter(Q(ended_on=None) | Q(ended_on__gte=first), ordered_on__lte=last)
        .annotate(is_used=Exists(uses))
        .order_by("ordered_on", "pk")
        .values_list(
            "claim__hsc",
            "claim_id",
            "claim__claim_number",
            "kind",
            "ordered_on",
            "outcome",
            "completed_on",
            "is_used",
        )
    )
    return [
        Case(
            hsc, claim, number, is_used or ended_used(outcome, completed, last), ordered or first,
            f"{ReferralKind(kind).label}{f': {outcome.lower()}' if outcome else ''}",
            ReferralKind(kind).label,
        )
        for hsc, claim, number, kind, ordered, outcome, completed, is_used in rows
    ]  # fmt: skip


def ended_used(outcome: str, completed: date | None, last: date) -> bool:
    """Say whether a referral ended up to a day as used."""
    return outcome in USED and completed is not None and completed <= last
