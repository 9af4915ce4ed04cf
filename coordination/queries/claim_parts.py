"""The parts of the claim page, made from the claim's rows. Asks the database nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from claims.choices import ClaimStatus, ClaimType, Fund, WorkStatusKind
from claims.models import Claim
from cohe.models import Membership, Role
from cohe.permissions import Permission, allows
from coordination import frq as scoring
from coordination.choices import Area, FrqOutcome, RecordKind
from coordination.facts import Facts
from coordination.known import service_end, service_start
from coordination.models import Frq, Record, WorkItem
from coordination.models.desk import ItemState
from coordination.policy import Policy
from coordination.queries import claim_story
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_shapes import (
    Chip,
    Head,
    May,
    NoSuchPart,
    ShownFrq,
    ShownItem,
    ShownRecord,
    Story,
    Worker,
)
from coordination.queries.claim_story import GROUPS, Entry
from coordination.queries.desk_rows import FIRST_STEPS, asked_of
from coordination.timeline import OFF_WORK, Timeline
from coordination.timeline import WorkStatus as StatusRow
from coordination.worklist import catalogue
from coordination.worklist.rule import Rule
from coordination.worklist.wording import shown

ENTRIES_A_PAGE = 25
SOON_DAYS = 1
NOBODY = "nobody"
# What the claim page has buttons of its own for.
HERE = ("coordination:frq-answer", "coordination:record-add")
AREAS = {area.value: area.label for area in Area}


def status_row(one: Detail) -> StatusRow:
    """Return a row of work status as the timeline reads it."""
    return StatusRow(one.status, one.from_date, one.through_date, one.source)


def facts_of(claim: Claim, limits: Policy) -> Facts:
    """Return what decides the claim's service window."""
    return Facts(
        claim_id=claim.pk,
        claim_number=claim.claim_number,
        claim_status=claim.claim_status,
        appeared=claim.appeared,
        policy=limits,
        date_of_injury=claim.date_of_injury,
        first_visit_date=claim.first_visit_date,
        handed_over_on=claim.handed_over_on,
    )


def head_of(rows: Rows, line: Timeline, limits: Policy, today: date) -> Head:
    """Return the head of the page."""
    claim, facts = rows.claim, facts_of(rows.claim, limits)
    begins, ends = service_start(facts), service_end(facts)
    off, since = off_spells(line), line.current_spell(OFF_WORK)
    status = line.status_on(today)
    attending = rows.providers.get(claim.attending_provider_number)
    before = claim_story.attending_over_time(rows)[:-1]
    return Head(
        age=age_on(claim.worker_dob, today),
        phone_link=dialled(claim.worker_phone),
        tags=tags_of(claim),
        injury_day=(today - claim.date_of_injury).days + 1 if claim.date_of_injury else None,
        attending=rows.provider(claim.attending_provider_number),
        attending_clinic=attending.clinic if attending else "",
        attending_before=tuple((rows.provider(number), on) for number, on in before),
        hsc=rows.person(claim.hsc_id) if claim.hsc_id else NOBODY,
        hsc_since=next((one.since for one in reversed(rows.assignments) if one.hsc_id == claim.hsc_id), None),
        off_days=sum(off),
        spell_day=(today - since).days + 1 if since else None,
        longest_spell=max(off, default=0),
        status_today=WorkStatusKind(status).label if status else "not known",
        time_loss_days=sum(one.days_paid or 0 for one in rows.time_losses),
        time_loss_has_gaps=any(one.days_paid is None for one in rows.time_losses),
        year_left=max(0, (ends - today).days),
        year_ends=ends,
        year_used=min(max(0, (today - begins).days), (ends - begins).days),
        year_length=max(1, (ends - begins).days),
    )


def dialled(phone: str) -> str:
    """Return a phone number as a link dials it."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


def age_on(born: date | None, today: date) -> int | None:
    """Return somebody's age in whole years."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def tags_of(claim: Claim) -> tuple[str, ...]:
    """Return what stands behind the name: status, kind and fund."""
    words = [ClaimStatus(claim.claim_status).label]
    if claim.claim_type:
        words.append(ClaimType(claim.claim_type).label)
    if claim.fund:
        words.append(Fund(claim.fund).label)
    return tuple(words)


def off_spells(line: Timeline) -> list[int]:
    """Return the days of each spell off work, kept on salary included."""
    spells: list[int] = []
    was_off = False
    for one in line.stretches:
        is_off = one.status in OFF_WORK
        if is_off:
            days = (one.last - one.first).days + 1
            spells[-1:] = [spells[-1] + days] if was_off else [*spells[-1:], days]
        was_off = is_off
    return spells


def shown_item(item: WorkItem, rows: Rows, membership: Membership, today: date) -> ShownItem:
    """Return an item with its words."""
    rule = catalogue.rule_of(item.rule)
    words, css = due_words(item, today)
    place = rule.opens if rule else ""
    last = ""
    if item.last_day:
        verb = "could be done until" if item.last_day < today else "last day"
        last = f"{verb} {shown(item.last_day, today)}"
    return ShownItem(
        item=item,
        title=rule.title if rule else "Next step",
        area=AREAS.get(item.area, item.area),
        due_words=words,
        due_css=css,
        last_words=last,
        owner=rows.person(item.owner_id) if item.owner_id else NOBODY,
        needs_note=bool(rule and rule.done_needs_note),
        opens=rule.opens if rule else "",
        asks=asked_of(rule, item.about) if rule else "",
        first_step="" if place in HERE else FIRST_STEPS.get(place, ""),
        first_step_url=address_of(rule, item) if place in FIRST_STEPS and rule else "",
        records=rule.done_records or "" if rule else "",
        is_snoozed=item.state == ItemState.SNOOZED,
        may_work=works(item, rows, membership),
        is_task=rule is None,
    )


