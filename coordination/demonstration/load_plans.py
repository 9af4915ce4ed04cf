"""Care-coordination plans of the demonstration: each state, versions, progress, reports and updates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.demonstration.plan_lines import CONCERNS, EXTRAS, GOALS, SERVICES, SHOWPIECE, Planned
from coordination.demonstration.story import Story
from coordination.models import (
    Plan,
    PlanDiscussion,
    PlanLine,
    PlanMark,
    PlanVersion,
    ServiceReport,
    StakeholderUpdate,
)
from coordination.plan_words import PlanState

PLANS_AN_HSC = 5
MADE, ADJUSTED, AGREED = 26, 9, 24
EVERY = 14
# How the plans after the showpiece's stand, over and over.
STATES = (
    PlanState.ACTIVE,
    PlanState.ACTIVE,
    PlanState.PROPOSED,
    PlanState.ACTIVE,
    PlanState.RE_EVALUATE,
    PlanState.ACTIVE,
    PlanState.CONCLUDED,
)


@dataclass(slots=True)
class Rows:
    """Everything to write, in the order in which one needs the other."""

    desk: Desk
    plans: list[Plan] = field(default_factory=list)
    versions: list[PlanVersion] = field(default_factory=list)
    lines: list[PlanLine] = field(default_factory=list)
    rest: dict[type[Any], list[Any]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """Today."""
        return self.desk.world.setting.day

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.day - timedelta(days=days)

    def add(self, model: type[Any], **fields: Any) -> None:
        """Add a row of what came of a plan."""
        self.rest.setdefault(model, []).append(model(cohe_id=self.desk.team.cohe.pk, **fields))


def load(desk: Desk) -> None:
    """Write the plans of a COHE: one that shows everything, and a handful for each HSC."""
    # Chance of its own, so that no other story changes; nothing here is a secret.
    rng = Random(f"{desk.world.setting.center.code} plans")  # noqa: S311
    rows = Rows(desk)
    stories = candidates(desk)
    setting = desk.world.setting
    for place, (claim, story, hsc) in enumerate(stories):
        lines = SHOWPIECE if not place else chosen_lines(rng)
        state = PlanState.ACTIVE if not place else STATES[(place - 1) % len(STATES)]
        attending = setting.by_number[story.attending_on(rows.day)[1]].name
        named = [one._replace(recommended_by=attending if one.recommended_by else "") for one in lines]
        draw(rows, rng, claim, story, hsc=hsc, state=state, planned=named)
    write(rows.plans)
    write(rows.versions)
    write(rows.lines)
    for made in rows.rest.values():
        write(made)


def candidates(desk: Desk) -> list[tuple[int, Story, int]]:
    """Return claims that are worked and old enough for a plan, with their HSCs, the showpiece first."""
    setting = desk.world.setting
    found: list[tuple[int, Story, int]] = []
    had: dict[str, int] = {}
    for claim, story in desk.told():
        hsc = setting.hsc_of(story.attending_on(setting.day)[1])
        has_come = story.established <= setting.day - timedelta(days=MADE)
        if (
            not hsc
            or not has_come
            or not story.work
            or story.is_closed(setting.day)
            or not story.roa_received
        ):
            continue
        had[hsc] = had.get(hsc, 0) + 1
        if had[hsc] <= PLANS_AN_HSC:
            found.append((claim, story, desk.person(hsc)))
    return found


def chosen_lines(rng: Random) -> tuple[Planned, ...]:
    """Return the lines of a plan: a job goal, another goal, and some of the rest."""
    return (GOALS[0], rng.choice(GOALS[1:]), *rng.sample(EXTRAS, 3), rng.choice(SERVICES))


def draw(
    rows: Rows,
    rng: Random,
    claim: int,
    story: Story,
    *,
    hsc: int,
    state: PlanState,
    planned: Sequence[Planned],
) -> None:
    """Add one plan with all that came of it, as it stands today in `state`."""
    made_on = max(rows.ago(MADE), story.established)
    was_active = state in (PlanState.ACTIVE, PlanState.CONCLUDED)
    plan = Plan(
        cohe_id=rows.desk.team.cohe.pk,
        claim_id=claim,
        state=state,
        sources=[f"roa:{story.roa_received}", *[f"apf:{one.exam_date}" for one in story.apfs[:1]]],
        number=2 if was_active else 1,
        contact_every_days=EVERY,
        contact_set_on=rows.ago(4),
        next_contact_on=rows.ago(4 - EVERY),
        made_on=made_on,
        made_by_id=hsc,
        activated_on=made_on + timedelta(days=MADE - AGREED) if was_active else None,
        paused_on=rows.ago(6) if state == PlanState.RE_EVALUATE else None,
        concluded_on=rows.ago(2) if state == PlanState.CONCLUDED else None,
        conclusion="Back at the same job, full duty." if state == PlanState.CONCLUDED else "",
    )
    rows.plans.append(plan)
    add_versions(rows, plan, planned, hsc)
    add_talk(rows, plan, rng, hsc)
    if was_active:
        add_marks(rows, plan, planned, hsc)
        add_update(rows, plan, story, hsc)


def add_versions(rows: Rows, plan: Plan, planned: Sequence[Planned], hsc: int) -> None:
    """Add the versions: in the second one a line has moved, and its reason stands."""
    for number in range(1, plan.number + 1):
        on = plan.made_on if number == 1 else rows.ago(ADJUSTED)
        version = PlanVersion(
            cohe_id=plan.cohe_id,
            plan=plan,
            number=number,
            reason="First version." if number == 1 else "The visit was put off by a week.",
            made_on=on,
            made_by_id=hsc,
            made_at=at(on, 11),
        )
        rows.versions.append(version)
        earlier = timedelta(days=7 if number < plan.number else 0)
        for place, line in enumerate(planned):
            rows.lines.append(line_row(rows, plan, version, place, line, hsc=hsc, earlier=earlier))


def line_row(
    rows: Rows, plan: Plan, version: PlanVersion, place: int, line: Planned, *, hsc: int, earlier: timedelta
) -> PlanLine:
    """Return a line of a version; `owner` "" is the HSC herself."""
    moves = line.kind == "step"
    target = rows.ago(-line.due) - (earlier if moves else timedelta()) if line.due is not None else None
    return PlanLine(
        cohe_id=plan.cohe_id,
        version=version,
        key=place + 1,
        position=place,
        kind=line.kind,
        text=line.text,
        owner=line.owner,
        person_id=None if line.owner else hsc,
        target_on=target,
        expected_on=rows.ago(-line.expected) if line.expected is not None else None,
        job_goal=line.job_goal,
        intervention=line.intervention,
        is_expedited=line.is_expedited,
        recommended_by=line.recommended_by,
        recommended_on=plan.made_on if line.recommended_by else None,
        set_on=plan.made_on,
    )


def add_talk(rows: Rows, plan: Plan, rng: Random, hsc: int) -> None:
    """Add the discussion with the worker that the plan's state tells of."""
    if plan.state == PlanState.PROPOSED:
        return
    has_concerns = plan.state == PlanState.RE_EVALUATE
    on = rows.ago(6) if has_concerns else plan.activated_on
    rows.add(
        PlanDiscussion,
        plan=plan,
        number=1,
        on=on,
        result="concerns" if has_concerns else "agreed",
        concerns=rng.choice(CONCERNS) if has_concerns else "",
        recorded_by_id=hsc,
        recorded_at=at(on or rows.day, 15),
    )


