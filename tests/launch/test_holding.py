"""Who comes while the servers end has servers all the same."""

from threading import Timer

import pytest

from cohe.embedded import holding, keeper, places
from cohe.embedded.locks import FileLock


@pytest.fixture
def where(tmp_path, monkeypatch) -> places.Places:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return places.find({"COHE_STATE_DIR": str(tmp_path)})


@pytest.fixture
def started(where, monkeypatch) -> list[FileLock]:
    """The keepers that were started, as far as others can see one: its lock is held, its word is there."""
    keepers: list[FileLock] = []

    def start(*_, **__) -> None:
        keepers.append(FileLock(where.state / "keeper.lock"))
        assert keepers[-1].try_to_take()
        (where.state / keeper.READY).touch()

    monkeypatch.setattr(holding, "_start_keeper", start)
    return keepers


def test_a_command_that_comes_as_the_last_keeper_ends_starts_another(where, started):
    ending = FileLock(where.state / "keeper.lock")
    ending.take()
    Timer(0.2, ending.let_go).start()
    holding.have_a_keeper(where)
    assert len(started) == 1


def test_the_word_of_a_killed_keeper_is_not_believed(where, started):
    (where.state / keeper.READY).touch()
    holding.have_a_keeper(where)
    assert len(started) == 1


def test_a_keeper_that_is_ready_is_shared(where, started):
    holding.have_a_keeper(where)
    holding.have_a_keeper(where)
    assert len(started) == 1
