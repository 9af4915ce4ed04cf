"""A plan's rows as they are shown. Asks the database nothing: the plan page and the claim page share it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from coordination.plan_lines import TARGETED
from coordination.plan_steps import Standing
from coordination.plan_words import InterventionKind, JobGoal, LineKind, MarkKind, Owner, PlanState
from coordination.queries.plan_shapes import Group, ShownLine, ShownMark
from coordination.worklist.wording import shown

HEADINGS = {
    LineKind.GOAL: "Goals",
    LineKind.BARRIER: "Barriers",
    LineKind.INTERVENTION: "Interventions",
    LineKind.STEP: "Next steps",
    LineKind.CONTACT: "Contacts",
}
SOON_DAYS = 3


class LineRow(Protocol):
    """A line of a plan as the database or the claim page's JSON has it."""

    key: int
    kind: str
    text: str
    owner: str
    person_id: int | None
    target_on: date | None
    expected_on: date | None
    job_goal: str
    intervention: str
    is_expedited: bool
    recommended_by: str
    recommended_on: date | None


class MarkRow(Protocol):
    """A mark as the database or the claim page's JSON has it."""

    id: int
    key: int
    kind: str
    on: date
    percent: int | None
    words: str
    marked_by_id: int


def shown_lines(
    lines: Iterable[LineRow], marks: Sequence[MarkRow], names: Mapping[int, str], today: date
) -> tuple[ShownLine, ...]:
    """Return the lines with what happened with each; `names` are those of people by id."""
    return tuple(
        shown_line(line, [one for one in marks if one.key == line.key], names, today) for line in lines
    )


def shown_line(line: LineRow, marks: Sequence[MarkRow], names: Mapping[int, str], today: date) -> ShownLine:
    """Return one line; marks that were taken back are shown and count no more."""
    live = [one for one in marks if not getattr(one, "withdrawn_at", None)]
    done = next((one for one in live if one.kind == MarkKind.DONE), None)
    started = next((one for one in live if one.kind == MarkKind.STARTED), None)
    progress = max((one for one in live if one.kind == MarkKind.PROGRESS), key=_latest, default=None)
    words, css = due_words(line, done, today)
    return ShownLine(
        key=line.key,
        kind=line.kind,
        kind_label=LineKind(line.kind).label,
        text=line.text,
        owner=Owner(line.owner).label if line.owner else names.get(line.person_id or 0, "somebody who left"),
        detail=detail_of(line, today),
        target_on=line.target_on,
        expected_on=line.expected_on,
        due_words=words,
        due_css=css,
        standing=line_standing(done, started, progress, today),
        percent=progress.percent if progress else None,
        is_done=done is not None,
        is_slow=is_slow(line, live, today),
        can_start=bool(line.recommended_by and line.recommended_on),
        is_started=started is not None,
        marks=tuple(shown_mark(one, names, today) for one in sorted(marks, key=_latest, reverse=True)),
    )


def _latest(mark: MarkRow) -> tuple[date, int]:
    return mark.on, mark.id


def shown_mark(mark: MarkRow, names: Mapping[int, str], today: date) -> ShownMark:
    """Return something that happened with a line in words."""
    percent = f"{mark.percent} %" if mark.percent is not None else ""
    words = ": ".join(part for part in (percent, mark.words) if part)
    by = names.get(mark.marked_by_id, "somebody who left")
    gone = bool(getattr(mark, "withdrawn_at", None))
    return ShownMark(mark.id, mark.kind, MarkKind(mark.kind).label, mark.on, words, by, gone)


def line_standing(
    done: MarkRow | None, started: MarkRow | None, progress: MarkRow | None, today: date
) -> str:
    """Return where a line stands in words, "" when nothing has happened with it."""
    if done is not None:
        return f"Done {shown(done.on, today)}"
    if progress is not None:
        percent = f"{progress.percent} %" if progress.percent is not None else "Progress"
        return f"{percent}, {shown(progress.on, today)}"
    return f"Started {shown(started.on, today)}" if started is not None else ""


def due_words(line: LineRow, done: MarkRow | None, today: date) -> tuple[str, str]:
    """Return when a line is due, and whether that is late or soon: a word first, a colour second."""
    if line.target_on is None or done is not None:
        return "", ""
    days = (line.target_on - today).days
    if days < 0:
        return f"{-days} d over", "tag-late"
    if days == 0:
        return "Today", "tag-act"
    return f"By {shown(line.target_on, today)}", "tag-soon" if days <= SOON_DAYS else "tag-line"


