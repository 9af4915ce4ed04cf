"""The quarterly report: begun, written, submitted for good, begun anew as another version (J1, J2)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from cohe import audit
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination.models import QuarterFreeze
from staffing import policies
from staffing.actions.figures import refresh_figures
from staffing.choices import ReportSection
from staffing.models import QuarterlyReport, ReportFigure, ReportRows
from staffing.quarter import Quarter
from staffing.queries import policy
from staffing.queries.kept import columns_of, packed
from staffing.queries.report import built
from staffing.report import Figure


@transaction.atomic
def begin_report(
    *, quarter: Quarter, reason: str = "", by: Membership, today: date, at: datetime
) -> QuarterlyReport:
    """Begin the report of a quarter that is over; after a submitted one another version, with the reason.

    What was written before is where the next version begins. Refused: a quarter that is not over, a second
    draft, another version without a reason.
    """
    policies.check_can_report(by)
    policies.check_quarter_is_over(quarter, today)
    last = QuarterlyReport.objects.filter(year=quarter.year, number=quarter.number).first()
    if last is not None and last.is_draft:
        raise Denied(f"Version {last.version} of {quarter.words} is being written: go on with that one.")
    if last is not None and not reason.strip():
        raise Denied(f"Version {last.version} of {quarter.words} is submitted: say why there is another.")
    try:
        with transaction.atomic():
            made = QuarterlyReport.objects.create(
                cohe_id=by.cohe_id,
                year=quarter.year,
                number=quarter.number,
                version=last.version + 1 if last else 1,
                narrative=last.narrative if last else {},
                reason=reason.strip() if last else "",
                begun_at=at,
                begun_by_id=by.person_id,
            )
    except IntegrityError as no:
        raise Denied(f"Somebody else has just begun the report of {quarter.words}.") from no
    refresh_figures(quarter=quarter, today=today)
    audit.log("report.begun", "quarterly-report", made.pk, at=at)
    return made


@transaction.atomic
def write_report(
    *, report: QuarterlyReport, narrative: Mapping[str, str], edition: int, by: Membership, at: datetime
) -> QuarterlyReport:
    """Keep what was written for the sections of a draft.

    Raises `Conflict` when somebody else wrote since `edition`, `Denied` for a submitted version.
    """
    policies.check_can_report(by)
    held = draft_held(report)
    if held.edition != edition:
        raise Conflict(
            "Somebody else has written to this report since you opened it: your text is still here, theirs "
            "is on the page opened anew."
        )
    known = [one.value for one in ReportSection]
    held.narrative = {name: narrative[name].strip() for name in known if narrative.get(name, "").strip()}
    held.edition += 1
    held.save()
    audit.log("report.written", "quarterly-report", held.pk, at=at)
    return held


@transaction.atomic
def submit_report(
    *,
    report: QuarterlyReport,
    signed_name: str,
    edition: int,
    by: Membership,
    today: date,
    at: datetime,
) -> QuarterlyReport:
    """Submit and sign a draft: figures and the rows behind them are frozen, the quarter's minutes too (C3).

    Nothing of a coordinator's is locked meanwhile. Undone by another version alone. Raises `Conflict` when
    somebody wrote since `edition`: nobody signs what she has not read.
    """
    policies.check_can_report(by)
    held = draft_held(report)
    policies.check_quarter_is_over(held.quarter, today)
    if not signed_name.strip():
        raise Denied("Sign with your name: the report goes to L&I.")
    if held.edition != edition:
        raise Conflict(
            "Somebody else has written to this report since you opened it: read it before you sign."
        )
    figures = built(held.quarter, today)
    held.submitted_at, held.as_of, held.submitted_by_id = at, today, by.person_id
    held.signed_name = signed_name.strip()
    held.save()
    keep_figures(held, figures, policy.in_force(held.quarter.last).smallest_cell)
    QuarterFreeze.objects.get_or_create(
        cohe_id=held.cohe_id,
        quarter=held.quarter.first,
        defaults={"frozen_by_id": by.person_id, "frozen_at": at},
    )
    refresh_figures(quarter=held.quarter, today=today, figures=figures)
    audit.log("report.submitted", "quarterly-report", held.pk, at=at)
    return held


def keep_figures(report: QuarterlyReport, figures: tuple[Figure, ...], smallest: int) -> None:
    """Keep figures and rows with a submitted report."""
    own = {"cohe_id": report.cohe_id, "report": report}
    ReportFigure.objects.bulk_create(ReportFigure(**own, **one) for one in columns_of(figures, smallest))
    ReportRows.objects.bulk_create(
        ReportRows(
            **own, code=one.code, of_workers=one.rows_stay, heads=list(one.heads), rows=packed(one.rows)
        )
        for one in figures
        if one.heads
    )


@transaction.atomic
def discard_draft(*, report: QuarterlyReport, by: Membership, at: datetime) -> None:
    """Throw a draft away; what was written stays in its history."""
    policies.check_can_report(by)
    held = draft_held(report)
    audit.log("report.discarded", "quarterly-report", held.pk, at=at)
    held.delete()


def draft_held(report: QuarterlyReport) -> QuarterlyReport:
    """Return a draft locked against others; raise `Denied` when it is submitted or gone."""
    held = QuarterlyReport.objects.select_for_update(of=("self",)).filter(pk=report.pk).first()
    if held is None:
        raise Denied("This draft was thrown away meanwhile.")
    if not held.is_draft:
        raise Denied(
            f"Version {held.version} of {held.quarter.words} is submitted and stays as it is: "
            "begin another version."
        )
    return held
