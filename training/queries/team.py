"""Who does not yet count, what is missing, for whom, by when: the team as page, file and API see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from training.queries import policy
from training.queries.needs import Due, Need, by_day, needs_of
from training.queries.standing import Standing, standings

HEADER = ("person", "role", "counts", "missing", "by", "late", "asked_by")


@dataclass(frozen=True, slots=True)
class Row:
    """One coordinator with what she needs."""

    standing: Standing
    needs: tuple[Need, ...]
    days_left: int | None

    @property
    def is_late(self) -> bool:
        """Say whether something that L&I's rules ask for is late."""
        return any(one.is_late and one.is_asked for one in self.needs)

    @property
    def asked(self) -> tuple[Need, ...]:
        """Return what L&I's rules ask for."""
        return tuple(one for one in self.needs if one.is_asked)

    @property
    def by_day(self) -> tuple[Due, ...]:
        """Return what is missing, day by day."""
        return by_day(self.needs)


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The team: who is late first, then who does not count, then who has something to do."""

    rows: tuple[Row, ...]
    today: date

    @property
    def finding(self) -> str:
        """Return what is to be known, in a sentence."""
        off = sum(1 for one in self.rows if not one.standing.counts)
        late = sum(1 for one in self.rows if one.is_late)
        missing = sum(1 for one in self.rows if one.asked)
        if not self.rows:
            return "Nobody coordinates in this COHE yet"
        if not missing:
            return "Everybody counts, and nothing is missing"
        counts = f"{off} of {len(self.rows)} do{'es' if off == 1 else ''} not count yet" if off else ""
        trained = f"{late} first training{'s are' if late > 1 else ' is'} late" if late else ""
        said = "; ".join(filter(None, (counts, trained))) or f"Everybody counts; {missing} miss something"
        return said[0].upper() + said[1:]


def team_page(today: date) -> TeamPage:
    """Return everybody who coordinates with what is missing, in a fixed number of queries."""
    limits = policy.in_force(today)
    rows = [row_of(one, needs_of(one, today, limits), today) for one in standings(today, limits=limits)]
    order = sorted(rows, key=lambda one: (not one.is_late, one.standing.counts, not one.asked))
    return TeamPage(tuple(order), today)


def row_of(standing: Standing, needs: tuple[Need, ...], today: date) -> Row:
    """Return a row with the days that are left of the first six months, negative when they are over."""
    first = standing.first_training
    return Row(standing, needs, (first.due_on - today).days if first and first.missing else None)


def as_table(page: TeamPage) -> Iterator[tuple[str, ...]]:
    """Yield a line for each thing that is missing, under `HEADER`."""
    for row in page.rows:
        for need in row.needs:
            yield (
                row.standing.person.name,
                row.standing.role,
                row.standing.finding.verdict,
                need.what,
                need.by.isoformat() if need.by else "",
                "yes" if need.is_late else "no",
                "L&I" if need.is_asked else "COHE",
            )
