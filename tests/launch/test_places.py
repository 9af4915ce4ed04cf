"""Where the servers live, for whom they run, and who may use them."""

import stat
from pathlib import Path

import pytest

from cohe.embedded import account, places
from cohe.embedded.locks import FileLock, somebody_holds
from cohe.launch import schema
from cohe.testing import template


def test_state_is_kept_in_the_checkout_unless_another_folder_is_named(tmp_path):
    assert places.find({}).state == places.CHECKOUT / ".state"
    assert places.find({"COHE_STATE_DIR": str(tmp_path)}).state == tmp_path


def test_for_root_data_moves_out_of_a_folder_that_others_cannot_enter(tmp_path, monkeypatch):
    monkeypatch.setattr(places.os, "getuid", lambda: 0)
    tmp_path.chmod(0o700)
    first, second = (places.find({"COHE_STATE_DIR": str(tmp_path / name)}) for name in ("a", "b"))
    assert first.home.parent == second.home.parent == Path("/var/lib")
    assert first.home != second.home
    assert first.home == places.find({"COHE_STATE_DIR": str(tmp_path / "a")}).home


def test_a_plain_person_keeps_all_data_in_the_state_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(places.os, "getuid", lambda: 1234)
    tmp_path.chmod(0o700)
    assert places.find({"COHE_STATE_DIR": str(tmp_path / "a")}).home == tmp_path / "a"


def test_sockets_of_a_deep_folder_stay_short_enough_for_the_kernel(tmp_path):
    deep = tmp_path / ("deep" * 30)
    found = places.find({"COHE_STATE_DIR": str(deep)})
    assert len(bytes(found.postgres_socket)) <= 107
    assert found.sockets != places.find({"COHE_STATE_DIR": str(deep / "er")}).sockets


def test_a_passable_folder_can_be_crossed_but_not_looked_into(tmp_path):
    places.make_passable(tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o711


def test_a_folder_of_a_server_is_closed_to_everybody_else(tmp_path):
    ourselves = account.Account(places.os.getuid(), places.os.getgid(), changed=False)
    assert stat.S_IMODE(ourselves.own(tmp_path / "data").stat().st_mode) == 0o700


def test_an_account_without_a_name_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(account.os, "getuid", lambda: 3_999_999_999)
    with pytest.raises(account.CannotStart, match="set DATABASE_URL and REDIS_URL"):
        account.choose()


def test_root_without_an_account_for_the_servers_is_told_so(monkeypatch):
    monkeypatch.setattr(account.os, "getuid", lambda: 0)
    monkeypatch.setattr(account.pwd, "getpwnam", {}.__getitem__)
    with pytest.raises(account.CannotStart, match="refuses to run as root"):
        account.choose()


def test_a_lock_is_shared_by_many_or_held_by_one(tmp_path):
    one, other, third = (FileLock(tmp_path / "lock") for _ in range(3))
    one.share()
    other.share()
    assert not third.try_to_take()
    one.let_go()
    assert somebody_holds(tmp_path / "lock")
    other.let_go()
    assert third.try_to_take()
    third.let_go()
    assert not somebody_holds(tmp_path / "lock")


@pytest.fixture
def checkout(tmp_path):
    for name in ("claims/migrations/0001_initial.py", "claims/models/claim.py", "requirements/run.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("as it was")
    return tmp_path


@pytest.mark.parametrize("changed", ["claims/migrations/0001_initial.py", "requirements/run.txt"])
def test_a_changed_migration_or_library_brings_the_schema_up_to_date(checkout, changed):
    before = schema.digest_of_migrations(checkout), template.digest_of_sources(checkout)
    (checkout / changed).write_text("as it is now")
    assert schema.digest_of_migrations(checkout) != before[0]
    assert template.digest_of_sources(checkout) != before[1]


def test_a_new_migration_brings_the_schema_up_to_date(checkout):
    before = schema.digest_of_migrations(checkout)
    (checkout / "claims/migrations/0002_more.py").write_text("")
    assert schema.digest_of_migrations(checkout) != before
