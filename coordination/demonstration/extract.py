"""The extract that a COHE of the demonstration gets: what its stories look like on a day, file by file.

An earlier and a later one are written, so that the import pages have changes to show; the later one holds
a few planted defects, each of a kind that real files have.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from coordination.demonstration.roster import Provider
from coordination.demonstration.story import (
    ApfRow,
    ClaimRow,
    FillRow,
    StatusRow,
    Story,
    SurgeryRow,
    TimeLossRow,
    claim_row,
    known,
    surgery_on,
)
from coordination.demonstration.world import World

# The earlier extract is that of a week before.
WEEK = timedelta(days=7)
PAYMENT_DELAY = timedelta(days=5)
COLUMNS: dict[str, tuple[str, ...]] = {
    "providers.csv": Provider._fields,
    "claims.csv": ClaimRow._fields,
    "work_status.csv": StatusRow._fields,
    "apf.csv": ApfRow._fields,
    "time_loss.csv": TimeLossRow._fields,
    "prescriptions.csv": FillRow._fields,
    "surgeries.csv": SurgeryRow._fields,
}
Cell = str | int | bool | date | Decimal | None
Rows = dict[str, list[Sequence[Cell]]]


def earlier(world: World) -> dict[str, bytes]:
    """Return the files of a week ago; some of their rows are in no later extract."""
    on = world.setting.day - WEEK
    rows = as_of(world, on)
    for story in no_longer_said(world, on):
        rows["prescriptions.csv"].append(
            FillRow(story.number, on - WEEK, "entered on the wrong claim", False, 10, Decimal(0), "")
        )
    for place in (0, 1):
        provider = world.setting.providers[place]
        rows["providers.csv"][place] = provider._replace(phone="(206) 555-0100")
    return {name: as_csv(name, found) for name, found in rows.items()}


def later(world: World) -> dict[str, bytes]:
    """Return the files of today, with the planted defects."""
    rows = as_of(world, world.setting.day)
    gone = next(iter(closed_stories(world)), None)
    if gone is not None:
        rows["claims.csv"] = [row for row in rows["claims.csv"] if row[0] != gone.number]
    for name, planted in defects(world).items():
        rows[name] += planted
    files = {name: as_csv(name, found) for name, found in rows.items()}
    files["work_status.csv"] += windows_line(world)
    return files


def unreadable(world: World) -> dict[str, bytes]:
    """Return files of today that are refused: the claims have no column for the status."""
    files = {name: as_csv(name, []) for name in COLUMNS}
    files["claims.csv"] = files["claims.csv"].replace(b"claim_status,", b"")
    return files


def as_of(world: World, on: date) -> Rows:
    """Return the rows that were known on a day."""
    rows: Rows = {name: [] for name in COLUMNS}
    rows["providers.csv"] += world.setting.providers
    for story in world.stories:
        if (claim := claim_row(story, on)) is not None:
            rows["claims.csv"].append(claim)
            for name, found in details(story, on):
                rows[name] += found
    return rows


def details(story: Story, on: date) -> Iterator[tuple[str, Iterable[Sequence[Cell]]]]:
    """Yield each file's rows about one claim that were known on a day; what ends later is still open then."""
    yield (
        "work_status.csv",
        [row._replace(through_date=known(row.through_date, on)) for row in story.work if row.from_date <= on],
    )
    yield (
        "apf.csv",
        [
            row._replace(received_date=known(row.received_date, on))
            for row in story.apfs
            if row.exam_date <= on
        ],
    )
    yield "time_loss.csv", [row for row in story.time_loss if row.paid_through + PAYMENT_DELAY <= on]
    yield "prescriptions.csv", [row for row in story.fills if row.filled_on <= on]
    yield "surgeries.csv", [row for one in story.surgeries if (row := surgery_on(one, on)) is not None]


def as_csv(name: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return one file: header and rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def cell(value: Cell) -> str:
    """Return a value as the extract writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return value.isoformat() if isinstance(value, date) else str(value)


def closed_stories(world: World) -> list[Story]:
    """Return claims that were closed long ago: what is planted on them is on nobody's list."""
    on = world.setting.day - 2 * WEEK
    return [story for story in world.stories if story.appeared < on and story.is_closed(on)]


def no_longer_said(world: World, on: date) -> list[Story]:
    """Return claims of which the earlier extract said something that the later one does not."""
    return closed_stories(world)[1:4]


def defects(world: World) -> Mapping[str, list[Sequence[Cell]]]:
    """Return rows that cannot be read, or only with a remark: each stands for a kind of defect."""
    day, closed = world.setting.day, closed_stories(world)[4:]
    planted: dict[str, list[Sequence[Cell]]] = {
        "claims.csv": [*strangers(world), mistyped(world.stories[0], day)],
        "providers.csv": [
            world.setting.providers[0]._replace(provider_id="999001", hsc_email="nobody@elsewhere.example")
        ],
    }
    if len(closed) < 2:
        return planted
    one, two = closed[0].number, claim_row(closed[1], day)
    if two is not None:
        # The same claim twice with two phones: both aside, what the earlier extract said stays.
        planted["claims.csv"].append(two._replace(worker_phone="(360) 555-0199"))
    # A claim twice with the same values: one is read.
    planted["claims.csv"] += [row for story in closed[2:3] if (row := claim_row(story, day)) is not None]
    tomorrow = day + timedelta(days=1)
    planted |= {
        "work_status.csv": [
            (one, "light_duty", day, None, "apf", ""),
            (one, "modified", f"{day.year}-02-30", None, "apf", ""),
            ("AZ99999", "off_work", day, None, "apf", ""),
        ],
        "apf.csv": [(one, closed[0].initiating, tomorrow, None, "modified", None, None)],
        "time_loss.csv": [(one, day, day - WEEK, 7)],
        "prescriptions.csv": [(one, day - WEEK, "ibuprofen 800 mg", "N", "thirty", "", "")],
        "surgeries.csv": [(one, "hernia repair", day - WEEK, None, None, None, tomorrow, "")],
    }
    return planted


def strangers(world: World) -> list[ClaimRow]:
    """Return two claims that no provider of this COHE initiated."""
    row = claim_row(world.stories[0], world.setting.day)
    return (
        []
        if row is None
        else [row._replace(claim_number=f"NX9000{n}", initiating_provider_id="999002") for n in (1, 2)]
    )


def mistyped(story: Story, day: date) -> Sequence[Cell]:
    """Return a claim whose number nobody can read."""
    row = claim_row(story, day)
    return ("A12O4",) + (tuple(row)[1:] if row is not None else ())


def windows_line(world: World) -> bytes:
    """Return one more work status, written by a program that knows no UTF-8: read, and reported."""
    story = world.stories[0]
    day = story.first_visit
    return f"{story.number},off_work,{day},{day},employer,Pas d’échelle – côté gauche\n".encode("cp1252")
