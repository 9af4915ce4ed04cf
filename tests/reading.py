"""What a file says, read by other code than made it: the cells of a workbook, the text of a PDF."""

import io
import re
import zipfile
import zlib
from decimal import Decimal
from xml.etree import ElementTree

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# How a number is shown: its decimals, and the unit behind it.
NUMBER = re.compile(r'#,##0\.?(0*)(?:"(.*)")?')
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
# A text in parentheses, which may have others inside that belong to it.
TEXT = rb"(?:\\.|[^\\()])*"
for _ in range(4):
    TEXT = rb"(?:\\.|[^\\()]|\(" + TEXT + rb"\))*"
# A font is chosen or a text is drawn; a language is named by the way.
STEP = re.compile(rb"/Lang\([a-z-]+\)|/(f\d+) \S+ Tf|(\(" + TEXT + rb"\))", re.DOTALL)
OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)


def workbook(content: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet, every cell as Excel shows it."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:

        def part(name: str) -> ElementTree.Element:
            return ElementTree.fromstring(book.read(f"xl/{name}"))

        shared = ["".join(one.itertext()) for one in part("sharedStrings.xml")]
        styles = part("styles.xml")
        formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{SPREADSHEET}numFmt")}
        cells = [one.get("numFmtId") for one in styles.find(f"{SPREADSHEET}cellXfs") or ()]
        names = [one.get("name") or "" for one in part("workbook.xml").iter(f"{SPREADSHEET}sheet")]
        return {
            name: [
                [shown(one, shared, formats.get(cells[int(one.get("s", "0"))])) for one in row]
                for row in part(f"worksheets/sheet{place}.xml").iter(f"{SPREADSHEET}row")
            ]
            for place, name in enumerate(names, 1)
        }


def shown(cell: ElementTree.Element, shared: list[str], code: str | None) -> str:
    """Return a cell as Excel shows it: a text, or a number in its format."""
    value = cell.findtext(f"{SPREADSHEET}v", "")
    if cell.get("t") == "s":
        return shared[int(value)]
    found = NUMBER.fullmatch(code or "#,##0")
    assert found, f"{code} is no format of numbers that a workbook of ours has"
    places, unit = found.groups("")
    return f"{round(Decimal(value), len(places)):,.{len(places)}f}{unit}" if value else ""


def pdf(content: bytes) -> str:
    """Return the text of a PDF as it is read, tables row by row, without spaces: broken lines lose some."""
    objects = {int(one[1]): one[2] for one in OBJECT.finditer(content)}
    text = ""
    for page in (one for one in objects.values() if b"/Type/Page/" in one):
        resources = objects[numbered(rb"/Resources (\d+)", page)]
        fonts = {
            name: unicode_of(objects[numbered(rb"/ToUnicode (\d+)", objects[int(number)])])
            for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
        }
        letters = fonts.get(b"f0", {})
        for font, drawn in STEP.findall(stream(objects[numbered(rb"/Contents (\d+)", page)])):
            if font:
                letters = fonts[font]
            elif drawn:
                codes = ESCAPE.sub(unescaped, drawn[1:-1])
                text += "".join(letters[codes[n : n + 2].hex()] for n in range(0, len(codes), 2))
    return squeezed(text)


def numbered(pattern: bytes, where: bytes) -> int:
    """Return the number of the object that is pointed at."""
    return int(re.findall(pattern, where)[0])


def unicode_of(made: bytes) -> dict[str, str]:
    """Return what the codes of a font mean."""
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", stream(made))
    return {code.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def stream(made: bytes) -> bytes:
    """Return the content of an object."""
    return zlib.decompress(made.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0])


def unescaped(found: re.Match[bytes]) -> bytes:
    """Return the byte that an escape in a text stands for."""
    one = found[1]
    return bytes([int(one, 8)]) if one[:1].isdigit() else ESCAPED.get(one, one)


def squeezed(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())
