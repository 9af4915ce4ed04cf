"""docker-compose.yml names what exists: no engine is needed to see that."""

import importlib
import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from cohe.embedded import places, postgres
from cohe.launch import up

COMPOSE = places.CHECKOUT / "docker-compose.yml"
SERVICES = yaml.safe_load(COMPOSE.read_text())["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
# Read by the containers of others, not by our settings.
OF_POSTGRES = {"POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS"}
READ_BY = (*places.CHECKOUT.glob("cohe/**/*.py"), postgres.ROLES)


def command_of(name: str) -> list[str]:
    if "command" in SERVICES[name]:
        return SERVICES[name]["command"]
    words = re.search(r"^CMD (\[.*\])$", (places.CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    assert words
    return yaml.safe_load(words[1])


def test_it_has_the_processes_that_up_starts():
    started = {child.name for child in up.children("127.0.0.1", 8000, places.find({}))}
    assert started <= set(SERVICES)
    assert {"postgres", "redis", "migrate"} <= set(SERVICES)


@pytest.mark.parametrize("name", OURS)
def test_each_command_can_be_started(name):
    program, *words = command_of(name)
    if program == "python":
        assert words[0] == "manage.py"
        assert words[1] in get_commands()
    else:
        importlib.import_module(f"{program}.__main__")
    for module, thing in re.findall(r"(cohe\.\w+)(?::(\w+))?", " ".join(words)):
        assert hasattr(importlib.import_module(module), thing or "app")


@pytest.mark.parametrize("name", [*OURS, "postgres"])
def test_each_variable_is_read_by_somebody(name):
    texts = "".join(file.read_text() for file in READ_BY)
    asked = set(SERVICES[name]["environment"]) - OF_POSTGRES
    # DATABASE_URL_WORKER and its like: the settings put the role at the end.
    asked = {re.sub(r"^DATABASE_URL_[A-Z]+$", "DATABASE_URL_", variable) for variable in asked}
    assert [variable for variable in asked if variable not in texts] == []


def test_every_login_of_the_addresses_is_made_by_roles_sql():
    logins = set(re.findall(r"postgres://(\w+):", COMPOSE.read_text()))
    roles = postgres.ROLES.read_text()
    assert logins == {"cohe_web", "cohe_worker", "cohe_report", "cohe_migrate"}
    assert [login for login in logins if not re.search(rf"ALTER ROLE {login} LOGIN", roles)] == []


def test_sort_order_is_that_of_the_embedded_server():
    words = set(SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split())
    assert words == set(postgres.INITDB) - {"--username=postgres", "--auth=trust"}


def mounted(name: str) -> dict[str, str]:
    pairs = (volume.split(":") for volume in SERVICES[name]["volumes"])
    return {source: target for source, target, *_ in pairs}


def test_roles_sql_is_mounted_where_the_image_runs_it_once():
    target = mounted("postgres")["./cohe/db/roles.sql"]
    assert target == "/docker-entrypoint-initdb.d/roles.sql"
    assert Path(places.CHECKOUT / "cohe/db/roles.sql").is_file()


def test_nothing_secret_has_a_default():
    secrets = re.findall(r"\$\{\w*(?:PASSWORD|SECRET_KEY)\w*(:[?-])?", COMPOSE.read_text())
    assert secrets
    assert set(secrets) == {":?"}
