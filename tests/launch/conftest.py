"""One state folder for all tests that start the product: the first start migrates, the others are quick."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch.product import Up, nothing_left_of


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
    running.make_sure_it_ended()
    nothing_left_of(state)