def is_slow(line: LineRow, live: Sequence[MarkRow], today: date) -> bool:
    """Say whether the expected day has passed without the line being done or an answer since (T48)."""
    if line.expected_on is None or line.expected_on >= today:
        return False
    answers = (MarkKind.DONE, MarkKind.NO_CHANGE)
    return not any(
        one.kind == MarkKind.DONE or (one.kind in answers and one.on > line.expected_on) for one in live
    )


def detail_of(line: LineRow, today: date) -> str:
    """Return what else a line says: job goal, kind of intervention, fast track, recommendation."""
    parts = [JobGoal(line.job_goal).label] if line.job_goal else []
    if line.intervention:
        parts.append(InterventionKind(line.intervention).label)
        is_said = line.intervention == InterventionKind.FAST_TRACK
        parts += ["fast track"] if line.is_expedited and not is_said else []
        by = line.recommended_by
        parts.append(
            f"recommended by {by}, {shown(line.recommended_on, today)}"
            if by and line.recommended_on
            else "not yet recommended by the attending provider"
        )
    if line.expected_on is not None:
        parts.append(f"expected by {shown(line.expected_on, today)}")
    return "; ".join(parts)


def grouped(lines: Sequence[ShownLine]) -> tuple[Group, ...]:
    """Return the lines by kind in the order of a plan, kinds without lines left out."""
    found = [
        Group(kind, title, tuple(line for line in lines if line.kind == kind))
        for kind, title in HEADINGS.items()
    ]
    return tuple(group for group in found if group.lines)


def overdue_of(lines: Iterable[ShownLine], today: date) -> int:
    """Return how many goals, steps and contacts are not done past their target."""
    return sum(
        1
        for line in lines
        if line.kind in TARGETED and not line.is_done and line.target_on and line.target_on < today
    )


def finding(standing: Standing) -> str:
    """Return what a plan comes to in one sentence: the heading of its region."""
    if standing.state == PlanState.PROPOSED:
        return "Plan proposed, not agreed with the worker" if not standing.talk else "Plan proposed"
    if standing.state == PlanState.RE_EVALUATE:
        return "Plan to re-evaluate: the worker has concerns"
    reached = f"{standing.goals_done} of {standing.goals} goals reached"
    if standing.state == PlanState.CONCLUDED:
        return f"Plan concluded: {reached}"
    behind = [f"{standing.overdue} overdue"] if standing.overdue else []
    behind += [f"{standing.slow} slower than expected"] if standing.slow else []
    return f"Plan active: {'; '.join([reached, *behind])}"


def update_due(plan_state: str, activated_on: date | None, last: date | None, days: int) -> date | None:
    """Return by when the next stakeholder update is owed, news apart; None while the plan is not active."""
    if plan_state != PlanState.ACTIVE or activated_on is None:
        return None
    return (last or activated_on) + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class PlanRows:
    """A plan and what came of it, the latest first, as the database or the claim page's JSON has it."""

    plan: Any
    discussions: Sequence[Any]
    contacts: Sequence[Any]
    reports: Sequence[Any]
    updates: Sequence[Any]


def standing_of(rows: PlanRows, lines: Sequence[ShownLine], *, update_days: int, today: date) -> Standing:
    """Return where a plan stands, as the nine steps read it."""
    plan = rows.plan
    talks = [one for one in rows.discussions if one.number == plan.number and not one.withdrawn_at]
    talk = talks[0] if talks else None
    live = [one for one in rows.reports if not one.withdrawn_at]
    sent = max((one.sent_on for one in rows.updates if one.sent_on and not one.withdrawn_at), default=None)
    goals = [line for line in lines if line.kind == LineKind.GOAL]
    treated = [line for line in lines if line.kind == LineKind.INTERVENTION]
    return Standing(
        state=plan.state,
        sources=len(plan.sources),
        number=plan.number,
        talk=talk.result if talk else "",
        talk_on=talk.on if talk else None,
        last_contact_on=rows.contacts[0].on if rows.contacts else None,
        next_contact_on=plan.next_contact_on,
        interventions=len(treated),
        recommended=sum(line.can_start for line in treated),
        started=sum(line.is_started for line in treated),
        reports=len(live),
        open_follow_ups=sum((one.passed_on is None) + (one.reviewed_on is None) for one in live),
        goals=len(goals),
        goals_done=sum(line.is_done for line in goals),
        overdue=overdue_of(lines, today),
        slow=sum(line.is_slow for line in lines),
        last_update_on=sent,
        update_due_on=update_due(plan.state, plan.activated_on, sent, update_days),
    )
