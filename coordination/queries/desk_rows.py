"""Rows of the worklist, every word of them ready: what a template shows it does not have to work out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from claims.models import Provider
from claims.queries import news
from cohe import tenancy
from coordination import timeline, twelve_weeks
from coordination.choices import Area, Outcome, Party
from coordination.models import WorkItem
from coordination.models.desk import ItemState
from coordination.queries import item_story
from coordination.queries.desk_closing import Closing, Shown, closing_of, last_event
from coordination.queries.desk_days import Tag, last_day_of, tag_of
from coordination.queries.desk_filters import Tab
from coordination.queries.desk_items import Scope
from coordination.queries.desk_places import TIER_WORDS, place_of
from coordination.queries.numbers import Numbers
from coordination.querysets import WorkItemQuerySet
from coordination.twelve_weeks import TwelveWeeks
from coordination.worklist import catalogue
from coordination.worklist.rule import Rule
from coordination.worklist.wording import shown

# What a call to the worker may settle: the rules of the call card's parts (forms/calls.py).
BY_CALL = ("T01", "T02", "T03", "T05", "T12", "T16", "T25", "T34", "T43", "T44", "T45")
# What one does first about an item, by the page where its rule says the work is done. A note has no key of
# its own here: the one that finishes the item opens it.
FIRST_STEPS = {
    "coordination:frq-answer": "Ask the FRQ",
    "coordination:record-add": "Record it",
    "coordination:transfer": "Write the decision",
    "coordination:hand-over-add": "Open the hand-over",
    "coordination:ohms-claim": "Open the text",
    "coordination:referral-list": "Open the referral",
    "coordination:referral-start": "Suggest it",
    "coordination:assessment-list": "Take a reading",
    "coordination:progress-alert": "Alert the provider",
    "coordination:interventions": "Record it",
    "coordination:paper-add": "Put the paper on file",
    "coordination:surgeries": "Open the surgery",
    "coordination:claim-resources": "Write the follow-up",
    "coordination:plan": "Record it",
    "coordination:work-status-add": "Record the APF",
}

ITEM_FIELDS = (
    "pk", "version", "rule", "about", "area", "due_on", "last_day", "because", "clears", "state", "owner_id",
    "snoozed_until", "closed_at", "remark", "facts", "tier_rank", "off_since", "claim_id", "claim_number",
)  # fmt: skip
CLAIM_FIELDS = (
    "worker_last_name", "worker_first_name", "worker_phone", "worker_language", "interpreter_needed",
    "attending_provider_number", "employer_name",
)  # fmt: skip

# Plain SQL: asked with every page, never of another shape.
STATUSES = """
SELECT claim_id, status, from_date, through_date, source FROM claims_workstatus
WHERE cohe_id = %s AND claim_id = ANY(%s) AND withdrawn_at IS NULL ORDER BY id
"""
CONTACTS = """
SELECT DISTINCT ON (claim_id) claim_id, contact_on, person, outcome FROM coordination_casenote
WHERE cohe_id = %s AND claim_id = ANY(%s) AND contact_on <= %s AND outcome <> ''
ORDER BY claim_id, contact_on DESC, id DESC
"""


@dataclass(frozen=True, slots=True)
class Row(Shown):
    """One item as the list shows it, and as it opens."""

    pk: int
    id: str
    key: str
    name: str
    claim_url: str
    history_url: str
    call_url: str
    on_claim: int
    task_url: str
    change_url: str
    remark: str
    worker: str
    is_new: bool
    changed: str
    claim_number: str
    tag: Tag
    title: str
    because: str
    clears: str
    area: str
    weeks: TwelveWeeks
    tier: str
    owner: str
    is_covered: bool
    phone: str
    language: str
    last_contact: str
    attending: str
    attending_query: str
    employer: str
    last_day: str
    rule_code: str
    rule_numbers: str
    place: str
    is_snoozed: bool
    is_closed: bool
    closing: Closing
    note_url: str
    first_step: str
    first_step_url: str

    @property
    def css(self) -> str:
        """Return the class of a row whose claim the person has not opened yet."""
        return "new" if self.is_new else ""

    @property
    def done_css(self) -> str:
        """Return the look of the button that finishes it: the filled one, unless a first step is."""
        return "btn-side" if self.first_step or self.on_claim > 1 else "btn-main"

    @property
    def call_css(self) -> str:
        """Return the look of the call: the filled button where several items wait for the worker."""
        return "btn-main" if self.on_claim > 1 and not self.first_step else "btn-side"

    @property
    def call_words(self) -> str:
        """Return what one call is good for."""
        return f"One call for {self.on_claim} items" if self.on_claim > 1 else "Call card"

    @property
    def clears_in_short(self) -> str:
        """Return the first of several things that clear it; all of them stand in the open row."""
        return self.clears.partition(", or ")[0]

    @property
    def is_high(self) -> bool:
        """Say whether the claim's tier is the highest."""
        return self.tier == TIER_WORDS[0]


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows of one page need besides themselves."""

    scope: Scope
    tab: Tab
    today: date
    numbers: Numbers
    addresses: "Addresses"


class Addresses:
    """Addresses of rows: each pattern is looked up once a page."""

    def __init__(self) -> None:
        self._patterns: dict[str, str] = {}

    def of(self, name: str, number: int) -> str:
        """Return the address of a URL name that takes one number."""
        if name not in self._patterns:
            self._patterns[name] = reverse(name, args=(0,)).replace("/0/", "/%d/")
        return self._patterns[name] % number


def raw_rows(items: WorkItemQuerySet, scope: Scope, tab: Tab) -> list[dict[str, Any]]:
    """Fetch items with what a row says of claim, owner and provider, and whether she has opened the claim."""
    membership = scope.membership
    opened = news.openings(membership, OuterRef("claim_id"))
    attending = Provider.objects.filter(
        cohe_id=membership.cohe_id,
        provider_number=OuterRef("claim__attending_provider_number"),
        withdrawn_at=None,
    )
    waiting = (
        WorkItem.objects.open()
        .filter(cohe_id=membership.cohe_id, claim=OuterRef("claim_id"), rule__in=BY_CALL)
        .order_by()
        .values("claim")
        .annotate(n=Count("pk"))
    )
    return list(
        items.values(
            *ITEM_FIELDS,
            owner_name=F("owner__name"),
            **{name: F(f"claim__{name}") for name in CLAIM_FIELDS},
            was_opened=Exists(opened),
            unseen=news.last_unseen(membership, OuterRef("claim_id")),
            on_claim=Coalesce(Subquery(waiting.values("n")), 0),
            attending=Subquery(attending.values("name")[:1]),
            **({"last_event": last_event()} if tab == Tab.DONE else {}),
        )
    )


def rows_of(raw: Sequence[dict[str, Any]], around: Around) -> tuple[Row, ...]:
    """Make the rows; asks for the work status and the last contact of all their claims in two queries."""
    claims = {one["claim_id"] for one in raw}
    if not claims:
        return ()
    statuses, contacts = statuses_of(claims), last_contacts(claims, around.today)
    grace = around.numbers.policy.status_grace_days
    weeks = {claim: twelve_weeks.drawn(statuses.get(claim, ()), around.today, grace) for claim in claims}
    followers = [*raw[1:], None]
    return tuple(
        row_of(one, around, weeks[one["claim_id"]], contacts.get(one["claim_id"], "No contact yet"), follower)
        for one, follower in zip(raw, followers, strict=True)
    )


def statuses_of(claims: Collection[int]) -> dict[int, list[timeline.WorkStatus]]:
    """Return the rows of work status of several claims."""
    found: dict[int, list[timeline.WorkStatus]] = {}
    for claim, *said in about_claims(STATUSES, claims):
        found.setdefault(claim, []).append(timeline.WorkStatus(*said))
    return found


def last_contacts(claims: Collection[int], today: date) -> dict[int, str]:
    """Return the last contact or attempt on several claims, in words."""
    return {
        claim: f"Last {shown(on, today)}: {Party(person).label.lower()}, {Outcome(outcome).label.lower()}"
        for claim, on, person, outcome in about_claims(CONTACTS, claims, today)
    }


def about_claims(query: str, claims: Collection[int], *others: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query about several claims of the COHE in force."""
    with connection.cursor() as cursor:
        cursor.execute(query, [tenancy.required().cohe_id, list(claims), *others])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def row_of(
    one: Mapping[str, Any],
    around: Around,
    weeks: TwelveWeeks,
    contact: str,
    follower: Mapping[str, Any] | None,
) -> Row:
    """Put one row into words."""
    rule = catalogue.rule_of(one["rule"])
    claim_url = around.addresses.of("coordination:claim", one["claim_id"])
    title, worker = title_of(one, rule), worker_of(one)
    is_closed = one["state"] not in (ItemState.OPEN, ItemState.SNOOZED)
    return Row(
        pk=one["pk"],
        id=str(one["pk"]),
        key=f"{one['pk']}:{one['version']}",
        name=f"{worker}, {title}",
        claim_url=claim_url,
        history_url=around.addresses.of("coordination:item-history", one["pk"]),
        call_url=around.addresses.of("coordination:call", one["claim_id"]),
        on_claim=one["on_claim"],
        task_url=around.addresses.of("coordination:task-add", one["claim_id"]),
        change_url="" if rule else around.addresses.of("coordination:task-change", one["pk"]),
        remark=one["remark"],
        worker=worker,
        is_new=not one["was_opened"],
        changed=changed_since(one, around.today),
        claim_number=one["claim_number"],
        tag=tag_of(one, around.today),
        title=title,
        because=one["because"],
        clears=one["clears"],
        area=Area(one["area"]).label,
        weeks=weeks,
        tier=TIER_WORDS[one["tier_rank"]],
        owner=owner_of(one, around.scope),
        is_covered=one["owner_id"] in around.scope.covered,
        phone=one["worker_phone"],
        language=spoken(one),
        last_contact=contact,
        attending=one["attending"] or one["attending_provider_number"],
        attending_query=urlencode({"provider": one["attending_provider_number"]}),
        employer=one["employer_name"],
        last_day=last_day_of(one, around.today),
        rule_code=one["rule"],
        rule_numbers=around.numbers.said(one["rule"]) if rule else "",
        place=place_of(one, follower, around.tab),
        is_snoozed=one["state"] == ItemState.SNOOZED,
        is_closed=is_closed,
        closing=closing_of(one, around.scope.membership.person_id),
        note_url=f"{claim_url}?finish={one['pk']}#note" if rule and rule.done_needs_note else "",
        **first_step_of(one, rule, around.addresses),
    )


