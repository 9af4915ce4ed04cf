"""`manage.py make_worklist`: bring the worklist up to date by hand, as the morning run does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cohe import clock
from cohe.models import Cohe
from coordination.actions import worklist
from coordination.management.arguments import cohe_named, day


class Command(BaseCommand):
    """Makes the worklist of one COHE, or of each; says what changed."""

    help = "Bring the worklist up to date for a day. Doing so again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("--cohe", metavar="CODE", help="code of one COHE (default: every COHE)")
        parser.add_argument("--as-of", type=day, metavar="DATE", help="the day (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the worklists, one COHE after the other."""
        cohes = [cohe_named(options["cohe"])] if options["cohe"] else list(Cohe.objects.all())
        if not cohes:
            raise CommandError("There is no COHE yet. Bring in an extract with import_extract --create-cohe.")
        today = options["as_of"] or clock.today()
        for cohe in cohes:
            at = clock.now()
            run = worklist.make_worklist(cohe_id=cohe.pk, day=today, kind="by-hand", asked_at=at, at=at)
            counts = ", ".join(f"{number} {what}" for what, number in run.counts.items()) or "no claims"
            self.stdout.write(f"{cohe.code} on {today}: {counts}")
