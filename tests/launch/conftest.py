"""One state folder for all tests that start the product: the first start migrates, the others are quick."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch.product import Up, processes_of, wait_until


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("product") / "state"


@pytest.fixture
def up(state: Path) -> Iterator[Up]:
    running = Up(state)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    wait_until(lambda: not processes_of(state), seconds=15)
