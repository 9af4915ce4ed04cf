"""Drafts of notes in two windows: what one page saved is no conflict with itself, and no text is lost."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from claims.models import Claim
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination.actions import notes
from coordination.models import CaseNote, Draft

MOST_CHARACTERS = 40_000


@transaction.atomic
def keep_draft(
    *, key: UUID, claim: Claim, fields: Mapping[str, Any], version: int, by: Membership, at: datetime
) -> Draft:
    """Keep what a page has typed. A page that lost the answer to its last save does not conflict with itself.

    `fields["window"]` names the page. Raises as `notes.save_draft` does, and `Denied` for too long a text.
    """
    if sum(len(str(value)) for value in fields.values()) > MOST_CHARACTERS:
        raise Denied(f"A draft holds at most {MOST_CHARACTERS:,} characters: sign it and begin another note.")
    notes.lock_draft(key)
    held = Draft.objects.filter(key=key, author=by.person_id).first()
    if held is not None and is_from(held, fields):
        version = held.version
    return notes.save_draft(key=key, claim=claim, fields=fields, version=version, by=by, at=at)


def keep(*, key: UUID | None, claim: Claim, fields: Mapping[str, Any], by: Membership, at: datetime) -> Draft:
    """Keep a text under its own key where the page that sends it saved it last, else beside what is there."""
    if key is not None:
        # Where another page's text has that key, or its note is signed, both are kept.
        with suppress(Conflict, Denied), transaction.atomic():
            return keep_draft(key=key, claim=claim, fields=fields, version=0, by=by, at=at)
    return keep_beside(claim=claim, fields=fields, by=by, at=at)


def keep_beside(*, claim: Claim, fields: Mapping[str, Any], by: Membership, at: datetime) -> Draft:
    """Keep a text that conflicts with another as a draft of its own."""
    return notes.save_draft(key=uuid4(), claim=claim, fields=fields, version=0, by=by, at=at)


def collision(
    *, key: UUID, fields: Mapping[str, Any], version: int, by: Membership
) -> CaseNote | Draft | None:
    """Return what stands against signing this text under its key, None when nothing does.

    A note: the key is signed already. A draft: another page has saved it since `version`. Waits for a save on
    its way and lets none in before the caller's transaction ends: so a signed note leaves no draft behind.
    """
    notes.lock_draft(key)
    signed = CaseNote.objects.filter(key=key).first()
    if signed is not None:
        return signed
    held = Draft.objects.filter(key=key, author=by.person_id).first()
    if held is None or held.version == version or is_from(held, fields):
        return None
    return held


def is_from(draft: Draft, fields: Mapping[str, Any]) -> bool:
    """Say whether the page that sends `fields` is the one that saved the draft last."""
    window = fields.get("window")
    return bool(window) and draft.fields.get("window") == window
