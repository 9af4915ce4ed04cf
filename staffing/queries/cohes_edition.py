"""A contract manager's COHEs of a quarter as a file: a row for each figure, a column for each COHE."""

from staffing.edition import Edition, Table
from staffing.queries.cohes import Cohes
from staffing.queries.edition import HER


def edition(page: Cohes) -> Edition:
    """Return the figures as they are now, side by side, then the ratio over quarters."""
    names = tuple(one.cohe.name for one in page.centers)
    titles: dict[str, str] = {}
    for one in page.centers:
        for code, figure in one.by_quarter.get(page.quarter, {}).items():
            titles.setdefault(code, figure.title)
    rows = tuple(
        (title, *(found.words if (found := one.figure(code, page.quarter)) else "" for one in page.centers))
        for code, title in titles.items()
    )
    course = tuple(
        (
            quarter.words,
            *(found.words if (found := one.figure("ratio", quarter)) else "" for one in page.centers),
        )
        for quarter in page.quarters
    )
    return Edition(
        title=f"COHEs side by side, {page.quarter.words}",
        name=f"cohes-{page.quarter}".lower(),
        lines=(f"{page.submitted} of {len(page.centers)} reports submitted", HER),
        sections=(
            ("Figures as they are now", "", (Table("Figures", ("Figure", *names), rows),)),
            ("Claims per HSC FTE", "", (Table("Claims per HSC FTE", ("Quarter", *names), course),)),
        ),
    )
