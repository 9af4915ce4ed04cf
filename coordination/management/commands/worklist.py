"""`manage.py worklist --cohe CODE --json`: print a COHE's worklist in the order of the list."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cohe import tenancy
from coordination.management.arguments import cohe_named, day
from coordination.queries import worklist_on


class Command(BaseCommand):
    """Prints the items as they stand, or with --as-of as the rules want them on that day. Writes nothing."""

    help = "Print a COHE's worklist: one line an item, or a JSON array."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("--cohe", required=True, metavar="CODE", help="code of the COHE")
        parser.add_argument(
            "--as-of", type=day, metavar="DATE", help="the worklist of this day, by the rules"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print a JSON array")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the list."""
        cohe, as_of = cohe_named(options["cohe"]), options["as_of"]
        with tenancy.acting(tenancy.Context(cohe.pk, request_id="worklist-command")):
            listed = worklist_on.as_of(as_of) if as_of else worklist_on.as_it_stands()
        if options["as_json"]:
            self.stdout.write(json.dumps([one._asdict() for one in listed], indent=1, default=str))
            return
        for one in listed:
            words = f"{one.due_on}  {one.claim_number}  {one.trigger}  {one.about}".rstrip()
            self.stdout.write(f"{words}  {one.because}")
