"""`manage.py bench`: the product beside its floors, in servers of its own."""

import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand

from cohe.embedded import places


class Command(BaseCommand):
    help = "Measure the product beside its floors (docs/benchmark.md): bench --claims, --cohes, --only"
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> None:
        """Everything after `bench` is the benchmark's: a process of its own sets itself up anew."""
        command = [sys.executable, "-m", "benchmarks", *argv[2:]]
        sys.exit(subprocess.run(command, cwd=places.CHECKOUT, check=False).returncode)

    def handle(self, *args: Any, **options: Any) -> None:
        self.run_from_argv(["manage.py", "bench"])
