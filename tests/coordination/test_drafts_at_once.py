"""A save on its way and the signature at the same moment: one note, no draft left behind (C2)."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event

import pytest
from django.db import connections

from claims.models import Claim
from cohe import tenancy
from cohe.models import Membership
from coordination.actions import drafts, notes
from coordination.models import CaseNote, Draft
from tests import make
from tests.coordination.test_worklist_at_once import waits_for_a_lock

TODAY, AT = date(2026, 10, 15), datetime(2026, 10, 15, 13, 30, tzinfo=UTC)
KEY, WINDOW = uuid.uuid4(), str(uuid.uuid4())
TYPED = {"text": "Sleeping badly.", "window": WINDOW}
NOTE = {
    "kind": "plan",
    "area": "monitoring",
    "contact_on": TODAY,
    "minutes": 5,
    "text": "Sleeping badly.",
}


@pytest.fixture
def ana(fresh_database):
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        member = make.Membership(person__name="Ana")
        make.Claim(hsc=member.person)
    return member


def save(ana: Membership, held: Event, go_on: Event) -> None:
    """A save that has written and is slow to commit."""
    with tenancy.acting(tenancy.Context(ana.cohe_id, ana.person_id)):
        drafts.keep_draft(key=KEY, claim=Claim.objects.get(), fields=TYPED, version=0, by=ana, at=AT)
        held.set()
        go_on.wait(10)
    connections.close_all()


def sign(ana: Membership) -> None:
    with tenancy.acting(tenancy.Context(ana.cohe_id, ana.person_id)):
        notes.sign_note(key=KEY, claim=Claim.objects.get(), fields=NOTE, by=ana, today=TODAY, at=AT)
    connections.close_all()


def test_a_signature_waits_for_the_save_on_its_way_and_leaves_no_draft(ana):
    held, go_on = Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        saving = pool.submit(save, ana, held, go_on)
        held.wait(10)
        signing = pool.submit(sign, ana)
        waits_for_a_lock()
        go_on.set()
        saving.result(60), signing.result(60)
    with tenancy.acting(tenancy.Context(ana.cohe_id)):
        assert (CaseNote.objects.count(), Draft.objects.count()) == (1, 0)
