"""Who may what: the whole table. Views name a permission, roles hold them; what is not here is refused.

`docs/access.md` is generated from this file. Source: domain.md 4.6.
"""

from enum import StrEnum

from cohe.models.people import Role


class Permission(StrEnum):
    """A noun and a verb."""

    ACCOUNT_USE = "account.use"
    ADVICE_GIVE = "advice.give"
    BILLING_EXPORT = "billing.export"
    BILLING_SEE = "billing.see"
    CASELOAD_CHANGE = "caseload.change"
    CASELOAD_SEE = "caseload.see"
    CLAIM_SEE = "claim.see"
    CLAIM_TIER = "claim.tier"
    COHES_SEE = "cohes.see"
    CONFIGURE = "forms.configure"
    DISCUSSION_WRITE = "discussion.write"
    FRQ_ASK = "frq.ask"
    HAND_OVER = "claim.hand-over"
    IMPORT_RUN = "import.run"
    IMPORT_SEE = "import.see"
    ITEM_REASSIGN = "item.reassign"
    ITEM_WORK = "item.work"
    LETTER_WRITE = "letter.write"
    MEASURES_KEEP = "measures.keep"
    MEASURES_SEE = "measures.see"
    NOTE_WRITE = "note.write"
    PEOPLE_MANAGE = "people.manage"
    RECORD_WRITE = "record.write"
    REPORT_SEE = "report.see"
    REPORT_WRITE = "report.write"
    RESOURCE_KEEP = "resource.keep"
    RESOURCE_SEE = "resource.see"
    RULES_SEE = "rules.see"
    STAFFING_CHANGE = "staffing.change"
    STAFFING_SEE = "staffing.see"
    TEAM_SEE = "team.see"
    TRAIL_SEE = "trail.see"
    TRAINING_KEEP = "training.keep"
    TRAINING_SEE = "training.see"
    WORKLIST_GO_LIVE = "worklist.go-live"
    WORKLIST_SEE = "worklist.see"


_P = Permission
_DESK = frozenset(
    {
        _P.ACCOUNT_USE,
        _P.CLAIM_SEE,
        _P.FRQ_ASK,
        _P.ITEM_WORK,
        _P.LETTER_WRITE,
        _P.NOTE_WRITE,
        _P.RECORD_WRITE,
        _P.RESOURCE_KEEP,
        _P.RESOURCE_SEE,
        _P.RULES_SEE,
        _P.TRAINING_SEE,
        _P.WORKLIST_SEE,
    }
)
# What coordinators of the whole caseload may beside their desk.
_CASELOAD = frozenset(
    {
        _P.BILLING_SEE,
        _P.CASELOAD_SEE,
        _P.CLAIM_TIER,
        _P.HAND_OVER,
        _P.IMPORT_SEE,
        _P.ITEM_REASSIGN,
        _P.MEASURES_SEE,
        _P.TRAIL_SEE,
    },
)

ROLES: dict[Role, frozenset[Permission]] = {
    # Her own list and the claims of the COHE; she opens another's claim with a reason.
    Role.HSC: _DESK | _CASELOAD,
    # Only what an HSC gave her (`ClaimQuerySet.visible_to`).
    Role.ASSISTANT: _DESK,
    # The whole COHE, its caseload and its imports; notes of others stay theirs.
    Role.SUPERVISOR: _DESK
    | _CASELOAD
    | {
        _P.BILLING_EXPORT,
        _P.CASELOAD_CHANGE,
        _P.DISCUSSION_WRITE,
        _P.IMPORT_RUN,
        _P.MEASURES_KEEP,
        _P.REPORT_SEE,
        _P.REPORT_WRITE,
        _P.STAFFING_CHANGE,
        _P.STAFFING_SEE,
        _P.TEAM_SEE,
        _P.TRAINING_KEEP,
    },
    # Claims referred to them by an item.
    Role.ADVISOR: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.ADVICE_GIVE,
            _P.CLAIM_SEE,
            _P.NOTE_WRITE,
            _P.RESOURCE_SEE,
            _P.RULES_SEE,
            _P.WORKLIST_SEE,
        }
    ),
    # Totals of her COHEs only, by a login of their own: no worker detail.
    Role.CONTRACT_MANAGER: frozenset({_P.ACCOUNT_USE, _P.COHES_SEE, _P.DISCUSSION_WRITE, _P.RULES_SEE}),
    # Settings and imports; no clinical text.
    Role.ADMINISTRATOR: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.CASELOAD_CHANGE,
            _P.CASELOAD_SEE,
            _P.CONFIGURE,
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
