"""`manage.py load_demonstration`: three invented COHEs with a year of claims, into an empty database."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cohe import clock
from cohe.models import Cohe
from coordination.demonstration.loading import HoldsOthers, is_loaded, sign_in_lines
from coordination.management.arguments import day
from staffing.demonstration import loading


def scale(text: str) -> float:
    """Return a scale above 0 and at most 10."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= 10:
        raise ArgumentTypeError(
            f"{text} is no scale: 1.0 is a year of claims, 0.01 the hundredth part, 10 at most."
        )
    return found


class Command(BaseCommand):
    """Loads, or refuses with a sentence; prints who may sign in."""

    help = "Load the demonstration into an empty database: everybody in it is invented."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a COHE already")
        parser.add_argument(
            "--as-of", type=day, metavar="DATE", help="the day on which the year ends (default: today)"
        )
        parser.add_argument("--scale", type=scale, default=1.0, help="1.0 is 15,275 claims (default)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load unless it is there."""
        if not (options["if_empty"] and Cohe.objects.exists()):
            try:
                loading.load(options["as_of"] or clock.today(), scale=options["scale"])
            except HoldsOthers as no:
                raise CommandError(str(no)) from no
        if is_loaded():
            self.stdout.write("\n".join(sign_in_lines()))
