"""One state folder for all tests that start the product: the first start migrates, the others are quick."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch.product import Up, processes_of, wait_until


@pytest.fixture(scope="session")
def state() -> Iterator[Path]:
    # Not pytest's own folder: that is closed to the account which PostgreSQL runs as when we are root.
    with tempfile.TemporaryDirectory(prefix="cohe-launch-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "state"


@pytest.fixture
def up(state: Path) -> Iterator[Up]:
    running = Up(state)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    wait_until(lambda: not processes_of(state), seconds=15)
