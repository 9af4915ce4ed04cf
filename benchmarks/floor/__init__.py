"""The floor of the morning run: one SQL statement, written by hand from the rules' own text."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
WANTED = "".join((HERE / part).read_text() for part in ("known.sql", "desk.sql", "rules.sql"))
WRITE = (HERE / "write.sql").read_text()
# The rules that the statement is written for.
RULES = frozenset(re.findall(r"'(T\d\d)', '[a-z-]+',\s+'", WRITE))
# The planner cannot know how many rows each step leaves, and its guess of one makes loops within loops.
PLANNER = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '256MB'"
READ = """
SELECT f.claim_number, due.rule, due.about, due.due_on, due.last_day, f.off_since
FROM due JOIN fact f ON f.id = due.claim_id
"""


class Item(NamedTuple):
    """An item as the floor wants it: what it is and its days."""

    claim_number: str
    rule: str
    about: str
    due_on: date
    last_day: date | None
    off_since: date | None


def wanted(cursor: Any, cohe_id: int, day: date) -> set[Item]:
    """Return what the floor wants on the claims of a COHE on a day, in the cursor's transaction."""
    cursor.execute(PLANNER)
    cursor.execute(WANTED + READ, {"cohe": cohe_id, "day": day})
    return set(map(Item._make, cursor.fetchall()))


def write(cursor: Any, cohe_id: int, day: date, at: datetime) -> tuple[int, int, int]:
    """Bring the items of a COHE up to date; return how many opened, changed and cleared."""
    cursor.execute(PLANNER)
    cursor.execute(WANTED + WRITE, {"cohe": cohe_id, "day": day, "at": at})
    opened, changed, cleared = cursor.fetchone()
    return opened, changed, cleared
