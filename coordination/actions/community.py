"""The directory of resources, what of it workers were given, and documents that somebody has reviewed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Claim, Document
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.models import DocumentReview, Resource, ResourceShare, ResourceVerification


@dataclass(frozen=True, slots=True)
class Described:
    """What the directory says of a resource."""

    name: str
    kind: str
    eligibility: str = ""
    languages: str = ""
    cost: str = ""
    phone: str = ""
    address: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A resource given to a worker on a day."""

    resource: Resource
    shared_on: date
    in_plan: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What the follow-up of a share found; without a day it is taken back."""

    followed_up_on: date | None
    outcome: str = ""
    remark: str = ""


@transaction.atomic
def add_resource(*, described: Described, by: Membership, today: date) -> Resource:
    """Put a resource into the directory; who enters it has verified it that day. Refuses an empty name."""
    policies.check_can_keep_resources(by)
    made = Resource.objects.create(cohe_id=by.cohe_id, kept_by_id=by.person_id, **sound(described))
    verify_resource(resource=made, by=by, today=today)
    return made


@transaction.atomic
def change_resource(*, resource: Resource, described: Described, by: Membership) -> Resource:
    """Put right what the directory says; what it said before stays in the history."""
    policies.check_can_keep_resources(by)
    held = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    for name, text in sound(described).items():
        setattr(held, name, text)
    held.kept_by_id = by.person_id
    held.save()
    return held


def sound(described: Described) -> dict[str, str]:
    """Return the texts without blanks around them; refuse no name, and a web address that is none."""
    texts = {name: text.strip() for name, text in asdict(described).items()}
    if not texts["name"]:
        raise Denied("Give the resource a name.")
    if texts["web"] and not texts["web"].startswith(("http://", "https://")):
        raise Denied("A web address begins with https:// or http://.")
    return texts


@transaction.atomic
def verify_resource(*, resource: Resource, by: Membership, today: date) -> ResourceVerification:
    """Say that what the directory says of a resource still holds today."""
    policies.check_can_keep_resources(by)
    if resource.retired_on:
        raise Denied(f"{resource.name} is retired: use it again first.")
    return ResourceVerification.objects.create(
        cohe_id=by.cohe_id, resource=resource, verified_on=today, verified_by_id=by.person_id
    )


@transaction.atomic
def withdraw_verification(*, verification: ResourceVerification, by: Membership, at: datetime) -> None:
    """Take a verification back; the one before counts again."""
    policies.check_can_keep_resources(by)
    rows = ResourceVerification.objects.filter(pk=verification.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=at):
        raise Denied("This verification was taken back already.")


@transaction.atomic
def retire_resource(*, resource: Resource, by: Membership, today: date) -> None:
    """Offer a resource no more; what was shared of it stays."""
    policies.check_can_keep_resources(by)
    if not Resource.objects.filter(pk=resource.pk, retired_on=None).update(retired_on=today):
        raise Denied(f"{resource.name} is retired already.")


@transaction.atomic
def use_resource_again(*, resource: Resource, by: Membership) -> None:
    """Take a retired resource back into use."""
    policies.check_can_keep_resources(by)
    if not Resource.objects.filter(pk=resource.pk, retired_on__isnull=False).update(retired_on=None):
        raise Denied(f"{resource.name} is in use.")


@transaction.atomic
def share_resource(
    *, claim: Claim, shared: Shared, by: Membership, today: date, at: datetime
) -> tuple[ResourceShare, worklist.Refreshed]:
    """Say that a worker was given a resource. Refuses a day to come and a retired resource."""
    policies.check_can_record(by)
    if shared.shared_on > today:
        raise Denied("Sharing has happened: the day cannot be after today.", "shared_on")
    if shared.resource.retired_on:
        raise Denied(f"{shared.resource.name} is retired: choose another.", "resource")
    worklist.lock_claims({claim.pk})
    made = ResourceShare.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        resource=shared.resource,
        name=shared.resource.name,
        shared_on=shared.shared_on,
        in_plan=shared.in_plan,
        remark=shared.remark.strip(),
        shared_by_id=by.person_id,
        recorded_at=at,
    )
    return made, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def follow_up_share(
    *, share: ResourceShare, found: FollowedUp, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Say what came of a share, or take that back. Refuses a day before the sharing or after today."""
    policies.check_can_record(by)
    worklist.lock_claims({share.claim_id})
    held = ResourceShare.objects.select_for_update(of=("self",)).get(pk=share.pk)
    if held.withdrawn_at:
        raise Denied("This share was withdrawn.")
    refuse_follow_up(held, found, today)
    held.followed_up_on, held.outcome, held.remark = found.followed_up_on, found.outcome, found.remark.strip()
    held.save(update_fields=["followed_up_on", "outcome", "remark"])
    return worklist.refresh_claims(claim_ids={share.claim_id}, today=today, at=at)


def refuse_follow_up(held: ResourceShare, found: FollowedUp, today: date) -> None:
    """Raise `Denied` for a follow-up that cannot be."""
    if bool(found.outcome) != bool(found.followed_up_on):
        missing = "outcome" if found.followed_up_on else "followed_up_on"
        raise Denied("A follow-up has a day and says what came of it: fill in both, or neither.", missing)
    if found.followed_up_on and found.followed_up_on > today:
        raise Denied("The follow-up cannot be after today.", "followed_up_on")
    if found.followed_up_on and found.followed_up_on < held.shared_on:
        raise Denied(
            f"The follow-up cannot be before the sharing on {held.shared_on:%-d %b %Y}.", "followed_up_on"
        )


@transaction.atomic
def withdraw_share(*, share: ResourceShare, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back a share entered by mistake; it stays in the history."""
    policies.check_can_record(by)
    worklist.lock_claims({share.claim_id})
    if not ResourceShare.objects.filter(pk=share.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This share was withdrawn already.")
    return worklist.refresh_claims(claim_ids={share.claim_id}, today=today, at=at)


@transaction.atomic
def review_document(
    *, document: Document, by: Membership, today: date, at: datetime
) -> tuple[DocumentReview, worklist.Refreshed]:
    """Say that a document was reviewed today. Refuses one that is reviewed, or that L&I has withdrawn."""
    policies.check_can_record(by)
    worklist.lock_claims({document.claim_id})
    if document.withdrawn_at:
        raise Denied("The claims file has withdrawn this document.")
    if DocumentReview.objects.filter(document=document, withdrawn_at=None).exists():
        raise Denied("This document is reviewed already.")
    made = DocumentReview.objects.create(
        cohe_id=by.cohe_id,
        claim_id=document.claim_id,
        document=document,
        reviewed_on=today,
        reviewed_by_id=by.person_id,
    )
    return made, worklist.refresh_claims(claim_ids={document.claim_id}, today=today, at=at)


@transaction.atomic
def withdraw_review(
    *, review: DocumentReview, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take a review back: the document waits again."""
    policies.check_can_record(by)
    worklist.lock_claims({review.claim_id})
    if not DocumentReview.objects.filter(pk=review.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This review was taken back already.")
    return worklist.refresh_claims(claim_ids={review.claim_id}, today=today, at=at)
