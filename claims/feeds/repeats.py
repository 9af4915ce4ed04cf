"""Rows of one key: read once when equal, set aside when they contradict each other ("Reading" 9)."""

from collections.abc import Iterable

from claims.feeds.reading import DUPLICATES, FileReading, Values


def settle(reading: FileReading, first: dict[Values, Values], later: dict[Values, list[Values]]) -> None:
    """Take the rows that were there more than once out of `first`, or merge them, and say so."""
    merge_on = [reading.layout.at(column) for column in reading.layout.merge_when_equal]
    for key, rows in later.items():
        kept = first[key]
        if all(row[1:] == kept[1:] for row in rows):
            _same(reading, kept, rows)
        elif merge_on and all(row[place] == kept[place] for row in rows for place in merge_on):
            first[key] = _merged(reading, kept, rows)
        else:
            del first[key]
            _contradicting(reading, key, kept, rows)


def _same(reading: FileReading, kept: Values, rows: Iterable[Values]) -> None:
    for row in rows:
        reading.counts[DUPLICATES] += 1
        _report_same(reading, kept, row)


def _report_same(reading: FileReading, kept: Values, row: Values) -> None:
    reading.report(row[0], "", "duplicate", f"The row says the same as line {kept[0]}, which is read.")


def _merged(reading: FileReading, kept: Values, rows: list[Values]) -> Values:
    """Return the row without the columns on which the others differ from it."""
    merged = list(kept)
    for row in rows:
        reading.counts[DUPLICATES] += 1
        differing = _differing(reading, kept, row)
        for place, name, empty in differing:
            merged[place] = empty
            sentence = f"{name} is not what line {kept[0]} says; the row is read without it."
            reading.report(row[0], name, "differs", sentence)
        if not differing:
            _report_same(reading, kept, row)
    return tuple(merged)


def _contradicting(reading: FileReading, key: Values, kept: Values, rows: list[Values]) -> None:
    reading.kept_keys.add(key)
    other = next(row for row in rows if row[1:] != kept[1:])
    for row in (kept, *rows):
        against = other if row[1:] == kept[1:] else kept
        _, name, _ = _differing(reading, row, against)[0]
        reading.set_aside(
            row[0], name, "conflict", f"Line {against[0]} says otherwise of the same {_subject(reading)}."
        )


def _differing(reading: FileReading, one: Values, other: Values) -> list[tuple[int, str, str | None]]:
    """Return place, name and empty value of each column on which two rows differ."""
    return [
        (place, column.name, column.empty)
        for place, column in enumerate(reading.layout.columns, start=1)
        if one[place] != other[place]
    ]


def _subject(reading: FileReading) -> str:
    return ", ".join(reading.layout.key)
