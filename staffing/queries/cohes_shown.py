"""A contract manager's COHEs in words and pictures: the finding first, nearest to the line first."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cohe.models import Cohe
from staffing.figure_words import HIDDEN, Kept, Line
from staffing.measures import MEASURES
from staffing.quarter import Quarter
from staffing.queries.cohes import Center, Cohes, Talk
from staffing.ratio import Quarterly
from staffing.report import said
from staffing.spark import Picture, Scale, picture, scale_of

PANEL = (160, 76)
SPARK = (88, 18)
UNKNOWN = Fraction(-1)


@dataclass(frozen=True, slots=True)
class Panel:
    """One COHE's ratio over quarters, with how far it is from the line."""

    cohe: Cohe
    ratio: str
    distance: str
    is_over: bool
    made_of: str
    talk: str
    drawn: Picture
    line: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Staff and training of a COHE in the quarter that runs."""

    cohe: Cohe
    fte: str
    required: str
    is_short: bool
    vacancies: str
    training: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure: the chosen COHE in full, the others beside."""

    code: str
    title: str
    line: Line | None
    drawn: Picture | None
    said: str
    others: tuple[Kept | None, ...]

    @property
    def now(self) -> Kept | None:
        """Return the figure as it is now."""
        return None if self.line is None else self.line.now or self.line.then


@dataclass(frozen=True, slots=True)
class CohesShown:
    """All of the page."""

    finding: str
    panels: tuple[Panel, ...]
    chosen: Center | None
    moved: tuple[Line, ...]
    talks: tuple[tuple[Talk, int], ...]
    talks_finding: str
    standings: tuple[Standing, ...]
    measures: tuple[MeasureLine, ...]
    measures_finding: str
    others: tuple[Center, ...]


def shown(page: Cohes, chosen: str, today: date) -> CohesShown:
    """Return the page in words; `chosen` is the code of the COHE in full, else the first."""
    centers = sorted(page.centers, key=lambda one: ratio_of(one, page.quarter), reverse=True)
    full = next((one for one in centers if one.cohe.code == chosen), centers[0] if centers else None)
    others = tuple(one for one in centers if one is not full)
    measures = measures_of(full, others, page) if full else ()
    return CohesShown(
        finding=finding_of(page),
        panels=panels_of(centers, page),
        chosen=full,
        moved=tuple(one for one in full.lines(page.quarter) if one.has_moved) if full else (),
        talks=tuple((one, (today - one.due_on).days) for one in page.talks),
        talks_finding=talks_finding(page.talks),
        standings=tuple(standing_of(one, page.running) for one in centers),
        measures=measures,
        measures_finding=measures_finding(full, measures),
        others=others,
    )


def ratio_of(one: Center, quarter: Quarter) -> Fraction:
    """Return a COHE's ratio to sort by; one that is not known comes last, claims without FTE first."""
    found = one.figure("ratio", quarter)
    if found is None or found.is_hidden:
        return UNKNOWN
    if found.value is None:
        return Fraction(10**9) if found.met is False else UNKNOWN
    return found.value


def finding_of(page: Cohes) -> str:
    """Return how many COHEs are over the line."""
    found = [one.figure("ratio", page.quarter) for one in page.centers]
    known = [one for one in found if one is not None and not one.is_hidden]
    over = sum(one.met is False for one in known)
    on_it = sum(one.value is not None and one.value == one.benchmark for one in known)
    line = next((said(one.benchmark, "") for one in known if one.benchmark is not None), "")
    if not any(found):
        return f"No figures of {page.quarter.words} yet"
    count, unknown = len(page.centers), len(found) - len(known)
    if not known:
        return f"Of {count} COHEs none is known: their figures of {page.quarter.words} are hidden or missing"
    first = f"{over} of {count} COHEs {'is' if over == 1 else 'are'} over {line} claims per HSC FTE"
    if not over:
        first = f"No COHE is {'known to be ' if unknown else ''}over {line} claims per HSC FTE"
    others = ((on_it, "exactly on it"), (unknown, "not known"))
    return "; ".join((first, *(f"{n} {'is' if n == 1 else 'are'} {what}" for n, what in others if n)))


def panels_of(centers: list[Center], page: Cohes) -> tuple[Panel, ...]:
    """Return a panel for each COHE, all on one scale."""
    rows = {one.cohe.pk: [one.figure("ratio", quarter) for quarter in page.quarters] for one in centers}
    values = [
        value
        for row in rows.values()
        for one in row
        if one is not None
        for value in (one.value, one.benchmark)
        if value is not None
    ]
    scale = scale_of(values, *PANEL)
    return tuple(panel_of(one, rows[one.cohe.pk], scale, page.quarter) for one in centers)


