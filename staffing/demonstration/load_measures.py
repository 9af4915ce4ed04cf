"""What the measures of one COHE go by: calls, APF reviews, comparisons, classes, surveys, one project."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from claims.models import Claim, Provider
from cohe.models import Membership, Role
from cohe.workdays import add_months
from coordination.demonstration import load_billing
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.models import MedicationCheck
from coordination.queries import policy as desk_policy
from staffing import sampling
from staffing.actions import measure_figures
from staffing.actions.measures import keys_of_apfs, seed_of
from staffing.choices import Adoption, SurveyOf
from staffing.models import AdopterClass, ApfReview, Comparison, Improvement, ProviderCall, Survey
from staffing.quarter import Quarter
from staffing.queries import performance_cases, policy

# Coordination bills the last months; the quarters before had their lines too.
BILLED_MONTHS = range(load_billing.MONTHS, 6)
# Claims of a hundred on which provider and employer spoke, from the oldest quarter to the last one.
CALLS = (17, 19, 24, 28)
COMPARISON = ("21.400", "21.900", "20.800", "21.100")
SOURCE = "Made up for the demonstration: L&I, claims outside COHEs in the same area"
QUESTIONS = (
    (SurveyOf.WORKERS, "Did your coordinator say clearly what comes next?", 92),
    (SurveyOf.PROVIDERS, "Does the coordinator save you time?", 88),
)
ADOPTION = (Adoption.LOW,) * 3 + (Adoption.MEDIUM,) * 8 + (Adoption.HIGH,) * 9
UNREAD = 4
# Part of the contacts with a worker on opioids at which medication was asked about.
CHECKED = 0.93


@dataclass(frozen=True, slots=True)
class Stage:
    """One COHE with its quarters that are over, the oldest first; chance is the same each time."""

    desk: Desk
    over: tuple[Quarter, ...]
    chance: Random

    @property
    def cohe_id(self) -> int:
        """Return the COHE."""
        return self.desk.team.cohe.pk

    @property
    def today(self) -> date:
        """Return the day of the demonstration."""
        return self.desk.world.setting.day

    @property
    def supervisor(self) -> Membership:
        """Return who keeps what the measures go by."""
        return self.desk.team.one(Role.SUPERVISOR)

    def said(self, on: date) -> dict[str, object]:
        """Return who set a row of a day, and when."""
        return {"cohe_id": self.cohe_id, "set_by_id": self.supervisor.person_id, "set_at": at(on, 15)}


def load(desk: Desk) -> None:
    """Write what the measures go by, and keep the figures of the quarters that are over."""
    today = desk.world.setting.day
    now = Quarter.of(today)
    over = tuple(now.plus(n) for n in range(-len(CALLS), 0))
    stage = Stage(desk, over, Random(f"{desk.team.cohe.code} measures {today}"))  # noqa: S311
    bill_earlier_months(stage)
    write(list(calls(stage)))
    write(list(medication_checks(stage)))
    write(list(comparisons(stage)))
    write(list(classes(stage)))
    write([row for quarter in over[-2:] for row in reviews(stage, quarter)])
    write(list(surveys(stage)))
    write([project(stage)])
    measure_figures.count_quarters(measure_figures.quarters_to_count(today, moving=0), today)


def bill_earlier_months(stage: Stage) -> None:
    """Bill the notes of the months before those that coordination has billed."""
    this_month = stage.today.replace(day=1)
    for back in BILLED_MONTHS:
        month = add_months(this_month, -back - 1)
        load_billing.load_month(stage.desk, month, add_months(this_month, -back))


def calls(stage: Stage) -> Iterator[ProviderCall]:
    """Yield the calls between providers and employers: more of them from quarter to quarter."""
    shares = dict(zip(stage.over, CALLS, strict=True))
    rows = Claim.objects.filter(withdrawn_at=None, appeared__lte=stage.today).order_by("pk")
    for claim, appeared in rows.values_list("pk", "appeared"):
        if appeared is None or stage.chance.randrange(100) >= shares.get(Quarter.of(appeared), CALLS[-1]):
            continue
        on = min(appeared + timedelta(days=stage.chance.randint(1, 20)), stage.today)
        yield ProviderCall(
            cohe_id=stage.cohe_id,
            claim_id=claim,
            on=on,
            is_billed=stage.chance.random() < 0.5,
            source="The clinic",
            recorded_by_id=stage.supervisor.person_id,
            recorded_at=at(on, 16),
        )


def medication_checks(stage: Stage) -> Iterator[MedicationCheck]:
    """Yield a check at nearly every contact while an opioid supply lasted."""
    limits = desk_policy.in_force(stage.today)
    contacts = performance_cases.opioid_contacts(stage.over[0].first, stage.today, limits)
    for (author, claim, _), days in contacts.items():
        for on in days:
            if stage.chance.random() < CHECKED:
                yield MedicationCheck(
                    cohe_id=stage.cohe_id,
                    claim_id=claim,
                    checked_on=on,
                    as_prescribed="yes",
                    checked_by_id=author,
                    recorded_at=at(on, 16),
                )


def comparisons(stage: Stage) -> Iterator[Comparison]:
    """Yield what each quarter's incidence is held against."""
    for quarter, percent in zip(stage.over, COMPARISON, strict=True):
        yield Comparison(
            **stage.said(stage.today),
            year=quarter.year,
            number=quarter.number,
            percent=percent,
            source=SOURCE,
        )


