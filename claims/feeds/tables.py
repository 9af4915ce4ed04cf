"""One file of an extract, to rows that are right and findings about the others ("Reading" 2 to 9)."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import getitem, itemgetter
from typing import BinaryIO, NamedTuple

from claims.feeds import header, lines, repeats
from claims.feeds.cells import Unreadable, Value
from claims.feeds.columns import Layout
from claims.feeds.findings import ExtractRefused, Severity, printable
from claims.feeds.reading import SET_ASIDE, FileReading, Values

UNKNOWN = object()
# A file of which so much cannot be read is another file; its findings would fill the memory.
MOST_SET_ASIDE = 100_000


class Defect(NamedTuple):
    """What is wrong in a row: the place of the column in the file, its name, code and sentence."""

    place: int
    column: str
    code: str
    sentence: str


def check_header(layout: Layout, stream: BinaryIO) -> None:
    """Refuse the extract when the header of a file is not what its layout needs."""
    header.take(layout, lines.rows(lines.Lines(stream, layout.file)))


def read_table(layout: Layout, stream: BinaryIO, *, made_on: date) -> FileReading:
    """Read a whole file; raises `ExtractRefused` for a missing column or a quote that never closes."""
    rows = lines.rows(lines.Lines(stream, layout.file))
    return _Table(layout, header.take(layout, rows), made_on).read(rows)


def key_of(layout: Layout) -> Callable[[Values], Values]:
    """Return the function that gives a row's key as a tuple."""
    first, *others = (layout.at(column) for column in layout.key)
    return itemgetter(first, *others) if others else lambda values: (values[first],)


