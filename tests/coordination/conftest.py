"""What most tests of the desk begin with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cohe import clock
from cohe.models import Membership
from tests import make


@pytest.fixture
def client(ana: Membership, browse: Callable[[Membership], Client]) -> Client:
    """Ana's browser."""
    return browse(ana)


@pytest.fixture
def when(ana: Membership) -> dict[str, Any]:
    """By whom, on which day and at what time something is done: by Ana, now."""
    return {"by": ana, "today": make.DAY, "at": clock.now()}
