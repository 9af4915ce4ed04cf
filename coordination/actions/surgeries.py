"""Coordinating a surgery: the candidate, its dates, moving its day, and handing over when it is done."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction

from claims.models import Claim
from claims.models import Surgery as ExtractSurgery
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies, surgery_plan
from coordination.actions import worklist
from coordination.facts import Surgery
from coordination.models import Milestone, SurgeryEpisode, SurgeryMove
from coordination.queries import surgeries
from coordination.surgery_plan import Course, Move, Planned

# What a move keeps of the episode, so that one undo puts it back.
OF_THE_DAY = ("told_scheduled_for", "told_over", "told_performed_on", "counted_from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the coordinator knows of a surgery's dates, told by people before the extract says them."""

    candidate_on: date | None = None
    surgeon_contacted_on: date | None = None
    records_sent_on: date | None = None
    told_requested_on: date | None = None
    told_authorized_on: date | None = None
    told_scheduled_for: date | None = None
    told_performed_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """An episode with new dates: what moved, the move that one undo takes back, what changed on the list."""

    episode: SurgeryEpisode
    moves: tuple[Move, ...]
    move: SurgeryMove | None
    refreshed: worklist.Refreshed


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """When the surgical part ended, and who goes on treating."""

    concluded_on: date
    next_provider: str
    next_seen_on: date | None = None


@transaction.atomic
def name_candidate(
    *, claim: Claim, procedure: str, told: Told, by: Membership, today: date, at: datetime
) -> tuple[SurgeryEpisode, worklist.Refreshed]:
    """Begin an episode before the extract knows the surgery. Refuses one that is on the claim already."""
    policies.check_can_record(by)
    procedure = procedure.strip()
    if not procedure:
        raise Denied("Say which surgery it is about.", "procedure")
    worklist.lock_claims({claim.pk})
    about = Surgery(procedure, told.told_requested_on).key
    check_is_new(claim, about)
    days = Course(
        injured_on=claim.date_of_injury,
        candidate_on=told.candidate_on,
        requested_on=told.told_requested_on,
        authorized_on=told.told_authorized_on,
        scheduled_for=told.told_scheduled_for,
        performed_on=told.told_performed_on,
    )
    check_days(days, today)
    episode = SurgeryEpisode.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        about=about,
        procedure=procedure,
        opened_by_id=by.person_id,
        opened_at=at,
        **asdict(told),
    )
    return episode, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


def check_is_new(claim: Claim, about: str) -> None:
    """Refuse a second episode of one surgery."""
    if extract_row(claim, about) or live_episode(claim, about):
        raise Denied(f"“{about}” is on the claim already: open it there.")


def check_days(course: Course, today: date) -> None:
    """Refuse days that cannot be so, with the sentence that says which."""
    sentence = surgery_plan.order_refusal(course, today)
    if sentence:
        raise Denied(sentence)


def extract_row(claim: Claim, about: str) -> ExtractSurgery | None:
    """Return the extract's surgery of a key."""
    rows = ExtractSurgery.objects.filter(cohe=claim.cohe_id, claim=claim, withdrawn_at=None)
    return next((row for row in rows if surgeries.key_of(row) == about), None)


def live_episode(claim: Claim, about: str) -> SurgeryEpisode | None:
    """Return the episode of a key, locked."""
    rows = SurgeryEpisode.objects.select_for_update(of=("self",))
    return rows.filter(cohe=claim.cohe_id, claim=claim, about=about, withdrawn_at=None).first()


def episode_for(claim: Claim, about: str, by: Membership, at: datetime) -> SurgeryEpisode:
    """Return the episode of a surgery, begun now when the extract knows the surgery alone."""
    found = live_episode(claim, about)
    if found is not None:
        return found
    row = extract_row(claim, about)
    if row is None:
        raise Denied(f"There is no surgery “{about}” on this claim: name the candidate first.")
    return SurgeryEpisode.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        about=about,
        procedure=row.procedure,
        opened_by_id=by.person_id,
        opened_at=at,
    )


def check_version(thing: Any, version: int | None, what: str) -> None:
    """Refuse to write over what somebody else changed since the form was opened."""
    if version is not None and thing.version != version:
        raise Conflict(f"Somebody changed {what} while you had it open: look at it again, then save.")


def preview_dates(*, claim: Claim, about: str, told: Told) -> tuple[Move, ...]:
    """Return what new dates would move, by the same function that moves it; writes nothing."""
    row, episode = extract_row(claim, about), live_episode_unlocked(claim, about)
    if episode is None:
        return ()
    day = surgery_day(row, with_told(episode, row, told))
    return surgery_plan.moves(planned(episode), day) if day else ()