def add_marks(rows: Rows, plan: Plan, planned: Sequence[Planned], hsc: int) -> None:
    """Add what happened with the lines, and the report of a service that has started."""
    for place, line in enumerate(planned):
        for kind, days, percent, words in line.marks:
            on = max(rows.ago(days), plan.made_on)
            is_start = kind == "started"
            rows.add(
                PlanMark,
                plan=plan,
                key=place + 1,
                kind=kind,
                on=on,
                percent=percent,
                words=words,
                recommended_by=line.recommended_by if is_start else "",
                recommended_on=plan.made_on if is_start else None,
                marked_by_id=hsc,
                marked_at=at(on, 14),
            )
        if any(mark[0] == "started" for mark in line.marks):
            rows.add(
                ServiceReport,
                plan=plan,
                key=place + 1,
                sender="Cascade Physical Therapy",
                received_on=rows.ago(5),
                passed_on=rows.ago(4),
                reviewed_on=None if plan is rows.plans[0] else rows.ago(3),
                recorded_by_id=hsc,
                recorded_at=at(rows.ago(5), 10),
            )


def add_update(rows: Rows, plan: Plan, story: Story, hsc: int) -> None:
    """Add the last update to the employer, sent after the last APF and the last work status."""
    days = [one.exam_date for one in story.apfs] + [one.from_date for one in story.work]
    news = [day for day in days if day <= rows.ago(1)]
    on = max([*news, rows.ago(10)])
    rows.add(
        StakeholderUpdate,
        plan=plan,
        audience="employer",
        receiver=story.employer.name,
        next_medical_update_on=on + timedelta(days=EVERY),
        abilities="Can work within the restrictions below.",
        restrictions="No lifting above 20 lb; sitting at most 30 minutes at a time.",
        prognosis="Return to the same job expected, first with restrictions.",
        composed_by_id=hsc,
        composed_at=at(on, 9),
        sent_on=on,
        sent_by_id=hsc,
    )
