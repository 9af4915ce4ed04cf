"""The facts behind the measures: of a quarter's claims, its APF reviews, its providers, its comparison."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from claims.models import Apf, Claim, Provider, TimeLoss
from coordination.choices import NoteKind, Outcome, Party
from coordination.models import BillingLine, CaseNote
from staffing.counting import ClaimFacts
from staffing.models import AdopterClass, ApfReview, Comparison, ProviderCall
from staffing.quarter import Quarter
from staffing.queries.ratio import initiated

# Whom a note of a provider contact, or of an employer contact, names when the two spoke with each other (M3).
PROVIDERS = (Party.ATTENDING_PROVIDER.value, Party.OTHER_PROVIDER.value, Party.SURGEON.value)
BETWEEN_THE_TWO = Q(kind=NoteKind.PROVIDER.value, person=Party.EMPLOYER.value) | Q(
    kind=NoteKind.EMPLOYER.value, person__in=PROVIDERS
)
COLUMNS = (
    "pk",
    "claim_number",
    "hsc_id",
    "appeared",
    "claim_established_date",
    "first_visit_date",
    "roa_received_date",
    "roa_complete",
    "apf_on",
    "call_on",
    "billed_call_on",
    "time_loss_on",
)


def claim_facts(quarter: Quarter, today: date) -> list[ClaimFacts]:
    """Return what the measures need of every claim of a quarter as known on `today`, in two queries."""
    claims = initiated(quarter.first, quarter.last).filter(appeared__lte=today)
    return facts_of(claims.order_by("appeared", "claim_number"), today)


def facts_of(claims: QuerySet[Claim], today: date) -> list[ClaimFacts]:
    """Return the facts of claims as known on `today`, in their order; two queries.

    The day of an APF is its exam, as for the worklist's rule T09; only the extract's counts, not one that
    people recorded and it does not have yet.
    """
    active = activities_of(claims, today)
    notes = CaseNote.objects.filter(contact_on__lte=today)
    calls = ProviderCall.objects.filter(withdrawn_at=None, on__lte=today)
    told = notes.filter(BETWEEN_THE_TWO, outcome=Outcome.REACHED.value)
    losses = TimeLoss.objects.filter(withdrawn_at=None, paid_from__lte=today)
    rows = claims.annotate(
        apf_on=first_day(Apf.objects.filter(withdrawn_at=None, exam_date__lte=today), "exam_date"),
        call_on=Least(first_day(calls, "on"), first_day(told, "contact_on")),
        billed_call_on=first_day(calls.filter(is_billed=True), "on"),
        time_loss_on=first_day(losses, "paid_from"),
    )
    return [ClaimFacts._make((*row, active.get(row[0]))) for row in rows.values_list(*COLUMNS)]


def activities_of(claims: QuerySet[Claim], today: date) -> dict[int, date]:
    """Return by claim the day of its first billed HSC activity, in one query over the lines that stand."""
    lines = BillingLine.objects.standing().filter(
        note__claim__in=claims.order_by().values("pk"), note__contact_on__lte=today
    )
    rows = lines.order_by().values_list("note__claim").annotate(first=Min("note__contact_on"))
    return dict(rows)


def first_day(rows: QuerySet[Any], column: str) -> Subquery:
    """Return the first day of a claim's rows."""
    own = rows.filter(claim=OuterRef("pk"), cohe=OuterRef("cohe")).order_by().values("claim")
    return Subquery(own.annotate(first=Min(column)).values("first"))


def reviews_of(quarter: Quarter, today: date | None = None) -> list[ApfReview]:
    """Return the APFs drawn for a quarter's review, in the order they were drawn.

    As known on `today`, when it is given: what was read later waits still.
    """
    drawn = ApfReview.objects.filter(year=quarter.year, number=quarter.number)
    found = list(drawn.select_related("apf__claim").order_by("pk"))
    for one in found:
        if today is not None and one.reviewed_on is not None and one.reviewed_on > today:
            one.reviewed_on = None
    return found


def adopters_on(day: date) -> list[tuple[Provider, str | None, date | None]]:
    """Return the providers enrolled on a day with the class that held then, None without one."""
    held = AdopterClass.objects.filter(
        provider=OuterRef("pk"), cohe=OuterRef("cohe"), since__lte=day
    ).order_by("-since")
    there = Provider.objects.filter(
        Q(left_on=None) | Q(left_on__gt=day),
        Q(enrolled_on=None) | Q(enrolled_on__lte=day),
        withdrawn_at=None,
    )
    rows = there.annotate(
        adoption=Subquery(held.values("adoption")[:1]), class_since=Subquery(held.values("since")[:1])
    )
    return [(one, one.adoption, one.class_since) for one in rows.order_by("name", "provider_number")]


def comparison_of(quarter: Quarter) -> Decimal | None:
    """Return the incidence of claims outside COHEs that a quarter is held against; None when none is set."""
    rows = Comparison.objects.filter(year=quarter.year, number=quarter.number)
    return rows.values_list("percent", flat=True).first()
