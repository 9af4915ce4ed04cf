"""The account that the embedded servers run as, and the tie that ends them with their keeper."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """The embedded servers cannot run here; the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who a server runs as. `changed` is false when that is simply who we are."""

    uid: int
    gid: int
    changed: bool

    def popen(self) -> dict[str, Any]:
        """The words for subprocess that start a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.changed else {}

    def own(self, folder: Path) -> Path:
        """Make `folder`, for this account's eyes only."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid not in (self.uid, os.getuid()):
            raise CannotStart(
                f"{folder} belongs to another account: run the same checkout always as the same person, "
                "or set COHE_STATE_DIR to a folder of your own."
            )
        if self.changed:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder


def choose() -> Account:
    """Ourselves; for root an account that is there already, since PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        try:
            pwd.getpwuid(os.getuid())
        except KeyError as unknown:
            raise CannotStart(
                f"Account number {os.getuid()} has no name on this machine, which PostgreSQL insists on: "
                "set DATABASE_URL and REDIS_URL to servers of your own, or add the account to /etc/passwd."
            ) from unknown
        return Account(os.getuid(), os.getgid(), changed=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, changed=True)
    raise CannotStart(
        "PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody` here."
    )


def ends_with_parent(ending: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the kernel sends `ending` to the child when its parent ends, even by kill -9.

    Linux only; elsewhere a server whose keeper was killed is found and used again by the next start.
    """
    parent = os.getpid()

    def tie() -> None:
        if not sys.platform.startswith("linux"):
            return
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(ending), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def can_run(program: Path, account: Account) -> bool:
    """Whether the account reaches the program: a checkout under /root is closed to others."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, check=False, cwd="/", **account.popen()
        )
    except PermissionError:
        return False
    return done.returncode == 0
