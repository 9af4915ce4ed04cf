"""`manage.py check_staffing --cohe CODE --quarter 2026Q3 --json`: check a quarter's claims per HSC FTE."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cohe import clock, tenancy
from cohe.access import Denied
from coordination.management.arguments import cohe_named
from staffing.actions import checks
from staffing.choices import CheckKind
from staffing.models import StaffingCheck
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.ratio import as_decimal


def quarter(words: str) -> Quarter:
    """Return the quarter that an argument names."""
    try:
        return Quarter.named(words)
    except NoSuchQuarter as no:
        raise ArgumentTypeError(str(no)) from no


class Command(BaseCommand):
    """Keeps a check and, over the line, opens the discussion; run again it opens nothing twice."""

    help = "Check a quarter's claims per HSC FTE, and open a discussion when they are over the line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("--cohe", required=True, metavar="CODE", help="code of the COHE")
        parser.add_argument(
            "--quarter", type=quarter, metavar="2026Q3", help="the quarter; by default the last one over"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print a JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and print what was found."""
        cohe, today, at = cohe_named(options["cohe"]), clock.today(), clock.now()
        asked = options["quarter"] or Quarter.of(today).previous
        with tenancy.acting(tenancy.Context(cohe.pk, request_id="check-staffing-command")):
            try:
                found = checks.check_staffing(
                    cohe_id=cohe.pk, quarter=asked, kind=CheckKind.BY_HAND, today=today, at=at
                )
            except Denied as no:
                raise CommandError(str(no)) from no
        if options["as_json"]:
            self.stdout.write(json.dumps(as_object(cohe.code, found), indent=1, default=str))
            return
        self.stdout.write(in_words(found.check))


def as_object(code: str, found: checks.Checked) -> dict[str, object]:
    """Return a check as a program reads it; FTE exactly as a fraction, and to four decimals for the eye."""
    quarterly, yearly = found.check.quarterly, found.check.yearly
    return {
        "cohe": code,
        "quarter": str(found.check.quarter),
        "claims": quarterly.claims,
        "fte": f"{quarterly.fte.numerator}/{quarterly.fte.denominator}",
        "fte_decimal": as_decimal(quarterly.fte, 4),
        "ratio": quarterly.ratio,
        "line": quarterly.line,
        "triggered": quarterly.is_over,
        "claims_to_the_line": quarterly.claims_to_the_line,
        "claims_of_year": yearly.claims,
        "required_fte": as_decimal(yearly.required, 4),
        "fte_at_quarter_end": as_decimal(yearly.fte, 4),
        "yearly_met": yearly.is_met,
        "discussion": found.discussion.pk if found.discussion else None,
        "terms": found.check.terms,
    }


def in_words(check: StaffingCheck) -> str:
    """Return a check in two sentences: the quarter's trigger, the year's requirement."""
    quarterly, yearly = check.quarterly, check.yearly
    ratio = f"{quarterly.ratio} for each FTE" if quarterly.ratio is not None else "no HSC FTE"
    said = "a discussion is required" if quarterly.is_over else "no discussion is required"
    met = "met" if yearly.is_met else "not met"
    return (
        f"{check.quarter.words}: {quarterly.claims} claims, {as_decimal(quarterly.fte, 4)} HSC FTE, {ratio} "
        f"(line {quarterly.line}): {said}.\n"
        f"The year to its end: {yearly.claims} claims require {as_decimal(yearly.required, 4)} FTE, "
        f"{as_decimal(yearly.fte, 4)} were there: {met}."
    )
