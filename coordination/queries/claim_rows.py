"""Every row about one claim, by a fixed number of queries however many rows there are.

The small tables come as JSON arrays beside the claim: nine of them in one query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from claims import models as claims
from claims.models import Claim, ExtractImport, Provider
from cohe.models import Membership
from coordination import models as desk
from coordination.models import Addendum, CaseNote, Draft, Frq, ItemEvent, MinutesCorrection, Record, WorkItem
from coordination.queries import claim_referrals, community
from coordination.queries.apfs_on_file import apfs_told

BY_A_PERSON = ("done", "dismissed")

CONFERENCE = "id subject planned_on participants held_on decisions why_cancelled cancelled_at recorded_by_id"
QUESTION = "id advisor_id question asked_by_id asked_at answer answered_at passed_on_at passed_to"
LETTER = "id audience receiver subject written_on written_by_id"
VISIT_PACKET = "id audience receiver visit_on made_on made_by_id"
OUTGOING = "sent_on sent_how sent_by_id withdrawn_at withdrawn_by_id why_withdrawn"
# name: model, its columns, the order.
TABLES: dict[str, tuple[type[Model], tuple[str, ...], tuple[str, ...]]] = {
    "work_statuses": (
        claims.WorkStatus,
        (
            *("id", "status", "from_date", "through_date", "source", "restrictions", "recorded_by_id"),
            "exam_date",
        ),
        ("recorded_by_id", "id"),
    ),
    "apfs": (
        claims.Apf,
        ("id", "provider_number", "exam_date", "received_date", "work_status", "valid_from", "valid_through"),
        ("exam_date", "id"),
    ),
    "time_losses": (claims.TimeLoss, ("paid_from", "paid_through", "days_paid"), ("paid_from",)),
    "prescriptions": (
        claims.Prescription,
        ("filled_on", "drug", "is_opioid", "days_supply", "med_per_day", "prescriber_number"),
        ("filled_on", "id"),
    ),
    "surgeries": (
        claims.Surgery,
        (
            "procedure",
            "requested_on",
            "authorized_on",
            "denied_on",
            "scheduled_for",
            "performed_on",
            "surgeon_number",
        ),
        ("requested_on", "id"),
    ),
    "documents": (
        claims.Document,
        ("id", "kind", "title", "dated_on", "arrived_on", "sender", "pages"),
        ("arrived_on", "id"),
    ),
    "tier_changes": (
        claims.TierChange,
        ("before", "after", "reason", "changed_by_id", "changed_at"),
        ("changed_at",),
    ),
    "assignments": (claims.ClaimAssignment, ("hsc_id", "since", "until", "reason"), ("since",)),
    "job_papers": (
        desk.JobPaper,
        (
            *("id", "kind", "title", "source", "drafted_on", "sent_to_ap_on", "chased_on", "answer"),
            *("answered_on", "remark", "recorded_by_id"),
        ),
        ("drafted_on", "id"),
    ),
    "employer_contacts": (
        desk.EmployerContact,
        (
            *("id", "on", "contact_person", "phone", "modified_duty", "hours_a_week", "offered_on"),
            *("remark", "recorded_by_id"),
        ),
        ("on", "id"),
    ),
    "conferences": (desk.Conference, tuple(CONFERENCE.split()), ("planned_on", "id")),
    "questions": (desk.AdvisorQuestion, tuple(QUESTION.split()), ("asked_at", "id")),
    "delegations": (
        claims.Delegation,
        ("id", "assistant_id", "given_by_id", "given_at", "reason", "ended_at", "ended_by_id", "why_ended"),
        ("given_at",),
    ),
    "transfers": (
        desk.Transfer,
        (
            *("id", "asked_on", "asked_by", "provider_number", "provider_name", "card_sent_on", "decided_on"),
            *("decision", "first_visit_on"),
        ),
        ("asked_on", "id"),
    ),
    "hospital_stays": (
        desk.HospitalStay,
        ("id", "facility", "admitted_on", "discharged_on", "papers_on", "follow_up_on"),
        ("admitted_on", "id"),
    ),
    "checklists": (desk.Checklist, ("id", "change", "began_on"), ("id",)),
    "checklist_marks": (
        desk.ChecklistMark,
        ("checklist_id", "step", "done_on", "done_by_id"),
        ("done_on", "id"),
    ),
    "hand_overs": (
        desk.HandOver,
        ("id", "receiver_id", "state", "sent_on", "sent_by_id"),
        ("sent_on", "id"),
    ),
    "assessments": (
        desk.Assessment,
        (
            *("id", "slug", "version", "title", "taken_on", "taken_by_id", "scores", "barriers"),
            *("is_reading", "higher_is_better", "remark", "recorded_at"),
        ),
        ("taken_on", "id"),
    ),
    "interventions": (
        desk.FunctionalIntervention,
        ("id", "kind", "visit_on", "outcome", "remark", "recorded_by_id"),
        ("visit_on", "id"),
    ),
    "medication_checks": (
        desk.MedicationCheck,
        (
            *("id", "checked_on", "as_prescribed", "pain_complaint", "concern", "ap_told_on", "remark"),
            "checked_by_id",
        ),
        ("checked_on", "id"),
    ),
    "papers": (
        desk.Paper,
        (
            *("id", "code", "kind", "prescriber_number", "due_on", "given_on", "returned_on", "sent_on"),
            *("approved_on", "denied_on", "remark", "recorded_by_id"),
        ),
        ("id",),
    ),
    "resource_shares": (desk.ResourceShare, community.SHARE_COLUMNS, ("shared_on", "id")),
    "document_reviews": (desk.DocumentReview, community.REVIEW_COLUMNS, ("reviewed_on", "id")),
    "referrals": (desk.Referral, claim_referrals.COLUMNS, ("id",)),
    "letters": (desk.Letter, tuple(f"{LETTER} {OUTGOING}".split()), ("id",)),
    "visit_packets": (desk.VisitPacket, tuple(f"{VISIT_PACKET} {OUTGOING}".split()), ("id",)),
}
# What stays to be seen after it was withdrawn, with the reason.
WITHDRAWN_TOO = (desk.Letter, desk.VisitPacket)
# name: the same, and by what key its rows belong to a table that names the claim.
BELOW: dict[str, tuple[type[Model], tuple[str, ...], tuple[str, ...], str]] = {
    "referral_events": (desk.ReferralEvent, claim_referrals.EVENT_COLUMNS, ("on", "id"), "referral"),
}
DAYS = frozenset(
    (
        *("from_date", "through_date", "exam_date", "received_date", "valid_from", "valid_through"),
        *("paid_from", "paid_through", "filled_on", "requested_on", "authorized_on", "denied_on"),
        *("asked_on", "card_sent_on", "decided_on", "first_visit_on", "admitted_on", "discharged_on"),
        *("papers_on", "follow_up_on", "began_on", "done_on", "sent_on"),
        *("suggested_on", "ordered_on", "authorization_on", "records_sent_on", "scheduled_on"),
        *("missed_on", "barrier_on", "engaged_on", "record_fetched_on", "report_on", "passed_on"),
        *("told_on", "reviewed_on", "completed_on", "ended_on", "on"),
        *("taken_on", "visit_on", "checked_on", "ap_told_on", "due_on", "given_on", "returned_on"),
        *("approved_on", "scheduled_for", "performed_on", "dated_on", "arrived_on", "since", "until"),
        *("attending_since", "shared_on", "followed_up_on"),
        *("made_on", "expected_on", "met_on", "day_before", "day_after", "drafted_on", "sent_to_ap_on"),
        *("chased_on", "answered_on", "offered_on"),
        *("planned_on", "held_on", "written_on"),
    )
)
INSTANTS = frozenset(
    (
        *(
            "undone_at",
            "ordered_at",
            "scheduled_at",
            "cancelled_at",
            "asked_at",
            "answered_at",
            "passed_on_at",
        ),
        *(
            "withdrawn_at",
            "given_at",
            "ended_at",
            "changed_at",
            "pgh_created_at",
            "signed_at",
            "corrected_at",
        ),
    )
)
NUMBERS = frozenset(("med_per_day", "hours_a_week"))
ARRAY = """
(SELECT json_agg(json_build_object(%(object)s) ORDER BY %(order)s)
 FROM %(table)s WHERE cohe_id = %%(cohe)s AND %(link)s%(besides)s)
