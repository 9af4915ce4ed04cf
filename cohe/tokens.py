"""Keys for the API. The key is shown once; the database keeps its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from cohe.models import ApiToken, Membership

LIFE = timedelta(days=90)


def digest_of(key: str) -> str:
    """Return the hash under which a key is kept.

    Keys are 32 random bytes, so a plain hash cannot be guessed.
    """
    return hashlib.sha256(key.encode()).hexdigest()


def make_token(*, membership: Membership, name: str, at: datetime) -> str:
    """Make a key for the member's own rights in that COHE, for 90 days.

    Return it, the only time it is seen.
    """
    key = secrets.token_urlsafe(32)
    ApiToken.objects.create(
        person=membership.person,
        cohe=membership.cohe,
        name=name,
        digest=digest_of(key),
        created_at=at,
        expires_at=at + LIFE,
    )
    return key


def revoke_token(*, token: ApiToken, at: datetime) -> None:
    """Take a key back at once; doing so twice keeps the first time."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
