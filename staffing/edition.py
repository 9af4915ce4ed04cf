"""A report as a file: one content for Excel, CSV and PDF, with the words of the page. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from staffing.figure_words import Part

HEADS = ("Figure", "Value", "Made of", "Benchmark", "Met", "Note")


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_of_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """A report to take away: title, lines under it, sections with their text and tables."""

    title: str
    name: str
    lines: tuple[str, ...]
    sections: tuple[tuple[str, str, tuple[Table, ...]], ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the heads of the first table: those of the CSV."""
        return next((table.heads for _, _, tables in self.sections for table in tables), HEADS)

    def flat(self) -> list[tuple[str, ...]]:
        """Return all tables and texts as rows of one table, each with its section: the CSV."""
        found: list[tuple[str, ...]] = []
        for title, text, tables in self.sections:
            for table in tables:
                if table.heads != self.heads:
                    found.append((f"{title}: {table.title}", *table.heads))
                found += [(title, *row) for row in table.rows]
            if text:
                found.append((title, "Text", text))
        return found

    def as_data(self) -> dict[str, Any]:
        """Return what the template of the PDF reads."""
        sections = []
        for title, text, tables in self.sections:
            first, *more = tables or (Table("", (), ()),)
            paragraphs = [one for one in text.splitlines() if one.strip()]
            if not paragraphs and not first.heads:
                paragraphs = ["Nothing was written."]
            sections.append(section_of(title, paragraphs, first))
            sections += [section_of(f"{title}: {one.title}", [], one) for one in more]
        return {"title": self.title, "lines": list(self.lines), "sections": sections}


def section_of(title: str, paragraphs: Sequence[str], table: Table) -> dict[str, Any]:
    """Return a section of the PDF."""
    return {
        "title": title,
        "paragraphs": list(paragraphs),
        "heads": list(table.heads) if table.rows else [],
        "rows": [list(row) for row in table.rows],
    }


def sections_of(
    parts: Iterable[Part], behind: Iterable[tuple[str, Table]] = ()
) -> tuple[tuple[str, str, tuple[Table, ...]], ...]:
    """Return the sections of a report; `behind` are rows of staff by the section they belong to."""
    more = tuple(behind)
    return tuple(
        (
            part.section.label,
            part.text,
            (
                *([Table("figures", HEADS, tuple(row_of(one) for one in part.lines))] if part.lines else []),
                *(table for section, table in more if section == part.section.value and table.rows),
            ),
        )
        for part in parts
    )


def row_of(line: Any) -> tuple[str, ...]:
    """Return a figure as a row of words."""
    one = line.then
    return (one.title, one.words, one.parts, one.benchmark_words, one.verdict, one.note)
