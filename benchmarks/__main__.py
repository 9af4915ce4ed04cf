"""`manage.py bench`: builds worlds in servers of its own, measures, prints one table, leaves nothing."""

import os
import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

import django

from benchmarks.measuring import say, table
from cohe.embedded import holding
from cohe.launch import schema

PARTS = ("morning", "pages", "imports", "quarters")
ENVIRONMENT = {
    "COHE_DB_ROLE": "worker",
    "COHE_TODAY": "2026-10-15",
    "COHE_LOG_LEVEL": "WARNING",
    "COHE_STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "DJANGO_SETTINGS_MODULE": "cohe.settings",
}


def arguments() -> Namespace:
    parser = ArgumentParser(prog="manage.py bench", description=__doc__)
    parser.add_argument("--claims", type=int, default=250_000, help="open claims (default: 250000)")
    parser.add_argument(
        "--cohes", type=int, default=8, help="COHEs that share them, an even number (default: 8)"
    )
    parser.add_argument("--only", choices=PARTS, help="measure one part; the others are left out")
    return parser.parse_args()


def main() -> None:
    """Measure what was asked for."""
    asked = arguments()
    state = Path(tempfile.mkdtemp(prefix="cohe-bench-"))
    for name in [name for name in os.environ if name.startswith(("DATABASE_URL", "REDIS_URL", "COHE_"))]:
        del os.environ[name]
    os.environ |= ENVIRONMENT | {"COHE_STATE_DIR": str(state)}
    try:
        with holding.servers(throwaway=True):
            schema.bring_up_to_date()
            (state / "static").mkdir(exist_ok=True)  # the web server warns when it is missing
            django.setup()
            print(table(measured(asked)), flush=True)
            load = os.getloadavg()[2]
            say(f"{os.cpu_count()} cores; load over the last 15 minutes {load:.1f}")
    finally:
        shutil.rmtree(state, ignore_errors=True)


def measured(asked: Namespace) -> list:
    """Build the worlds of the parts, then run them; pages need the worklist that the morning makes."""
    from benchmarks import databases, imports, morning, pages, quarters  # noqa: PLC0415 - models can be imported now

    parts = {"morning": morning, "imports": imports, "pages": pages, "quarters": quarters}
    chosen = [part for name, part in parts.items() if asked.only in (None, name)]
    say(f"Building worlds of {asked.claims} claims in {asked.cohes} COHEs ...")
    databases.build(
        *{world.name: world for part in chosen for world in part.worlds(asked.claims, asked.cohes)}.values()
    )
    figures = []
    for part in chosen:
        figures += part.measure(asked.claims, asked.cohes)
    return figures


if __name__ == "__main__":
    main()
