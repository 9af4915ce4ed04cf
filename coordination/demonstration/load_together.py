"""How people of the demonstration work together: claims delegated, conferences, questions to the advisor."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from claims.models import Claim, Delegation
from cohe.models import Membership, Role
from coordination.actions import tasks
from coordination.choices import Area
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.models import AdvisorQuestion, Conference

DELEGATED = 3
SERVICE_MONTHS = 12
SUBJECTS = ("Which light work comes first", "Pain that does not ease", "Return after the knee surgery")
DECISIONS = (
    "Half days at the bench from Monday; lifting stays at ten pounds until the next visit.",
    "Physical therapy goes on for four weeks, then everybody looks again.",
    "The provider writes new restrictions this week; the employer holds the place.",
)
QUESTIONS = (
    "The knee hurts on stairs in week nine: too early for modified duty?",
    "Two prescribers, one of them new: who should hold the agreement?",
    "Is a second opinion on the shoulder worth the wait?",
)
ANSWER = "Not too early if stairs are left out. Ask the attending provider for a limit in writing."


def load(desk: Desk) -> None:
    """Write a few of each state for every HSC; the showpiece has a conference and an answered question."""
    setting = desk.world.setting
    # Invented stories must come out the same again; nothing here is a secret.
    rng = Random(f"{setting.center.code} {setting.day} together")  # noqa: S311
    assistant, advisor = desk.team.one(Role.ASSISTANT), desk.team.one(Role.ADVISOR)
    for hsc in desk.team.hscs:
        mine = claims_of(hsc, setting.day, setting.center.showpiece)
        low = [
            claim for claim in mine if claim.tier == "low" and claim.claim_number != setting.center.showpiece
        ]
        delegate(low[:DELEGATED], hsc, assistant, setting.day, rng)
        meet(mine, hsc, setting.last_worked, setting.day, rng)
        ask(mine, hsc, advisor, setting.last_worked, setting.day)


def claims_of(hsc: Membership, day: date, showpiece: str) -> Sequence[Claim]:
    """Return an HSC's claims of the list, the showpiece first."""
    mine = Claim.objects.filter(hsc=hsc.person_id).on_list(day, service_months=SERVICE_MONTHS)
    return sorted(mine.order_by("-appeared", "claim_number"), key=lambda one: one.claim_number != showpiece)


def delegate(claims: Sequence[Claim], hsc: Membership, assistant: Membership, day: date, rng: Random) -> None:
    """Let the Assistant work some claims of the low tier; one was handed up again."""
    rows = []
    for n, claim in enumerate(claims):
        given = at(day - timedelta(days=rng.randint(6, 25)), 10)
        rows.append(
            Delegation(
                cohe_id=hsc.cohe_id,
                claim=claim,
                assistant_id=assistant.person_id,
                given_by_id=hsc.person_id,
                given_at=given,
                reason="Steady recovery; keep the calls going.",
                ended_at=given + timedelta(days=4) if n == DELEGATED - 1 else None,
                ended_by_id=assistant.person_id if n == DELEGATED - 1 else None,
                why_ended="She asks about surgery." if n == DELEGATED - 1 else "",
            )
        )
    write(rows)


def meet(claims: Sequence[Claim], hsc: Membership, last: date, day: date, rng: Random) -> None:
    """Hold one conference, plan one, cancel one."""
    write(
        [
            Conference(
                cohe_id=hsc.cohe_id,
                claim=claim,
                subject=SUBJECTS[n],
                planned_on=day + timedelta(days=4) if n == 1 else last - timedelta(days=5 + n),
                participants=["Attending provider", "Employer’s supervisor", hsc.person.name],
                held_on=last - timedelta(days=5) if n == 0 else None,
                decisions=rng.choice(DECISIONS) if n == 0 else "",
                cancelled_at=at(last - timedelta(days=8), 9) if n == 2 else None,
                why_cancelled="The provider was called to surgery." if n == 2 else "",
                recorded_by_id=hsc.person_id,
                recorded_at=at(last - timedelta(days=12), 11),
            )
            for n, claim in enumerate(claims[:3])
        ]
    )


def ask(claims: Sequence[Claim], hsc: Membership, advisor: Membership, last: date, day: date) -> None:
    """Ask three questions: one answered, one that waits, one passed on."""
    rows = [
        AdvisorQuestion(
            cohe_id=hsc.cohe_id,
            claim=claim,
            advisor_id=advisor.person_id,
            question=QUESTIONS[n],
            asked_by_id=hsc.person_id,
            asked_at=at(last - timedelta(days=3 + n), 14),
            answer="" if n == 1 else ANSWER,
            answered_at=None if n == 1 else at(last - timedelta(days=1), 16),
            passed_on_at=at(last, 9) if n == 2 else None,
            passed_to="the attending provider" if n == 2 else "",
        )
        for n, claim in enumerate(claims[:3])
    ]
    write(rows)
    for row in rows[:1]:
        task = tasks.Task("Pass the advisor’s answer on", day, Area.MONITORING)
        tasks.set_for(
            claim=row.claim,
            owner_id=hsc.person_id,
            task=task,
            by=advisor,
            key=f"question:{row.pk}",
            today=last,
            at=at(last, 8),
        )
