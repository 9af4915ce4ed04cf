"""The pytest plugin of the product: throw-away servers, a clone of one migrated database for each process.

Loaded by `-p cohe.testing` (pyproject.toml). Tests log in as `cohe_test` and run as the web role, like pages.
The servers start when the first test asks for the database, so pure tests pay nothing; they end with pytest,
even if pytest is killed.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from cohe.embedded import holding, places
from cohe.embedded.locks import FileLock
from cohe.testing import browser, database

SECONDS_FOR_SERVERS_TO_END = 15.0
ENVIRONMENT = {
    "COHE_DB_ROLE": "test",
    # Hashed names of static files need a collectstatic, slow passwords need patience; neither is under test.
    "COHE_STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "COHE_PASSWORD_HASHER": "django.contrib.auth.hashers.MD5PasswordHasher",
    "COHE_EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
}
# A test never touches a database that somebody works with.
FORGOTTEN = ("DATABASE_URL", "REDIS_URL", "COHE_TODAY", "COHE_SECRET_KEY", "COHE_HTTPS", "COHE_DB_NAME")

_share: FileLock | None = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Point the settings at a folder of our own before pytest-django reads them."""
    global _share
    if "PYTEST_XDIST_WORKER" not in os.environ and _share is None:
        for name in [name for name in os.environ if name.startswith(FORGOTTEN)]:
            del os.environ[name]
        state = Path(tempfile.mkdtemp(prefix="cohe-test-"))
        os.environ |= ENVIRONMENT | {"COHE_STATE_DIR": str(state)}
        places.make_passable(state)
        (state / "static").mkdir()  # the web server warns when it is missing; nothing is collected for tests
        _share = FileLock(state / "holders.lock")
        _share.share()
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Register our fixtures last, so that they stand before those of the same name in other plugins."""
    config.pluginmanager.register(database, "cohe-database")
    config.pluginmanager.register(browser, "cohe-browser")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the servers end, and wait for it, so that the next pytest has the machine for itself."""
    if _share is None or hasattr(config, "workerinput"):
        return
    where = places.find()
    _share.let_go()
    deadline = time.monotonic() + SECONDS_FOR_SERVERS_TO_END
    while holding.keeper_is_there(where) and time.monotonic() < deadline:
        time.sleep(0.05)
    shutil.rmtree(where.state, ignore_errors=True)
