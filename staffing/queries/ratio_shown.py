"""The ratio page in words and as a drawing: the finding first, every figure with what it is made of."""

from dataclasses import dataclass
from decimal import Decimal

from cohe.workdays import add_days
from staffing import charts, fte
from staffing.forecast import Expected
from staffing.quarter import Quarter
from staffing.queries.ratio import RatioPage, TermShown
from staffing.ratio import Quarterly, as_decimal


@dataclass(frozen=True, slots=True)
class Row:
    """One term of the sum in words; `person_id` leads to the share behind it."""

    person_id: int
    person: str
    role: str
    share: str
    note: str
    days: int
    fte: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says; `chart` draws the quarters against the line."""

    finding: str
    distance: str
    allowed: str
    fte: str
    rows: tuple[Row, ...]
    required: str
    required_in_halves: str
    fte_today: str
    assistants: str
    expected: str
    chart: charts.Chart


def shown(page: RatioPage, ahead: Expected | None = None) -> Shown:
    """Return the words and the drawing of a quarter; `ahead`: what is expected of it while it runs."""
    yearly = page.yearly
    return Shown(
        finding=finding_of(page.quarter, page.quarterly, is_over=page.is_over_yet),
        distance=distance_of(page.quarterly),
        allowed=f"{page.quarterly.allowed:,}",
        fte=str(as_decimal(page.quarterly.fte, 4)),
        rows=tuple(row_of(one, page.quarter) for one in page.terms),
        required=str(as_decimal(yearly.required, 2)),
        required_in_halves=str(as_decimal(yearly.required_in_halves, 1)),
        fte_today=str(as_decimal(yearly.fte, 4)),
        assistants=str(as_decimal(page.assistants, 4)),
        expected=expected_of(page, ahead),
        chart=chart_of(page, ahead),
    )


def finding_of(quarter: Quarter, found: Quarterly, *, is_over: bool) -> str:
    """Return the finding as a sentence: over the line, on it, or under it."""
    so_far = "" if is_over else " so far"
    if found.ratio is None:
        return f"{quarter.words}: {found.claims:,} claims{so_far} and no HSC FTE"
    if found.is_over:
        side = "over"
    elif found.claims == found.line * found.fte:
        side = "exactly on"
    else:
        side = "under"
    return f"{quarter.words} is {side} the {found.line} line{so_far}: {found.ratio} claims per HSC FTE"


def distance_of(found: Quarterly) -> str:
    """Return how far it is to the line, in claims and in FTE."""
    short = as_decimal(abs(found.fte_to_the_line), 4)
    if found.is_over:
        return f"{claims(-found.claims_to_the_line)} too many, {short} FTE too few."
    more = found.claims_to_the_line
    if not more:
        return (
            "Not one more claim is allowed, no FTE to spare."
            if not found.fte_to_the_line
            else (f"Not one more claim is allowed, {short} FTE to spare.")
        )
    return f"{claims(more, 'more ')} {'is' if more == 1 else 'are'} allowed, {short} FTE to spare."


def claims(count: int, more: str = "") -> str:
    """Return a number of claims in words."""
    return f"{count:,} {more}claim{'' if count == 1 else 's'}"


def note_of(share: fte.Share, quarter: Quarter) -> str:
    """Return what within the quarter made the days fewer: a share that began or ended in it."""
    since = f"from {share.since:%-d %b}" if share.since > quarter.first else ""
    ends = f"until {add_days(share.until, -1):%-d %b}" if share.until and share.until <= quarter.last else ""
    return ", ".join(part for part in (since, ends) if part)


def row_of(one: TermShown, quarter: Quarter) -> Row:
    """Return a term in words."""
    share = one.term.share
    return Row(
        person_id=one.person.pk,
        person=one.person.name,
        role=share.role,
        share=str(as_decimal(share.part, 4)),
        note=note_of(share, quarter),
        days=one.term.days,
        fte=str(as_decimal(one.term.fte, 4)),
    )


def words_of(found: Quarterly | None) -> str:
    """Return a quarter's ratio in words."""
    if found is None:
        return "not known"
    return str(found.ratio) if found.ratio is not None else "no FTE"


def ratio_of(page: RatioPage, claims: int) -> Decimal | None:
    """Return the claims per HSC FTE that a number of claims would make of the page's quarter."""
    return Quarterly(claims, page.quarterly.fte, page.quarterly.line).ratio


def expected_of(page: RatioPage, ahead: Expected | None) -> str:
    """Return what the quarter is expected to come to, in a sentence; empty where nobody knows."""
    ratio = ratio_of(page, ahead.mean) if ahead else None
    if ahead is None or ratio is None:
        return ""
    found = Quarterly(ahead.mean, page.quarterly.fte, page.quarterly.line)
    side = "too many" if found.is_over else "fewer than the line allows"
    return f"{ahead.mean:,} claims are expected: about {ratio:.0f}, {abs(found.claims_to_the_line):,} {side}."


def point_ahead(page: RatioPage, ahead: Expected) -> charts.Point:
    """Return what is expected as a mark, hollow with its span where the forecast has one."""
    found = Quarterly(ahead.mean, page.quarterly.fte, page.quarterly.line)
    low, high = (
        ratio_of(page, ahead.mean if value is None else value) or 0 for value in (ahead.low, ahead.high)
    )
    return charts.Point(
        page.quarter.words, float(found.ratio or 0), f"about {found.ratio or 0:.0f}", found.is_over,
        float(low), float(high),
    )  # fmt: skip


def chart_of(page: RatioPage, ahead: Expected | None = None) -> charts.Chart:
    """Return the quarters drawn against the line; a quarter that still runs has no ratio to compare yet."""
    quarters = tuple(row for row in page.line_of_quarters if page.is_over_yet or row[0] != page.quarter)
    points = tuple(
        charts.Point(
            label=one.words,
            value=float(found.ratio) if found and found.ratio is not None else None,
            words=words_of(found),
            is_late=bool(found and found.is_over),
        )
        for one, found in quarters
    )
    if ahead and page.quarterly.fte:
        points += (point_ahead(page, ahead),)
    over = [one.words for one, found in quarters if found and found.is_over]
    title = f"Over the line in {', '.join(over)}" if over else "Under the line in every quarter"
    line = page.quarterly.line
    return charts.line(
        title,
        points,
        limits=(charts.Limit(line, f"{line}: discuss"),),
        heads=("Quarter", "Claims per HSC FTE"),
    )
