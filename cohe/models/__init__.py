"""The ground: organisation, people, access, policy, outbox and trails."""

from cohe.models.access import AccessEvent, ApiToken, TrailSeal
from cohe.models.credential import ProviderNumber
from cohe.models.organisation import Cohe
from cohe.models.outbox import OutboxRow
from cohe.models.people import Employment, Membership, Person, Role
from cohe.models.policy import PolicyValue

__all__ = [
    "AccessEvent",
    "ApiToken",
    "Cohe",
    "Employment",
    "Membership",
    "OutboxRow",
    "Person",
    "PolicyValue",
    "ProviderNumber",
    "Role",
    "TrailSeal",
]
