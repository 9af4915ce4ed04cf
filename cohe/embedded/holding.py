"""Holding the embedded servers for as long as a command runs."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cohe.embedded import keeper, places
from cohe.embedded.account import CannotStart
from cohe.embedded.locks import FileLock, somebody_holds

SECONDS_TO_BE_READY = 120.0

# A keeper outlives the command that started it as long as others hold its servers: it is never waited for.
_started: list[subprocess.Popen[bytes]] = []


def wanted_servers() -> list[str]:
    """The servers that no address in the environment replaces."""
    given = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return [server for server, variable in given.items() if not os.environ.get(variable)]


@contextmanager
def servers(*, throwaway: bool = False) -> Iterator[places.Places]:
    """Have the embedded servers running inside the block, shared with whoever else uses this state folder.

    They end when the last holder has left, or has been killed. Raises CannotStart with a sentence.
    """
    where = places.find()
    if not wanted_servers():
        yield where
        return
    places.make_passable(where.state)
    share = FileLock(where.state / "holders.lock")
    try:
        share.share()
        have_a_keeper(where, throwaway=throwaway)
        _has_all(where)
        yield where
    finally:
        share.let_go()


def keeper_is_there(where: places.Places) -> bool:
    return somebody_holds(where.state / "keeper.lock")


def have_a_keeper(where: places.Places, *, throwaway: bool = False) -> None:
    """Start a keeper when there is none, or none any more; for holders only, else it ends at once."""
    names = wanted_servers()
    if not names or _keeper_is_ready(where):
        return
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    with FileLock(where.state / "start.lock"):
        while not _keeper_is_ready(where):
            # One that is there may be on its way still, its starter killed; or about to be gone: as it ends,
            # the kernel may let go of the holders' lock, which let us in, before the keeper's own.
            if not keeper_is_there(where):
                _start_keeper(where, names, throwaway=throwaway)
            elif time.monotonic() > deadline:
                raise CannotStart(f"The embedded servers did not start; see {where.state / 'keeper.log'}.")
            else:
                time.sleep(0.05)


def _keeper_is_ready(where: places.Places) -> bool:
    # A killed keeper leaves its word behind, so the word alone says nothing.
    return keeper_is_there(where) and (where.state / keeper.READY).exists()


def _has_all(where: places.Places) -> None:
    """Refuse servers that were started by a command with another environment."""
    sockets = {"postgres": where.postgres_socket, "valkey": where.valkey_socket}
    for name in wanted_servers():
        if not sockets[name].exists():
            raise CannotStart(
                f"The servers of {where.state} were started without {name}, by a command that had its "
                "address: give this one the same DATABASE_URL and REDIS_URL, or stop the other."
            )


def _start_keeper(where: places.Places, names: list[str], *, throwaway: bool) -> None:
    command = [sys.executable, "-m", keeper.__name__, *names, *([keeper.THROWAWAY] if throwaway else [])]
    with (where.state / "keeper.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=places.CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            env=os.environ | {"COHE_STATE_DIR": str(where.state)},
            start_new_session=True,  # Ctrl-C in our terminal is not for the servers
        )
    _started.append(process)
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.readline().decode().strip()
        if said != keeper.READY:
            said += "\n" + process.stdout.read().decode().strip()
    if said != keeper.READY:
        raise CannotStart(
            said.strip() or f"The embedded servers did not start; see {where.state / 'keeper.log'}."
        )
