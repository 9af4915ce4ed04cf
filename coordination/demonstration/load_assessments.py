"""Assessments, interventions, medication checks and papers of the demonstration, written in sets.

Readings, interventions and papers follow the stories, which tell of them as facts with a day; what no rule
asks for is drawn by a `Random` of its own, so that no other story changes.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import Model

from coordination.assessment_forms import barriers_of, built_in, scores_of
from coordination.choices import (
    AsPrescribed,
    Concern,
    FrqResult,
    Intervention,
    InterventionOutcome,
    PaperKind,
    RecordKind,
)
from coordination.demonstration.load_people import Team, at
from coordination.demonstration.story import RecordMade, Story
from coordination.models import Assessment, FunctionalIntervention, MedicationCheck, Paper

# What the stories tell of as facts, and what is a row of a table of its own.
MADE_OTHERWISE = frozenset(
    (
        RecordKind.SCALE_READING,
        RecordKind.FRI,
        RecordKind.SUBACUTE_FORM,
        RecordKind.CHRONIC_APPROVAL,
        RecordKind.OPIOID_AGREEMENT,
        RecordKind.WORK_HISTORY,
    )
)
CODES = {
    RecordKind.SUBACUTE_FORM: ("F252-097-000", PaperKind.SUBACUTE),
    RecordKind.CHRONIC_APPROVAL: ("F252-091-000", PaperKind.CHRONIC),
    RecordKind.OPIOID_AGREEMENT: ("F252-095-000", PaperKind.AGREEMENT),
    RecordKind.WORK_HISTORY: ("F242-071-000", PaperKind.WORK_HISTORY),
}
BARRIERS_SHARE, CHECK_SHARE = 0.4, 0.6
REMARKS = ("", "", "Takes it at night only.", "The pharmacy was closed twice.", "Will ask for less.")


class Maker:
    """Makes the rows of one COHE."""

    def __init__(self, team: Team, day: date) -> None:
        self.team, self.day = team, day
        self.rng = Random(f"{team.cohe.code} assessments")  # noqa: S311

    def by(self, address: str) -> int:
        """Return the id of a person by address."""
        return self.team.members[address].person_id

    def moment(self, on: date) -> datetime:
        """Return an instant of a working day."""
        return at(on, self.rng.randint(8, 16), self.rng.randrange(60))

    def row(self, claim: int, made: RecordMade) -> dict[str, Any]:
        """Return what every row of a told fact has."""
        return {
            "cohe_id": self.team.cohe.pk,
            "claim_id": claim,
            "remark": made.remark,
            "recorded_at": self.moment(made.on),
        }

    def taking(self, claim: int, slug: str, made: RecordMade, answers: dict[str, Any]) -> Assessment:
        """Return one taking of a built-in form."""
        form = built_in(slug)
        assert form is not None
        return Assessment(
            **self.row(claim, made),
            slug=slug,
            version=form.version,
            title=form.title,
            taken_on=made.on,
            taken_by_id=self.by(made.author),
            answers=answers,
            scores={part: str(score) for part, score in scores_of(form, answers).items()},
            barriers=barriers_of(form, answers),
            is_reading=form.is_reading,
        )

    def assessments(self, claim: int, story: Story, *, shows_all: bool) -> Iterator[Assessment]:
        """Yield the readings of a story, and for some after a positive FRQ the barriers."""
        for made in story.records:
            if made.kind == RecordKind.SCALE_READING and made.value is not None:
                yield self.taking(claim, "peg", made, peg_of(made.value))
        positive = [one for one in story.frqs if one.result == FrqResult.POSITIVE and one.on < self.day]
        if positive and (shows_all or self.rng.random() < BARRIERS_SHARE):
            made = RecordMade(positive[0].on, positive[0].author, RecordKind.SCALE_READING)
            yield self.taking(claim, "barriers", made, self.barriers())
            if shows_all:
                later = made._replace(on=self.day - timedelta(days=22))
                first = made._replace(on=self.day - timedelta(days=46))
                yield self.taking(claim, "two-item", first, {"intensity": 8, "interference": 7})
                yield self.taking(claim, "two-item", later, {"intensity": 5, "interference": 4})
                yield self.taking(claim, "odi", later, {"points": 22, "answered": 9})

    def barriers(self) -> dict[str, Any]:
        """Return answers to the barriers assessment."""
        asked = ("job-held", "light-work", "money", "transport", "fear", "sleep")
        answers: dict[str, Any] = {key: self.rng.random() < 0.4 for key in asked}
        return {**answers, "sleep": True, "expects": self.rng.choice(("Within weeks", "Not sure"))}

    def interventions(self, claim: int, story: Story) -> Iterator[FunctionalIntervention]:
        """Yield for each fact of an intervention one or two of the six."""
        for made in story.records:
            if made.kind != RecordKind.FRI:
                continue
            kinds = self.rng.sample(list(Intervention), self.rng.randint(1, 3))
            for place, kind in enumerate(kinds):
                outcome = (
                    InterventionOutcome.BEGUN if place == 0 else self.rng.choice(list(InterventionOutcome))
                )
                yield FunctionalIntervention(
                    **self.row(claim, made),
                    kind=kind,
                    visit_on=made.on,
                    outcome=outcome,
                    recorded_by_id=self.by(made.author),
                )

    def papers(self, claim: int, story: Story, *, shows_all: bool) -> Iterator[Paper]:
        """Yield the papers of a story; the one that shows everything has them in further states."""
        for made in story.records:
            if made.kind in CODES:
                code, kind = CODES[RecordKind(made.kind)]
                yield Paper(
                    **self.row(claim, made),
                    code=code,
                    kind=kind,
                    prescriber_number=made.about if kind == PaperKind.AGREEMENT else "",
                    recorded_by_id=self.by(made.author),
                    **self.days(kind, made.on),
                )
        if shows_all:
            made = story.records[0]._replace(on=self.day - timedelta(days=6), remark="")
            extra = (
                (
                    "F252-091-000",
                    PaperKind.CHRONIC,
                    {"given_on": made.on, "due_on": self.day + timedelta(days=9)},
                ),
                ("F252-118-000", PaperKind.DENTAL, {"sent_on": made.on, "denied_on": made.on}),
                ("F242-243-000", PaperKind.NOTICE, {"due_on": self.day - timedelta(days=1)}),
            )
            for code, kind, days in extra:
                recorded = {**self.row(claim, made), "recorded_by_id": self.by(made.author)}
                yield Paper(**recorded, code=code, kind=kind, **days)

    def days(self, kind: PaperKind, on: date) -> dict[str, date]:
        """Return the days of a paper that reached the step its fact tells of on a day."""
        given = {"given_on": on - timedelta(days=self.rng.randint(1, 5))}
        if kind == PaperKind.SUBACUTE:
            return {**given, "sent_on": on}
        if kind == PaperKind.CHRONIC:
            return {**given, "sent_on": on - timedelta(days=1), "approved_on": on}
        return {**given, "returned_on": on}

    def checks(self, claim: int, story: Story, *, shows_all: bool) -> Iterator[MedicationCheck]:
        """Yield checks with workers who were given opioids; nearly all concerns were told."""
        fills = [one.filled_on for one in story.fills if one.is_opioid]
        authors = [note.author for note in story.notes]
        days = sorted({one + timedelta(days=self.rng.randint(3, 9)) for one in fills})
        for place, on in enumerate(day for day in days if day < self.day and authors):
            if not shows_all and self.rng.random() > CHECK_SHARE:
                continue
            concern = self.rng.choice(("", "", *Concern)) if place or not shows_all else Concern.SIDE_EFFECTS
            well = concern != Concern.NOT_AS_PRESCRIBED and self.rng.random() < 0.8
            waits = shows_all and on == max(day for day in days if day < self.day)
            told = (bool(concern) or waits) and not waits
            yield MedicationCheck(
                cohe_id=self.team.cohe.pk,
                claim_id=claim,
                checked_on=on,
                as_prescribed=AsPrescribed.YES if well else AsPrescribed.NO,
                pain_complaint=waits,
                concern=concern,
                ap_told_on=on if told else None,
                remark=self.rng.choice(REMARKS),
                checked_by_id=self.by(authors[-1]),
                recorded_at=self.moment(on),
            )


def peg_of(value: Decimal) -> dict[str, Any]:
    """Return the three answers whose mean is a value."""
    points = round(value * 3)
    answers = [points // 3 + (1 if place < points % 3 else 0) for place in range(3)]
    return dict(zip(("pain", "enjoyment", "activity"), answers, strict=True))


def rows_of(team: Team, told: Iterable[tuple[int, Story]], day: date, showpiece: str) -> list[list[Model]]:
    """Return the rows of a COHE by table; the claim `showpiece` has one of each interesting state."""
    maker = Maker(team, day)
    assessments: list[Model] = []
    interventions: list[Model] = []
    papers: list[Model] = []
    checks: list[Model] = []
    for claim, story in told:
        shows_all = story.number == showpiece
        assessments += maker.assessments(claim, story, shows_all=shows_all)
        interventions += maker.interventions(claim, story)
        papers += maker.papers(claim, story, shows_all=shows_all)
        checks += maker.checks(claim, story, shows_all=shows_all)
    return [assessments, interventions, papers, checks]
