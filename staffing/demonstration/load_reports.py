"""Quarterly reports of one COHE: frozen ones, a second version, a draft, and what moved since."""

from datetime import date, timedelta

from claims.models import Claim
from cohe.models import Membership, Role
from cohe.workdays import add_days, business_day_from
from coordination.demonstration.load_desk import Desk
from coordination.demonstration.load_people import at
from staffing.actions import figures, reports
from staffing.models import QuarterlyReport
from staffing.quarter import Quarter
from staffing.queries.ratio import initiated

# Days after the quarter on which its report is signed, and on which errors in receipts are found.
SIGNED, FOUND = 21, 35
RECEIPTS = 3
WORDS = {
    "staffing": "No change in the team. Absences were covered from the list, nothing was left open.",
    "claims-per-hsc": "Volume follows the season; the line is watched month by month.",
    "training": "Two coordinators attended the regional orientation.",
    "education": "Four clinic visits on activity prescription forms, one session for new staff.",
    "outreach": "Breakfast with employers of the port; a stand at the safety conference.",
    "measures": "Calls to employers are few where clinics call themselves: the note is asked for since May.",
    "risks": "A retirement is expected in spring.",
    "forecast": "About the same volume next quarter.",
}
WHY = "Receipts of three ROAs were entered with the wrong day and have been corrected."


def load(desk: Desk) -> None:
    """Sign the reports of three quarters, the oldest twice; the large COHE still writes the last one."""
    today = desk.world.setting.day
    over = [Quarter.of(today).plus(-n) for n in (3, 2, 1)]
    signer = desk.team.one(Role.SUPERVISOR)
    for quarter in over[:2]:
        sign(quarter, signer, day_after(quarter, SIGNED))
        correct_receipts(quarter)
    again = day_after(over[0], FOUND)
    sign(over[0], signer, again, WHY)
    last = day_after(over[2], SIGNED)
    if desk.team.cohe.code == "CEDAR" or last > today:
        draft = begin(over[2], signer, min(last, today))
        words = {name: WORDS[name] for name in ("staffing", "claims-per-hsc", "risks")}
        reports.write_report(report=draft, narrative=words, edition=1, by=signer, at=draft.begun_at)
    else:
        sign(over[2], signer, last)
    figures.refresh_quarters(today)


def begin(quarter: Quarter, by: Membership, day: date, reason: str = "") -> QuarterlyReport:
    """Begin a report in the morning of a day."""
    return reports.begin_report(quarter=quarter, reason=reason, by=by, today=day, at=at(day, 9))


def sign(quarter: Quarter, by: Membership, day: date, reason: str = "") -> None:
    """Write and sign a report within a day."""
    draft = begin(quarter, by, day, reason)
    written = reports.write_report(report=draft, narrative=WORDS, edition=1, by=by, at=at(day, 11))
    reports.submit_report(
        report=written, signed_name=by.person.name, edition=written.edition, by=by, today=day, at=at(day, 16)
    )


def day_after(quarter: Quarter, days: int) -> date:
    """Return the business day so many days after a quarter."""
    return business_day_from(add_days(quarter.last, days))


def correct_receipts(quarter: Quarter) -> None:
    """Put receipts of a few ROAs right: they came later than was entered."""
    wrong = initiated(quarter.first, quarter.last).filter(
        roa_received_date__isnull=False, first_visit_date__isnull=False
    )
    for pk, day in wrong.order_by("pk").values_list("pk", "roa_received_date")[:RECEIPTS]:
        if day:
            Claim.objects.filter(pk=pk).update(roa_received_date=day + timedelta(days=6))
