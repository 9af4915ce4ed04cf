"""What coordinators did about surgeries: episodes, plans for work, milestones met and missed.

Days are counted back from the demonstration's day; random numbers are the noun's own, so that no other story
changes.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from claims.models import Claim, Surgery
from coordination.choices import MilestoneKind, PlanKind, RecordKind
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.models import Milestone, Record, ReleasePlan, SurgeryEpisode
from coordination.queries.surgeries import key_of

# Milestone, days after the surgery.
USUAL = ((MilestoneKind.SEDENTARY, 10), (MilestoneKind.LIGHT, 28), (MilestoneKind.FULL, 84))
GOALS = (
    "Walks half an hour a day; back at light work in week four, full shifts in week six.",
    "Drives again in week two; sorting table, seated, four hours a day from week four.",
    "Own job with a lifting aid from week eight; therapist sees her twice a week until then.",
)
CAPACITIES = (
    "Sits two hours at a time, lifts 10 lb, no ladders.",
    "Stands one hour, lifts 20 lb to the waist.",
)
CANDIDATES = ("rotator cuff repair", "carpal tunnel release", "knee arthroscopy")
# Of the surgeries the extract knows, those a coordinator works as an episode; and how many of them lag.
WORKED, LAGGING = 0.8, 0.12
DONE_AFTER = 110


class Told:
    """Rows of one COHE as they are made."""

    def __init__(self, desk: Desk) -> None:
        self.day = desk.world.setting.day
        self.center = desk.world.setting.center
        self.cohe = desk.team.cohe.pk
        self.rng = Random(f"{self.center.code} surgeries")  # noqa: S311
        self.episodes: list[SurgeryEpisode] = []
        self.plans: list[ReleasePlan] = []
        self.milestones: list[Milestone] = []

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.day - timedelta(days=days)

    def episode(self, claim: int, hsc: int, about: str, procedure: str, **days: object) -> SurgeryEpisode:
        """Add an episode."""
        first = min([one for one in days.values() if isinstance(one, date)], default=self.ago(3))
        made = SurgeryEpisode(
            cohe_id=self.cohe, claim_id=claim, about=about, procedure=procedure, opened_by_id=hsc,
            opened_at=self.hour(min(first, self.day)), **days,
        )  # fmt: skip
        self.episodes.append(made)
        return made

    def hour(self, on: date) -> datetime:
        """Return an instant of a working day."""
        return at(on, self.rng.randint(8, 16), self.rng.randrange(60))

    def plan(self, episode: SurgeryEpisode, kind: PlanKind, made_on: date) -> ReleasePlan:
        """Add a plan of an episode."""
        made = ReleasePlan(
            cohe_id=self.cohe, episode=episode, kind=kind.value, made_on=made_on,
            goals=self.rng.choice(GOALS), capacities=self.rng.choice(CAPACITIES),
            made_by_id=episode.opened_by_id, made_at=self.hour(made_on),
        )  # fmt: skip
        self.plans.append(made)
        return made

    def milestone(
        self, plan: ReleasePlan, kind: MilestoneKind, offset: int, surgery: date | None, met_on: date | None
    ) -> Milestone:
        """Add a milestone of a plan."""
        made = Milestone(
            cohe_id=self.cohe, plan=plan, kind=kind.value, words=kind.label, offset_days=offset,
            expected_on=surgery + timedelta(days=offset) if surgery else None,
            planned_on=plan.made_on, met_on=met_on,
        )  # fmt: skip
        self.milestones.append(made)
        return made


def load(desk: Desk) -> None:
    """Write the surgeries of a COHE as its coordinators work them."""
    told = Told(desk)
    owners = dict(Claim.objects.exclude(hsc=None).values_list("pk", "hsc_id"))
    showpiece = desk.claims.get(told.center.showpiece)
    ended = set(
        Record.objects.filter(
            kind__in=(RecordKind.SURGERY_CANCELLED, RecordKind.SURGERY_WITHDRAWN)
        ).values_list("claim_id", "about")
    )
    lagging: set[int] = set()
    for row in Surgery.objects.filter(withdrawn_at=None).order_by("pk"):
        hsc = owners.get(row.claim_id)
        if hsc is None or (row.claim_id, key_of(row)) in ended:
            continue
        if row.claim_id == showpiece:
            show(told, row, hsc)
        elif told.rng.random() < WORKED:
            work(told, row, hsc, lagging)
    name_candidates(told, owners, {one.claim_id for one in told.episodes})
    write(told.episodes)
    write(told.plans)
    write(told.milestones)


def work(told: Told, row: Surgery, hsc: int, lagging: set[int]) -> None:
    """Work one surgery as far as it has come."""
    began = row.requested_on or row.authorized_on or told.ago(5)
    episode = told.episode(
        row.claim_id, hsc, key_of(row), row.procedure, surgeon_contacted_on=began,
        records_sent_on=min(began + timedelta(days=3), told.day),
    )  # fmt: skip
    if row.performed_on is not None:
        recover(told, row, episode, lagging)
    elif row.scheduled_for is not None and row.scheduled_for - told.day <= timedelta(days=7):
        plan = told.plan(episode, PlanKind.PRE_OP, min(told.day, began + timedelta(days=6)))
        episode.counted_from = row.scheduled_for
        for kind, offset in USUAL:
            told.milestone(plan, kind, offset, row.scheduled_for, None)


def recover(told: Told, row: Surgery, episode: SurgeryEpisode, lagging: set[int]) -> None:
    """Follow the milestones after a surgery; few lag, one an HSC is missed and not told yet."""
    done = row.performed_on
    assert done is not None
    made_on = done + timedelta(days=4)
    if made_on > told.day:
        return
    plan = told.plan(episode, PlanKind.POST_OP, made_on)
    episode.counted_from = done
    for kind, offset in USUAL:
        expected = done + timedelta(days=offset)
        met = min(told.day, expected + timedelta(days=told.rng.randint(-2, 0)))
        is_past = expected < told.day
        told.milestone(plan, kind, offset, done, met if is_past else None)
        recent = is_past and told.day - expected <= timedelta(days=6)
        if recent and episode.opened_by_id not in lagging and told.rng.random() < LAGGING * 4:
            lagging.add(episode.opened_by_id)
            told.milestones[-1].met_on = None
    if told.day - done > timedelta(days=DONE_AFTER):
        episode.concluded_on = done + timedelta(days=DONE_AFTER - 10)
        episode.next_provider = "Attending provider of the claim"
        if told.rng.random() < 0.7:
            episode.next_seen_on = done + timedelta(days=DONE_AFTER - 4)


def show(told: Told, row: Surgery, hsc: int) -> None:
    """Show on one claim what can be: recovery with a milestone missed, a fusion with its day told anew."""
    key = key_of(row)
    if row.performed_on is not None:
        episode = told.episode(
            row.claim_id, hsc, key, row.procedure, candidate_on=told.ago(104),
            surgeon_contacted_on=told.ago(99), records_sent_on=told.ago(96), counted_from=row.performed_on,
        )  # fmt: skip
        before = told.plan(episode, PlanKind.PRE_OP, told.ago(70))
        after = told.plan(episode, PlanKind.POST_OP, told.ago(55))
        told.milestone(before, MilestoneKind.SEDENTARY, 14, row.performed_on, told.ago(47))
        told.milestone(after, MilestoneKind.LIGHT, 60, row.performed_on, None)
        told.milestone(after, MilestoneKind.FULL, 120, row.performed_on, None)
    elif row.scheduled_for is not None:
        told.episode(
            row.claim_id, hsc, key, row.procedure, candidate_on=told.ago(33),
            surgeon_contacted_on=told.ago(29), records_sent_on=told.ago(26),
            told_scheduled_for=row.scheduled_for + timedelta(days=2), told_over=row.scheduled_for,
            remark="The surgeon's office moved it by two days.",
        )  # fmt: skip


def name_candidates(told: Told, owners: dict[int, int], with_one: set[int]) -> None:
    """Name a few workers as candidates whose surgery the extract does not know yet, two an HSC at most."""
    named: dict[int, int] = {}
    for claim, hsc in candidates(owners, with_one):
        if named.get(hsc, 0) >= 2:
            continue
        named[hsc] = named.get(hsc, 0) + 1
        procedure = told.rng.choice(CANDIDATES)
        since = told.ago(told.rng.randint(2, 12))
        contacted = since + timedelta(days=1) if named[hsc] == 1 else None
        told.episode(claim, hsc, procedure, procedure, candidate_on=since, surgeon_contacted_on=contacted)


def candidates(owners: dict[int, int], with_one: set[int]) -> Iterator[tuple[int, int]]:
    """Yield open claims without a surgery, and whose they are."""
    without = Claim.objects.filter(claim_status="allowed").exclude(pk__in=with_one)
    without = without.exclude(surgery_rows__withdrawn_at=None, surgery_rows__isnull=False)
    for claim in without.order_by("pk").values_list("pk", flat=True)[:400:5]:
        if claim in owners:
            yield claim, owners[claim]
