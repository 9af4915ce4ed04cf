"""Claims as nobody would invent them: edges of months, rows that overlap, days that are missing or to come.

The same seed makes the same claims.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from claims import models as claims
from cohe import models as ground
from coordination import models as desk
from tests import make
from tests.coordination import nasty_desk

AT = datetime(2026, 10, 15, 13, 30, tzinfo=UTC)
# Month ends, leap days, holidays on weekends, and the days of the sample's worklist.
EDGES = tuple(map(date.fromisoformat, (
    "2024-02-29", "2025-08-31", "2025-10-15", "2025-10-31", "2025-11-30", "2025-12-24", "2025-12-31",
    "2026-01-01", "2026-01-16", "2026-01-31", "2026-02-28", "2026-05-31", "2026-07-02", "2026-07-03",
    "2026-07-16", "2026-08-31", "2026-09-30", "2026-10-14", "2026-10-15",
    "2026-10-16", "2026-11-25", "2026-11-30",
)))  # fmt: skip
PROCEDURES = ("arthroscopy", "cervical fusion")
DRUGS = ("oxycodone", "tramadol")
SPECIALTIES = ("Emergency medicine", " EMERGENCY Medicine ", "Family medicine", "")
NUMBERS = tuple(f"{200001 + n}" for n in range(len(SPECIALTIES)))
STRANGER = "999999"
RULED = (
    "fri", "scale-reading", "subacute-form", "chronic-approval", "pain-consultation", "consultation",
    "pgap-suggested", "pgap-ruled-out", "simp-suggested", "simp-ruled-out", "closing-review", "work-history",
)  # fmt: skip

TURNS = (("sent",), ("sent", "accepted"), ("sent", "questioned", "sent"), ("sent", "taken-back"))


def make_claims(seed: int, count: int, author: ground.Person) -> None:
    """Make `count` claims with all their rows in the COHE in force; `author` wrote the notes."""
    for number, specialty in zip(NUMBERS, SPECIALTIES, strict=True):
        make.Provider(provider_number=number, specialty=specialty)
    chance = Random(seed)
    drawn = nasty_desk.Drawn()
    for _ in range(count):
        Story(chance, author).tell(drawn)
    drawn.write()


class Story:
    """One claim and its rows, all decided by chance."""

    def __init__(self, chance: Random, author: ground.Person) -> None:
        self.chance = chance
        self.author = author
        self.begins = date(2025, 9, 1) + timedelta(days=chance.randint(0, 420))

    def tell(self, drawn: nasty_desk.Drawn) -> None:
        """Make the claim and everything on it; what a coordinator recorded is drawn, to be written later."""
        self.claim = self.a_claim()
        self.frqs_made, self.surgeries_made = list(self.frqs()), list(self.surgeries())
        made = [*self.statuses(), *self.apfs(), *self.fills(), *self.notes(), *self.records()]
        for row in (*self.frqs_made, *self.surgeries_made, *made):
            drawn.keep(row)
        self.hand_over()
        self.delegate()
        nasty_desk.DeskStory(self.chance, self.author, self.claim, self.begins).tell(
            drawn, self.surgeries_made
        )

    def delegate(self) -> None:
        if self.chance.random() < 0.1:
            make.Delegation(claim=self.claim, assistant=self.author, given_by=self.author)

    def day(self, missing: float = 0.0) -> date | None:
        """Return a day near the claim's beginning, mostly; at times an edge, at times none."""
        die = self.chance.random()
        if die < missing:
            return None
        if die > 0.85:
            return self.chance.choice(EDGES)
        return self.begins + timedelta(
            days=self.chance.choice((0, 1, 2, 3, 7, 29, 30, 41, 60, 84, 91, 120, 200, 330))
        )

    def often(self, *weights: int) -> int:
        """Return 0, 1, 2 ... as often as its weight."""
        return self.chance.choices(range(len(weights)), weights)[0]

    def a_claim(self) -> claims.Claim:
        pick = self.chance.choice
        visit = self.day(0.15)
        return make.Claim(
            claim_status=pick(("allowed", "allowed", "pending", "closed", "rejected", "reopened")),
            status_date=self.day(0.4),
            claim_type=pick(("injury", "injury", "", "occupational_disease")),
            date_of_injury=self.day(0.2) if self.chance.random() < 0.5 else self.begins,
            first_visit_date=visit,
            roa_received_date=self.day(0.4),
            roa_complete=pick((True, False, None)),
            claim_established_date=self.day(0.3) if visit else self.begins,
            tier=pick(("high", "standard", "low")),
            initiating_provider_number=pick((*NUMBERS, STRANGER)),
            attending_provider_number=pick((*NUMBERS, STRANGER, "")),
            attending_since=self.day(0.4),
            handed_over_on=self.day(0.9),
        )

    def row(self, model: Callable[..., Any], **fields: Any) -> Any:
        return model(cohe_id=self.claim.cohe_id, claim=self.claim, **fields)

    def examined(self, source: str, number: int) -> dict[str, Any]:
        """Return who recorded a spell of an APF, and when its examination was; nothing of other spells."""
        if source != "apf" or number % 2:
            return {}
        return {"recorded_by": self.author, "exam_date": self.chance.choice((self.begins, self.day()))}

    def statuses(self) -> Iterator[claims.WorkStatus]:
        """Rows that follow each other, overlap, leave gaps around the days of grace, or never end."""
        begins, taken = self.begins, set()
        for _ in range(self.often(1, 1, 2, 2, 2, 1)):
            first = begins if self.chance.random() < 0.8 else self.day() or begins
            length = self.chance.choice((None, 0, 1, 5, 9, 20, 27, 58, 90, 200))
            source = self.chance.choice(("apf", "employer", "worker"))
            if (first, source) not in taken:
                taken.add((first, source))
                yield self.row(
                    claims.WorkStatus,
                    status=self.chance.choice(("off_work", "off_work", "kos", "modified", "full_duty")),
                    from_date=first,
                    through_date=None if length is None else first + timedelta(days=length),
                    source=source,
                    # Some of what APFs say a person recorded: the APFs of their examinations too.
                    **self.examined(source, len(taken)),
                    may_overlap=True,
                    withdrawn_at=AT if self.chance.random() < 0.05 else None,
                )
            begins = first + timedelta(
                days=(length or 10) + self.chance.choice((-15, -5, 0, 1, 2, 3, 4, 5, 6, 30))
            )

    def apfs(self) -> Iterator[claims.Apf]:
        keys = {(self.day(), self.chance.choice(NUMBERS)) for _ in range(self.often(2, 2, 2, 1))}
        for exam, number in sorted(keys):
            length = self.chance.choice((None, 0, 7, 14, 29, 30, 45))
            yield self.row(
                claims.Apf, provider_number=number, exam_date=exam,
                valid_through=None if length is None else exam + timedelta(days=length),
            )  # fmt: skip

    def fills(self) -> Iterator[claims.Prescription]:
        keys = {(self.day(), self.chance.choice(DRUGS)) for _ in range(self.often(2, 1, 1, 1, 1))}
        for filled_on, drug in sorted(keys):
            yield self.row(
                claims.Prescription, filled_on=filled_on, drug=drug,
                is_opioid=self.chance.choice((True, True, True, True, False, None)),
                days_supply=self.chance.choice((None, 0, 5, 7, 8, 30, 90, 400)),
                med_per_day=self.chance.choice((None, 0, 40, 60, 61, 120, "120.001", 200)),
                prescriber_number=self.chance.choice((*NUMBERS[:2], "")),
            )  # fmt: skip

    def surgeries(self) -> Iterator[claims.Surgery]:
        for procedure in self.chance.sample(PROCEDURES, self.often(3, 2, 1)):
            yield self.row(
                claims.Surgery,
                procedure=procedure,
                requested_on=self.day(0.2),
                authorized_on=self.day(0.5),
                denied_on=self.day(0.7),
                scheduled_for=self.day(0.4),
                performed_on=self.day(0.7),
            )

    def frqs(self) -> Iterator[desk.Frq]:
        for _ in range(self.often(3, 2, 1)):
            outcome = self.chance.choice(("answered", "answered", "declined", "attempted"))
            result = self.chance.choice(("positive", "positive", "negative", "incomplete"))
            yield self.row(
                desk.Frq, asked_on=self.day(), asked_by=self.author, outcome=outcome,
                result=result if outcome == "answered" else "", recorded_at=AT,
            )  # fmt: skip

    def notes(self) -> Iterator[desk.CaseNote]:
        for _ in range(self.often(3, 2, 2)):
            yield self.row(
                desk.CaseNote, author=self.author, kind="worker", minutes=5, text="A note.", signed_at=AT,
                author_role=self.chance.choice(("hsc", "hsc-assistant", "advisor")),
                area=self.chance.choice(("monitoring", "medication")),
                person=self.chance.choice(("worker", "employer", "surgeon", "family")),
                outcome=self.chance.choice(("reached", "no-answer")),
                contact_on=self.day(),
            )  # fmt: skip

    def records(self) -> Iterator[desk.Record]:
        if self.chance.random() < 0.4:
            yield self.a_record("reviewed", self.chance.choice(("", "going-live")))
        for kind in self.chance.sample(RULED, self.often(3, 2, 2, 1, 1)):
            yield self.a_record(kind)
        yield from self.records_about()
        if self.chance.random() < 0.3:
            yield self.a_record("opioid-agreement", self.chance.choice((*NUMBERS[:2], "")))
        if self.chance.random() < 0.4:
            yield self.a_record("narrative-report", self.chance.choice(("", "60", "120", "180")))

    def records_about(self) -> Iterator[desk.Record]:
        """What was recorded about an FRQ or a surgery of the claim."""
        for frq in self.frqs_made:
            if self.chance.random() < 0.6:
                yield self.a_record("ap-told", str(frq.asked_on))
        for surgery in self.surgeries_made:
            if self.chance.random() < 0.5:
                kind = self.chance.choice(("preop-plan", "surgery-withdrawn", "surgery-cancelled"))
                yield self.a_record(kind, f"{surgery.procedure} {surgery.requested_on or ''}".strip())

    def a_record(self, kind: str, about: str = "") -> desk.Record:
        return self.row(
            desk.Record, kind=kind, on=self.day(), about=about, recorded_at=AT,
            withdrawn_at=AT if self.chance.random() < 0.05 else None,
        )  # fmt: skip

    def hand_over(self) -> None:
        """A hand-over that was sent, perhaps answered on the same day or later, perhaps sent again."""
        if self.chance.random() < 0.6:
            return
        kinds = self.chance.choice(TURNS)
        days = sorted(self.day() or self.begins for _ in kinds)
        sent = make.HandOver(
            claim=self.claim, sent_by=self.author, receiving_cohe=make.Cohe(), state=kinds[-1]
        )
        for n, (kind, on) in enumerate(zip(kinds, days, strict=True)):
            make.Turn(hand_over=sent, kind=kind, on=on, at=AT + timedelta(minutes=n), text="Why.")
