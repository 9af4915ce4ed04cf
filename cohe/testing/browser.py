"""Browser journeys: Chromium as the machine has it, and the product served from this process."""

import os
import shutil
from collections.abc import Generator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread

CHROMIUM_OPTIONS = [
    # Without these Chromium asks the network for updates, and cannot run as root.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Without these every window starts three processes; there is one site here, and little to draw.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    "--in-process-gpu",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium on this machine: {count} browser journeys were NOT run. "
    "Install it (Debian: apt-get install chromium) or name one in COHE_CHROMIUM, and run the tests again."
)

_not_run = pytest.StashKey[int]()


def find_chromium() -> str | None:
    """The program to drive, or None."""
    return os.environ.get("COHE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser journeys out where there is no browser; the last lines of the run say how many."""
    if find_chromium():
        return
    journeys = [item for item in items if item.get_closest_marker("e2e")]
    config.stash[_not_run] = len(journeys)
    config.hook.pytest_deselected(items=journeys)
    items[:] = [item for item in items if item not in journeys]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if count := config.stash.get(_not_run, 0):
        terminalreporter.write_line(MISSING.format(count=count), red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """What pytest-playwright starts: the machine's own browser, since none is downloaded."""
    return {"executable_path": find_chromium(), "args": CHROMIUM_OPTIONS, "headless": True}


@pytest.fixture
def served(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> Generator[str, None, None]:
    """The address of the product, served by threads of this process from this test's own database.

    Not pytest-django's `live_server`: that empties tables after the test, which the web role may not do.
    """
    # Playwright leaves an event loop in the main thread, in which Django would refuse to query.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
