"""May this person do this to staffing now? Each check raises `Denied` with the sentence she reads."""

from datetime import date

from cohe.access import Conflict, Denied, check
from cohe.models import Membership
from cohe.permissions import Permission
from staffing.models import Discussion
from staffing.quarter import Quarter


def check_can_change_staffing(membership: Membership) -> None:
    """Shares, absences, cover and reporting lines are the supervisor's."""
    check(membership, Permission.STAFFING_CHANGE, "Your role does not change staffing.")


def check_can_discuss(membership: Membership) -> None:
    """A discussion is written by the supervisor and the contract manager."""
    check(membership, Permission.DISCUSSION_WRITE, "Your role does not write to this discussion.")


def check_quarter_is_over(quarter: Quarter, today: date) -> None:
    """A quarter is checked when its last day has passed: before that its claims are not all there."""
    if today <= quarter.last:
        raise Denied(
            f"{quarter.words} is not over: it can be checked from {quarter.next.first:%-d %b %Y} on."
        )


def check_is_as_read(discussion: Discussion, version: int) -> None:
    """Refuse to write over what somebody else has written since this page was opened."""
    if discussion.version != version:
        raise Conflict(
            "Somebody else has changed this discussion since you opened it: your text is still here, "
            "theirs is on the page opened anew."
        )


def check_can_report(membership: Membership) -> None:
    """The quarterly report is written and signed by the supervisor."""
    check(membership, Permission.REPORT_WRITE, "Your role does not write the quarterly report.")


def check_can_keep_measures(membership: Membership) -> None:
    """Reviews, comparisons, adopter classes, surveys and improvement projects are the supervisor's."""
    check(membership, Permission.MEASURES_KEEP, "Your role does not keep what the measures go by.")


def check_can_record_call(membership: Membership) -> None:
    """A call between provider and employer is recorded by who records facts of a claim."""
    check(membership, Permission.RECORD_WRITE, "Your role does not record calls.")


def check_can_rescue(membership: Membership) -> None:
    """An HSC rescues her own claims, a supervisor those of the COHE."""
    check(membership, Permission.MEASURES_SEE, "Your role does not see the measures.")
