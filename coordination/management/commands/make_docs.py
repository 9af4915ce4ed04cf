"""Write the documentation that is made from the code, or say that it is behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

from cohe.permissions import ROLES, Permission, allows
from coordination import policy
from coordination.worklist.catalogue import RULES

MADE = "Made by `python3 manage.py make_docs`; change the code, not this page."


class Command(BaseCommand):
    """Writes docs/access.md, docs/rules.md and docs/openapi.yml.

    With --check changes nothing and fails on a difference.
    """

    help = "Make the pages of docs/ that come from the code (who may what, the rules, the API's schema)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let CI look without writing."""
        parser.add_argument("--check", action="store_true", help="Fail when a page is behind the code.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Make each page and write or compare it."""
        folder = Path(settings.BASE_DIR) / "docs"
        pages = {"access.md": access(), "rules.md": rules(), "openapi.yml": openapi()}
        behind = [name for name, text in pages.items() if not is_as_written(folder / name, text)]
        if check and behind:
            raise CommandError(f"Behind the code: {', '.join(behind)}. Run `python3 manage.py make_docs`.")
        for name in behind:
            (folder / name).write_text(pages[name])
        self.stdout.write(f"{len(pages)} pages, {len(behind)} {'behind' if check else 'written'}.")


def is_as_written(path: Path, text: str) -> bool:
    """Say whether the file holds exactly the text."""
    return path.exists() and path.read_text() == text


def access() -> str:
    """Return who may what as a table."""
    head = [role.label for role in ROLES]
    lines = ["# Who may what", "", MADE, "", f"| | {' | '.join(head)} |", f"|---|{'---|' * len(head)}"]
    for permission in Permission:
        marks = ["yes" if allows(role, permission) else "" for role in ROLES]
        lines.append(f"| {permission.value} | {' | '.join(marks)} |")
    return "\n".join([*lines, ""])


def rules() -> str:
    """Return every rule in words, with its default numbers, examples and source."""
    lines = [
        "# The rules of the worklist",
        "",
        MADE,
        "Numbers are the defaults; a COHE may set its own from a day on.",
        "",
    ]
    for rule in RULES:
        lines += rule_lines(rule)
    return "\n".join(lines)


def rule_lines(rule: Any) -> Iterator[str]:
    """Yield one rule's part of the page."""
    yield f"## {rule.code} {rule.title}"
    yield ""
    yield f"{rule.explain(policy.Policy())}"
    yield ""
    yield f"- Area: {rule.area.label}"
    yield f"- Clears when {rule.clears}"
    yield f"- Source: {rule.source}"
    for example in rule.examples:
        outcome = f"due {example.due}" if example.due else "nothing is owed"
        yield f"- On {example.day}, {example.words}: {outcome}."
    yield ""


def openapi() -> str:
    """Return the API's schema."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return OpenApiYamlRenderer().render(schema, renderer_context={}).decode()
