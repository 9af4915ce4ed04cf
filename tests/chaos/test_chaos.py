"""Killing any process at any moment loses and doubles nothing.

The product is started, worked and killed for real.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from cohe.embedded import places
from tests.launch.product import Up, environment, manage, nothing_left_of, process_named, wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.xdist_group("chaos")]

SAMPLE = Path(__file__).parents[1] / "data" / "extract" / "sample"
DAY = "2026-10-15"
COHES = ("ALPHA", "BRAVO", "CEDAR", "DELTA")
ITEMS = 1088  # of the sample on that day; the tests of the worklist have them one by one
CLAIMS_OF_SAMPLE = 376  # 24 more were not initiated by a provider of the COHE
VICTIMS = (("celery", "worker"), ("valkey",), ("postgres", "-D"), ("celery", "worker"), ("celery", "beat"))
ASK = "from coordination.tasks import ask_for_worklists as ask; ask()"

WAITING = "SELECT count(*) FROM cohe_outboxrow WHERE done_at IS NULL"
BURIED = "SELECT count(*) FROM cohe_outboxrow WHERE dead_at IS NOT NULL"
LIVE = "SELECT count(*) FROM coordination_workitem WHERE state = 'open' GROUP BY cohe_id"
OPENED = "SELECT count(*) FROM coordination_itemevent WHERE kind = 'opened' GROUP BY cohe_id"
CLAIMS = "SELECT count(*) FROM claims_claim"
APPLIED = "SELECT count(*) FROM claims_extractimport WHERE state = 'applied'"


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cohe-chaos-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "state"


@pytest.fixture
def up(state: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Up]:
    running = Up(state)
    yield running
    running.end()
    nothing_left_of(state)


def ask_the_database(state: Path, question: str) -> list[int]:
    where = places.find(environment(state))
    with psycopg.connect(host=str(where.sockets), user="postgres", dbname=places.DATABASE) as connection:
        return [row[0] for row in connection.execute(question)]


def import_sample(state: Path, code: str) -> subprocess.Popen[bytes]:
    words = ("import_extract", str(SAMPLE), "--cohe", code, "--create-cohe", code.title(), "--made-on", DAY)
    return subprocess.Popen(
        [sys.executable, str(places.CHECKOUT / "manage.py"), *words],
        env=environment(state),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(state: Path, words: tuple[str, ...]) -> None:
    """Kill the process as the kernel does when memory runs out."""
    if pid := process_named(state, *words):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def all_done(state: Path) -> bool:
    """Say whether no work waits; a database that is just starting again does not say."""
    try:
        return ask_the_database(state, WAITING) == [0]
    except psycopg.OperationalError:
        return False


def test_an_import_killed_at_any_moment_applies_nothing_or_everything(up, state):
    for seconds in (0.9, 1.5, 2.0, 2.4, 3.0):
        running = import_sample(state, "KILLED")
        time.sleep(seconds)
        running.kill()
        running.wait()
        seen = (*ask_the_database(state, APPLIED), *ask_the_database(state, CLAIMS))
        assert seen == (0, 0) or (seen[0] > 0 and seen[1] == CLAIMS_OF_SAMPLE)
    assert import_sample(state, "KILLED").wait(60) == 0
    assert ask_the_database(state, CLAIMS) == [CLAIMS_OF_SAMPLE]


def test_killing_worker_broker_and_database_loses_and_doubles_no_item(up, state):
    for code in COHES:
        assert import_sample(state, code).wait(60) == 0
    asked = manage(state, "shell", "--command", ASK)
    assert asked.returncode == 0, asked.stderr
    for words in VICTIMS:
        time.sleep(random.uniform(0.3, 1.5))
        kill(state, words)
    wait_until(lambda: all_done(state), seconds=200)
    assert ask_the_database(state, BURIED) == [0]
    assert set(ask_the_database(state, LIVE)) == {ITEMS}
    assert set(ask_the_database(state, OPENED)) == {ITEMS}
