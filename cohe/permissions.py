"""Who may what: the whole table. Views name a permission, roles hold them; what is not here is refused.

`docs/access.md` is generated from this file. Source: domain.md 4.6.
"""

from enum import StrEnum

from cohe.models.people import Role


class Permission(StrEnum):
    """A noun and a verb."""

    ACCOUNT_USE = "account.use"
    CASELOAD_CHANGE = "caseload.change"
    CASELOAD_SEE = "caseload.see"
    CLAIM_SEE = "claim.see"
    CLAIM_TIER = "claim.tier"
    FRQ_ASK = "frq.ask"
    IMPORT_RUN = "import.run"
    IMPORT_SEE = "import.see"
    ITEM_REASSIGN = "item.reassign"
    ITEM_WORK = "item.work"
    NOTE_WRITE = "note.write"
    PEOPLE_MANAGE = "people.manage"
    RECORD_WRITE = "record.write"
    RULES_SEE = "rules.see"
    TEAM_SEE = "team.see"
    TRAIL_SEE = "trail.see"
    WORKLIST_GO_LIVE = "worklist.go-live"
    WORKLIST_SEE = "worklist.see"


_P = Permission
_DESK = frozenset(
    {
        _P.ACCOUNT_USE,
        _P.CLAIM_SEE,
        _P.FRQ_ASK,
        _P.ITEM_WORK,
        _P.NOTE_WRITE,
        _P.RECORD_WRITE,
        _P.RULES_SEE,
        _P.WORKLIST_SEE,
    }
)
# What coordinators of the whole caseload may beside their desk.
_CASELOAD = frozenset(
    {_P.CASELOAD_SEE, _P.CLAIM_TIER, _P.IMPORT_SEE, _P.ITEM_REASSIGN, _P.TRAIL_SEE},
)

ROLES: dict[Role, frozenset[Permission]] = {
    # Her own list and the claims of the COHE; she opens another's claim with a reason.
    Role.HSC: _DESK | _CASELOAD,
    # Only what an HSC gave her (`ClaimQuerySet.visible_to`).
    Role.ASSISTANT: _DESK,
    # The whole COHE, its caseload and its imports; notes of others stay theirs.
    Role.SUPERVISOR: _DESK | _CASELOAD | {_P.CASELOAD_CHANGE, _P.IMPORT_RUN, _P.TEAM_SEE},
    # Claims referred to them by an item.
    Role.ADVISOR: frozenset({_P.ACCOUNT_USE, _P.CLAIM_SEE, _P.NOTE_WRITE, _P.RULES_SEE, _P.WORKLIST_SEE}),
    # Aggregates only: no worker detail.
    Role.CONTRACT_MANAGER: frozenset({_P.ACCOUNT_USE, _P.RULES_SEE}),
    # Settings and imports; no clinical text.
    Role.ADMINISTRATOR: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.CASELOAD_CHANGE,
            _P.CASELOAD_SEE,
            _P.IMPORT_RUN,
            _P.IMPORT_SEE,
            _P.PEOPLE_MANAGE,
            _P.RULES_SEE,
            _P.WORKLIST_GO_LIVE,
        }
    ),
}


def allows(role: str, permission: Permission) -> bool:
    """Say whether a role holds a permission; an unknown role holds none."""
    return permission in ROLES.get(Role(role), frozenset())
