"""`manage.py up`: the whole product on one machine, under one supervisor that leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from django.core.management import call_command, get_commands

from cohe.embedded import holding, places
from cohe.embedded.account import CannotStart
from cohe.embedded.locks import FileLock
from cohe.launch import schema
from cohe.launch.children import Child, say

FIRST_PORT, PORTS_TO_TRY = 8000, 100
SECONDS_TO_ANSWER = 90.0
SECONDS_TO_END = 20.0
SECONDS_BETWEEN_LOOKS = 0.2
DEMONSTRATION = "load_demonstration"


class Refused(Exception):
    """The product cannot be brought up; the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for."""

    host: str
    port: int | None
    with_demonstration: bool


def run(wish: Wish) -> int:
    """Bring the product up and keep it up until told to end; the exit code. Refusals are one sentence."""
    where = places.find()
    places.make_passable(where.state)
    alone = FileLock(where.state / "up.lock")
    try:
        if not alone.try_to_take():
            raise Refused(already_up(where))
        port = choose_port(wish)
        with holding.servers() as held:
            schema.bring_up_to_date()
            people = prepare(wish)
            return supervise(held, wish.host, port, people)
    except (Refused, CannotStart, schema.MigrationFailed) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    finally:
        alone.let_go()


def already_up(where: places.Places) -> str:
    try:
        running = json.loads((where.state / "up.json").read_text())
        there = f" at {running['address']} (process {running['process']})"
    except (OSError, ValueError, KeyError):
        there = ""
    return (
        f"COHE is already up in {where.state}{there}. Use that one, end it with Ctrl-C there, "
        "or give this one a folder of its own with COHE_STATE_DIR."
    )


def choose_port(wish: Wish) -> int:
    """The port that was named, or the first free one from 8000."""
    ports = [wish.port] if wish.port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY)
    for port in ports:
        with socket.socket(socket.AF_INET6 if ":" in wish.host else socket.AF_INET) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((wish.host, port))
            except (OSError, OverflowError) as failure:
                reason = failure
                continue
            return int(attempt.getsockname()[1])
    raise Refused(f"Port {ports[0]} of {wish.host} cannot be used: {reason}. Name another with --port.")


def prepare(wish: Wish) -> str:
    """Collect static files, load the demonstration into an empty database; the people to sign in as."""
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except OSError as failure:
        raise Refused(f"The static files could not be collected: {failure}. Nothing was started.") from None
    embedded = "postgres" in holding.wanted_servers()
    # Invented workers never get into a database that somebody gave us the address of.
    if wish.with_demonstration and embedded and DEMONSTRATION in get_commands():
        return manage(DEMONSTRATION, "--if-empty")
    return ""


def manage(*words: str) -> str:
    """Run another command of ours; what it said on standard output."""
    command = [sys.executable, str(places.CHECKOUT / "manage.py"), *words]
    environment = os.environ | {"COHE_DB_ROLE": "worker"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused(f"`{words[0]}` failed, see above; nothing was started.")
    return done.stdout.strip()


def children(host: str, port: int, where: places.Places) -> list[Child]:
    """The processes of the product; docker-compose.yml has the same ones."""
    python = [sys.executable, "-m"]
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    as_web = {"COHE_DB_ROLE": "web", "COHE_DB_POOL": "1"}
    # The worker warns about root at every start; here root is the person's own choice (see README).
    as_worker = {
        "COHE_DB_ROLE": "worker",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }
    web = ["gunicorn", "cohe.wsgi:application", "--bind", bind, "--workers=2", "--threads=4"]
    web += ["--graceful-timeout=5", "--log-level=warning", "--no-control-socket"]
    worker = ["celery", "--quiet", "--app=cohe.celery", "worker", "--concurrency=2", "--loglevel=WARNING"]
    worker += ["--without-gossip", "--without-mingle"]
    beat = ["celery", "--quiet", "--app=cohe.celery", "beat", "--loglevel=WARNING"]
    beat += [f"--schedule={where.state / 'beat-schedule'}", "--pidfile="]
    return [
        Child("web", [*python, *web], as_web, orphaned=signal.SIGTERM),
        Child("worker", [*python, *worker], as_worker, orphaned=signal.SIGKILL),
        Child("beat", [*python, *beat], as_worker, orphaned=signal.SIGTERM),
    ]


def supervise(where: places.Places, host: str, port: int, people: str) -> int:
    """Run the children until a signal asks to end; start again whichever was killed."""
    endings: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup means it
            signal.signal(number, lambda number, _: endings.append(number))
    processes = children(host, port, where)
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    try:
        for child in processes:
            child.start()
        wait_for_answer(processes[0], f"http://{host}:{port}/health/", endings)
        (where.state / "up.json").write_text(json.dumps({"address": address, "process": os.getpid()}))
        if not endings:
            announce(address, people)
        watch(processes, where, endings)
        return 0
    except (Refused, CannotStart) as failure:
        say("up", str(failure))
        return 1
    finally:
        (where.state / "up.json").unlink(missing_ok=True)
        end(processes, endings)


def wait_for_answer(web: Child, health: str, endings: list[int]) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not endings:
        try:
            # Our own address, never a file's.
            with urllib.request.urlopen(health, timeout=10):  # noqa: S310
                return
        except urllib.error.HTTPError as answer:
            say("up", f"The health page answers {answer.code}; see the lines above.")
            return
        except OSError:
            if not web.running() or time.monotonic() > deadline:
                raise Refused("The web process did not start; see the lines above.") from None
            time.sleep(0.1)


def announce(address: str, people: str) -> None:
    say("up", f"COHE is up: {address}")
    for line in people.splitlines():
        say("up", line)
    say("up", "Ctrl-C ends it.")


def watch(processes: list[Child], where: places.Places, endings: list[int]) -> None:
    """Start again what dies; raise when that does not help."""
    while not endings:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        holding.have_a_keeper(where)
        for child in processes:
            if child.running():
                continue
            child.end_now()  # what it started may still be there
            if child.keeps_dying():
                raise Refused(f"{child.name} {child.how_it_ended()}, again and again; everything is stopped.")
            say("up", f"{child.name} {child.how_it_ended()}; it is started again.")
            child.start()


def end(processes: list[Child], endings: list[int]) -> None:
    """Ask all to end, wait for their work in hand, then kill; a second Ctrl-C waits no longer."""
    for child in processes:
        child.ask_to_end()
    asked = len(endings)
    deadline = time.monotonic() + SECONDS_TO_END
    while (
        any(child.running() for child in processes) and time.monotonic() < deadline and len(endings) == asked
    ):
        time.sleep(0.05)
    for child in processes:
        child.end_now()
