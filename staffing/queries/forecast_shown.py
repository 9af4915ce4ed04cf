"""The forecast page in words and drawings: the finding first, then from what it was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cohe.wording import cut
from staffing import charts, whatif
from staffing.charts import Limit, Panel, Point, Stepped
from staffing.choices import CountSource, ForecastMethod
from staffing.queries.scenarios import Ground, Plan, step_in_words
from staffing.ratio import as_decimal
from staffing.whatif import LastDay, Outlook

# Names longer than this are cut above a small chart; its table has them whole.
LONGEST_TITLE = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A quarter to come in words."""

    quarter: str
    claims: str
    interval: str
    fte: str
    ratio: str
    is_over: bool
    may_be_over: bool
    needed: str
    needed_for_year: str
    yearly_met: bool
    last_day: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan in words; `pk` is None as things are."""

    pk: int | None
    name: str
    changes: tuple[str, ...]
    over: str
    short: str
    last_day: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says. `chart` and `panels` are None while nothing is expected."""

    finding: str
    made_from: str
    present: str
    plans: tuple[PlanShown, ...]
    chart: charts.Chart | None
    panels: charts.Chart | None


def shown(on: Ground, plans: Sequence[Plan], part: Fraction) -> Shown:
    """Return the words and drawings; `part` is the share of a hire whose last day is asked for."""
    as_it_is, known = plans[0], on.known
    return Shown(
        finding=finding_of(as_it_is, is_being_made=on.in_force.is_being_made),
        made_from=made_from(on),
        present=f"{known.present.words} has {known.so_far:,} claims so far.",
        plans=tuple(plan_shown(one, part) for one in plans),
        chart=chart_of(on, as_it_is) if as_it_is.outlook else None,
        panels=panels_of(plans) if as_it_is.outlook and len(plans) > 1 else None,
    )


def finding_of(plan: Plan, *, is_being_made: bool) -> str:
    """Return the finding as a sentence: the first quarter over the line, or that there is none."""
    if not plan.outlook:
        return "The first forecast is being made" if is_being_made else "Nothing is forecast yet"
    over, last = plan.first_over, plan.outlook[-1]
    line = last.quarterly.line
    if over is not None:
        found = over.quarterly
        return (
            f"{over.quarter.words} is the first quarter expected over the {line} line: "
            f"{found.claims:,} claims, {found.allowed:,} allowed"
        )
    said = f"No quarter to {last.quarter.words} is expected over the {line} line"
    near = next((one for one in plan.outlook if one.may_be_over), None)
    return f"{said}; {near.quarter.words} may be" if near else said


def made_from(on: Ground) -> str:
    """Return when the forecast was made, from how many quarters, and how sure it is."""
    made = on.in_force.made
    if made is None:
        return ""
    quarters = made.made_from
    typed = sum(one["source"] == CountSource.TYPED for one in quarters)
    many = f"{len(quarters)} quarter{'' if len(quarters) == 1 else 's'}"
    told = f"Made on {made.as_of:%-d %b %Y} from {many}" + (
        f", {typed} of them typed in (hollow marks)" if typed else ""
    )
    if made.method == ForecastMethod.MEAN:
        return f"{told}: too few for an interval, so it is their plain mean."
    return f"{told}, by the theta method; {made.percent} of 100 outcomes should lie within the bars."


def plan_shown(plan: Plan, part: Fraction) -> PlanShown:
    """Return a plan in words."""
    over, short = plan.first_over, plan.first_short
    scenario = plan.scenario
    volume = scenario.volume_percent if scenario else 0
    changes = [step_in_words(one) for one in plan.steps]
    if volume:
        changes.append(f"{abs(volume)} percent {'more' if volume > 0 else 'fewer'} claims")
    last_days = plan.last_days(part)
    return PlanShown(
        pk=scenario.pk if scenario else None,
        name=plan.name,
        changes=tuple(changes),
        over=over.quarter.words if over else "none",
        short=short.quarter.words if short else "none",
        last_day=day_in_words(whatif.last_day_for_all(plan.outlook, part)),
        rows=tuple(row_of(one, last) for one, last in zip(plan.outlook, last_days, strict=True)),
    )


def day_in_words(last: LastDay | None) -> str:
    """Return the last day to hire in words."""
    if last is None or not last.is_needed:
        return "no hire needed"
    if last.day is None:
        return f"too little for {last.quarter.words}"
    return f"{last.day:%-d %b %Y}"


def row_of(one: Outlook, last: LastDay) -> Row:
    """Return a quarter in words."""
    found = one.quarterly
    return Row(
        quarter=one.quarter.words,
        claims=f"{found.claims:,}",
        interval=one.interval,
        fte=str(as_decimal(found.fte, 4)),
        ratio=str(found.ratio) if found.ratio is not None else "no HSC FTE",
        is_over=one.is_over,
        may_be_over=one.may_be_over,
        needed=str(as_decimal(one.needed, 4)),
        needed_for_year=str(as_decimal(one.yearly.required, 4)),
        yearly_met=one.yearly.is_met,
        last_day=day_in_words(last),
    )


def chart_of(on: Ground, plan: Plan) -> charts.Chart:
    """Return past and expected quarters drawn with the claims that the staff there is allows."""
    past = tuple(
        Point(
            one.quarter.words,
            one.claims,
            f"{one.claims:,}{' (typed in)' if one.source == CountSource.TYPED else ''}",
            is_told=one.source == CountSource.TYPED,
        )
        for one in on.known.history
    )
    ahead = tuple(
        Point(
            one.quarter.words,
            one.quarterly.claims,
            f"{one.quarterly.claims:,}",
            one.is_over,
            one.lowest if one.lowest is not None else one.quarterly.claims,
            one.highest if one.highest is not None else one.quarterly.claims,
        )
        for one in plan.outlook
    )
    allowed = tuple((one.quarter.words, float(one.quarterly.allowed)) for one in plan.outlook)
    return charts.line(
        finding_of(plan, is_being_made=False),
        past + ahead,
        stepped=Stepped(allowed, f"{plan.outlook[-1].quarterly.allowed:,} allowed"),
        heads=("Quarter", "Claims initiated"),
    )


def panels_of(plans: Sequence[Plan]) -> charts.Chart:
    """Return one small chart of claims per HSC FTE for each plan, all on one scale."""
    line = plans[0].outlook[-1].quarterly.line
    good = [one.name for one in plans if one.first_over is None]
    title = f"Under the line throughout: {', '.join(good)}" if good else "Every scenario crosses the line"
    panels = tuple(
        Panel(cut(one.name, LONGEST_TITLE), tuple(point_of(each) for each in one.outlook)) for one in plans
    )
    return charts.small_multiples(title, panels, limit=Limit(line, str(line)), heads=("Scenario",))


def point_of(one: Outlook) -> Point:
    """Return a quarter's claims per HSC FTE as a mark."""
    ratio = one.quarterly.ratio
    value, words = (float(ratio), str(ratio)) if ratio is not None else (None, "no HSC FTE")
    return Point(one.quarter.words, value, words, one.is_over)
