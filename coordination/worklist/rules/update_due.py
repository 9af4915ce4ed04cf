"""Tell employer or committee how it stands, every four weeks or when there is something new."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import add_days, bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, a_plan, an_update, apf, modified, off_work, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for an update four weeks after the last one (none: the activation), or soon after news."""
    plan = known.active_plan
    if plan is None or plan.activated_on is None:
        return
    last = known.last_update_on or plan.activated_on
    due, because = add_days(last, known.policy.update_days), "no later news"
    news = _first_news(known, last)
    if news is None and known.day < add_days(due, -known.policy.update_lead_days):
        return
    if news is not None:
        soon = bd(news[0], known.policy.update_news_bd)
        due, because = min(due, soon), f"since then {news[1]} of {shown(news[0], min(due, soon))}"
    told = "Last update" if known.last_update_on else "No update yet; plan active since"
    yield Due(due, f"{told} {shown(last, due)}; {because}.")


def _first_news(known: Known, last: date) -> tuple[date, str] | None:
    """Return the first APF or work status after a day, with its word."""
    apfs = [(one.exam_date, "APF") for one in known.apfs if one.exam_date > last]
    statuses = [
        (one.from_date, "work status")
        for one in known.facts.work_statuses
        if last < one.from_date <= known.day
    ]
    return min([*apfs, *statuses], default=None)


PLAN = a_plan(activated="2026-03-20", next_contact="2026-05-20")

RULE = Rule(
    code="T06",
    slug="update-due",
    title="Update employer or committee",
    area=Area.MONITORING,
    explanation=(
        "A plan is active and the last update (none: the activation) was {update_days} days ago; shown "
        "{update_lead_days} days before. After an APF or a work status that begun since, due "
        "{update_news_bd} business days after the first such day, if that is sooner."
    ),
    clears="an update is marked sent",
    source="triggers.md T06; domain.md 10.1, step 9",
    opens="coordination:plan-update-add",
    decide=decide,
    examples=(
        Example("twenty-two days after the activation", "2026-04-11", a_claim(plans=(PLAN,))),
        Example("twenty-three days after the activation", "2026-04-12", a_claim(plans=(PLAN,)), "2026-04-17"),
        Example(
            "counted from the last update",
            "2026-05-05",
            a_claim(plans=(PLAN,), updates=(an_update("2026-04-10"),)),
            "2026-05-08",
        ),
        Example(
            "an APF since then is news",
            "2026-04-14",
            a_claim(plans=(PLAN,), updates=(an_update("2026-04-10"),), apfs=(apf("2026-04-14"),)),
            "2026-04-16",
        ),
        Example(
            "an APF of the day of the update was in it",
            "2026-04-14",
            a_claim(plans=(PLAN,), updates=(an_update("2026-04-10"),), apfs=(apf("2026-04-10"),)),
        ),
        Example(
            "a work status since then is news",
            "2026-04-13",
            a_claim(plans=(PLAN,), work_statuses=(off_work(), modified("2026-04-13"))),
            "2026-04-15",
        ),
        Example(
            "a work status of tomorrow is not known",
            "2026-03-30",
            a_claim(plans=(PLAN,), work_statuses=(off_work(), modified("2026-03-31"))),
        ),
        Example(
            "old news do not wait for more than four weeks",
            "2026-05-20",
            a_claim(plans=(PLAN,), apfs=(apf("2026-05-18"),)),
            "2026-04-17",
        ),
        Example("no plan, no update", "2026-05-20", a_claim()),
        Example(
            "a plan that is to be re-evaluated waits",
            "2026-05-20",
            a_claim(plans=(PLAN._replace(paused_on=on("2026-05-01")),)),
        ),
    ),
)
