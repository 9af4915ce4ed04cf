"""People of the COHE whom an item may be given to, or whose items a list may show."""

from datetime import date

from cohe.models import Membership, Role
from cohe.permissions import Permission, allows
from coordination.queries import desk_filters
from coordination.queries.desk_items import Scope

# Who is given items: those who work them, and advisors, who are asked about claims by one.
RECEIVERS = (Role.HSC, Role.ASSISTANT, Role.SUPERVISOR, Role.ADVISOR)


def receivers(*, membership: Membership, today: date) -> list[Membership]:
    """Return who may be given an item today, by name."""
    rows = Membership.objects.current(today).filter(cohe=membership.cohe_id, role__in=RECEIVERS)
    return list(rows.select_related("person").order_by("person__name", "person_id"))


def task_receivers(*, membership: Membership, today: date) -> list[Membership]:
    """Return who may be set a task by the member: herself first, others only where she may give items."""
    people = receivers(membership=membership, today=today)
    others = [one for one in people if one.person_id != membership.person_id]
    gives = allows(membership.role, Permission.ITEM_REASSIGN)
    return [membership, *(one for one in others if gives and allows(one.role, Permission.ITEM_WORK))]


def assistants(*, membership: Membership, today: date) -> list[Membership]:
    """Return the HSC Assistants of the COHE today, by name."""
    people = receivers(membership=membership, today=today)
    return [one for one in people if one.role == Role.ASSISTANT]


def advisors(*, membership: Membership, today: date) -> list[Membership]:
    """Return the advisors of the COHE today, by name."""
    people = receivers(membership=membership, today=today)
    return [one for one in people if one.role == Role.ADVISOR]


def owners_to_choose(*, scope: Scope, today: date) -> list[tuple[str, str]]:
    """Return the owners a person may narrow her list to, as value and words."""
    if not scope.sees_team:
        covered = [(str(person), name) for person, name in scope.covered.items()]
        return [
            ("", "Me and those I cover"),
            ("me", "Only me"),
            *([("covered", "Those I cover"), *covered] if covered else []),
        ]
    people = receivers(membership=scope.membership, today=today)
    named = [(str(one.person_id), one.person.name) for one in people]
    return [("", desk_filters.OWNERS["team"].capitalize()), ("nobody", "Nobody"), ("me", "Me"), *named]