def panel_of(one: Center, row: list[Kept | None], scale: Scale, quarter: Quarter) -> Panel:
    """Return one COHE's panel."""
    ratio, claims, fte = (one.figure(code, quarter) for code in ("ratio", "claims", "fte"))
    limit = next((kept.benchmark for kept in row if kept is not None and kept.benchmark is not None), None)
    values = [None if kept is None or kept.is_hidden else kept.value for kept in row]
    return Panel(
        cohe=one.cohe,
        ratio=ratio.words if ratio else "no figures",
        distance=distance_of(ratio, claims, fte),
        is_over=ratio is not None and ratio.met is False,
        made_of=f"{claims.words} claims / {fte.words}" if claims and fte and not claims.is_hidden else "",
        talk=ratio.note if ratio and ratio.met is False else "",
        drawn=picture(values, limit, scale),
        line=said(limit, ""),
        values=tuple("" if kept is None else kept.words for kept in row),
    )


def distance_of(ratio: Kept | None, claims: Kept | None, fte: Kept | None) -> str:
    """Return how far a COHE is from the line, in claims."""
    if ratio is None or claims is None or fte is None or ratio.benchmark is None or ratio.is_hidden:
        return ""
    if not fte.value or claims.denominator is None:
        return "no HSC FTE" if claims.denominator else ""
    found = Quarterly(claims.denominator, fte.value, int(ratio.benchmark))
    if found.is_over:
        return f"{-found.claims_to_the_line:,} claim{'s' * (found.claims_to_the_line != -1)} over"
    if found.claims == found.line * found.fte:
        return "on the line, not over"
    return f"{found.claims_to_the_line:,} claim{'s' * (found.claims_to_the_line != 1)} below"


def talks_finding(talks: tuple[Talk, ...]) -> str:
    """Return how many discussions were held and how many wait."""
    held = sum(one.held_on is not None for one in talks)
    if not talks:
        return "No discussion is open"
    return f"{len(talks)} discussion{'s' * (len(talks) > 1)}: {held} held, {len(talks) - held} waiting"


def standing_of(one: Center, running: Quarter) -> Standing:
    """Return staff and training as of the last look."""
    fte, required = one.figure("fte-end", running), one.figure("required", running)
    vacancies, training = one.figure("vacancies", running), one.figure("training", running)
    return Standing(
        cohe=one.cohe,
        fte=fte.words if fte else "n/a",
        required=required.words if required else "n/a",
        is_short=required is not None and required.met is False,
        vacancies=(vacancies.note or "none") if vacancies else "n/a",
        training=f"{training.numerator} of {training.denominator} complete" if training else "n/a",
    )


def measures_of(full: Center, others: tuple[Center, ...], page: Cohes) -> tuple[MeasureLine, ...]:
    """Return the measures of the chosen COHE over quarters, the others' of the quarter beside."""
    lines = {one.then.code: one for one in full.lines(page.quarter)}
    found = []
    for measure in MEASURES:
        row = [full.figure(measure.code, quarter) for quarter in page.quarters]
        values = [None if one is None or one.is_hidden else one.value for one in row]
        line = lines.get(measure.code)
        limit = line.then.benchmark if line else None
        drawn = [one for one in (*values, limit) if one is not None]
        told = ", ".join(
            f"{quarter.words}: {one.words}" for quarter, one in zip(page.quarters, row, strict=True) if one
        )
        found.append(
            MeasureLine(
                measure.code,
                measure.title,
                line,
                picture(values, limit, scale_of(drawn, *SPARK)) if any(values) else None,
                told,
                tuple(one.figure(measure.code, page.quarter) for one in others),
            )
        )
    return tuple(found)


def measures_finding(full: Center | None, lines: tuple[MeasureLine, ...]) -> str:
    """Return how many measures the chosen COHE meets."""
    judged = [one.now.met for one in lines if one.now is not None and one.now.met is not None]
    if full is None or not judged:
        return "No measures of this quarter yet"
    unseen = sum(one.now is not None and one.now.words == HIDDEN for one in lines)
    hidden = f"; {unseen} hidden" if unseen else ""
    return f"{full.cohe} meets {sum(judged)} of {len(judged)} measures that have a benchmark{hidden}"
