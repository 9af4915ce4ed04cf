"""How `manage.py test` runs pytest: twice, since a browser's event loop stays in the process that had it."""

import os
import subprocess
import sys

from cohe.embedded import places

APART = ("e2e", "chaos", "launch", "settled")
NOTHING_COLLECTED = 5
MOST_PROCESSES = 8


def run(words: list[str]) -> int:
    """Run the tests in parallel, then those that start browsers and products; the first bad exit code.

    `words` go to pytest. With a choice of marks (-m) among them there is one run, as asked.
    """
    if any(word == "-m" or word.startswith("-m=") for word in words):
        return pytest(words)
    names_a_file = any(".py" in word for word in words)
    cores = min(os.cpu_count() or 1, MOST_PROCESSES)
    # A test waits for its database some of its time: one more than there are cores. A product that is
    # started and a browser have processes enough of their own.
    processes, whole = ("0", "0") if names_a_file else (str(cores + 1), str(cores))
    apart = " or ".join(APART)
    codes = [
        # The tests that ask every address are long and stand in a row: who has nothing left takes some.
        pytest(["-m", f"not ({apart})", "-n", processes, "--dist", "worksteal", *words]),
        # Tests that share one product stay together (xdist_group); all others go to whoever is free.
        pytest(["-m", apart, "-n", whole, "--dist", "loadgroup", *(words or marked_files())]),
    ]
    ran = [code for code in codes if code != NOTHING_COLLECTED]
    return next((code for code in ran if code), 0 if ran else NOTHING_COLLECTED)


def marked_files() -> list[str]:
    """Return the files that have a test of the second run: to read in all others would take it a while."""
    files = sorted((places.CHECKOUT / "tests").glob("**/test_*.py"))
    return [str(file) for file in files if any(f"pytest.mark.{mark}" in file.read_text() for mark in APART)]


def pytest(words: list[str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=places.CHECKOUT, check=False
    ).returncode
