"""The figures of a quarter's report with the rows behind each, as known on a day (J1, J2; domain.md 6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count
from django.db.models.functions import TruncQuarter

from claims.models import Cover
from cohe.models import Person
from cohe.workdays import add_days, add_months
from coordination.queries import policy as desk_policy
from staffing import fte
from staffing.choices import ReportSection, StaffRole
from staffing.models import Absence, Discussion
from staffing.performance import BY_CODE, Case, Metric, part_of
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import measures, policy
from staffing.queries import performance_forms as forms
from staffing.queries.ratio import Staffing, initiated, roles_that_count, staffing
from staffing.queries.report_ahead import forecast_figures, project_figures
from staffing.queries.vacancies import vacancies
from staffing.ratio import Quarterly
from staffing.report import Figure, Row, said
from training.queries.standing import standings


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is built of: the quarter, the day whose knowledge counts, its last day so far, limits."""

    quarter: Quarter
    today: date
    end: date
    limits: StaffingPolicy
    team: Staffing


def built(quarter: Quarter, today: date) -> tuple[Figure, ...]:
    """Return every figure of a quarter as known on `today`, in the order of the report.

    In a number of queries that does not grow with the claims.
    """
    end = min(quarter.last, today)
    asked = Asked(quarter, today, end, policy.in_force(end), staffing())
    measured = measure_figures(asked)
    return (
        *staffing_figures(asked),
        *ratio_figures(asked),
        training_figure(asked),
        *project_figures(quarter, end, measured),
        *measured,
        *performance_figures(asked),
        *forecast_figures(quarter, today, asked.team),
    )


def staffing_figures(asked: Asked) -> tuple[Figure, ...]:
    """Return who was there on the last day, what the year requires, vacancies, days away."""
    there = fte_on_the_last_day(asked)
    required = required_figure(asked, there.value or Fraction(0))
    return there, required, vacancy_figure(asked), absence_figure(asked)


def fte_on_the_last_day(asked: Asked) -> Figure:
    """Return the HSC FTE of the last day, share by share."""
    roles = roles_that_count(asked.limits)
    terms = fte.terms(asked.team.shares, asked.end, asked.end, roles, asked.team.away)
    rows = tuple(share_row(one, asked, said(one.fte, "FTE")) for one in terms)
    return Figure(
        code="fte-end", section=ReportSection.STAFFING, unit="FTE", heads=("Who", "Role", "FTE"), rows=rows,
        title=f"HSC FTE on {asked.end:%-d %b %Y}",
        value=fte.total(terms),
    )  # fmt: skip


def share_row(one: fte.Term, asked: Asked, *more: str) -> Row:
    """Return a share as a row: who, in which role, and more."""
    share = one.share
    return Row(
        key=f"share:{share.person_id}:{share.role}:{share.since}",
        cells=(name_of(asked.team.people, share.person_id), StaffRole(share.role).label, *more),
        amount=str(one.fte),
    )


def required_figure(asked: Asked, there: Fraction) -> Figure:
    """Return the FTE that the twelve months up to the last day require (R1), quarter by quarter."""
    first = add_days(add_months(asked.end, -12), 1)
    counted = list(
        initiated(first, asked.end)
        .annotate(begins=TruncQuarter("appeared"))
        .values_list("begins")
        .annotate(Count("pk"))
        .order_by("begins")
    )
    per = asked.limits.claims_per_fte_year
    rows = tuple(
        Row(
            key=f"quarter:{begins}",
            cells=(Quarter.of(begins).words, f"{count:,}", said(Fraction(count, per), "FTE")),
            amount=str(Fraction(count, per)),
        )
        for begins, count in counted
    )
    claims = sum(count for _, count in counted)
    return Figure(
        code="required", section=ReportSection.STAFFING, title="HSC FTE that the year requires", unit="FTE",
        denominator=claims, value=Fraction(claims, per), of_workers=True,
        met=there * per >= claims,
        note=f"{claims:,} claims in twelve months, one FTE for each {per:,}",
        parts=tuple(count for _, count in counted),
        heads=("Quarter", "Claims", "FTE"), rows=rows,
    )  # fmt: skip