def classes(stage: Stage) -> Iterator[AdopterClass]:
    """Yield the class of each provider since the oldest quarter; whoever came last is not classed yet."""
    for provider in Provider.objects.filter(withdrawn_at=None).order_by("pk"):
        if stage.chance.random() < 0.95:
            adoption = stage.chance.choice(ADOPTION)
            yield AdopterClass(
                **stage.said(stage.over[0].first),
                provider=provider,
                adoption=adoption.value,
                since=stage.over[0].first,
                reason="Provider information report",
            )


def reviews(stage: Stage, quarter: Quarter) -> Iterator[ApfReview]:
    """Yield the random review of a quarter; of the last one some wait to be read."""
    keys = keys_of_apfs(quarter)
    size = policy.in_force(quarter.last).apf_review_size
    drawn = sampling.draw(keys, size, seed_of(stage.desk.team.cohe, quarter))
    read_on = min(quarter.last + timedelta(days=20), stage.today)
    unread = set(drawn[-UNREAD:]) if quarter == stage.over[-1] else set()
    for key in drawn:
        said = {} if key in unread else judged(stage, read_on)
        yield ApfReview(
            cohe_id=stage.cohe_id, year=quarter.year, number=quarter.number, apf_id=keys[key],
            drawn_by_id=stage.supervisor.person_id, drawn_at=at(read_on, 9), **said,
        )  # fmt: skip


def judged(stage: Stage, on: date) -> dict[str, object]:
    """Return what a reviewer says of an APF."""
    return {
        "is_complete": stage.chance.random() < 0.92,
        "is_on_time": stage.chance.random() < 0.94,
        "reviewed_by_id": stage.supervisor.person_id,
        "reviewed_on": on,
    }


def surveys(stage: Stage) -> Iterator[Survey]:
    """Yield the surveys of each quarter, and of the last one those about each HSC."""
    for quarter in stage.over:
        for of, question, percent in QUESTIONS:
            yield survey(stage, quarter, of, question, (stage.chance.randint(40, 90), percent))
    of, question, percent = QUESTIONS[0]
    for one in stage.desk.team.members.values():
        if one.role == Role.HSC:
            size = stage.chance.randint(8, 20)
            yield survey(stage, stage.over[-1], of, question, (size, percent), one)


def survey(
    stage: Stage,
    quarter: Quarter,
    of: SurveyOf,
    question: str,
    answers: tuple[int, int],
    about: Membership | None = None,
) -> Survey:
    """Return the answers to one question: how many, and about how many of a hundred of them positive."""
    answered, percent = answers
    positive = round(answered * min(100, percent + stage.chance.randint(-5, 5)) / 100)
    return Survey(
        **stage.said(min(quarter.last + timedelta(days=10), stage.today)),
        year=quarter.year,
        number=quarter.number,
        of=of.value,
        question=question,
        person_id=about.person_id if about else None,
        answered=answered,
        positive=positive,
        source="Telephone survey",
    )


def project(stage: Stage) -> Improvement:
    """Return a project that has moved its measure."""
    before, after = stage.over[0], stage.over[-1]
    return Improvement(
        cohe_id=stage.cohe_id,
        title="Provider and employer speak in the first week",
        aim="A worker with restrictions keeps a place at work when both sides know what she may do.",
        change="The clinic's assistant books a ten-minute call with the employer at the first visit.",
        measure="M3",
        started_on=before.next.first,
        before_year=before.year,
        before_number=before.number,
        after_year=after.year,
        after_number=after.number,
        lesson="Booked at the visit it happens; asked for later it does not.",
        led_by_id=stage.supervisor.person_id,
        made_at=at(before.next.first, 10),
    )
