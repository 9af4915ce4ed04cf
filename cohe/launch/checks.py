"""What `manage.py check_all` looks at, fastest first; .ci/run runs the same and then the tests."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from cohe.embedded import places

LONGEST_LINE = 110
# Texts of ours that no other tool measures.
MEASURED = ("templates/**/*.html", "static/css/*.css", "static/js/*.js")

# As docker-compose.yml runs it.
OPEN_NET = {
    "COHE_HTTPS": "true",
    "COHE_SECRET_KEY": "a-key-of-more-than-fifty-characters-for-this-check-alone",
}

PYTHON = [sys.executable, "-m"]
# A program, not a module.
DJADE = Path(sys.executable).with_name("djade")
MANAGE = [sys.executable, str(places.CHECKOUT / "manage.py")]


def run() -> int:
    """Run every check even after one has failed; print each one's seconds; how many failed."""
    failed = []
    for name, check in CHECKS.items():
        started = time.monotonic()
        print(f"--- {name}", flush=True)
        problem = check()
        print(f"    {'FAILED' if problem else 'fine'} in {time.monotonic() - started:.1f} s", flush=True)
        if problem:
            failed.append(name)
    print(f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks are fine.", *failed, sep="\n  failed: ")
    return len(failed)


def tool(*words: str, **environment: str) -> Callable[[], bool]:
    """A check that is a command; it has a problem when it does not end with 0."""
    return lambda: (
        subprocess.run(words, cwd=places.CHECKOUT, env=os.environ | environment, check=False).returncode != 0
    )


def locks_name_no_registry() -> bool:
    """A lock that records where it was made cannot be used elsewhere."""
    return _complain(
        f"{file.relative_to(places.CHECKOUT)} holds an address"
        for file in [*places.CHECKOUT.glob("requirements/*.txt"), places.CHECKOUT / "pyproject.toml"]
        if "://" in file.read_text()
    )


def lines_are_short() -> bool:
    return _complain(
        f"{file.relative_to(places.CHECKOUT)}:{number} has {len(line)} characters"
        for pattern in MEASURED
        for file in sorted(places.CHECKOUT.glob(pattern))
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if len(line) > LONGEST_LINE
    )


def locks_are_current() -> bool:
    """Everything that pyproject.toml asks for stands in the widest lock."""
    text = (places.CHECKOUT / "pyproject.toml").read_text()
    asked = {
        _plain(name) for name in re.findall(r'^\s+"([A-Za-z0-9._-]+)(?:\[[^]]*\])?[<>=~]', text, re.MULTILINE)
    }
    lock = (places.CHECKOUT / "requirements" / "dev.txt").read_text()
    locked = {_plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", lock, re.MULTILINE)}
    return _complain(
        f"{name} is in pyproject.toml, not in requirements/dev.txt" for name in sorted(asked - locked)
    )


def templates() -> list[str]:
    return [str(file) for file in sorted(Path(places.CHECKOUT / "templates").glob("**/*.html"))]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _complain(lines: Iterable[str]) -> bool:
    found = list(lines)
    for line in found:
        print(f"    {line}")
    return bool(found)


CHECKS: dict[str, Callable[[], bool]] = {
    "locks name no registry": locks_name_no_registry,
    "locks are current": locks_are_current,
    "lines of templates, css and js": lines_are_short,
    "format": tool(*PYTHON, "ruff", "format", "--check", "."),
    "style": tool(*PYTHON, "ruff", "check", "."),
    "format of templates": lambda: tool(str(DJADE), "--check", *templates())(),
    "which floor imports which": tool(str(Path(sys.executable).with_name("lint-imports"))),
    "types": tool(*PYTHON, "mypy"),
    "models have their migrations": tool(*MANAGE, "makemigrations", "--check", "--dry-run"),
    "generated pages are current": tool(*MANAGE, "make_docs", "--check"),
    "settings for the open net": tool(*MANAGE, "check", "--deploy", "--fail-level=WARNING", **OPEN_NET),
}
