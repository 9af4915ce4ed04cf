"""The last working day, played with the product's own actions, so that items have a history this morning."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from claims.models import Claim
from cohe.models import Membership, Role
from coordination.actions import items as desk_items
from coordination.actions import notes, worklist
from coordination.choices import Area, Direction, NoteKind, Outcome, Party
from coordination.demonstration import tending
from coordination.demonstration.load_desk import Desk
from coordination.demonstration.load_people import at
from coordination.models import SavedView, WorkItem
from coordination.worklist import catalogue

# Claim number, rule and subject of an item.
Key = tuple[str, str, str]
# What is done to an item of an HSC on a day.
Press = Callable[[Desk, Membership, WorkItem, date], None]
AFTERNOON, MORNING = 15, 5
READING = "T16"
VIEWS = (
    ("FRQ this week", "area=barriers&rule=T12&due=week", False),
    ("High tier, overdue", "tab=overdue&tier=high", False),
    ("Surgery", "tab=all&area=surgery", True),
    ("Opioids", "tab=all&area=medication", True),
)


def play(desk: Desk) -> None:
    """Make the list of the last working day, work on it a little, and make today's."""
    yesterday, today = desk.world.setting.last_worked, desk.world.setting.day
    make_list(desk, yesterday)
    still_owed = owed_today(desk)
    for place, hsc in enumerate(desk.team.hscs):
        if desk.world.setting.on_duty(hsc.person.email, yesterday) != hsc.person.email:
            continue
        work(desk, hsc, yesterday, still_owed, place)
        keep_for_later(desk, hsc, yesterday)
    make_list(desk, today)


def make_list(desk: Desk, day: date) -> None:
    """Make the worklist of a morning."""
    moment = at(day, MORNING, 30)
    worklist.make_worklist(cohe_id=desk.team.cohe.pk, day=day, kind="morning", asked_at=moment, at=moment)


def work(desk: Desk, hsc: Membership, day: date, still_owed: set[Key], place: int) -> None:
    """Let an HSC finish, put off, dismiss and give away some items; one of each is undone.

    Each HSC begins with another key (`place`): where lists are short, every key is still pressed by somebody.
    """
    mine = [
        item
        for item in WorkItem.objects.open().filter(owner=hsc.person_id).in_list_order()
        if (item.claim_number, item.rule, item.about) in still_owed
    ]
    called = next((item for item in mine if needs_a_call(desk, item)), None)
    if called is not None:
        call(desk, hsc, called, day)
    # What is done about a claim changes its other items: one of each claim is pressed.
    done_with = called.claim_id if called else None
    mine = list({item.claim_id: item for item in reversed(mine) if item.claim_id != done_with}.values())[::-1]
    quick = [item for item in mine if is_quick(item)][: len(KEYS)]
    for item, press in zip(quick, turned(KEYS, place), strict=False):
        press(desk, hsc, item, day)
    others = (item for item in mine if item not in quick)
    for item, press in zip(others, turned(OTHER_KEYS, place), strict=False):
        press(desk, hsc, item, day)


def turned(keys: tuple[Press, ...], places: int) -> tuple[Press, ...]:
    """Return the keys in their order, begun so many places later."""
    start = places % len(keys)
    return keys[start:] + keys[:start]


def owed_today(desk: Desk) -> set[Key]:
    """Return what the rules still ask for today: only that is worth putting off or giving away."""
    setting = desk.world.setting
    return {
        (story.number, item.rule, item.about)
        for story in desk.world.stories
        if not story.is_closed(setting.day)
        for item in tending.owed(setting, story, setting.day)
    }


def is_quick(item: WorkItem) -> bool:
    """Say whether an item is done by a key: the fact is recorded without a note."""
    rule = catalogue.rule_of(item.rule)
    by_key = bool(rule and rule.done_records and not rule.done_needs_note)
    return by_key and item.rule != READING  # a reading needs its score


def needs_a_call(desk: Desk, item: WorkItem) -> bool:
    """Say whether only a signed note clears an item; the showpiece keeps its own."""
    rule = catalogue.rule_of(item.rule)
    return bool(rule and rule.done_needs_note) and item.claim_number != desk.world.setting.center.showpiece


