"""What somebody brings along: experience, degrees, skills, issues, the supplemental application."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cohe import audit
from cohe.access import Denied
from cohe.models import Membership, Person, ProviderNumber
from training import policies
from training.actions.locks import one_at_a_time
from training.choices import ApplicationState, Skill, Work
from training.models import Degree, Experience, ReportedIssue, SkillShown, SupplementalApplication


@dataclass(frozen=True, slots=True)
class Spell:
    """Work from a day until (not including) another, None: still; hours a week."""

    work: Work
    employer: str
    since: date
    until: date | None = None
    hours_a_week: int = 40
    review_asked: bool = False


@transaction.atomic
def add_experience(*, person: Person, spell: Spell, by: Membership, today: date, at: datetime) -> Experience:
    """Record work somebody did. Refused: days to come or in the wrong order, impossible hours."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(spell.since, today, "Work that counts")
    if spell.until is not None and spell.until <= spell.since:
        raise Denied("The work cannot end before it began.")
    if not spell.employer.strip():
        raise Denied("Say for whom the work was done.")
    if not 1 <= spell.hours_a_week <= 80:
        raise Denied("Hours a week are from 1 to 80.")
    row = Experience.objects.create(
        cohe_id=by.cohe_id,
        person=person,
        work=spell.work,
        employer=spell.employer.strip(),
        since=spell.since,
        until=spell.until,
        hours_a_week=spell.hours_a_week,
        review_asked=spell.review_asked,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    audit.log("training.experience-added", "experience", row.pk, at=at)
    return row


@transaction.atomic
def add_degree(
    *,
    person: Person,
    title: str,
    awarded_on: date,
    review_asked: bool,
    by: Membership,
    today: date,
    at: datetime,
) -> Degree:
    """Record a degree somebody holds; with `review_asked` it counts once a reviewer judged it equivalent."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(awarded_on, today, "A degree")
    if not title.strip():
        raise Denied("Say what degree it is.")
    row = Degree.objects.create(
        cohe_id=by.cohe_id,
        person=person,
        title=title.strip(),
        awarded_on=awarded_on,
        review_asked=review_asked,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    audit.log("training.degree-added", "degree", row.pk, at=at)
    return row


def as_it_is_now(row: Experience | Degree) -> Experience | Degree:
    """Return a row as it is in the database, held until the transaction ends."""
    if isinstance(row, Degree):
        return Degree.objects.select_for_update().get(pk=row.pk)
    return Experience.objects.select_for_update().get(pk=row.pk)


@transaction.atomic
def judge_equivalent(
    *,
    row: Experience | Degree,
    reviewer: Membership | None,
    reason: str,
    by: Membership,
    at: datetime,
    is_equivalent: bool = True,
) -> None:
    """Record whether experience or a degree counts as equivalent: a named reviewer says so, and why.

    The product never decides it. Judged again, the later word stands; the history keeps both.
    """
    policies.check_can_keep(by)
    policies.check_reviewer(reviewer, row.person, reason)
    assert reviewer is not None
    row = as_it_is_now(row)
    if row.withdrawn_at is not None:
        raise Denied("This was taken back: record it anew first.")
    row.is_equivalent, row.reviewed_by_id = is_equivalent, reviewer.person_id
    row.review_reason = reason.strip()
    row.save(update_fields=["is_equivalent", "reviewed_by", "review_reason"])
    audit.log("training.judged", type(row).__name__.lower(), row.pk, at=at)


@transaction.atomic
def withdraw(*, row: Experience | Degree, by: Membership, at: datetime) -> None:
    """Take back what was recorded by mistake; it stays in the history and counts no more."""
    policies.check_can_keep(by)
    row = as_it_is_now(row)
    if row.withdrawn_at is not None:
        raise Denied("This was taken back already.")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.log("training.withdrawn", type(row).__name__.lower(), row.pk, at=at)


@transaction.atomic
def put_back(*, row: Experience | Degree, by: Membership, at: datetime) -> None:
    """Let what was taken back count again."""
    policies.check_can_keep(by)
    row = as_it_is_now(row)
    if row.withdrawn_at is None:
        raise Denied("This counts already.")
    row.withdrawn_at = None
    row.save(update_fields=["withdrawn_at"])
    audit.log("training.put-back", type(row).__name__.lower(), row.pk, at=at)


@transaction.atomic
def show_skill(
    *, person: Person, skill: Skill, how: str, shown_on: date, by: Membership, today: date, at: datetime
) -> SkillShown:
    """Record by what somebody has one of the four skills; said again, the later words stand."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(shown_on, today, "A skill")
    if not how.strip():
        raise Denied("Say by what experience or how the skill was shown.")
    row, _ = SkillShown.objects.update_or_create(
        cohe_id=by.cohe_id,
        person=person,
        skill=skill,
        defaults={"how": how.strip(), "shown_on": shown_on, "recorded_by_id": by.person_id},
    )
    audit.log("training.skill-shown", "skill", row.pk, at=at)
    return row


@transaction.atomic
def report_issue(
    *, person: Person, text: str, reported_on: date, by: Membership, today: date, at: datetime
) -> ReportedIssue:
    """Record an issue that L&I has reported: until it is resolved nobody with one qualifies."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(reported_on, today, "A report")
    if not text.strip():
        raise Denied("Say what L&I has reported.")
    row = ReportedIssue.objects.create(
        cohe_id=by.cohe_id, person=person, text=text.strip(), reported_on=reported_on
    )
    audit.log("training.issue-reported", "issue", row.pk, at=at)
    return row


@transaction.atomic
def resolve_issue(*, issue: ReportedIssue, on: date, by: Membership, today: date, at: datetime) -> None:
    """Record that an issue is resolved."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(on, today, "The end of an issue")
    issue = ReportedIssue.objects.select_for_update().get(pk=issue.pk)
    if issue.resolved_on is not None:
        raise Denied("This issue is resolved already.")
    if on < issue.reported_on:
        raise Denied("An issue cannot be resolved before it was reported.")
    issue.resolved_on = on
    issue.save(update_fields=["resolved_on"])
    audit.log("training.issue-resolved", "issue", issue.pk, at=at)


@transaction.atomic
def send_application(
    *, person: Person, sent_on: date, by: Membership, today: date, at: datetime
) -> SupplementalApplication:
    """Record the HSC Supplemental Application: it goes out after the provider number was applied for (R8)."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(sent_on, today, "An application")
    one_at_a_time(person.pk)
    number = ProviderNumber.objects.filter(person=person, inactive_since=None).first()
    if number is None or number.applied_on > sent_on:
        raise Denied("The provider number is applied for first, then the supplemental application is sent.")
    if SupplementalApplication.objects.filter(person=person, state=ApplicationState.SENT).exists():
        raise Denied("An application is on its way already: record its answer first.")
    row = SupplementalApplication.objects.create(
        cohe_id=by.cohe_id, person=person, state=ApplicationState.SENT, sent_on=sent_on
    )
    audit.log("training.application-sent", "application", row.pk, at=at)
    return row


@transaction.atomic
def answer_application(
    *,
    application: SupplementalApplication,
    accepted: bool,
    on: date,
    by: Membership,
    today: date,
    at: datetime,
) -> None:
    """Record L&I's answer."""
    policies.check_can_keep(by)
    policies.check_is_not_to_come(on, today, "The answer")
    application = SupplementalApplication.objects.select_for_update().get(pk=application.pk)
    if on < application.sent_on:
        raise Denied("The answer cannot be before the application was sent.")
    if application.state != ApplicationState.SENT:
        raise Denied("This application was answered already.")
    application.state = ApplicationState.ACCEPTED if accepted else ApplicationState.REFUSED
    application.decided_on = on
    application.save(update_fields=["state", "decided_on"])
    audit.log("training.application-answered", "application", application.pk, at=at)
