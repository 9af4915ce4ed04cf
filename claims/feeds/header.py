"""The header of a file: columns by name, in any order and case ("Reading" 2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.feeds import lines
from claims.feeds.columns import Layout
from claims.feeds.findings import ExtractRefused


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a file's columns as they stand, and where each column of the layout is."""

    names: tuple[str, ...]
    places: tuple[int, ...]

    @property
    def unknown(self) -> list[str]:
        """Names that are no column of the layout."""
        return [name for place, name in enumerate(self.names) if place not in self.places]


def take(layout: Layout, rows: Iterator[lines.Row]) -> Header:
    """Read the first row as the header; refuse the extract when a column is missing or there twice."""
    first = next(rows, None)
    names = tuple(cell.strip().lower() for cell in first.cells) if first else ()
    missing = [column.name for column in layout.columns if column.name not in names]
    if missing:
        word = "columns" if len(missing) > 1 else "column"
        raise _refused(layout, f"lacks the {word} {', '.join(missing)}", missing[0])
    for column in layout.columns:
        if names.count(column.name) > 1:
            raise _refused(layout, f"has the column {column.name} more than once", column.name)
    return Header(names, tuple(names.index(column.name) for column in layout.columns))


def _refused(layout: Layout, what: str, column: str) -> ExtractRefused:
    return ExtractRefused(f"{layout.file} {what}.", file=layout.file, line=1, column=column)
