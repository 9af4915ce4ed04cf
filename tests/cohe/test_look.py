"""What the files of the look promise: vendored ones are what they say, nothing is written inline."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
VENDOR = STATIC / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())
OWN_FILES = [*sorted((STATIC / "css").glob("*.css")), *sorted((STATIC / "js").glob("*.js"))]
PAGES = sorted(TEMPLATES.rglob("*.html"))
# A strict content security policy refuses all of these; a JSON island is data and no script.
INLINE = re.compile(
    r"\sstyle=|\son(?:click|change|submit|load|error|input|focus|blur|key\w+|mouse\w+)=|<style|<script(?![^>]*(src=|application/json))|javascript:|hx-on|hx-vals=.js:"
)
# Django reads a tag within one line alone; over two it shows the tag as it is written.
BROKEN = re.compile(r"\{\{[^}\n]*\n[^}]*\}\}|\{%[^%\n]*\n[^%]*%\}")


def of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", MANIFEST)
def test_a_vendored_file_is_the_one_in_its_manifest_and_has_its_licence(name):
    path = VENDOR / name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == MANIFEST[name]["sha256"]
    assert {"package", "version", "licence"} <= MANIFEST[name].keys()
    assert (path.parent / "LICENSE").read_text().strip()


def test_every_vendored_file_is_in_the_manifest():
    files = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*.*") if path.name != "manifest.json"}
    assert files == set(MANIFEST)


@pytest.mark.parametrize("path", PAGES, ids=of)
def test_a_template_holds_no_script_and_no_style_of_its_own(path):
    assert INLINE.findall(path.read_text()) == []


def test_no_template_breaks_a_tag_over_two_lines():
    assert {of(path): found for path in PAGES if (found := BROKEN.findall(path.read_text()))} == {}


def test_no_style_is_without_a_page_and_no_page_without_its_style():
    linked = {name for path in PAGES for name in re.findall(r"css/([a-z]+\.css)", path.read_text())}
    assert linked == {path.name for path in (STATIC / "css").glob("*.css")}


@pytest.mark.parametrize("path", OWN_FILES, ids=of)
def test_a_style_or_module_can_be_read_in_one_go(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= 400
    assert [number for number, line in enumerate(lines, 1) if len(line) > 110] == []


def test_nothing_is_fetched_from_another_host():
    files = [*OWN_FILES, *PAGES]
    found = [
        of(path)
        for path in files
        if re.search(r"(src|href|url)\s*[=(]\s*[\"']?(https?:)?//", path.read_text())
    ]
    assert found == []
