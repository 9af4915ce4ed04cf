"""`manage.py import_extract PATH --cohe CODE`: bring in an extract by hand, or say what it would change."""

import json
import re
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from claims.actions import imports
from claims.feeds import sources
from claims.feeds.findings import ExtractRefused
from claims.models import ExtractImport
from claims.models.imports import ImportState
from claims.policies import ManyGone, many_gone
from claims.queries import imports as reports
from claims.queries import policy
from cohe import clock, held, tenancy
from cohe.access import Denied
from cohe.models import Cohe

CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")
COLUMNS = ("read", "new", "changed", "unchanged", "withdrawn", "set_aside", "duplicates", "not_ours")
SHOWN = 50


class Command(BaseCommand):
    """Reads the arguments, brings the extract in, prints the report. Exit code 0: applied; 1: refused."""

    help = "Bring in a claim extract (folder or zip) for a COHE, in one transaction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("path", type=Path, help="folder or zip with claims.csv and the others")
        parser.add_argument("--cohe", required=True, metavar="CODE", help="code of the COHE")
        parser.add_argument("--create-cohe", metavar="NAME", help="make the COHE when there is none")
        parser.add_argument("--made-on", type=day, metavar="DATE", help="day of the extract (default: today)")
        parser.add_argument("--confirm-older", action="store_true", help="apply one older than the last")
        parser.add_argument(
            "--confirm-gone", type=int, metavar="CLAIMS", help="apply one that lacks this many known claims"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the extract in or refuse it with a sentence."""
        try:
            report = self.bring_in(options)
        except (ExtractRefused, Denied) as refusal:
            if options["as_json"]:
                self.stdout.write(json.dumps({"state": "refused", "refusal": str(refusal)}, indent=1))
            raise CommandError(said_here(refusal)) from refusal
        except DatabaseError as error:
            if held.is_held(error):
                raise CommandError(
                    "Another extract of this COHE is being written: try again later."
                ) from error
            raise
        self.stdout.write(
            json.dumps(report, indent=1, default=str) if options["as_json"] else as_text(report)
        )

    def bring_in(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the report of the import; of one that is refused nothing stays but the note of it."""
        today, at = clock.today(), clock.now()
        made_on = options["made_on"] or today
        refusal: ExtractRefused | None = None
        with transaction.atomic():
            cohe = find_cohe(options["cohe"], options["create_cohe"])
            with tenancy.acting(tenancy.Context(cohe.pk, request_id="import_extract")):
                run = ExtractImport.objects.create(
                    cohe=cohe,
                    made_on=made_on,
                    source=options["path"].name[:500],
                    confirmed_older=options["confirm_older"],
                    confirmed_gone=options["confirm_gone"],
                    uploaded_at=at,
                )
                act = imports.preview if options["dry_run"] else imports.apply
                try:
                    with transaction.atomic(), sources.at_path(options["path"]) as source:
                        act(run=run, source=source, today=today, at=at)
                except ExtractRefused as error:
                    refusal = error
                    imports.refuse(run=run, refusal=error, at=at)
                report = report_of(run, warning_of(run, today))
            if options["dry_run"] or (refusal and options["create_cohe"]):
                transaction.set_rollback(True)
        if refusal:
            raise refusal
        return report


def said_here(refusal: ExtractRefused | Denied) -> str:
    """Return a refusal with what to type in a terminal to have it nevertheless."""
    more = f" Here: --confirm-gone {refusal.gone.claims}" if isinstance(refusal, ManyGone) else ""
    return f"{refusal}{more}"


def day(text: str) -> date:
    """Read a day given as YYYY-MM-DD; argparse says what is wrong with another."""
    return date.fromisoformat(text)


def find_cohe(code: str, name: str | None) -> Cohe:
    """Return the COHE of a code; make it when a name is given; refuse an unknown one with what to do."""
    code = code.strip().upper()
    found = Cohe.objects.filter(code=code).first()
    if found is not None:
        return found
    if not CODE.fullmatch(code):
        raise CommandError(f"{code!r} cannot be the code of a COHE: 2 to 20 letters, digits or hyphens.")
    if not name or not name.strip():
        raise CommandError(f"There is no COHE with the code {code}. To make it: --create-cohe NAME.")
    return Cohe.objects.create(code=code, name=name.strip()[:120])


def warning_of(run: ExtractImport, today: date) -> str:
    """Return what is odd about an extract as a whole, empty when nothing is."""
    gone = many_gone(run.counts, policy.in_force(today))
    return gone.sentence if gone else ""


def report_of(run: ExtractImport, warning: str) -> dict[str, Any]:
    """Return everything that is to be said about an import."""
    findings = run.findings.order_by("id").values("file", "line", "column", "code", "severity", "sentence")
    return {
        "import": run.pk,
        "cohe": run.cohe.code,
        "made_on": run.made_on,
        "source": run.source,
        "state": "dry-run" if run.state == ImportState.PREVIEWED else run.state,
        "warning": warning,
        "landed": run.counts.get("landed", 0),
        "files": run.counts.get("files", {}),
        "findings": list(findings),
        "changes": [asdict(change) for change in reports.changed_values(run.changes.order_by("id"))],
    }


def as_text(report: dict[str, Any]) -> str:
    """Return the report for a terminal, long lists cut short."""
    said = "would change (dry run, nothing written)" if report["state"] == "dry-run" else report["state"]
    lines = [f"Extract of {report['made_on']} for {report['cohe']} from {report['source']}: {said}."]
    lines += [f"WARNING: {report['warning']}"] if report["warning"] else []
    lines.append("".join(["file".ljust(18), *(name.replace("_", " ").rjust(12) for name in COLUMNS)]))
    for name, counts in report["files"].items():
        lines.append(
            "".join([f"{name}.csv".ljust(18), *(str(counts.get(column, 0)).rjust(12) for column in COLUMNS)])
        )
    if report["landed"]:
        lines.append(f"{report['landed']} claims landed on the desk of their provider's HSC.")
    lines += cut(
        [change_line(change) for change in report["changes"] if change["kind"] != "returned"], "changes"
    )
    lines += cut([finding_line(finding) for finding in report["findings"]], "findings")
    return "\n".join(lines)


def change_line(change: dict[str, Any]) -> str:
    """Return one line about one changed value."""
    what = f"{change['column']}: {change['old']} -> {change['new']}" if change["column"] else change["kind"]
    return f"  {change['file']} {change['subject']}: {what}"


def finding_line(finding: dict[str, Any]) -> str:
    """Return one line about one finding."""
    where = f" line {finding['line']}" if finding["line"] else ""
    column = f", {finding['column']}" if finding["column"] else ""
    return f"  {finding['file']}{where}{column}: {finding['sentence']} ({finding['severity']})"


def cut(lines: list[str], name: str) -> list[str]:
    """Return the first lines and how many more there are."""
    more = [f"  ... and {len(lines) - SHOWN} more {name}: --json lists all."] if len(lines) > SHOWN else []
    return lines[:SHOWN] + more
