"""What a coordinator recorded on claims that nobody would invent: `nasty` for the tables of the desk.

Days are in the order that the tables ask for, and otherwise anywhere: on the edges of months, on one day, to
come.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Model

from claims import models as claims
from cohe import models as ground
from coordination import models as desk
from coordination.referral_kinds import TARGETS

AT = datetime(2026, 10, 15, 13, 30, tzinfo=UTC)
KINDS = (*TARGETS, "pgap", "simp", "work-rehabilitation", "therapy", "consultation")
DOCUMENTS = ("chart-note", "chart-note", "narrative", "consultation", "operative", "imaging", "letter")
SCALES = ("peg", "pain", "leg")
# Pairs of them lie on either side of 30 % better and 10 % worse.
VALUES = ("0", "1", "5", "5.1", "5.5", "5.6", "7", "7.01", "10")


class Drawn:
    """Rows of many claims, kept until they are written in one go a table."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Any]] = {}

    def keep(self, row: Any) -> Any:
        """Keep a row; return it, so that others can be of it."""
        self.rows.setdefault(type(row), []).append(row)
        return row

    def write(self) -> None:
        """Write the tables in the order in which their first rows were kept: parents come first."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows)


class DeskStory:
    """The desk's rows of one claim."""

    def __init__(self, chance: Random, author: ground.Person, claim: claims.Claim, begins: date) -> None:
        self.chance, self.author, self.claim, self.begins = chance, author, claim, begins

    def tell(self, drawn: Drawn, surgeries: list[claims.Surgery]) -> None:
        """Draw everything on the claim, of which the extract knows these surgeries."""
        for _ in range(self.often(2, 2, 1)):
            drawn.keep(self.referral())
        for rows in (self.readings, self.papers, self.documents, self.entries, self.shares):
            for row in rows():
                drawn.keep(row)
        if self.chance.random() < 0.3:
            drawn.keep(self.transfer())
        if self.chance.random() < 0.3:
            drawn.keep(self.stay())
        if self.chance.random() < 0.5:
            self.plan(drawn)
        self.surgery(drawn, surgeries)

    # ---- chance ----------------------------------------------------------------------------------------

    def often(self, *weights: int) -> int:
        """Return 0, 1, 2 ... as often as its weight."""
        return self.chance.choices(range(len(weights)), weights)[0]

    def day(self) -> date:
        """Return a day near the claim's beginning."""
        return self.begins + timedelta(
            days=self.chance.choice((0, 1, 3, 7, 13, 14, 29, 60, 84, 120, 200, 330))
        )

    def after(self, first: date | None, missing: float = 0.4) -> date | None:
        """Return a day not before another, soon after it mostly; at times none, and none without a first."""
        if first is None or self.chance.random() < missing:
            return None
        return first + timedelta(days=self.chance.choice((0, 0, 1, 2, 3, 6, 7, 8, 14, 28, 200)))

    def instant(self) -> datetime:
        """Return another moment each time: of two rows of a day the one recorded later is the last."""
        return AT + timedelta(seconds=self.chance.random() * 1e6)

    def row(self, model: Any, **fields: Any) -> Any:
        return model(cohe_id=self.claim.cohe_id, claim=self.claim, **fields)

    def withdrawn(self) -> datetime | None:
        return AT if self.chance.random() < 0.05 else None

    # ---- rows ------------------------------------------------------------------------------------------

    def referral(self) -> Any:
        suggested = self.day()
        ordered = self.after(suggested, 0.2)
        scheduled = self.after(ordered)
        engaged = self.after(ordered, 0.5)
        report = self.after(engaged)
        barrier, ended = self.after(ordered, 0.6), self.after(ordered or suggested, 0.85)
        return self.row(
            desk.Referral,
            kind=self.chance.choice(KINDS),
            subject="For what.",
            suggested_on=suggested if ordered is None or self.chance.random() < 0.6 else None,
            ordered_on=ordered,
            orderer="attending-provider" if ordered else "",
            ordered_by="Dr. Lindqvist" if ordered else "",
            authorization="approved" if ordered else "not-needed",
            authorization_on=ordered,
            sent_on=self.after(ordered),
            scheduled_on=scheduled,
            scheduled_for=self.after(scheduled, 0.1),
            missed_on=self.after(scheduled, 0.7),
            barrier="other" if barrier else "",
            barrier_on=barrier,
            engaged_on=engaged,
            report_on=report,
            passed_on=self.after(report),
            reviewed_on=self.after(report),
            completed_on=None if ended else self.after(engaged, 0.7),
            ended_on=ended,
            ended_as="withdrawn" if ended else "",
            why_ended="Why." if ended else "",
            last_step_on=suggested,
            recorded_by=self.author,
            recorded_at=AT,
            withdrawn_at=self.withdrawn(),
        )

    def readings(self) -> Iterator[Any]:
        """Readings of a few scales, of one day and of days a fortnight apart, some from before forms."""
        for scale in self.chance.sample(SCALES, self.often(3, 2, 1)):
            for _ in range(self.often(0, 1, 2, 2, 1)):
                value, on = self.chance.choice(VALUES), self.day()
                if self.chance.random() < 0.3:
                    yield self.row(
                        desk.Record, kind="scale-reading", on=on, about=scale, value=value,
                        recorded_at=self.instant(), withdrawn_at=self.withdrawn(),
                    )  # fmt: skip
                else:
                    yield self.row(
                        desk.Assessment, slug=scale, version=1, title=scale, taken_on=on,
                        taken_by=self.author, answers={}, is_reading=self.chance.random() < 0.9,
                        scores=self.chance.choice(({"": value}, {"": value}, {}, {"part": value})),
                        higher_is_better=scale == "leg", recorded_at=self.instant(),
                        withdrawn_at=self.withdrawn(),
                    )  # fmt: skip
            if self.chance.random() < 0.4:
                yield self.row(desk.Record, kind="ap-alerted", on=self.day(), about=scale, recorded_at=AT)
        if self.chance.random() < 0.2:
            yield self.row(
                desk.FunctionalIntervention, kind="active-part", visit_on=self.day(), recorded_at=AT,
                outcome=self.chance.choice(("begun", "done", "declined")), recorded_by=self.author,
            )  # fmt: skip

    def papers(self) -> Iterator[Any]:
        for kind in self.chance.sample(
            ("subacute", "chronic", "work-history", "dental"), self.often(4, 1, 1)
        ):
            given = self.day()
            returned = self.after(given)
            sent = self.after(returned or given)
            yield self.row(
                desk.Paper, code="F252-097-000", kind=kind, given_on=given, returned_on=returned,
                sent_on=sent, approved_on=self.after(sent or returned or given), recorded_by=self.author,
                recorded_at=AT, withdrawn_at=self.withdrawn(),
            )  # fmt: skip

    def documents(self) -> Iterator[Any]:
        """Some arrive on the day of a referral's report and are that report."""
        for _ in range(self.often(2, 2, 1)):
            arrived = self.day()
            document = self.row(
                claims.Document, kind=self.chance.choice(DOCUMENTS), title="A paper", arrived_on=arrived,
                withdrawn_at=self.withdrawn(),
            )  # fmt: skip
            yield document
            reviewed = self.after(arrived)
            if reviewed:
                yield self.row(
                    desk.DocumentReview, document=document, reviewed_on=reviewed, reviewed_by=self.author,
                    withdrawn_at=self.withdrawn(),
                )  # fmt: skip
            if self.chance.random() < 0.4:
                yield self.row(
                    desk.Referral, kind="therapy", ordered_on=arrived, orderer="attending-provider",
                    ordered_by="Dr. Lindqvist", engaged_on=arrived, report_on=arrived,
                    passed_on=self.after(arrived), reviewed_on=self.after(arrived), last_step_on=arrived,
                    recorded_by=self.author, recorded_at=AT, withdrawn_at=self.withdrawn(),
                )  # fmt: skip

    def entries(self) -> Iterator[Any]:
        """Notes of a person who coordinates nothing, each with its entry in OHMS."""
        for _ in range(self.often(2, 1)):
            signed = self.day()
            note = self.row(
                desk.CaseNote, author=self.author, kind="administrative", minutes=5, text="A note.",
                signed_at=AT, author_role="advisor", area="monitoring", contact_on=signed,
            )  # fmt: skip
            entered = self.after(signed)
            yield note
            yield self.row(
                desk.OhmsEntry, note=note, signed_on=signed, entered_on=entered,
                entered_by=self.author if entered else None,
            )  # fmt: skip

    def shares(self) -> Iterator[Any]:
        if self.chance.random() < 0.3:
            shared, resource = self.day(), desk.Resource(
                cohe_id=self.claim.cohe_id, name="Valley Food Bank", kind="food", kept_by=self.author
            )  # fmt: skip
            followed = self.after(shared)
            yield resource
            yield self.row(
                desk.ResourceShare, resource=resource, name=resource.name, shared_on=shared,
                in_plan=self.chance.random() < 0.8, followed_up_on=followed,
                outcome="used" if followed else "", shared_by=self.author, recorded_at=AT,
                withdrawn_at=self.withdrawn(),
            )  # fmt: skip

    def transfer(self) -> Any:
        asked = self.day()
        decided = self.after(asked)
        return self.row(
            desk.Transfer, asked_on=asked, asked_by="worker", provider_name="Dr. Lindqvist",
            decided_on=decided, decision="approved" if decided else "", recorded_by=self.author,
            recorded_at=AT, withdrawn_at=self.withdrawn(),
        )  # fmt: skip

    def stay(self) -> Any:
        admitted = self.day()
        return self.row(
            desk.HospitalStay, facility="Harborview", admitted_on=admitted,
            discharged_on=self.after(admitted), recorded_by=self.author, recorded_at=AT,
            withdrawn_at=self.withdrawn(),
        )  # fmt: skip

    # ---- a plan, a surgery -----------------------------------------------------------------------------

    def plan(self, drawn: Drawn) -> None:
        """A plan in one or two versions, in whatever state."""
        made = self.day()
        activated, concluded = self.after(made, 0.1), self.after(made, 0.8)
        paused = self.after(activated, 0.8)
        state = "concluded" if concluded else "re-evaluate" if paused else "active"
        plan = drawn.keep(
            self.row(
                desk.Plan,
                state=state if activated or concluded else "proposed",
                sources=["roa:2026-09-03"],
                contact_every_days=14,
                contact_set_on=made,
                next_contact_on=made + timedelta(days=self.chance.choice((1, 14, 60))),
                made_on=made,
                made_by=self.author,
                activated_on=activated,
                paused_on=paused,
                concluded_on=concluded,
                conclusion="Why." if concluded else "",
            )
        )
        second = self.after(made)
        for number, on in enumerate([made, second] if second else [made], start=1):
            self.version(drawn, plan, number, on)
        self.happened(drawn, plan)

    def version(self, drawn: Drawn, plan: Any, number: int, on: date) -> None:
        ours = {"cohe_id": self.claim.cohe_id}
        version = drawn.keep(
            desk.PlanVersion(
                **ours, plan=plan, number=number, reason="Why.", made_on=on, made_by=self.author, made_at=AT
            )
        )
        for key in range(1, 2 + self.often(1, 1, 1)):
            kind = self.chance.choice(("goal", "goal", "step", "contact", "barrier", "intervention"))
            drawn.keep(
                desk.PlanLine(
                    **ours,
                    version=version,
                    key=key,
                    position=key,
                    kind=kind,
                    text="Lift 20 lb",
                    owner="worker",
                    target_on=self.after(on, 0.0),
                    expected_on=self.after(on),
                    job_goal="same-job" if kind == "goal" and self.chance.random() < 0.7 else "",
                    intervention="other" if kind == "intervention" else "",
                    set_on=on,
                )
            )

    def happened(self, drawn: Drawn, plan: Any) -> None:
        """Marks, reports and updates of the plan."""
        ours = {"cohe_id": self.claim.cohe_id, "plan": plan}
        for key in (1, 2):
            for kind in self.chance.sample(("done", "no-change", "touched"), self.often(2, 2, 1)):
                drawn.keep(
                    desk.PlanMark(
                        **ours, key=key, kind=kind, on=self.after(plan.made_on, 0.0), words="Why.",
                        marked_by=self.author, marked_at=AT, withdrawn_at=self.withdrawn(),
                    )
                )  # fmt: skip
        if self.chance.random() < 0.4:
            received = self.after(plan.made_on, 0.0)
            drawn.keep(
                desk.ServiceReport(
                    **ours, key=1, received_on=received, sender="A clinic", passed_on=self.after(received),
                    reviewed_on=self.after(received), recorded_by=self.author, recorded_at=AT,
                    withdrawn_at=self.withdrawn(),
                )
            )  # fmt: skip
        if self.chance.random() < 0.4:
            sent = self.after(plan.activated_on)
            drawn.keep(
                desk.StakeholderUpdate(
                    **ours, audience="employer", receiver="R. Stroud", abilities="Lift 20 lb",
                    composed_by=self.author, composed_at=AT, sent_on=sent,
                    sent_by=self.author if sent else None, withdrawn_at=self.withdrawn(),
                )
            )  # fmt: skip

    def surgery(self, drawn: Drawn, surgeries: list[claims.Surgery]) -> None:
        """An episode of each surgery of the extract, and at times one that the extract does not know."""
        known = [(one.procedure, one.requested_on, one.scheduled_for) for one in surgeries]
        if self.chance.random() < 0.2:
            known.append(("discectomy", None, None))
        for procedure, requested, scheduled in known:
            if self.chance.random() < 0.7:
                about = f"{procedure} {requested or ''}".strip()
                self.episode(drawn, procedure, about, scheduled)

    def episode(self, drawn: Drawn, procedure: str, about: str, scheduled: date | None) -> None:
        asked = self.day() if self.chance.random() < 0.6 else None
        begins = asked or self.day()
        told = self.after(begins)
        episode = drawn.keep(
            self.row(
                desk.SurgeryEpisode,
                procedure=procedure,
                about=about,
                told_requested_on=asked,
                told_authorized_on=self.after(begins),
                told_scheduled_for=told,
                told_over=self.chance.choice((scheduled, begins, None)) if told else None,
                told_performed_on=self.after(begins, 0.6),
                opened_by=self.author,
                opened_at=AT,
                withdrawn_at=self.withdrawn(),
            )
        )
        for kind in self.chance.sample(("pre-op", "post-op"), self.often(1, 2, 1)):
            made = self.day()
            ours = {"cohe_id": self.claim.cohe_id}
            plan = drawn.keep(
                desk.ReleasePlan(
                    **ours, episode=episode, kind=kind, made_on=made, goals="Light work.",
                    made_by=self.author, made_at=AT, withdrawn_at=self.withdrawn(),
                )
            )  # fmt: skip
            drawn.keep(
                desk.Milestone(
                    **ours, plan=plan, kind="light", words="Light work", offset_days=21, planned_on=made,
                    expected_on=self.after(made, 0.2), met_on=self.after(made, 0.7),
                    withdrawn_at=self.withdrawn(),
                )
            )  # fmt: skip
