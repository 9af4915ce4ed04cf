"""`manage.py` builds the environment once, from the lock, and tells people what is wrong."""

import subprocess
import sys

import pytest

import manage
from cohe.launch import checks, commands, tests, up


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with locks and an environment that claims to be built, in a folder of its own."""
    for level in manage.LEVELS:
        (tmp_path / "requirements").mkdir(exist_ok=True)
        (tmp_path / "requirements" / f"{level}.txt").write_text(f"# {level}\n")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(manage, "CHECKOUT", tmp_path)
    monkeypatch.setattr(manage, "VENV", venv)
    monkeypatch.setattr(manage, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(manage, "STAMP", venv / "built-from")
    return tmp_path


def stand_at(level: str) -> None:
    manage.STAMP.write_text(f"{level} {manage.digest_of(level)}\n")


@pytest.mark.parametrize(("there", "wanted"), [("run", "run"), ("test", "run"), ("dev", "test")])
def test_an_environment_that_holds_more_will_do(checkout, there, wanted):
    stand_at(there)
    assert manage.built(wanted)


def test_an_environment_that_holds_less_will_not_do(checkout):
    stand_at("run")
    assert not manage.built("test")


def test_a_changed_lock_asks_for_a_new_environment(checkout):
    stand_at("test")
    (checkout / "requirements" / "test.txt").write_text("# other\n")
    assert not manage.built("run")


def test_an_environment_whose_build_was_interrupted_is_built_again(checkout):
    assert not manage.built("run")


def test_it_installs_what_the_lock_says_and_only_with_matching_hashes(checkout, monkeypatch):
    said = []
    monkeypatch.setattr(manage.subprocess, "run", lambda command, **_: said.append(list(map(str, command))))
    monkeypatch.setattr(manage, "same_version", lambda: True)
    manage.build_environment("test")
    assert "--require-hashes" in said[-1]
    assert said[-1][-1] == str(checkout / "requirements" / "test.txt")
    assert manage.built("test")


def test_an_install_that_fails_ends_with_a_sentence(checkout, monkeypatch):
    def fail(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(manage.subprocess, "run", fail)
    monkeypatch.setattr(manage, "same_version", lambda: True)
    with pytest.raises(SystemExit, match="could not be built"):
        manage.build_environment("run")
    assert not manage.built("run")


def test_no_lock_and_no_committed_text_of_the_launcher_names_a_registry():
    assert not checks.locks_name_no_registry()


def test_everything_asked_for_is_locked():
    assert not checks.locks_are_current()


def test_a_lock_with_an_address_is_found(checkout, monkeypatch, capsys):
    monkeypatch.setattr(checks.places, "CHECKOUT", checkout)
    (checkout / "pyproject.toml").write_text("")
    (checkout / "requirements" / "run.txt").write_text("--index-url https" + "://example.org\n")
    assert checks.locks_name_no_registry()
    assert "requirements/run.txt holds an address" in capsys.readouterr().out


def test_a_package_without_a_lock_is_found(checkout, monkeypatch, capsys):
    monkeypatch.setattr(checks.places, "CHECKOUT", checkout)
    (checkout / "pyproject.toml").write_text('dependencies = [\n  "django-forgotten[all]>=1",\n]\n')
    assert checks.locks_are_current()
    assert "django-forgotten is in pyproject.toml" in capsys.readouterr().out


def test_a_long_line_in_a_template_is_found(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(checks.places, "CHECKOUT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("short\n" + "x" * 111 + "\n")
    assert checks.lines_are_short()
    assert "templates/page.html:2 has 111 characters" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [(0, 0, 0), (1, 0, 1), (0, 1, 1), (5, 0, 0), (0, 5, 0), (5, 5, 5), (2, 1, 2)],
)
def test_tests_fail_when_one_of_both_runs_fails_or_nothing_was_found(monkeypatch, first, second, answer):
    codes = iter([first, second])
    monkeypatch.setattr(tests, "pytest", lambda words: next(codes))
    assert tests.run([]) == answer


def test_words_after_test_go_to_pytest_in_both_runs(monkeypatch):
    runs = []
    monkeypatch.setattr(tests, "pytest", lambda words: runs.append(words) or 0)
    tests.run(["tests/launch", "-k", "lock"])
    assert [words[-3:] for words in runs] == [["tests/launch", "-k", "lock"]] * 2
    assert runs[0][1] == f"not ({runs[1][1]})"


def test_a_port_in_use_is_refused_in_a_sentence():
    with up.socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(up.Refused, match=f"Port {port} of 127.0.0.1 cannot be used"):
            up.choose_port(up.Wish("127.0.0.1", port, with_demonstration=False))


@pytest.mark.parametrize(
    ("command", "role"), [("migrate", "migrate"), ("import_extract", "worker"), ("make_worklist", "worker")]
)
def test_only_commands_of_the_schema_run_as_the_role_that_may_change_it(monkeypatch, command, role):
    monkeypatch.delenv("COHE_DB_ROLE")
    monkeypatch.setattr(commands, "execute_from_command_line", lambda argv: None)
    commands.run(["manage.py", command, "--help"])
    assert commands.os.environ["COHE_DB_ROLE"] == role
