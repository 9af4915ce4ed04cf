"""What coordinators wrote and recorded on claims, written in sets, each with its day and hour in the past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from claims.models import Claim, Document, TierChange
from claims.queries import claims, news
from cohe import history
from cohe.models import AccessEvent, Role
from cohe.workdays import bd
from coordination.choices import NoteKind
from coordination.demonstration import load_assessments
from coordination.demonstration.load_people import Team, at
from coordination.demonstration.story import NoteMade, Story
from coordination.demonstration.world import World
from coordination.facts import GOING_LIVE
from coordination.models import Addendum, CaseNote, DeskAction, Frq, MinutesCorrection, Record

Row = TypeVar("Row", bound=Model)
ROWS_A_WRITE = 5_000
# Openings are told of this many days.
TRAIL_DAYS = 30
# One older note of so many was signed two business days after the contact.
LATE = 23


@dataclass(frozen=True, slots=True)
class Desk:
    """A COHE's stories with the claims they have become. `rng` gives hours and keys, the same each time."""

    team: Team
    world: World
    claims: Mapping[str, int]
    rng: Random

    def told(self) -> Iterator[tuple[int, Story]]:
        """Yield each story with the id of its claim."""
        for story in self.world.stories:
            if story.number in self.claims:
                yield self.claims[story.number], story

    def person(self, address: str) -> int:
        """Return the id of a person by address."""
        return self.team.members[address].person_id

    def working_hour(self, on: date) -> datetime:
        """Return an instant of a working day."""
        return at(on, self.rng.randint(8, 16), self.rng.randrange(60))


def desk_of(team: Team, world: World) -> Desk:
    """Return the desk of a COHE whose extracts are in."""
    numbers = dict(Claim.objects.values_list("claim_number", "pk"))
    return Desk(team, world, numbers, world.setting.rng)


def write(rows: Sequence[Row]) -> None:
    """Insert rows of one model in sets."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_A_WRITE)


def load(desk: Desk) -> None:
    """Write everything that people did before the day that `load_day` plays."""
    cohe = desk.team.cohe.pk
    told = list(desk.told())
    notes = [(note, note_row(desk, claim, note)) for claim, story in told for note in story.notes]
    write([row for _, row in notes])
    write(
        [
            Addendum(
                cohe_id=cohe,
                note=row,
                author_id=row.author_id,
                text=note.addendum,
                signed_at=row.signed_at + timedelta(hours=2),
            )
            for note, row in notes
            if note.addendum
        ]
    )
    write(
        [
            MinutesCorrection(
                cohe_id=cohe,
                note=row,
                before=note.corrected_from,
                after=note.minutes,
                reason="The call ended earlier.",
                corrected_by_id=row.author_id,
                corrected_at=row.signed_at + timedelta(hours=1),
            )
            for note, row in notes
            if note.corrected_from
        ]
    )
    write(
        [
            Frq(
                cohe_id=cohe,
                claim_id=claim,
                asked_on=one.on,
                asked_by_id=desk.person(one.author),
                recorded_at=desk.working_hour(one.on),
                sites=None if one.sites is None else list(one.sites),
                **chosen(one, FRQ_FIELDS),
            )
            for claim, story in told
            for one in story.frqs
        ]
    )
    load_records(desk, told)
    setting = desk.world.setting
    for rows in load_assessments.rows_of(desk.team, told, setting.day, setting.center.showpiece):
        write(rows)
    load_tiers(desk, told)
    write(
        [
            Document(cohe_id=cohe, claim_id=claim, **one._asdict())
            for claim, story in told
            for one in story.documents
        ]
    )
    load_trail(desk, [row for _, row in notes])


FRQ_FIELDS = (
    "outcome",
    "result",
    "off_work",
    "interference",
    "modified_work",
    "confidence",
    "fear",
    "remark",
)
NOTE_FIELDS = ("kind", "area", "text", "minutes", "person", "person_name", "direction", "outcome", "purpose")


def chosen(made: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return some values of a row of a story by name."""
    return {name: getattr(made, name) for name in names}


