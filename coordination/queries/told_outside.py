"""What an employer or a committee may be told of a claim: reads the columns the whitelist names, no other."""

from datetime import date, timedelta

from claims.models import Claim, Prescription, Surgery, WorkStatus
from coordination import whitelist
from coordination.models import Plan, PlanLine
from coordination.plan_words import PlanState
from coordination.queries import policy
from coordination.queries.apfs_on_file import apfs_on_file
from coordination.timeline import Timeline
from coordination.timeline import WorkStatus as StatusRow


def may_be_told(claim: Claim, today: date) -> whitelist.MayBeTold:
    """Return what may be told of a claim today, composed from the whitelist alone."""
    return whitelist.may_be_told(
        named_facts(claim, today), confidential=confidential_words(claim), today=today
    )


def named_facts(claim: Claim, today: date) -> whitelist.NamedFacts:
    """Return the facts that the whitelist names, as they stand today."""
    status, through, restrictions = status_of(claim, today)
    job_goal, return_on = job_goal_of(claim)
    return whitelist.NamedFacts(
        status=status,
        status_through=through,
        restrictions=restrictions,
        next_visit_on=next_visit_of(claim, today),
        job_goal=job_goal,
        return_on=return_on,
    )


def status_of(claim: Claim, today: date) -> tuple[str, date | None, str]:
    """Return the work status in force today, its last day, and the restrictions that came with it."""
    rows = WorkStatus.objects.filter(
        claim=claim, cohe=claim.cohe_id, withdrawn_at=None, from_date__lte=today
    ).order_by("recorded_by", "id")
    named = list(rows.values_list("status", "from_date", "through_date", "source", "restrictions"))
    grace = policy.in_force(today).status_grace_days
    status = Timeline([StatusRow(*row[:4]) for row in named], today, grace).status_on(today) or ""
    same = [row for row in named if row[0] == status and (row[2] is None or row[2] >= today)]
    if not same:
        return status, None, ""
    latest = max(same, key=lambda row: row[1])
    with_words = [row for row in same if row[4].strip()]
    words = max(with_words, key=lambda row: row[1])[4] if with_words else ""
    return status, latest[2], words


def next_visit_of(claim: Claim, today: date) -> date | None:
    """Return the day on which the latest APF ends, the next medical update; None when it has passed."""
    most = policy.in_force(today).apf_max_age_days
    ends = [through or exam + timedelta(days=most) for exam, through in apfs_on_file(claim) if exam <= today]
    last = max(ends, default=None)
    return last if last is not None and last >= today else None


def job_goal_of(claim: Claim) -> tuple[str, date | None]:
    """Return the job goal of the plan in force and when it is expected, as far as there is one."""
    plan = Plan.objects.filter(claim=claim, cohe=claim.cohe_id).exclude(state=PlanState.CONCLUDED).first()
    if plan is None:
        return "", None
    goals = PlanLine.objects.filter(
        version__plan=plan, version__number=plan.number, cohe=claim.cohe_id
    ).exclude(job_goal="")
    first = goals.order_by("position").values_list("job_goal", "expected_on", "target_on").first()
    return ("", None) if first is None else (first[0], first[1] or first[2])


def confidential_words(claim: Claim) -> tuple[str, ...]:
    """Return what of this claim may not be named outside: drugs, the code of the diagnosis, procedures."""
    own = {"claim": claim, "cohe": claim.cohe_id}
    drugs = Prescription.objects.filter(**own).values_list("drug", flat=True)
    procedures = Surgery.objects.filter(**own).values_list("procedure", flat=True)
    return whitelist.words_of_claim(drugs=list(drugs), codes=[claim.icd10], procedures=list(procedures))
