"""One process under the supervisor: started, shown with its name, ended with all that it started."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from cohe.embedded import places
from cohe.embedded.account import ends_with_parent

# More starts than this in so many seconds: it will not run however often we try.
MOST_STARTS, IN_SECONDS = 4, 30.0

_screen = threading.Lock()


def say(name: str, line: str) -> None:
    """Print one whole line under its name; a screen that has gone away stops nothing."""
    with _screen:
        try:
            print(f"{name:>8} | {line}", flush=True)
        except OSError:
            # Stands in for the screen to the end.
            sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115


class Child:
    """A process that is started again when it dies, and that the kernel ends when we are killed."""

    def __init__(
        self, name: str, command: list[str], environment: Mapping[str, str], orphaned: signal.Signals
    ) -> None:
        self.name = name
        self.command = command
        self.environment = os.environ | environment
        self.orphaned = orphaned
        self.process: subprocess.Popen[bytes] | None = None
        self.starts: deque[float] = deque(maxlen=MOST_STARTS)

    def start(self) -> None:
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            self.command,
            cwd=places.CHECKOUT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which then ends us in order
            preexec_fn=ends_with_parent(self.orphaned),
        )
        threading.Thread(target=self._show, args=[self.process.stdout], daemon=True).start()

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keeps_dying(self) -> bool:
        return len(self.starts) == MOST_STARTS and self.starts[-1] - self.starts[0] < IN_SECONDS

    def ask_to_end(self) -> None:
        if self.process is not None and self.running():
            self.process.terminate()

    def end_now(self) -> None:
        """Kill what is left of it, with every process that it started."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def how_it_ended(self) -> str:
        code = self.process.returncode if self.process else None
        return f"was killed by signal {-code}" if code is not None and code < 0 else f"ended with {code}"

    def _show(self, lines: IO[bytes]) -> None:
        with lines:
            for line in lines:
                say(self.name, line.decode(errors="replace").rstrip())
