"""The schema of the embedded database follows the code without being asked."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from cohe.embedded import holding, places
from cohe.embedded.locks import FileLock


class MigrationFailed(Exception):
    """The schema could not be brought up to date; the migration's own words are above it on the screen."""


def bring_up_to_date() -> None:
    """Migrate when the migrations or the installed libraries have changed since the last time.

    A database given by DATABASE_URL is migrated by its own deploy step, never as a side effect of a command.
    """
    if "postgres" not in holding.wanted_servers():
        return
    where = places.find()
    with FileLock(where.state / "migrate.lock"):
        stamp = _stamp(where)
        now = digest_of_migrations(places.CHECKOUT)
        if stamp.exists() and stamp.read_text() == now:
            return
        environment = os.environ | {"COHE_DB_ROLE": "migrate"}
        command = [
            sys.executable,
            str(places.CHECKOUT / "manage.py"),
            "migrate",
            "--no-input",
            "--verbosity=0",
        ]
        # Standard output belongs to the command that asked (it may be JSON).
        if subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode:
            raise MigrationFailed("The database could not be brought up to date; nothing else was done.")
        stamp.write_text(now)


def forget() -> None:
    """Look again next time: a command is about to change the schema by hand."""
    if "postgres" in holding.wanted_servers():
        _stamp(places.find()).unlink(missing_ok=True)


def digest_of_migrations(checkout: Path) -> str:
    """One text for the migrations of all apps and the versions of the libraries that bring their own."""
    files = sorted(checkout.glob("*/migrations/*.py"))
    parts = [str(file.relative_to(checkout)).encode() + file.read_bytes() for file in files]
    parts.append((checkout / "requirements" / "run.txt").read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamp(where: places.Places) -> Path:
    return where.home / "schema"
