"""What of a discussion's figures its reader does not see (domain.md 14)."""

from collections.abc import Collection

from cohe.models import Membership
from cohe.permissions import Permission, allows
from staffing.models import Discussion
from staffing.queries import policy


def too_few(rows: Collection[Discussion], reader: Membership) -> dict[int, int]:
    """Return the discussions whose claims are fewer than a contract manager sees, with that number.

    None for who sees the COHE's staffing herself. One query however many discussions.
    """
    if allows(reader.role, Permission.STAFFING_SEE) or not rows:
        return {}
    limits = policy.in_force_on([one.quarter.last for one in rows])
    smallest = {one.pk: limits[one.quarter.last].smallest_cell for one in rows}
    return {one.pk: smallest[one.pk] for one in rows if 0 < one.check_made.claims < smallest[one.pk]}