def call(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Make the call that an item waits for: the signed note clears it."""
    is_employers = item.area == Area.RETURN_TO_WORK
    party = Party.EMPLOYER if is_employers else Party.WORKER
    text = "Light work begins on Monday." if is_employers else "Doing better; knows the next visit."
    said = fields(party, Area(item.area), text, day)
    notes.sign_note(
        key=key(desk), claim=item.claim, fields=said, by=hsc, today=day, at=at(day, AFTERNOON, 12)
    )


def finish(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Mark an item done."""
    desk_items.done(items=[item], by=hsc, today=day, at=at(day, AFTERNOON))


def finish_and_undo(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Mark an item done by a slip of the hand, and take it back."""
    outcome = desk_items.done(items=[item], by=hsc, today=day, at=at(day, AFTERNOON, 2))
    if outcome.action:
        desk_items.undo(action=outcome.action, by=hsc, today=day, at=at(day, AFTERNOON, 5))


def put_off(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Snooze an item for some days."""
    snooze(hsc, item, day, desk.world.setting.day + timedelta(days=3), "The clinic is closed until then.")


def put_off_until_today(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Snooze an item so that it wakes this morning."""
    snooze(hsc, item, day, desk.world.setting.day, "Will be there in the morning.")


def snooze(hsc: Membership, item: WorkItem, day: date, until: date, reason: str) -> None:
    """Snooze an item until a day."""
    desk_items.snooze(items=[item], until=until, reason=reason, by=hsc, today=day, at=at(day, AFTERNOON, 10))


def dismiss(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Dismiss an item."""
    reason = "The provider has it in hand; checked by phone."
    desk_items.dismiss(items=[item], reason=reason, by=hsc, today=day, at=at(day, AFTERNOON, 15))


def give_to_assistant(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Let the HSC Assistant do an item."""
    give(item, desk.team.one(Role.ASSISTANT), "Please call the clinic for me.", hsc, day)


def ask_advisor(desk: Desk, hsc: Membership, item: WorkItem, day: date) -> None:
    """Refer a claim to the advisor by one of its items."""
    give(item, desk.team.one(Role.ADVISOR), "What do you think of this one?", hsc, day)


def give(item: WorkItem, to: Membership, reason: str, hsc: Membership, day: date) -> None:
    """Reassign an item."""
    desk_items.reassign(items=[item], to=to, reason=reason, by=hsc, today=day, at=at(day, AFTERNOON, 20))


# What an HSC does to her first items: to those that a key finishes, and to the others.
KEYS = (finish, finish_and_undo, finish, finish)
OTHER_KEYS = (
    put_off,
    dismiss,
    give_to_assistant,
    ask_advisor,
    put_off_until_today,
    put_off,
    dismiss,
    give_to_assistant,
    give_to_assistant,
)


def keep_for_later(desk: Desk, hsc: Membership, day: date) -> None:
    """Let an HSC write two notes with a next step, leave a draft, and keep views of the list."""
    claims = list(
        Claim.objects.filter(hsc=hsc.person_id).on_list(day, service_months=12).order_by("claim_number")[:3]
    )
    showpiece = Claim.objects.filter(
        claim_number=desk.world.setting.center.showpiece, hsc=hsc.person_id
    ).first()
    if showpiece:
        claims = [showpiece, *claims[:2]]
    for claim, step in zip(claims, (call_employer, send_form), strict=False):
        step(desk, claim, hsc, day)
    for claim in [*claims[2:], *claims[:1]]:
        text = f"Called {claim.worker_first_name}, "
        notes.save_draft(
            key=key(desk), claim=claim, version=0, by=hsc, at=at(day, AFTERNOON, 40),
            fields=fields(Party.WORKER, Area.MONITORING, text, day) | {"contact_on": day.isoformat()},
        )  # fmt: skip
    SavedView.objects.bulk_create(
        SavedView(
            cohe=desk.team.cohe,
            name=name,
            query=query,
            owner_id=hsc.person_id,
            is_shared=shared,
            position=place,
        )
        for place, (name, query, shared) in enumerate(VIEWS)
        if not shared or hsc == desk.team.hscs[0]
    )


def call_employer(desk: Desk, claim: Claim, hsc: Membership, day: date) -> None:
    """Sign a note whose next step is due today."""
    text = "The supervisor is away; the office asked me to call again about light work."
    step = notes.NextStep("Call the employer again about light work", max(desk.world.setting.day, day))
    sign(
        desk,
        claim,
        hsc,
        fields(Party.EMPLOYER, Area.RETURN_TO_WORK, text, day, outcome=Outcome.LEFT_MESSAGE),
        step,
        day,
    )


def send_form(desk: Desk, claim: Claim, hsc: Membership, day: date) -> None:
    """Sign a note whose next step is due in some days."""
    text = "Spoke with the medical assistant: the new form goes out after the visit."
    step = notes.NextStep("Ask whether the form was sent", desk.world.setting.day + timedelta(days=3))
    sign(desk, claim, hsc, fields(Party.ATTENDING_PROVIDER, Area.BEST_PRACTICE, text, day), step, day)


def sign(
    desk: Desk, claim: Claim, hsc: Membership, said: dict[str, object], step: notes.NextStep, day: date
) -> None:
    """Sign a note of the last working day."""
    notes.sign_note(
        key=key(desk),
        claim=claim,
        fields=said,
        also=notes.Also(next_step=step),
        by=hsc,
        today=day,
        at=at(day, AFTERNOON, 30),
    )


def key(desk: Desk) -> UUID:
    """Return the key of a draft."""
    return UUID(int=desk.rng.getrandbits(128), version=4)


def fields(
    party: Party, area: Area, text: str, day: date, *, outcome: Outcome = Outcome.REACHED
) -> dict[str, object]:
    """Return what a note form holds."""
    kinds = {Party.EMPLOYER: NoteKind.EMPLOYER, Party.WORKER: NoteKind.WORKER}
    return {
        "kind": kinds.get(party, NoteKind.PROVIDER),
        "area": area,
        "person": party,
        "direction": Direction.OUTGOING,
        "outcome": outcome,
        "contact_on": day,
        "minutes": 6,
        "text": text,
    }
