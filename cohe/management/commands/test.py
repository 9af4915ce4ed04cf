"""`manage.py test`: every test, with servers of its own."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cohe.launch import tests


class Command(BaseCommand):
    help = "Run the tests; words after it go to pytest, for instance: test tests/launch -k refused"
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> None:
        """Everything after `test` is pytest's, its options too."""
        sys.exit(tests.run(argv[2:]))

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(tests.run([]))