def vacancy_figure(asked: Asked) -> Figure:
    """Return the vacancy clocks that ran on the last day (R6)."""
    running = [one for one in vacancies(asked.team, asked.limits, asked.end) if one.is_running]
    rows = tuple(
        Row(
            key=f"vacancy:{one.person.pk}:{one.clock.departure.last_day}",
            cells=(
                one.person.name,
                f"{one.clock.departure.last_day:%-d %b %Y}",
                f"{one.clock.due_on:%-d %b %Y}",
                one.missing,
            ),
        )
        for one in running
    )
    due = min((one.clock.due_on for one in running), default=None)
    return Figure(
        code="vacancies", section=ReportSection.STAFFING, title="Vacancies below what is required",
        denominator=len(rows), value=Fraction(len(rows)),
        note=f"to be filled by {due:%-d %b %Y}" if due else "",
        heads=("Who left", "Last day", "To be replaced by", "FTE missing"), rows=rows,
    )  # fmt: skip


def absence_figure(asked: Asked) -> Figure:
    """Return the absences that touched the quarter, those with a covering HSC marked (R7). Never why."""
    away = Absence.objects.filter(
        withdrawn_at=None, first_on__lte=asked.end, last_on__gte=asked.quarter.first
    ).select_related("person")
    covers = list(
        Cover.objects.filter(since__lte=asked.end, until__gt=asked.quarter.first).values_list(
            "absent", "since", "until"
        )
    )
    rows = tuple(
        Row(
            key=f"absence:{one.pk}",
            cells=(one.person.name, f"{one.first_on:%-d %b %Y}", f"{one.last_on:%-d %b %Y}"),
            counts=any(
                who == one.person_id and since <= one.last_on and until > one.first_on
                for who, since, until in covers
            ),
        )
        for one in away
    )
    return Figure(
        code="absences", section=ReportSection.STAFFING, title="Absences with a covering HSC",
        numerator=sum(one.counts for one in rows), denominator=len(rows), unit="of",
        value=Fraction(sum(one.counts for one in rows)),
        heads=("Who", "First day", "Last day"), rows=rows,
    )  # fmt: skip


def ratio_figures(asked: Asked) -> tuple[Figure, ...]:
    """Return claims initiated, day-weighted FTE and the ratio with its line (R3 to R5)."""
    section = ReportSection.CLAIMS_PER_HSC
    claims = initiated(asked.quarter.first, asked.end).order_by("appeared", "claim_number")
    rows = tuple(
        Row(key=f"claim:{pk}", cells=(number, f"{day:%-d %b %Y}"), claim_id=pk)
        for pk, number, day in claims.values_list("pk", "claim_number", "appeared")
    )
    terms = asked.team.terms(asked.quarter, asked.limits)
    shares = tuple(
        share_row(one, asked, said(one.share.part, "FTE"), str(one.days), said(one.fte, "FTE"))
        for one in terms
    )
    found = Quarterly(len(rows), fte.total(terms), asked.limits.claims_per_fte_quarter)
    return (
        Figure(
            code="claims", section=section, title="Claims initiated", denominator=len(rows),
            value=Fraction(len(rows)), heads=("Claim", "Initiated"), rows=rows, of_workers=True,
        ),
        Figure(
            code="fte", section=section, title="HSC FTE, by days of the quarter", value=found.fte, unit="FTE",
            heads=("Who", "Role", "Share", "Days", "FTE"), rows=shares,
        ),
        Figure(
            code="ratio", section=section, title="Claims per HSC FTE", unit="claims per FTE",
            value=Fraction(found.claims) / found.fte if found.fte else None,
            sign="at most", benchmark=Fraction(found.line), met=not found.is_over,
            note=talk_of(asked, found), of_workers=True, follows=("claims",),
        ),
    )  # fmt: skip


def ratio_told(found: Quarterly) -> tuple[Figure, ...]:
    """Return claims, FTE and ratio as a check once found them: numbers without rows."""
    section = ReportSection.CLAIMS_PER_HSC
    return (
        Figure(
            code="claims", section=section, title="Claims initiated", denominator=found.claims,
            value=Fraction(found.claims), of_workers=True, note="as its check found it",
        ),
        Figure(
            code="fte", section=section, title="HSC FTE, by days of the quarter", value=found.fte, unit="FTE"
        ),
        Figure(
            code="ratio", section=section, title="Claims per HSC FTE", unit="claims per FTE",
            value=Fraction(found.claims) / found.fte if found.fte else None,
            sign="at most", benchmark=Fraction(found.line), met=not found.is_over, of_workers=True,
            follows=("claims",),
        ),
    )  # fmt: skip


