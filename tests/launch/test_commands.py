"""Every management command works alone: it has its servers for as long as it runs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cohe.embedded import places
from tests.launch.product import environment, manage, nothing_left_of

pytestmark = [pytest.mark.launch, pytest.mark.xdist_group("launch")]

ASK = (
    "from django.db import connection; cursor = connection.cursor(); "
    "cursor.execute('SELECT current_user'); print(cursor.fetchone()[0])"
)
WAIT_THEN_ASK = f"import time; print('here', flush=True); time.sleep(4); {ASK}"


def begin(state: Path, code: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(places.CHECKOUT / "manage.py"), "shell", "--no-imports", "-c", code]
    return subprocess.Popen(command, env=environment(state), stdout=subprocess.PIPE)


def test_a_command_has_a_migrated_database_and_prints_nothing_but_its_own_words(state):
    done = manage(state, "shell", "--no-imports", "-c", ASK)
    assert (done.stdout, done.returncode) == ("cohe_worker\n", 0), done.stderr
    nothing_left_of(state)


def test_a_command_that_ends_does_not_stop_the_servers_of_another(state):
    with begin(state, WAIT_THEN_ASK) as longer:
        assert longer.stdout is not None
        assert longer.stdout.readline() == b"here\n"
        assert manage(state, "shell", "--no-imports", "-c", ASK).stdout == "cohe_worker\n"
        assert longer.stdout.read() == b"cohe_worker\n"


def test_the_one_that_started_the_servers_may_end_first(state):
    with begin(state, WAIT_THEN_ASK) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"here\n"
        with begin(state, WAIT_THEN_ASK) as second:
            assert second.stdout is not None
            assert second.stdout.readline() == b"here\n"
            first.kill()
            assert second.stdout.read() == b"cohe_worker\n"


def test_a_killed_command_leaves_nothing_behind(state):
    with begin(state, WAIT_THEN_ASK) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == b"here\n"
        command.send_signal(signal.SIGKILL)
    nothing_left_of(state)


def test_a_command_whose_output_nobody_reads_on_ends_quietly_as_unix_tools_do(state):
    nobody, printed = os.pipe()
    os.close(nobody)
    command = [sys.executable, str(places.CHECKOUT / "manage.py"), "help"]
    done = subprocess.run(
        command, env=environment(state), stdout=printed, stderr=subprocess.PIPE, check=False
    )
    os.close(printed)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")