def live_episode_unlocked(claim: Claim, about: str) -> SurgeryEpisode | None:
    """Return the episode of a key as a fresh object that nobody saves."""
    rows = SurgeryEpisode.objects.filter(cohe=claim.cohe_id, claim=claim, about=about, withdrawn_at=None)
    return rows.first()


def with_told(episode: SurgeryEpisode, row: ExtractSurgery | None, told: Told) -> SurgeryEpisode:
    """Put what was told on the episode; a new told day stands over what the extract says now."""
    said = row.scheduled_for if row else None
    if told.told_scheduled_for is None:
        episode.told_over = None
    elif told.told_scheduled_for != episode.told_scheduled_for:
        episode.told_over = said
    for one in fields(told):
        setattr(episode, one.name, getattr(told, one.name))
    if row is None:
        episode.about = Surgery(episode.procedure, episode.told_requested_on).key
    return episode


def surgery_day(row: ExtractSurgery | None, episode: SurgeryEpisode) -> date | None:
    """Return the surgery's day in force: performed, else scheduled."""
    performed = (row.performed_on if row else None) or episode.told_performed_on
    return performed or surgeries.scheduled(row, episode)


def planned(episode: SurgeryEpisode) -> tuple[Planned, ...]:
    """Return the milestones of an episode as counting takes them."""
    rows = Milestone.objects.filter(
        cohe=episode.cohe_id, plan__episode=episode, plan__withdrawn_at=None, withdrawn_at=None
    )
    return tuple(
        Planned(one.pk, one.words, one.offset_days, one.expected_on, one.met_on)
        for one in rows.order_by("offset_days", "id")
    )


@transaction.atomic
def tell_dates(
    *,
    claim: Claim,
    about: str,
    told: Told,
    version: int | None,
    by: Membership,
    today: date,
    at: datetime,
) -> Dated:
    """Keep what people told of a surgery. Another day moves the milestones that are not met, in one move.

    Refuses days in the future or out of order, and writing over a colleague's change (`Conflict`).
    """
    policies.check_can_record(by)
    worklist.lock_claims({claim.pk})
    episode, row = episode_for(claim, about, by, at), extract_row(claim, about)
    check_version(episode, version, "this surgery")
    check_may_change(episode)
    before, day_before = kept(episode), surgery_day(row, episode)
    with_told(episode, row, told)
    check_told(claim, row, episode, told, today)
    if episode.about != about:
        check_is_new(claim, episode.about)
    moves, move = count_from(episode, surgery_day(row, episode), day_before, before, by, at)
    episode.version += 1
    episode.save()
    return Dated(episode, moves, move, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at))


def check_told(
    claim: Claim, row: ExtractSurgery | None, episode: SurgeryEpisode, told: Told, today: date
) -> None:
    """Refuse told days that cannot be, beside what the extract says."""
    for words, on in (
        ("The surgeon was contacted", told.surgeon_contacted_on),
        ("Records were sent", told.records_sent_on),
    ):
        if on is not None and on > today:
            raise Denied(f"{words} on {on:%-d %b %Y}: that is after today.")
    counts = {one.label: one.counts for one in surgeries.dates_of(row, episode)}
    days = Course(
        injured_on=claim.date_of_injury,
        candidate_on=told.candidate_on,
        requested_on=counts["Requested"],
        authorized_on=counts["Authorized"],
        scheduled_for=counts["Scheduled for"],
        performed_on=counts["Performed"],
    )
    check_days(days, today)


def check_may_change(episode: SurgeryEpisode) -> None:
    """A concluded episode is opened again before anything in it changes."""
    if episode.concluded_on is not None:
        raise Denied(f"This surgery was concluded on {episode.concluded_on:%-d %b %Y}: open it again first.")


def kept(episode: SurgeryEpisode) -> dict[str, str | None]:
    """Return what one undo puts back."""
    days = {name: getattr(episode, name) for name in OF_THE_DAY}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def count_from(
    episode: SurgeryEpisode,
    day: date | None,
    day_before: date | None,
    before: dict[str, str | None],
    by: Membership,
    at: datetime,
) -> tuple[tuple[Move, ...], SurgeryMove | None]:
    """Count the milestones from a day and keep the move; nothing when there is no day or nothing changes."""
    moves = surgery_plan.moves(planned(episode), day) if day else ()
    if day is None or (day == day_before and not moves):
        return (), None
    for one in moves:
        Milestone.objects.filter(pk=one.key).update(expected_on=one.after)
    episode.counted_from = day
    move = SurgeryMove.objects.create(
        cohe_id=episode.cohe_id,
        episode=episode,
        day_before=day_before if day_before != day else None,
        day_after=day,
        before=before,
        moved=[
            [one.key, one.before.isoformat() if one.before else None, one.after.isoformat()] for one in moves
        ],
        moved_by_id=by.person_id,
        moved_at=at,
    )
    return moves, move