def note_row(desk: Desk, claim: int, note: NoteMade) -> CaseNote:
    """Return a signed note."""
    author = desk.team.members[note.author]
    return CaseNote(
        cohe_id=desk.team.cohe.pk,
        key=UUID(int=desk.rng.getrandbits(128), version=4),
        claim_id=claim,
        author_id=author.person_id,
        author_role=author.role,
        contact_on=note.on,
        signed_at=desk.working_hour(signed_on(desk, claim, note.on)),
        is_billable=note.kind != NoteKind.ADMINISTRATIVE,
        **chosen(note, NOTE_FIELDS),
    )


def signed_on(desk: Desk, claim: int, on: date) -> date:
    """Return the day a note was signed: long ago a few were signed late."""
    is_old = on < desk.world.setting.day - timedelta(days=TRAIL_DAYS * 2)
    return bd(on, 2) if is_old and (claim + on.toordinal()) % LATE == 0 else on


def load_records(desk: Desk, told: Sequence[tuple[int, Story]]) -> None:
    """Write recorded facts; the reviews of going live belong to the administrator's one step."""
    setting, administrator = desk.world.setting, desk.team.one(Role.ADMINISTRATOR).person_id
    step = DeskAction.objects.create(
        cohe=desk.team.cohe,
        kind="go-live",
        label=f"Went live: claims before {setting.live_on:%-d %b %Y}",
        by_id=administrator,
        at=at(setting.live_on, 7, 30),
    )
    write(
        [
            Record(
                cohe_id=desk.team.cohe.pk,
                claim_id=claim,
                kind=one.kind,
                on=one.on,
                about=one.about,
                value=one.value,
                remark=one.remark,
                action=step if one.about == GOING_LIVE else None,
                recorded_by_id=desk.person(one.author),
                recorded_at=desk.working_hour(one.on),
            )
            for claim, story in told
            for one in story.records
            if one.kind not in load_assessments.MADE_OTHERWISE
        ]
    )


def load_tiers(desk: Desk, told: Sequence[tuple[int, Story]]) -> None:
    """Write changes of tier and the tier that claims have now."""
    write(
        [
            TierChange(
                cohe_id=desk.team.cohe.pk,
                claim_id=claim,
                before=one.before,
                after=one.after,
                reason=one.reason,
                changed_by_id=desk.person(one.author),
                changed_at=desk.working_hour(one.on),
            )
            for claim, story in told
            for one in story.tiers
        ]
    )
    history.expect_many_rows()
    for tier in ("high", "low"):
        Claim.objects.filter(pk__in=[claim for claim, story in told if story.tier == tier]).update(tier=tier)


def load_trail(desk: Desk, notes: Sequence[CaseNote]) -> None:
    """Write that those who signed notes had opened the claims, and the supervisor some, with a reason."""
    first = desk.world.setting.day - timedelta(days=TRAIL_DAYS)
    supervisor = desk.team.one(Role.SUPERVISOR).person_id
    looks = [
        (note.signed_at - timedelta(minutes=note.minutes + 3), note.author_id, note.claim_id)
        for note in notes
        if note.contact_on >= first
    ]
    looks += [(moment + timedelta(minutes=90), supervisor, claim) for moment, _, claim in looks[::40]]
    rows = [trail_row(desk, news.OPENED, "", *look) for look in looks]
    rows += [
        trail_row(desk, claims.REASON, "Weekly review of long spells", *look)
        for look in looks[-len(looks) // 40 :]
    ]
    write(sorted(rows, key=lambda row: row.at))


def trail_row(desk: Desk, action: str, reason: str, moment: datetime, actor: int, claim: int) -> AccessEvent:
    """Return one row of the trail."""
    return AccessEvent(
        cohe_id=desk.team.cohe.pk,
        at=moment,
        actor_id=actor,
        action=action,
        subject="claim",
        subject_id=claim,
        reason=reason,
        request_id="demonstration",
    )
