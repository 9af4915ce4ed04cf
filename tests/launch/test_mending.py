"""While the product is up, whatever is killed comes back."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch.product import Up, manage, nothing_left_of, process_named, wait_until

pytestmark = [pytest.mark.launch, pytest.mark.xdist_group("launch")]


@pytest.fixture(scope="module")
def lasting(state: Path) -> Iterator[Up]:
    """One product for all that is killed here, one thing after the other."""
    running = Up(state)
    yield running
    running.make_sure_it_ended()
    nothing_left_of(state)


def test_a_second_one_is_refused_in_a_clear_sentence(lasting, state):
    second = manage(state, "up")
    assert second.returncode == 1
    assert f"COHE is already up in {state} at {lasting.address}" in second.stderr
    assert lasting.answers()


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
    ids=" ".join,
)
def test_whatever_is_killed_comes_back(lasting, state, words):
    killed = process_named(state, *words)
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: process_named(state, *words) not in (None, killed), seconds=30)
    wait_until(lasting.answers, seconds=30)


def test_after_all_that_it_still_ends_well(lasting, state):
    assert lasting.end() == 0
    nothing_left_of(state)
