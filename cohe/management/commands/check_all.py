"""`manage.py check_all`: format, style, floors, types, migrations, generated pages."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cohe.launch import checks


class Command(BaseCommand):
    help = "Run every check that is not a test; the same ones that CI runs."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(1 if checks.run() else 0)
