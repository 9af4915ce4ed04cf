"""The product as a person starts it: `manage.py up` in a state folder of its own, watched from outside."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from cohe.embedded import places

ADDRESS = re.compile(rb"COHE is up: (http://\S+)")


def environment(state: Path) -> dict[str, str]:
    """What a person has in theirs: of the variables that steer this test run only the day."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "COHE_TODAY" or not name.startswith(("COHE_", "PYTEST", "DJANGO"))
    }
    return kept | {"COHE_STATE_DIR": str(state)}


def manage(state: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(places.CHECKOUT / "manage.py"), *words],
        env=environment(state),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class Up:
    """A running `manage.py up`."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.log = state.parent / "up.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(places.CHECKOUT / "manage.py"), "up", "--port=0", "--no-demonstration"],
                env=environment(state),
                stdout=log,
                stderr=log,
            )
        wait_until(lambda: self.said() or self.process.poll() is not None, seconds=120)
        found = self.said()
        assert found, self.log.read_text()
        self.address = found[1].decode()

    def said(self) -> re.Match[bytes] | None:
        return ADDRESS.search(self.log.read_bytes())

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address + "health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(by)
        return self.process.wait(60)

    def make_sure_it_ended(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def processes_of(state: Path) -> dict[int, str]:
    """Every living process that belongs to the state folder: by its words, its environment or its folder."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            told = words + (entry / "environ").read_bytes() + bytes((entry / "cwd").readlink())
        except OSError:
            continue
        if bytes(state) in told and words:
            found[int(entry.name)] = words.replace(b"\0", b" ").decode(errors="replace")
    return found


def process_named(state: Path, *words: str) -> int | None:
    """The oldest process of the state folder whose command has all these words."""
    found = (pid for pid, command in processes_of(state).items() if all(word in command for word in words))
    return min(found, default=None)


def nothing_left_of(state: Path) -> None:
    """Wait for the last process of the state folder to end; say which did not."""
    deadline = time.monotonic() + 15
    while left := processes_of(state):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def wait_until(happens: Callable[[], object], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.1)
