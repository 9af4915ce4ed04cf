"""Where the files of an extract come from: a folder, a zip or an upload. Nothing is unpacked to disk."""

import io
import lzma
import os
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Self, cast

from claims.feeds.columns import LAYOUTS
from claims.feeds.findings import ExtractRefused, printable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# What the zip library and the file system raise for damaged bytes.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, LookupError, ArithmeticError),
)
ENCRYPTED = 0x1
DEPTH = 3
BUFFER = 1 << 18
Heard = Callable[[str, int], object]


def unheard(file: str, size: int) -> None:
    """Take no note of what is read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest extract that is read: number of files, unpacked bytes of one and of all."""

    files: int = 500
    file_bytes: int = 1 << 30
    total_bytes: int = 2 << 30


class Member(NamedTuple):
    """A file as found: its path within the extract, how many bytes it says it has, how to open it."""

    path: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Source:
    """The files of an extract by their known name ("claims.csv"), and the paths of the others.

    Close it after reading, or read it in a `with`.
    """

    name: str
    limits: Limits
    members: Mapping[str, Member]
    ignored: tuple[str, ...]
    archive: zipfile.ZipFile | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.archive:
            self.archive.close()

    @property
    def size(self) -> int:
        """Return how many bytes the files say they have together, unpacked."""
        return sum(member.size for member in self.members.values())

    def open(self, file: str, heard: Heard = unheard) -> io.BufferedReader:
        """Open a file of the extract; reading it refuses what is damaged or larger than the limits.

        `heard` is told the name of the file and the number of bytes, as they are read.
        """
        try:
            raw = self.members[file].open()
        except BROKEN as error:
            raise ExtractRefused(f"{file} cannot be opened: {_reason(error)}.", file=file) from error
        return io.BufferedReader(_Measured(file, raw, self.limits.file_bytes, heard), BUFFER)


class _Measured(io.RawIOBase):
    """A stream that counts what is read from it and says in a sentence what is wrong with it."""

    def __init__(self, file: str, raw: BinaryIO, limit: int, heard: Heard) -> None:
        super().__init__()
        self.file, self.raw, self.left, self.heard = file, raw, limit, heard

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        try:
            chunk = self.raw.read(len(view))
        except BROKEN as error:
            raise ExtractRefused(f"{self.file} is damaged: {_reason(error)}.", file=self.file) from error
        self.left -= len(chunk)
        if self.left < 0:
            raise ExtractRefused(f"{self.file} is larger than a file of an extract can be.", file=self.file)
        self.heard(self.file, len(chunk))
        view[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self.raw.close()
        super().close()


def at_path(path: Path, limits: Limits | None = None) -> Source:
    """Return the extract in a folder or zip; refuse a path that is neither."""
    try:
        if path.is_dir():
            return _source(path.name, list(_in_folder(path)), limits or Limits())
        if zipfile.is_zipfile(path):
            return in_zip(path, path.name, limits)
    except (OSError, ValueError) as error:
        raise ExtractRefused(f"{printable(str(path))} cannot be read: {_reason(error)}.") from error
    there = "is neither a folder nor a zip that can be read" if path.exists() else "does not exist"
    raise ExtractRefused(f"{printable(str(path))} {there}.")


def in_zip(stream: BinaryIO | Path, name: str, limits: Limits | None = None) -> Source:
    """Return the extract in a zip; refuse one that is broken, encrypted or leads outside of itself."""
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise ExtractRefused(f"{printable(name)} is not a zip that can be read.") from error
    try:
        return replace(_source(name, _in_archive(archive, name), limits or Limits()), archive=archive)
    except ExtractRefused:
        archive.close()
        raise


def _in_archive(archive: zipfile.ZipFile, name: str) -> list[Member]:
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith(("/", "\\"))]
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise ExtractRefused(f"{printable(name)} is encrypted; send it without a password.")
    return [
        Member(
            entry.filename.replace("\\", "/"),
            entry.file_size,
            cast("Callable[[], BinaryIO]", partial(archive.open, entry)),
        )
        for entry in entries
    ]


def uploaded(files: Mapping[str, bytes], limits: Limits | None = None) -> Source:
    """Return the extract in what a person sent: one zip, or the CSV files themselves."""
    if not files:
        raise ExtractRefused("No file was sent.")
    if len(files) == 1:
        ((name, content),) = files.items()
        if name.lower().endswith(".zip"):
            return in_zip(io.BytesIO(content), name, limits)
    members = [Member(name, len(content), partial(io.BytesIO, content)) for name, content in files.items()]
    return _source(", ".join(files), members, limits or Limits())


def _source(name: str, members: list[Member], limits: Limits) -> Source:
    """Sort the files into known and ignored; refuse what is too much, outside or there twice."""
    shown = printable(name)
    if len(members) > limits.files:
        raise ExtractRefused(f"{shown} holds {len(members)} files; an extract has at most {limits.files}.")
    for member in members:
        if _leads_outside(member.path):
            raise ExtractRefused(f"{shown} holds a file that leads outside of it: {printable(member.path)}.")
    known: dict[str, list[Member]] = defaultdict(list)
    ignored = []
    for member in members:
        file = member.path.rpartition("/")[2].strip().lower()
        if file in LAYOUTS and not member.path.startswith("__MACOSX/"):
            known[file].append(member)
        else:
            ignored.append(printable(member.path))
    _check(shown, known, limits)
    return Source(shown, limits, {file: found[0] for file, found in known.items()}, tuple(sorted(ignored)))


def _check(shown: str, known: Mapping[str, list[Member]], limits: Limits) -> None:
    for file, found in sorted(known.items()):
        if len(found) > 1:
            paths = ", ".join(sorted(printable(member.path) for member in found))
            raise ExtractRefused(f"{shown} holds {file} {len(found)} times: {paths}.", file=file)
        if found[0].size > limits.file_bytes:
            raise ExtractRefused(f"{file} is larger than a file of an extract can be.", file=file)
    if len({found[0].path.rpartition("/")[0] for found in known.values()}) > 1:
        raise ExtractRefused(f"The files of {shown} lie in more than one folder.")
    if sum(found[0].size for found in known.values()) > limits.total_bytes:
        raise ExtractRefused(f"{shown} is larger than an extract can be.")


def _leads_outside(path: str) -> bool:
    parts = path.split("/")
    return path.startswith("/") or ".." in parts or parts[0].endswith(":")


def _in_folder(root: Path) -> Iterator[Member]:
    """Yield the files of a folder and the folders in it, links that lead outside excepted."""
    home = root.resolve()
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        if len(here.relative_to(root).parts) >= DEPTH - 1:
            folders.clear()
        for file in files:
            path = here / file
            if path.is_file() and path.resolve().is_relative_to(home):
                yield Member(path.relative_to(root).as_posix(), path.stat().st_size, partial(_bytes, path))


def _bytes(path: Path) -> BinaryIO:
    return path.open("rb")


def _reason(error: Exception) -> str:
    return printable(str(error).rstrip(".")) or type(error).__name__
