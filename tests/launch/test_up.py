"""`manage.py up` serves, leaves nothing behind however it ends, and forgets nothing."""

import signal

import pytest

from tests.launch.product import manage, nothing_left_of

pytestmark = [pytest.mark.launch, pytest.mark.xdist_group("launch")]

SAVE = "from cohe.models import Cohe; Cohe.objects.create(code='KEPT', name='Kept')"
LOOK = "from cohe.models import Cohe; print(Cohe.objects.filter(code='KEPT').count())"


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_leaves_nothing_behind(up, state, by):
    assert up.answers()
    assert up.end(by) == 0
    nothing_left_of(state)


def test_killed_it_leaves_nothing_behind_and_what_was_saved_is_there_at_the_next_start(up, state):
    saved = manage(state, "shell", "--no-imports", "-c", SAVE)
    assert saved.returncode == 0, saved.stderr
    up.end(signal.SIGKILL)
    nothing_left_of(state)
    assert manage(state, "shell", "--no-imports", "-c", LOOK).stdout == "1\n"
