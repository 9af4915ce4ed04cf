"""The process that keeps the embedded servers: starts them, mends them, ends them with their last user.

Every command that needs the servers holds a share of one lock. Whoever ends, even by kill -9, lets go of it;
when the keeper gets that lock for itself nobody is left, and it stops the servers and ends. If the keeper
itself is killed, the kernel ends the servers.
"""

import os
import shutil
import signal
import sys
import time

from cohe.embedded import account, places
from cohe.embedded.locks import FileLock
from cohe.embedded.postgres import Postgres
from cohe.embedded.valkey import Valkey

Server = Postgres | Valkey

READY = "ready"
THROWAWAY = "--throwaway"
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_FOR_A_LOOK = 3.0
# A server that dies more often than this cannot be helped by another start.
MOST_RESTARTS = 5


def main(words: list[str]) -> int:
    """Keep the servers named in `words` ("postgres", "valkey"); say "ready", or in one sentence why not."""
    where = places.find()
    throwaway = THROWAWAY in words
    alone = FileLock(where.state / "keeper.lock")
    if not taken_soon(alone):
        print("Another keeper has these servers already.", flush=True)
        return 1
    ready = where.state / READY
    ready.unlink(missing_ok=True)
    stopping: list[int] = []
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # Ctrl-C and a closed terminal are for the commands; the keeper follows when they have ended.
        signal.signal(
            ending, (lambda number, _: stopping.append(number)) if ending == signal.SIGTERM else _nothing
        )
    servers: list[Server] = []
    try:
        who = account.choose()
        places.make_passable(where.home)
        makers: dict[str, type[Server]] = {"postgres": Postgres, "valkey": Valkey}
        servers = [make(where, who, throwaway=throwaway) for name, make in makers.items() if name in words]
        for server in servers:
            server.start()
        ready.write_text(str(os.getpid()))
        print(READY, flush=True)
        keep(servers, FileLock(where.state / "holders.lock"), stopping)
    except (account.CannotStart, OSError) as failure:
        print(failure, flush=True)
        return 1
    finally:
        ready.unlink(missing_ok=True)
        for server in servers:
            server.stop()
        if throwaway:
            shutil.rmtree(where.home, ignore_errors=True)
            shutil.rmtree(where.sockets, ignore_errors=True)
            shutil.rmtree(where.state, ignore_errors=True)
    return 0


def keep(servers: list[Server], holders: FileLock, stopping: list[int]) -> None:
    """Return when the last holder is gone or we are told to stop; start a server again that was killed."""
    restarts = 0
    while not stopping and not holders.try_to_take():
        time.sleep(SECONDS_BETWEEN_LOOKS)
        for server in servers:
            if not server.running():
                restarts += 1
                if restarts > MOST_RESTARTS:
                    raise account.CannotStart("A server keeps dying; see its log in the state folder.")
                server.start()


def taken_soon(lock: FileLock) -> bool:
    """Take the lock, allowing for somebody who only looks whether it is held."""
    deadline = time.monotonic() + SECONDS_FOR_A_LOOK
    while not lock.try_to_take():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _nothing(number: int, frame: object) -> None:
    """Take no notice of a signal, but let the servers that we start have their own answer to it."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
