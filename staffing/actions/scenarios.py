"""Scenarios: named, changed, put away and taken back, brought to a discussion (H6)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from cohe import audit
from cohe.access import Denied
from cohe.models import Membership
from staffing import policies
from staffing import scenario_policies as rules
from staffing.models import Discussion, DiscussionScenario, Scenario, ScenarioStep
from staffing.queries import scenarios as queries
from staffing.scenario_policies import Happening, Said


@transaction.atomic
def make_scenario(*, said: Said, by: Membership, at: datetime) -> Scenario:
    """Keep a scenario without steps. Refused: no name, a name in use, a volume out of range."""
    policies.check_can_change_staffing(by)
    rules.check_scenario_makes_sense(said)
    try:
        with transaction.atomic():
            made = Scenario.objects.create(
                cohe_id=by.cohe_id,
                name=said.name.strip(),
                volume_percent=said.volume_percent,
                made_by_id=by.person_id,
                made_at=at,
            )
    except IntegrityError as error:
        raise Denied(f"Another scenario is called “{said.name.strip()}”: choose another name.") from error
    audit.log("scenario.made", "scenario", made.pk, at=at)
    return made


@transaction.atomic
def change_scenario(
    *, scenario: Scenario, said: Said, version: int, by: Membership, at: datetime
) -> Scenario:
    """Change name and volume. Raises `Conflict` when somebody else changed it since `version`."""
    policies.check_can_change_staffing(by)
    rules.check_scenario_makes_sense(said)
    row = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    rules.check_is_kept(row)
    rules.check_scenario_is_as_read(row, version)
    row.name, row.volume_percent, row.version = said.name.strip(), said.volume_percent, version + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Denied(f"Another scenario is called “{row.name}”: choose another name.") from error
    audit.log("scenario.changed", "scenario", row.pk, at=at)
    return row


@transaction.atomic
def withdraw_scenario(*, scenario: Scenario, by: Membership, at: datetime) -> None:
    """Put a scenario away; a discussion that it was brought to keeps its figures."""
    policies.check_can_change_staffing(by)
    if not Scenario.objects.filter(pk=scenario.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This scenario was put away already.")
    audit.log("scenario.withdrawn", "scenario", scenario.pk, at=at)


@transaction.atomic
def restore_scenario(*, scenario: Scenario, by: Membership, at: datetime) -> None:
    """Take a scenario back that was put away: the undo. Refused when its name is in use again."""
    policies.check_can_change_staffing(by)
    try:
        with transaction.atomic():
            away = Scenario.objects.filter(pk=scenario.pk, withdrawn_at__isnull=False)
            if not away.update(withdrawn_at=None):
                raise Denied("This scenario is not put away.")
    except IntegrityError as error:
        raise Denied(f"Another scenario is called “{scenario.name}” now: rename that one first.") from error
    audit.log("scenario.restored", "scenario", scenario.pk, at=at)


@transaction.atomic
def add_step(
    *, scenario: Scenario, step: Happening, by: Membership, today: date, at: datetime
) -> ScenarioStep:
    """Add a hire, a long leave or a resignation to a scenario.

    Refused: days in the past or in the wrong order, a share that is none, somebody without HSC time then, a
    second resignation of the same person.
    """
    policies.check_can_change_staffing(by)
    row = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    rules.check_is_kept(row)
    there = tuple(ScenarioStep.objects.filter(scenario=row, withdrawn_at=None))
    held = queries.shares_of(step.person) if step.person else ()
    rules.check_step_makes_sense(step, there, held, today)
    made = ScenarioStep.objects.create(
        cohe_id=by.cohe_id,
        scenario=row,
        kind=step.kind,
        person=step.person,
        minutes_a_week=step.minutes_a_week,
        full_time_minutes=step.full_time_minutes,
        first_on=step.first_on,
        last_on=step.last_on,
    )
    Scenario.objects.filter(pk=row.pk).update(version=F("version") + 1)
    audit.log("scenario.step-added", "scenario-step", made.pk, at=at)
    return made


@transaction.atomic
def withdraw_step(*, step: ScenarioStep, by: Membership, at: datetime) -> None:
    """Take a step out of its scenario."""
    policies.check_can_change_staffing(by)
    if not ScenarioStep.objects.filter(pk=step.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This step was taken out already.")
    Scenario.objects.filter(pk=step.scenario_id).update(version=F("version") + 1)
    audit.log("scenario.step-withdrawn", "scenario-step", step.pk, at=at)


@transaction.atomic
def bring_to_discussion(
    *, scenario: Scenario, discussion: Discussion, by: Membership, today: date, at: datetime
) -> DiscussionScenario:
    """Bring a scenario to a discussion with its figures of today: quarters, claims and FTE, no names.

    Refused: a closed discussion, a scenario that is there already, no forecast to lay it over. Taken back and
    brought again it has the figures of then.
    """
    policies.check_can_change_staffing(by)
    rules.check_is_kept(scenario)
    if discussion.closed_on is not None:
        raise Denied("This discussion is closed: open it again to bring a scenario.")
    plan = queries.plan_of(scenario, today)
    if plan.forecast is None:
        raise Denied("There is no forecast to lay a scenario over yet.")
    try:
        with transaction.atomic():
            made = DiscussionScenario.objects.create(
                cohe_id=by.cohe_id,
                discussion=discussion,
                scenario=scenario,
                forecast=plan.forecast,
                figures=plan.figures(),
                brought_by_id=by.person_id,
                brought_at=at,
            )
    except IntegrityError as error:
        raise Denied("This scenario was brought to the discussion already.") from error
    audit.log("discussion.scenario-brought", "discussion", discussion.pk, at=at)
    return made


@transaction.atomic
def take_back(*, brought: DiscussionScenario, by: Membership, at: datetime) -> None:
    """Take a scenario back from a discussion."""
    policies.check_can_change_staffing(by)
    if not DiscussionScenario.objects.filter(pk=brought.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This scenario was taken back already.")
    audit.log("discussion.scenario-taken-back", "discussion", brought.discussion_id, at=at)
