"""`manage.py up`: start everything and serve."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cohe.launch import up


class Command(BaseCommand):
    help = "Start the database, the broker, the web, the worker and the clock, and serve until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, help="the port to serve on; without it the first free one from 8000"
        )
        parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (this machine only)")
        parser.add_argument("--no-demonstration", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, **options: Any) -> None:
        wish = up.Wish(options["host"], options["port"], with_demonstration=not options["no_demonstration"])
        sys.exit(up.run(wish))
