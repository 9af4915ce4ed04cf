"""Opening a claim: each opening is in the trail; outside one's caseload the reason stands before it (K3)."""

from datetime import date, datetime

from claims.models import Claim
from claims.queries import claims, news
from cohe import audit
from cohe.access import Denied
from cohe.models import Membership

# Openings of one claim by one person within these minutes are one row of the trail: turning its pages is not
# reading it anew. As long as a session may idle.
LOGGED_MINUTES = 15


class ReasonNeeded(Exception):
    """The claim is outside the person's caseload: she says first why she opens it."""


def open_claim(*, claim_id: int, by: Membership, today: date, at: datetime) -> Claim:
    """Return a claim that the member may open, and log that she opened it.

    Raises `Claim.DoesNotExist` for a claim she may not see, `ReasonNeeded` when she must say why first.
    """
    claim = find_claim(claim_id=claim_id, by=by, today=today, at=at)
    if not (vars(claim)["is_in_caseload"] or vars(claim)["has_reason"]):
        raise ReasonNeeded
    if not vars(claim)["is_logged"]:
        audit.log(news.OPENED, "claim", claim.pk, at=at)
    return claim


def find_claim(*, claim_id: int, by: Membership, today: date, at: datetime) -> Claim:
    """Return a claim that the member may open, not opened yet; raise `Claim.DoesNotExist` for any other."""
    wanted = claims.to_open(by, today=today, at=at, logged_minutes=LOGGED_MINUTES)
    return wanted.get(pk=claim_id)


def give_reason(*, claim: Claim, reason: str, by: Membership, at: datetime) -> None:
    """Write into the trail why somebody opens a claim outside her caseload; it is good for the day."""
    if not reason.strip():
        raise Denied("Say why you open this claim.")
    audit.log(claims.REASON, "claim", claim.pk, at=at, reason=reason.strip())
