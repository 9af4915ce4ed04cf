"""Two who keep somebody's first provider number at the same moment: one is kept, the other is told so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event

import pytest
from django.db import connections

from cohe import provider_numbers, tenancy
from cohe.access import Denied
from cohe.models import Membership, ProviderNumber, Role
from tests import make
from tests.coordination.test_worklist_at_once import waits_for_a_lock

TODAY, AT = date(2026, 10, 15), datetime(2026, 10, 15, 13, 30, tzinfo=UTC)


@pytest.fixture
def sam(fresh_database):
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        return make.Membership(role=Role.SUPERVISOR)


def keep(sam: Membership, number: str, held: Event, go_on: Event) -> None:
    """A supervisor who has written and is slow to commit."""
    try:
        with tenancy.acting(tenancy.Context(sam.cohe_id, sam.person_id)):
            provider_numbers.keep_number(
                person=sam.person,
                standing=provider_numbers.Standing(TODAY, number),
                by=sam,
                today=TODAY,
                at=AT,
            )
            held.set()
            go_on.wait(10)
    finally:
        connections.close_all()


def test_the_second_first_number_is_refused_with_a_sentence_and_the_first_stands(sam):
    held, go_on = Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(keep, sam, "123456", held, go_on)
        held.wait(10)
        second = pool.submit(keep, sam, "654321", Event(), go_on)
        waits_for_a_lock("transactionid")
        go_on.set()
        first.result(60)
        with pytest.raises(Denied, match="Somebody has just kept a provider number"):
            second.result(60)
    with tenancy.acting(tenancy.Context(sam.cohe_id)):
        assert ProviderNumber.objects.get().number == "123456"
