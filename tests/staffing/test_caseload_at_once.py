"""Two moves of a caseload at the same moment: one works, the other is told so, moves nothing, goes next."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import connections

from claims.actions import caseload
from claims.models import Claim
from cohe import tenancy
from cohe.access import Conflict
from cohe.models import Role
from staffing.actions import leavers, shifts
from staffing.actions.leavers import Split
from staffing.actions.shifts import Wish
from staffing.models import Shift
from staffing.queries.load import load_page
from tests import make
from tests.staffing.test_shifts import provider_of

TODAY, AT = date(2026, 10, 15), datetime(2026, 10, 15, 13, 30, tzinfo=UTC)


@pytest.fixture
def here(fresh_database):
    """Ana has six claims of two providers, Ben none; Eva leaves and has two. Really committed."""
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        ana, ben, eva = (make.Membership(person__name=name) for name in ("Ana", "Ben", "Eva"))
        sam = make.Membership(role=Role.SUPERVISOR)
        for one in (ana, ben, eva):
            make.Employment(person=one.person)
        for one in (ana, ben):
            make.Share(person=one.person)
        provider_of(ana, 3, "200801"), provider_of(eva, 2, "200803")
        extra = provider_of(ana, 3, "200802")
        departure = leavers.set_departure(person=eva.person, last_on=date(2026, 10, 30), by=sam, at=AT)
        page = load_page(TODAY)
    return SimpleNamespace(
        cohe=cohe.pk, ben=ben, sam=sam, extra=extra, departure=departure, seen=page.seen,
        wishes=[Wish.read(one.key) for one in page.chosen],
    )  # fmt: skip


def even_the_load(here):
    shifts.shift_load(wishes=here.wishes, seen=here.seen, by=here.sam, today=TODAY, at=AT)


def hand_over(here):
    leavers.hand_over(departure=here.departure, split=Split(here.ben), by=here.sam, today=TODAY, at=AT)


def give_a_provider(here):
    caseload.assign_provider(
        provider=here.extra, hsc=here.ben, move_claims=True, reason="Nearer", by=here.sam, today=TODAY, at=AT
    )


def move(here, what: Callable, held: Event, go_on: Event) -> None:
    """A move that is done and slow to commit."""
    try:
        with tenancy.acting(tenancy.Context(here.cohe, here.sam.person_id)):
            what(here)
            held.set()
            go_on.wait(10)
    finally:
        connections.close_all()


def owners(here) -> dict[int, int]:
    with tenancy.acting(tenancy.Context(here.cohe)):
        return dict(Claim.objects.values_list("pk", "hsc"))


@pytest.mark.parametrize(
    ("first", "second"),
    [(hand_over, give_a_provider), (even_the_load, hand_over), (even_the_load, give_a_provider)],
)
def test_of_two_moves_at_once_the_second_is_told_moves_nothing_and_can_go_next(here, first, second):
    held, go_on, free = Event(), Event(), Event()
    free.set()
    before = owners(here)
    with ThreadPoolExecutor(2) as pool:
        working = pool.submit(move, here, first, held, go_on)
        held.wait(10)
        with pytest.raises(Conflict, match="The caseload is being changed just now"):
            pool.submit(move, here, second, Event(), free).result(60)
        assert owners(here) == before
        go_on.set()
        working.result(60)
        between = owners(here)
        pool.submit(move, here, second, Event(), free).result(60)
    assert before != between != owners(here)
    with tenancy.acting(tenancy.Context(here.cohe)):
        assert Shift.objects.count() == len({hand_over, even_the_load} & {first, second})