"""
ABOVE = "SELECT id FROM %s WHERE cohe_id = %%(cohe)s AND claim_id = %%(claim)s"

Detail = SimpleNamespace


@dataclass(frozen=True, slots=True)
class Rows:
    """All of a claim. The details of the extract leave out what it has withdrawn."""

    claim: Claim
    work_statuses: tuple[Detail, ...]
    apfs: tuple[Detail, ...]
    time_losses: tuple[Detail, ...]
    prescriptions: tuple[Detail, ...]
    surgeries: tuple[Detail, ...]
    documents: tuple[Detail, ...]
    tier_changes: tuple[Detail, ...]
    assignments: tuple[Detail, ...]
    job_papers: tuple[Detail, ...]
    employer_contacts: tuple[Detail, ...]
    delegations: tuple[Detail, ...]
    transfers: tuple[Detail, ...]
    hospital_stays: tuple[Detail, ...]
    checklists: tuple[Detail, ...]
    checklist_marks: tuple[Detail, ...]
    hand_overs: tuple[Detail, ...]
    resource_shares: tuple[Detail, ...]
    document_reviews: tuple[Detail, ...]
    referrals: tuple[Detail, ...]
    referral_events: tuple[Detail, ...]
    letters: tuple[Detail, ...]
    visit_packets: tuple[Detail, ...]
    assessments: tuple[Detail, ...]
    interventions: tuple[Detail, ...]
    medication_checks: tuple[Detail, ...]
    papers: tuple[Detail, ...]
    conferences: tuple[Detail, ...]
    questions: tuple[Detail, ...]
    past: tuple[Detail, ...]
    items: tuple[WorkItem, ...]
    notes: tuple[CaseNote, ...]
    records: tuple[Record, ...]
    frqs: tuple[Frq, ...]
    drafts: tuple[Draft, ...]
    people: dict[int, Membership]
    providers: dict[str, Provider]
    last_import: ExtractImport | None

    def person(self, person_id: int | None) -> str:
        """Return the name of somebody of the COHE; None is the extract."""
        if person_id is None:
            return "extract"
        found = self.people.get(person_id)
        return found.person.name if found else "somebody who left"

    @property
    def known_apfs(self) -> tuple[Detail, ...]:
        """Return the APFs by their day: the extract's, and those people recorded that it lacks."""
        told = apfs_told(self.work_statuses, {one.exam_date for one in self.apfs})
        found = [*self.apfs, *map(apf_of, told)]
        return tuple(sorted(found, key=attrgetter("exam_date")))

    def provider(self, number: str) -> str:
        """Return a provider's name, or the number of one that the extract does not name."""
        found = self.providers.get(number)
        return str(found) if found else f"provider {number}" if number else "none"


