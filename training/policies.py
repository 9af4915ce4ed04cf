"""May this person do this to training records now? Each check raises `Denied` with the sentence she reads."""

from datetime import date
from decimal import Decimal

from cohe.access import Denied, check
from cohe.models import Membership, Person
from cohe.permissions import Permission
from training.models.course import MEDIA, MOST_BYTES

SIGNATURES = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8\xff"}


def check_can_keep(membership: Membership) -> None:
    """Qualifications and training are kept by the supervisor."""
    check(membership, Permission.TRAINING_KEEP, "Your role does not keep training records.")


def check_can_see(membership: Membership, person_id: int) -> None:
    """Everybody sees her own training; the supervisor sees everybody's."""
    if membership.person_id != person_id:
        check(membership, Permission.TRAINING_KEEP, "Your role sees your own training only.")
    check(membership, Permission.TRAINING_SEE, "Your role has no training of its own.")


def check_is_not_to_come(day: date, today: date, what: str) -> None:
    """What is recorded has happened."""
    if day > today:
        raise Denied(f"{what} cannot be after today.")


def check_reviewer(reviewer: Membership | None, person: Person, reason: str) -> None:
    """ "Equivalent" is judged by a named reviewer, who is another, with a reason (domain.md 7)."""
    if reviewer is None or not reason.strip():
        raise Denied("“Equivalent” needs a named reviewer and a reason.")
    if reviewer.person_id == person.pk:
        raise Denied("Nobody judges her own experience: name another reviewer.")


def check_course(delivered_on: date, approved_on: date | None, hours: Decimal, today: date) -> None:
    """Training has happened, took at most a day's hours, and was approved before it was delivered (R11)."""
    check_is_not_to_come(delivered_on, today, "Training")
    if not 0 < hours <= 24:
        raise Denied("Hours are more than 0 and at most 24.")
    if approved_on is not None and approved_on > delivered_on:
        raise Denied(
            "The approval is dated after the training was delivered: content counts only when it was "
            "approved before. Leave the approval empty, or correct the day."
        )


def media_of(content: bytes, name: str) -> str:
    """Return what a file is by its first bytes; refuse what is empty, too large or of another kind."""
    if not content:
        raise Denied("The file is empty.")
    if len(content) > MOST_BYTES:
        raise Denied(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    for media, begins in SIGNATURES.items():
        if content.startswith(begins):
            return media
    if name.lower().endswith(".txt") and is_text(content):
        return MEDIA[-1]
    raise Denied("Evidence is a PDF, a PNG or JPEG picture, or a plain text file.")


def is_text(content: bytes) -> bool:
    """Say whether bytes are readable text."""
    try:
        return "\x00" not in content.decode()
    except UnicodeDecodeError:
        return False