def changed_since(one: Mapping[str, Any], today: date) -> str:
    """Return when, and by whom, a claim changed since the person opened it; empty when it did not."""
    last = one["unseen"]
    if not (last and one["was_opened"]):
        return ""
    when = item_story.instant(datetime.fromisoformat(last["at"]), today)
    whose = f" by {last['by']}" if last["by"] else ""
    return f"Changed {when}{whose}, since you opened the claim"


def first_step_of(one: Mapping[str, Any], rule: Rule | None, addresses: Addresses) -> dict[str, str]:
    """Return the label and address of the page where the item's work is done, empty for the claim itself."""
    if rule is None or rule.opens not in FIRST_STEPS:
        return {"first_step": "", "first_step_url": ""}
    url = addresses.of(rule.opens, one["claim_id"])
    asked = asked_of(rule, one["about"])
    return {"first_step": FIRST_STEPS[rule.opens], "first_step_url": f"{url}?{asked}" if asked else url}


def asked_of(rule: Rule, about: str) -> str:
    """Return what the address of the page where an item is worked asks for."""
    if rule.opens_with:
        return f"{rule.opens_with}&{urlencode({'about': about})}" if about else rule.opens_with
    if rule.done_records:
        return urlencode({"kind": rule.done_records, "about": about})
    return urlencode({"about": about}) if about else ""


def worker_of(one: Mapping[str, Any]) -> str:
    """Return the worker's name, the last first."""
    parts = (one["worker_last_name"], one["worker_first_name"])
    return ", ".join(part for part in parts if part) or "Name not known"


def title_of(one: Mapping[str, Any], rule: Rule | None) -> str:
    """Return the bold words before the reason."""
    return rule.title if rule else item_story.title_of(one["rule"])


def owner_of(one: Mapping[str, Any], scope: Scope) -> str:
    """Return whose item it is: for the team always, else only when one covers somebody."""
    if scope.sees_team:
        return str(one["owner_name"] or "Nobody").split()[-1]
    covered = scope.covered.get(one["owner_id"])
    return f"for {covered.split()[-1]}" if covered else ""


def spoken(one: Mapping[str, Any]) -> str:
    """Return language and interpreter, as far as they are known."""
    words = [one["worker_language"]] if one["worker_language"] else []
    if one["interpreter_needed"]:
        words.append("interpreter needed")
    return ", ".join(words)
