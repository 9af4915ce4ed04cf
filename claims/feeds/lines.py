"""Bytes of one file, to rows of cells with the physical line on which each begins ("Reading" 2 and 3)."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from claims.feeds.findings import ExtractRefused

# The csv module keeps one limit for the process. Ours is the size of a file (`sources.Limits`), and a cell
# that is too long must set its own row aside, not end the reading.
csv.field_size_limit(2**31 - 1)

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A cell, and what stands between its closing quote and the comma.
CELL = re.compile(r'(?:"(?:[^"]|"")*"(?P<after>[^,\r\n]*)|[^,\r\n]*)(?:,|\r?\n|\r|$)')


class Row(NamedTuple):
    """A row as it stands: where it begins, its cells, and what is odd about its bytes or quotes."""

    line: int
    cells: list[str]
    windows: bool
    torn: bool


class Lines:
    """The physical lines of a file as text.

    A line ends with LF, CRLF or CR. One that is not UTF-8 is read as Windows-1252 and `windows` is set; bytes
    that are neither become lone surrogates, which no other text can hold.
    """

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self.stream, self.file = stream, file
        self.count = 0
        self.windows = False
        self.ended = False
        self.pending: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces():
            self.count += 1
            try:
                line = piece.decode()
            except UnicodeDecodeError:
                line = piece.decode("cp1252", "surrogateescape")
                self.windows = True
            self.pending.append(line)
            yield line
        self.ended = True

    def _pieces(self) -> Iterator[bytes]:
        first = next(iter(self.stream), b"")
        if first.startswith(UTF_16):
            raise ExtractRefused(f"{self.file} is UTF-16 text; save it as UTF-8.", file=self.file)
        yield from first.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
        for raw in self.stream:
            yield from raw.splitlines(keepends=True)


def rows(lines: Lines) -> Iterator[Row]:
    """Yield every row of a file, blank ones included; refuse the file when a quote never closes."""
    source = iter(lines)
    reader = csv.reader(source, strict=True)
    while True:
        line, lines.windows, torn = lines.count + 1, False, False
        lines.pending.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = [] if lines.ended else next(csv.reader(chain(tuple(lines.pending), source)))
            torn = _text_after_a_quote("".join(lines.pending))
        if lines.ended:
            raise ExtractRefused(
                f"A quote opens in line {line} of {lines.file} and never closes; the file is damaged.",
                file=lines.file,
                line=line,
            )
        yield Row(line, cells, lines.windows, torn)


def _text_after_a_quote(raw: str) -> bool:
    """Tell whether a cell goes on after its closing quote; blanks there are padding."""
    return any((cell["after"] or "").strip() for cell in CELL.finditer(raw))
