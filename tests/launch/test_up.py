"""`manage.py up` keeps the product up, whatever is killed, and leaves nothing behind when it ends."""

import os
import signal
from pathlib import Path

import pytest

from tests.launch.product import Up, manage, process_named, processes_of, wait_until

pytestmark = pytest.mark.launch

SAVE = "from cohe.models import Cohe; Cohe.objects.create(code='KEPT', name='Kept')"
LOOK = "from cohe.models import Cohe; print(Cohe.objects.filter(code='KEPT').count())"


def test_it_serves_and_a_second_one_is_refused_in_a_clear_sentence(up, state):
    assert up.answers()
    second = manage(state, "up")
    assert second.returncode == 1
    assert f"COHE is already up in {state} at {up.address}" in second.stderr
    assert up.answers()


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_leaves_nothing_behind(up, state, by):
    assert up.end(by) == 0
    wait_until(lambda: not processes_of(state), seconds=15)


def test_killed_it_leaves_nothing_behind(up, state):
    up.end(signal.SIGKILL)
    wait_until(lambda: not processes_of(state), seconds=15)


@pytest.mark.parametrize(
    "words",
    [
        ("gunicorn",),
        ("celery", "worker"),
        ("celery", "beat"),
        ("postgres", "-D"),
        ("valkey-server",),
        ("cohe.embedded.keeper",),
    ],
    ids=lambda words: words[0] + words[-1],
)
def test_whatever_is_killed_comes_back_and_nothing_is_left_at_the_end(up, state, words):
    killed = process_named(state, *words)
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: killed not in processes_of(state), seconds=10)
    wait_until(lambda: process_named_or_none(state, *words), seconds=30)
    wait_until(up.answers, seconds=30)
    assert up.end() == 0
    wait_until(lambda: not processes_of(state), seconds=15)


def process_named_or_none(state: Path, *words: str) -> int | None:
    try:
        return process_named(state, *words)
    except ValueError:
        return None


def test_what_was_saved_is_there_at_the_next_start(state):
    first = Up(state)
    saved = manage(state, "shell", "--no-imports", "-c", SAVE)
    assert saved.returncode == 0, saved.stderr
    first.end(signal.SIGKILL)
    wait_until(lambda: not processes_of(state), seconds=15)
    assert manage(state, "shell", "--no-imports", "-c", LOOK).stdout == "1\n"