class _Table:
    """The reading of one file under way."""

    def __init__(self, layout: Layout, names: header.Header, made_on: date) -> None:
        self.layout, self.header = layout, names
        self.reading = FileReading(layout)
        self.cells = [column.cells(made_on) for column in layout.columns]
        self.take = itemgetter(*names.places)
        self.key = key_of(layout)
        self.spans = [(layout.at(first), layout.at(last)) for first, last in layout.spans]
        self.one_of = [layout.at(column) for column in layout.one_of]
        self.first: dict[Values, Values] = {}
        self.later: dict[Values, list[Values]] = {}

    def read(self, rows: Iterator[lines.Row]) -> FileReading:
        """Read every row; what is odd goes the slow way, the rest costs a few look-ups in C."""
        width, take, cells, bounded = len(self.header.names), self.take, self.cells, self.spans or self.one_of
        for row in rows:
            if not any(row.cells):
                continue
            if (len(row.cells) != width or row.windows or row.torn) and not self._odd_but_right(row):
                continue
            try:
                values: Values = (row.line, *map(getitem, cells, take(row.cells)))
            except Unreadable:
                self._set_aside(row)
                continue
            if bounded and not self._holds_together(values):
                self._set_aside(row)
            else:
                self._keep(values)
        return self._finished()

    def _keep(self, values: Values) -> None:
        key = self.key(values)
        if self.first.setdefault(key, values) is not values:
            self.later.setdefault(key, []).append(values)

    def _finished(self) -> FileReading:
        reading = self.reading
        for name in self.header.unknown:
            shown = printable(name[:40]) or "without a name"
            sentence = f"The column {shown} is not known and ignored."
            reading.find(1, shown, "column-unknown", sentence, Severity.IGNORED)
        repeats.settle(reading, self.first, self.later)
        reading.rows = list(self.first.values())
        return reading

    def _odd_but_right(self, row: lines.Row) -> bool:
        """Report or set aside a row whose bytes, quotes or number of cells are not as they should be."""
        width = len(self.header.names)
        if len(row.cells) != width:
            sentence = f"The row has {len(row.cells)} cells, the header {width}."
            self._set_aside(row, Defect(0, "", "cells", sentence))
        elif row.torn:
            self._set_aside(row, Defect(0, "", "quote", "Text follows a closing quote."))
        elif defect := self._lost_bytes(row):
            self._set_aside(row, self._first_defect(row, defect))
        else:
            self._report_windows(row)
            return True
        return False

    def _report_windows(self, row: lines.Row) -> None:
        odd = next((place for place, cell in enumerate(row.cells) if not cell.isascii()), 0)
        sentence = "The line is not UTF-8 and was read as Windows-1252."
        self.reading.report(row.line, self.header.names[odd], "windows-1252", sentence)

    def _lost_bytes(self, row: lines.Row) -> Defect | None:
        """Return where bytes are neither UTF-8 nor Windows-1252."""
        for place, cell in enumerate(row.cells):
            if any("\udc80" <= letter <= "\udcff" for letter in cell):
                sentence = "The line holds bytes that are neither UTF-8 nor Windows-1252."
                return Defect(place, self.header.names[place], "bytes", sentence)
        return None

    def _set_aside(self, row: lines.Row, defect: Defect | None = None) -> None:
        """Set a row aside by its first bad column; rows of blanks are no rows."""
        if not any(cell.strip() for cell in row.cells):
            return
        defect = defect or self._first_defect(row)
        self._keep_back(row)
        self.reading.set_aside(row.line, defect.column, defect.code, defect.sentence)
        if self.reading.counts[SET_ASIDE] > MOST_SET_ASIDE:
            file = self.layout.file
            sentence = f"More than {MOST_SET_ASIDE:,} rows of {file} cannot be read; is it the right file?"
            raise ExtractRefused(sentence, file=file, line=row.line)

    def _first_defect(self, row: lines.Row, known: Defect | None = None) -> Defect:
        """Return the defect that stands first in the file's own order of columns."""
        found = [known] if known else []
        readable: dict[str, Value] = {}
        for place, column, cells in zip(self.header.places, self.layout.columns, self.cells, strict=True):
            try:
                readable[column.name] = cells[row.cells[place]]
            except Unreadable as error:
                found.append(Defect(place, column.name, error.code, str(error)))
        found += self._loose_ends(readable)
        return min(found)

    def _loose_ends(self, readable: dict[str, Value]) -> Iterator[Defect]:
        """Yield what does not fit together among the values of a row that can be read."""
        names = (column.name for column in self.layout.columns)
        places = dict(zip(names, self.header.places, strict=True))
        for first, last in self.layout.spans:
            start, end = readable.get(first), readable.get(last)
            if isinstance(start, date) and isinstance(end, date) and end < start:
                yield Defect(places[last], last, "order", f"{last} {end} lies before {first} {start}.")
        any_of = self.layout.one_of
        if any_of and all(name in readable and readable[name] is None for name in any_of):
            sentence = f"One of {', '.join(any_of)} must have a value."
            yield Defect(places[any_of[0]], any_of[0], "missing", sentence)

    def _holds_together(self, values: Values) -> bool:
        for first, last in self.spans:
            if values[first] is not None and values[last] is not None and values[last] < values[first]:
                return False
        return not self.one_of or any(values[place] is not None for place in self.one_of)

    def _keep_back(self, row: lines.Row) -> None:
        """Note which rows of an earlier extract this one leaves as they were ("Reading" 12)."""
        subject, *others = (self._readable(row, name) for name in self.layout.key)
        in_place = len(row.cells) == len(self.header.names) and not row.torn
        if subject is UNKNOWN:
            return
        if not others or (in_place and UNKNOWN not in others):
            self.reading.kept_keys.add((subject, *others))
        else:
            self.reading.kept_claims.add(str(subject))

    def _readable(self, row: lines.Row, name: str) -> object:
        """Return the value of a key column, or UNKNOWN."""
        place = self.layout.at(name) - 1
        try:
            return self.cells[place][row.cells[self.header.places[place]]]
        except (Unreadable, IndexError):
            return UNKNOWN
