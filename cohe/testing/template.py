"""The migrated template database of a test run, kept between runs as a file of SQL.

Migrating takes many seconds, reading the SQL back takes one. The file is named after everything the schema
comes from, so a changed migration, model or role is migrated anew; a fresh clone always migrates.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from cohe.embedded import places, postgres

FOLDER = places.CHECKOUT / "build" / "test-schema"
# What the schema comes from: migrations, the operations and models they are written with, roles, libraries.
SOURCES = ("*/migrations/*.py", "*/models/*.py", "cohe/db/*", "cohe/history.py", "requirements/run.txt")


def make(where: places.Places) -> None:
    """Fill the template: from the kept SQL when there is some, else by migrating as the deploy does."""
    kept = FOLDER / f"{digest_of_sources(places.CHECKOUT)}.sql"
    if kept.exists():
        restore(where, kept)
    else:
        migrate()
        keep(where, kept)


def migrate() -> None:
    command = [sys.executable, str(places.CHECKOUT / "manage.py"), "migrate", "--no-input", "--verbosity=0"]
    subprocess.run(command, env=os.environ | {"COHE_DB_ROLE": "migrate"}, check=True)


def restore(where: places.Places, kept: Path) -> None:
    """Begin with an empty database, read the SQL, then the roles: what a superuser said is not in the SQL."""
    with postgres.as_superuser(where) as connection:
        connection.execute(f"DROP DATABASE {places.DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {places.DATABASE}")
    for file in (kept, postgres.ROLES, postgres.TEST_ROLES):
        postgres.run_psql(where, file)


def keep(where: places.Places, kept: Path) -> None:
    """Write the SQL for the next run and forget older ones; a checkout that cannot be written keeps none."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(f".{os.getpid()}")
        command = [str(postgres.binaries() / "pg_dump"), "--host", str(where.sockets), "--username=postgres"]
        command += ["--file", str(half), places.DATABASE]
        subprocess.run(command, check=True, env=postgres.environment())
        for older in FOLDER.glob("*.sql"):
            older.unlink(missing_ok=True)
        half.rename(kept)
    except PermissionError:
        return


def digest_of_sources(checkout: Path) -> str:
    """One name for the schema that these sources make."""
    files = sorted(file for pattern in SOURCES for file in checkout.glob(pattern) if file.is_file())
    parts = [str(file.relative_to(checkout)).encode() + b"\0" + file.read_bytes() for file in files]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]
