"""A server starts again after one that was killed, or that ended in order while we waited for it."""

from cohe.embedded import postgres


def test_a_server_that_ends_in_order_while_we_wait_leaves_nothing_to_clear(tmp_path, monkeypatch):
    lock = tmp_path / "postmaster.pid"
    lock.write_text("123\n")
    still_there = [[123], []]

    def processes_in(folder):
        found = still_there.pop(0)
        if not found:
            lock.unlink()
        return found

    monkeypatch.setattr(postgres, "processes_in", processes_in)
    postgres.wait_for_former_processes(tmp_path)
    assert not lock.exists()
