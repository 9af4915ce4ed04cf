"""People and COHEs that every test knows.

Puget is the COHE of the test; Ana and Ben are its HSCs, Mia an HSC Assistant, Sam the supervisor, Dr. Ito an
advisor, Ada the administrator. Cleo is the contract manager. Olga is an HSC of another COHE, Olympia, and
must see nothing.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from claims.models import Claim
from cohe import models, tenancy
from cohe.models import Role
from tests import make
from tests.world import World, make_world

TODAY = "2026-10-15"


@pytest.fixture(autouse=True)
def _thursday_15_october(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the product believe in the day of the sample extract; below the edge nothing asks the clock."""
    monkeypatch.setenv("COHE_TODAY", TODAY)


@pytest.fixture(scope="module")
def lasting_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for the many tests of a file that ask every address, each of which takes back what it did."""
    with pytest.MonkeyPatch.context() as days, django_db_blocker.unblock(), transaction.atomic():
        days.setenv("COHE_TODAY", TODAY)
        make.Cohe(code="OLYMPIA")
        cohe = make.Cohe(code="PUGET")
        with tenancy.acting(tenancy.Context(cohe.pk)):
            yield make_world(cohe)
        transaction.set_rollback(True)


@pytest.fixture
def untouched_world(lasting_world: World) -> Iterator[World]:
    """The lasting world as it was made, whatever the tests before did to it."""
    with transaction.atomic():
        yield lasting_world
        transaction.set_rollback(True)


@pytest.fixture
def olympia(db: None) -> models.Cohe:
    return make.Cohe(code="OLYMPIA")


@pytest.fixture
def puget(db: None, olympia: models.Cohe) -> Iterator[models.Cohe]:
    """The COHE of the test, in force for the rows it makes."""
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        yield cohe


def member(name: str, role: Role) -> models.Membership:
    return make.Membership(person__name=name, role=role)


@pytest.fixture
def ana(puget: models.Cohe) -> models.Membership:
    return member("Ana", Role.HSC)


@pytest.fixture
def ben(puget: models.Cohe) -> models.Membership:
    return member("Ben", Role.HSC)


@pytest.fixture
def mia(puget: models.Cohe) -> models.Membership:
    return member("Mia", Role.ASSISTANT)


@pytest.fixture
def sam(puget: models.Cohe) -> models.Membership:
    return member("Sam", Role.SUPERVISOR)


@pytest.fixture
def ito(puget: models.Cohe) -> models.Membership:
    return member("Dr. Ito", Role.ADVISOR)


@pytest.fixture
def ada(puget: models.Cohe) -> models.Membership:
    return member("Ada", Role.ADMINISTRATOR)


@pytest.fixture
def cleo(puget: models.Cohe) -> models.Membership:
    return member("Cleo", Role.CONTRACT_MANAGER)


@pytest.fixture
def olga(puget: models.Cohe, olympia: models.Cohe) -> models.Membership:
    with tenancy.acting(tenancy.Context(olympia.pk)):
        return make.Membership(cohe=olympia, person__name="Olga", role=Role.HSC)


@pytest.fixture
def browse() -> Callable[[models.Membership], Client]:
    """Return a client that is signed in as somebody."""

    def sign_in(membership: models.Membership) -> Client:
        client = Client()
        client.force_login(membership.person)
        return client

    return sign_in


@pytest.fixture
def supervisor(browse: Callable[[models.Membership], Client], sam: models.Membership) -> Client:
    """Sam's browser."""
    return browse(sam)


@pytest.fixture
def claim(ana: models.Membership) -> Claim:
    """A claim of Ana's."""
    return make.Claim(hsc=ana.person)


@pytest.fixture
def world(puget: models.Cohe) -> World:
    """One of each thing, in Puget."""
    return make_world(puget)