def address_of(rule: Rule, item: WorkItem) -> str:
    """Return the address of the page where an item's work is done, with what the item is about."""
    asks = asked_of(rule, item.about)
    return f"{reverse(rule.opens, args=[item.claim_id])}{f'?{asks}' if asks else ''}"


def works(item: WorkItem, rows: Rows, membership: Membership) -> bool:
    """Say whether a live item is the member's to work, as `WorkItemQuerySet.visible_to` does."""
    if not allows(membership.role, Permission.ITEM_WORK):
        return False
    me = membership.person_id
    is_hers = item.owner_id == me or any(
        one.assistant_id == me and one.ended_at is None for one in rows.delegations
    )
    return membership.role != Role.ASSISTANT or is_hers


def due_words(item: WorkItem, today: date) -> tuple[str, str]:
    """Return when an item is due, and whether that is late or soon: a word first, a colour second."""
    if item.state == ItemState.SNOOZED and item.snoozed_until:
        return f"Asleep to {shown(item.snoozed_until, today)}", "tag-dash"
    if item.last_day and item.last_day < today:
        return "Lost", "tag-late"
    days = (today - item.due_on).days
    if days > 0:
        return f"{days} d over", "tag-late"
    if days == 0:
        return "Today", "tag-act"
    return f"{item.due_on:%a} {shown(item.due_on, today)}", "tag-soon" if -days <= SOON_DAYS else "tag-line"


def shown_frq(one: Frq, rows: Rows, line: Timeline) -> ShownFrq:
    """Return an asking with its score's terms."""
    answered = one.outcome == FrqOutcome.ANSWERED
    since = line.spell_on(one.asked_on, OFF_WORK)
    return ShownFrq(
        frq=one,
        by=rows.person(one.asked_by_id),
        result=one.get_result_display() or one.get_outcome_display(),
        terms=terms_of(one) if answered else (),
        spell_day=(one.asked_on - since).days + 1 if since else None,
        told_on=min(told_of(one, rows), default=None),
    )


def told_of(one: Frq, rows: Rows) -> Iterator[date]:
    """Yield the days on which the attending provider was told of an FRQ."""
    for record in rows.records:
        if (
            record.kind == RecordKind.AP_TOLD
            and record.about == str(one.asked_on)
            and not record.withdrawn_at
        ):
            yield record.on


def terms_of(one: Frq) -> tuple[scoring.Term, ...]:
    """Return the terms of the score of an answered FRQ."""
    found = scoring.score(off_work=one.off_work, interference=one.interference, sites=one.sites)
    return found.terms


def shown_record(one: Record, rows: Rows) -> ShownRecord:
    """Return a record with its words and who recorded it."""
    return ShownRecord(one, claim_story.record_words(one), rows.person(one.recorded_by_id))


def own_statuses(rows: Rows) -> Iterator[Detail]:
    """Yield the work statuses that people recorded, the latest first, with their words."""
    for one in reversed(rows.work_statuses):
        if one.recorded_by_id is not None:
            words, by = WorkStatusKind(one.status).label, rows.person(one.recorded_by_id)
            yield Detail(**vars(one), words=words, by=by)


def turned_to(entries: Sequence[Entry], show: str, page: int) -> Story:
    """Return one page of the story, filtered; raise `NoSuchPart` for what does not exist."""
    if show and show not in GROUPS:
        raise NoSuchPart(f"There is no filter called “{show}”: choose one of {', '.join(GROUPS)}.")
    counts = Counter(entry.group for entry in entries)
    chosen = [entry for entry in entries if not show or entry.group == show]
    pages = max(1, -(-len(chosen) // ENTRIES_A_PAGE))
    if not 1 <= page <= pages:
        raise NoSuchPart(f"There is no page {page}: the list has {pages}.")
    chips = [Chip("", "All", len(entries), not show)]
    chips += [Chip(slug, label, counts[slug], slug == show) for slug, label in GROUPS.items() if counts[slug]]
    start = (page - 1) * ENTRIES_A_PAGE
    return Story(tuple(chosen[start : start + ENTRIES_A_PAGE]), tuple(chips), show, page, pages)


def workers_of(rows: Rows) -> tuple[Worker, ...]:
    """Return who has written notes on the claim, the most minutes first."""
    found = []
    for author in {note.author_id for note in rows.notes}:
        own = [note for note in rows.notes if note.author_id == author]
        minutes = sum(note.minutes for note in own)
        found.append(Worker(rows.person(author), len(own), minutes, max(note.contact_on for note in own)))
    return tuple(sorted(found, key=lambda one: (-one.minutes, one.name)))


def colleagues_of(rows: Rows, today: date) -> Iterator[Membership]:
    """Yield whom an item can be given to today."""
    for one in sorted(rows.people.values(), key=lambda one: one.person.name):
        in_force = one.since <= today and (one.until is None or one.until > today)
        if in_force and one.person.is_active and allows(one.role, Permission.WORKLIST_SEE):
            yield one


def may(membership: Membership) -> May:
    """Return what the member may do here."""

    def holds(permission: Permission) -> bool:
        return allows(membership.role, permission)

    return May(
        write_notes=holds(Permission.NOTE_WRITE),
        work_items=holds(Permission.ITEM_WORK),
        reassign=holds(Permission.ITEM_REASSIGN),
        hand_up=membership.role == Role.ASSISTANT,
        ask_frq=holds(Permission.FRQ_ASK),
        record=holds(Permission.RECORD_WRITE),
        change_tier=holds(Permission.CLAIM_TIER),
        see_trail=holds(Permission.TRAIL_SEE),
        write_letters=holds(Permission.LETTER_WRITE),
    )
