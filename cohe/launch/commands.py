"""What a management command needs before Django sees it: a role, the servers, an up-to-date schema."""

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.core.management import execute_from_command_line

from cohe.embedded import holding
from cohe.embedded.account import CannotStart
from cohe.launch import schema

# These touch no database, or bring their own servers.
NEED_NOTHING = frozenset(
    {"help", "version", "--help", "-h", "--version", "check", "check_all", "collectstatic", "diffsettings"}
    | {"bench", "findstatic", "make_docs", "makemigrations", "sendtestemail", "spectacular", "test", "up"}
)
# These change or read the schema itself, as the role that may become its owner.
OF_THE_SCHEMA = frozenset(
    {
        "migrate",
        "showmigrations",
        "sqlmigrate",
        "sqlflush",
        "sqlsequencereset",
        "flush",
        "inspectdb",
        "optimizemigration",
    }
    | {"pgtrigger", "makemigrations", "squashmigrations"}
)


def run(argv: list[str]) -> None:
    """Run one command with what it needs; the servers started for it end with it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohe.settings")
    command = argv[1] if len(argv) > 1 else "help"
    # Like a worker a command may take long; `up` gives its children roles of their own.
    os.environ.setdefault("COHE_DB_ROLE", "migrate" if command in OF_THE_SCHEMA else "worker")
    asks_for_help = "--help" in argv or "-h" in argv
    with ExitStack() as stack:
        if command not in NEED_NOTHING and not asks_for_help:
            try:
                stack.enter_context(holding.servers())
                if command not in OF_THE_SCHEMA:
                    schema.bring_up_to_date()
            except (CannotStart, schema.MigrationFailed) as failure:
                sys.exit(str(failure))
        if command in OF_THE_SCHEMA:
            schema.forget()
        stack.enter_context(ending_when_nobody_reads())
        execute_from_command_line(argv)


@contextmanager
def ending_when_nobody_reads() -> Iterator[None]:
    """End as Unix tools do when whoever reads what is printed has enough, as in `worklist ... | head`."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        if not has_no_reader(sys.stdout.fileno()):
            raise
        # What is still to be written at the end of the process has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)


def has_no_reader(descriptor: int) -> bool:
    """Say whether it is this pipe that is broken, not a connection to some server."""
    look = select.poll()
    look.register(descriptor, 0)
    return any(events & select.POLLERR for _, events in look.poll(0))