@transaction.atomic
def count_anew(*, episode: SurgeryEpisode, by: Membership, today: date, at: datetime) -> Dated:
    """Move the milestones to the surgery's day as the extract has it now."""
    policies.check_can_record(by)
    worklist.lock_claims({episode.claim_id})
    held = SurgeryEpisode.objects.select_for_update(of=("self",)).select_related("claim").get(pk=episode.pk)
    check_may_change(held)
    day = surgery_day(extract_row(held.claim, held.about), held)
    before, counted = kept(held), held.counted_from
    moves, move = count_from(held, day, counted, before, by, at)
    if move is None:
        raise Denied("Nothing moves: the milestones stand at the surgery's day already.")
    held.version += 1
    held.save()
    return Dated(held, moves, move, worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at))


@transaction.atomic
def undo_move(*, move: SurgeryMove, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Put a move of the surgery's day back: the day and all milestones that moved and are not met since."""
    policies.check_can_record(by)
    claim_id = move.episode.claim_id
    worklist.lock_claims({claim_id})
    episode = SurgeryEpisode.objects.select_for_update(of=("self",)).get(pk=move.episode_id)
    check_may_change(episode)
    latest = SurgeryMove.objects.filter(episode=episode, undone_at=None).order_by("-pk").first()
    if latest is None or latest.pk != move.pk:
        raise Denied("Only the latest move of the surgery's day can be undone.")
    for name in OF_THE_DAY:
        text = latest.before.get(name)
        setattr(episode, name, date.fromisoformat(text) if text else None)
    episode.version += 1
    episode.save()
    for key, before, _ in latest.moved:
        Milestone.objects.filter(pk=key, met_on=None).update(expected_on=before)
    latest.undone_at = at
    latest.save(update_fields=["undone_at"])
    return worklist.refresh_claims(claim_ids={claim_id}, today=today, at=at)


@transaction.atomic
def join_episode(
    *, episode: SurgeryEpisode, about: str, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Say that a surgery the extract has come to know is this one: dates, plans and items go together."""
    policies.check_can_record(by)
    worklist.lock_claims({episode.claim_id})
    row = extract_row(episode.claim, about)
    if row is None or live_episode(episode.claim, about):
        raise Denied("Choose a surgery of the extract that nobody coordinates yet.")
    held = SurgeryEpisode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    held.about, held.procedure = about, row.procedure
    held.version += 1
    held.save()
    return worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)


@transaction.atomic
def conclude_surgery(
    *,
    claim: Claim,
    about: str,
    conclusion: Conclusion,
    by: Membership,
    today: date,
    at: datetime,
) -> tuple[SurgeryEpisode, worklist.Refreshed]:
    """Conclude a surgery and name who goes on treating. Refused before it, and with milestones still open."""
    policies.check_can_record(by)
    worklist.lock_claims({claim.pk})
    episode = episode_for(claim, about, by, at)
    performed = surgery_performed(claim, episode)
    on, seen = conclusion.concluded_on, conclusion.next_seen_on
    if on > today or (seen is not None and seen > today):
        raise Denied("What is concluded has happened: the day cannot be after today.")
    if performed is None or on < performed:
        raise Denied("Only a surgery that was performed is concluded, on its day or later.", "concluded_on")
    waiting = [one.words for one in planned(episode) if one.met_on is None]
    if waiting:
        raise Denied(f"Mark these milestones met, or take them out of the plan first: {', '.join(waiting)}.")
    if not conclusion.next_provider.strip():
        raise Denied("Name the provider who goes on treating, or say that nobody needs to.", "next_provider")
    for name, value in asdict(conclusion).items():
        setattr(episode, name, value)
    episode.version += 1
    episode.save()
    return episode, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


def surgery_performed(claim: Claim, episode: SurgeryEpisode) -> date | None:
    """Return the day the surgery was performed, as the extract says or a person was told."""
    row = extract_row(claim, episode.about)
    return (row.performed_on if row else None) or episode.told_performed_on


@transaction.atomic
def reopen_surgery(
    *, episode: SurgeryEpisode, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take a conclusion back."""
    policies.check_can_record(by)
    worklist.lock_claims({episode.claim_id})
    held = SurgeryEpisode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    if held.concluded_on is None:
        raise Denied("This surgery is not concluded.")
    held.concluded_on = held.next_seen_on = None
    held.version += 1
    held.save()
    return worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)


@transaction.atomic
def withdraw_episode(
    *, episode: SurgeryEpisode, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take back an episode entered by mistake, with its plans; the extract's surgery stays."""
    policies.check_can_record(by)
    worklist.lock_claims({episode.claim_id})
    if not SurgeryEpisode.objects.filter(pk=episode.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This was withdrawn already.")
    return worklist.refresh_claims(claim_ids={episode.claim_id}, today=today, at=at)
