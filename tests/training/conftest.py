"""Who is trained."""

from datetime import date

import pytest

from cohe.models import Membership, Person
from tests import make


@pytest.fixture
def new(ana: Membership) -> Person:
    """Ana, hired on 2 June 2026."""
    make.Employment(person=ana.person, hired_on=date(2026, 6, 2))
    return ana.person