def talk_of(asked: Asked, found: Quarterly) -> str:
    """Return whether a discussion is required, and when it was held."""
    if not found.is_over:
        return "no discussion required"
    talk = Discussion.objects.filter(year=asked.quarter.year, number=asked.quarter.number).first()
    if talk is None or talk.held_on is None or talk.held_on > asked.today:
        return "discussion required, not held yet"
    return f"discussed {talk.held_on:%-d %b %Y}"


def training_figure(asked: Asked) -> Figure:
    """Return who coordinates and is complete on the last day; what is missing for the others."""
    rows = tuple(
        Row(
            key=f"person:{one.person.pk}",
            cells=(one.person.name, "; ".join(one.missing) or "complete"),
            counts=not one.missing,
        )
        for one in standings(asked.end)
    )
    return Figure(
        code="training", section=ReportSection.TRAINING, title="Coordinators complete in training",
        numerator=sum(one.counts for one in rows), denominator=len(rows), unit="of",
        value=Fraction(sum(one.counts for one in rows)),
        heads=("Who", "Missing"), rows=rows,
    )  # fmt: skip


def measure_figures(asked: Asked) -> tuple[Figure, ...]:
    """Return the best-practice measures, each with the rows of its denominator, from the same facts."""
    facts = measures.gather(asked.quarter, asked.today)
    return tuple(measure_figure(one, facts.rows(one.measure.code)) for one in facts.measured())


def measure_figure(one: measures.Measured, behind: measures.Rows) -> Figure:
    """Return one measure."""
    return Figure(
        code=one.measure.code, section=ReportSection.MEASURES, title=one.measure.title,
        numerator=one.numerator, denominator=one.denominator, value=one.figure, unit=one.measure.unit,
        sign=one.measure.met.value, benchmark=one.benchmark, met=one.met, note=one.note,
        heads=behind.heads, rows=tuple(row_of(row) for row in behind.rows),
        of_workers=True,
    )  # fmt: skip


def performance_figures(asked: Asked) -> tuple[Figure, ...]:
    """Return the metrics that the report tells beside the measures (domain.md 10.3)."""
    first, desk = asked.quarter.first, desk_policy.in_force(asked.end)
    return (
        performance_figure(BY_CODE["P6"], forms.authorizations(first, asked.end, desk, asked.today)),
        performance_figure(BY_CODE["P7"], forms.programmes(first, asked.end)),
    )


def performance_figure(metric: Metric, cases: Sequence[Case]) -> Figure:
    """Return a performance metric with its cases, those of its page."""
    rows = tuple(
        Row(
            key=f"claim:{one.claim_id}:{one.on}:{one.what}",
            cells=(one.number, "yes" if one.counts else "no", f"{one.on:%-d %b %Y}", one.why),
            counts=one.counts,
            claim_id=one.claim_id,
        )
        for one in cases
    )
    part = part_of(cases)
    return Figure(
        code=metric.code, section=ReportSection.MEASURES, title=metric.title,
        unit="of" if metric.is_count else "%",
        numerator=part.numerator, denominator=part.denominator, note=metric.note,
        value=Fraction(part.numerator) if metric.is_count else part.figure,
        heads=("Claim", "Counts", "On", "Why"), rows=rows, of_workers=True,
    )  # fmt: skip


def row_of(one: measures.Row) -> Row:
    """Return a row of a measure as the report keeps it."""
    on = f"{one.on:%-d %b %Y}" if one.on else ""
    return Row(
        key=f"claim:{one.claim_id}:{one.subject}" if one.claim_id else one.subject,
        cells=(one.subject, "yes" if one.counts else "no", on, one.why),
        counts=one.counts,
        amount="" if one.days is None else str(one.days),
        claim_id=one.claim_id,
    )


def name_of(people: dict[int, Person], person_id: int) -> str:
    """Return a name; of somebody without a share none is known here."""
    found = people.get(person_id)
    return found.name if found else ""
