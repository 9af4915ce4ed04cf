"""How far a long import is, told while its transaction still runs and nothing of it can be seen."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import DatabaseError, connection

from claims.models import ExtractImport
from claims.models.imports import ImportStep

log = logging.getLogger(__name__)
# Of the import's row only this column is written, so it waits for nobody but the import's own last word,
# after which nothing is told any more.
KEEP = """
UPDATE claims_extractimport SET progress = %(progress)s::jsonb
WHERE cohe_id = %(cohe)s AND id = %(run)s
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, how much of it is done of how much (bytes when reading, else files), with which."""

    step: str
    done: int
    of: int
    now: str = ""

    @property
    def percent(self) -> int:
        """Return the share that is done; never more than all, whatever size a zip says of its files."""
        return min(self.done * 100 // self.of, 100) if self.of else 100


Tell = Callable[[Step], object]


def quietly(step: Step) -> None:
    """Tell nobody: for callers who wait for the end."""


class Reading:
    """Counts the bytes of an extract as they are read; tells when a file begins and at each full percent."""

    def __init__(self, tell: Tell, of: int) -> None:
        self.tell, self.of = tell, of
        self.done, self.last = 0, (-1, "")

    def heard(self, file: str, size: int) -> None:
        """Take note of some bytes of a file."""
        self.done += size
        step = Step(ImportStep.READING, self.done, self.of, file)
        if (step.percent, file) != self.last:
            self.last = (step.percent, file)
            self.tell(step)


@contextmanager
def telling(run: ExtractImport, now: Callable[[], datetime]) -> Iterator[Tell]:
    """Return what keeps each step with the import at once, on a connection of its own.

    The import goes on when that connection fails: the log says so, and the page says what was told last.
    """
    other = connection.copy()
    is_well = True

    def tell(step: Step) -> None:
        nonlocal is_well
        if not is_well:
            return
        told = json.dumps(asdict(step) | {"at": now().isoformat()})
        try:
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '1s'")
                cursor.execute(KEEP, {"progress": told, "cohe": run.cohe_id, "run": run.pk})
            other.commit()
            other.set_autocommit(True)
        except DatabaseError:
            is_well = False
            log.warning("how far an import is can no longer be told", exc_info=True)

    try:
        yield tell
    finally:
        other.close()