def apf_of(spells: list[Detail]) -> Detail:
    """Return what people recorded of one APF, by its days, as that APF: nobody said whose it is."""
    first, last = spells[0], spells[-1]
    return Detail(
        provider_number="",
        exam_date=first.exam_date,
        work_status=last.status,
        valid_from=first.from_date,
        valid_through=last.through_date,
    )


def rows_of(claim: Claim, membership: Membership) -> Rows:
    """Load everything about a claim that its page shows `membership`: nine queries."""
    details = details_of(claim)
    return Rows(
        claim=claim,
        **details,
        items=tuple(items_of(claim)),
        notes=tuple(notes_of(claim)),
        records=tuple(Record.objects.filter(claim=claim, cohe=claim.cohe_id).order_by("on", "id")),
        frqs=tuple(Frq.objects.filter(claim=claim, cohe=claim.cohe_id).order_by("asked_on", "id")),
        drafts=tuple(
            Draft.objects.filter(claim=claim, cohe=claim.cohe_id, author=membership.person_id).order_by(
                "-updated_at"
            )
        ),
        people=people_of(membership),
        providers=providers_of(claim, details),
        last_import=ExtractImport.objects.filter(cohe=claim.cohe_id, state="applied").first(),
    )


def details_of(claim: Claim) -> dict[str, tuple[Detail, ...]]:
    """Return the rows of each table of `TABLES`, and the claim's own past, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(details_query(), {"cohe": claim.cohe_id, "claim": claim.pk})
        found = cursor.fetchone()
    names = (*TABLES, *BELOW, "past")
    return {name: tuple(parsed(row) for row in rows or ()) for name, rows in zip(names, found, strict=True)}


@cache
def details_query() -> str:
    """Return the SQL of all small tables, in the order of `TABLES`, the claim's past behind them.

    Written once: only the claim differs from page to page, and each further table made every page wait for
    Django to write it again.
    """
    past = Claim._meta.get_field("history").related_model
    columns = ("attending_provider_number", "attending_since", "pgh_created_at")
    arrays = [array_of(model, columns, order, "claim") for model, columns, order in TABLES.values()]
    arrays += [array_of(model, columns, order, link) for model, columns, order, link in BELOW.values()]
    return "SELECT " + ", ".join([*arrays, array_of(past, columns, ("pgh_id",), "pgh_obj")])


def array_of(model: Any, columns: Sequence[str], order: Sequence[str], link: str) -> str:
    """Return the SQL of the rows of one table about a claim, as a JSON array of objects; null without any.

    Without what the extract or a person has withdrawn, where the table knows of that.
    """
    is_withdrawn = model not in WITHDRAWN_TOO and any(
        field.name == "withdrawn_at" for field in model._meta.concrete_fields
    )
    return ARRAY % {
        "object": ", ".join(f"'{name}', {column_of(model, name)}" for name in columns),
        "order": ", ".join(column_of(model, name) for name in order),
        "table": model._meta.db_table,
        "link": link_of(model, link),
        "besides": " AND withdrawn_at IS NULL" if is_withdrawn and link == "claim" else "",
    }


def link_of(model: Any, link: str) -> str:
    """Return the SQL of which rows are about the claim: by their own key, or that of what they belong to."""
    above = model._meta.get_field(link).related_model
    if link in ("claim", "pgh_obj"):
        return f"{column_of(model, link)} = %(claim)s"
    return f"{column_of(model, link)} IN ({ABOVE % above._meta.db_table})"


def column_of(model: Any, name: str) -> str:
    """Return the column of a field, quoted."""
    return f'"{model._meta.get_field(name).column}"'


def as_object(*columns: str) -> JSONObject:
    """Return the SQL of a JSON object with these columns."""
    return JSONObject(**{name: F(name) for name in columns})


def parsed(row: dict[str, Any]) -> Detail:
    """Return a JSON object as a row with days, instants and exact numbers."""
    return Detail(**{name: value_of(name, value) for name, value in row.items()})


def value_of(name: str, value: Any) -> Any:
    """Return one value as Python has it."""
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value)
    if name in INSTANTS:
        return datetime.fromisoformat(value)
    return Decimal(str(value)) if name in NUMBERS else value


def items_of(claim: Claim) -> QuerySet[WorkItem]:
    """Return the items of a claim in list order, with who closed each one and why."""
    closing = ItemEvent.objects.filter(
        item=OuterRef("pk"), cohe=claim.cohe_id, kind__in=BY_A_PERSON
    ).order_by("-id")
    return (
        WorkItem.objects.filter(claim=claim, cohe=claim.cohe_id)
        .annotate(
            closed_by=Subquery(closing.values("by")[:1]),
            why_closed=Subquery(closing.values("reason")[:1]),
        )
        .in_list_order()
    )


def notes_of(claim: Claim) -> Sequence[CaseNote]:
    """Return the signed notes, each with its `said_later` (addenda) and `corrected` (minutes)."""
    about_it = {"note": OuterRef("pk"), "cohe": claim.cohe_id}
    addenda = Addendum.objects.filter(**about_it).order_by("signed_at")
    corrections = MinutesCorrection.objects.filter(**about_it).order_by("corrected_at")
    found = (
        CaseNote.objects.filter(claim=claim, cohe=claim.cohe_id)
        .annotate(
            later=ArraySubquery(addenda.values(json=as_object("author_id", "text", "signed_at"))),
            put_right=ArraySubquery(
                corrections.values(
                    json=as_object("before", "after", "reason", "corrected_by_id", "corrected_at")
                )
            ),
        )
        .order_by("contact_on", "id")
    )
    notes = list(found)
    for note in notes:
        vars(note)["said_later"] = tuple(parsed(row) for row in vars(note)["later"])
        vars(note)["corrected"] = tuple(parsed(row) for row in vars(note)["put_right"])
    return notes


def people_of(membership: Membership) -> dict[int, Membership]:
    """Return everybody who is or was in the COHE, with the latest role each had."""
    rows = Membership.objects.filter(cohe=membership.cohe_id).select_related("person").order_by("since")
    return {row.person_id: row for row in rows}


def providers_of(claim: Claim, details: dict[str, tuple[Detail, ...]]) -> dict[str, Provider]:
    """Return the providers that the claim or one of its rows names, by number."""
    numbers = {claim.initiating_provider_number, claim.attending_provider_number}
    numbers |= {row.provider_number for row in details["apfs"]}
    numbers |= {row.prescriber_number for row in details["prescriptions"]}
    numbers |= {row.provider_number for row in details["transfers"]}
    numbers |= {row.surgeon_number for row in details["surgeries"]}
    numbers |= {row.attending_provider_number for row in details["past"]}
    numbers |= {row.prescriber_number for row in details["papers"]}
    found = Provider.objects.filter(cohe=claim.cohe_id, provider_number__in=numbers - {""})
    return {one.provider_number: one for one in found}
