"""What of the desk goes to others when somebody leaves: items, drafts, hand-overs to her; and its undo."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from claims.actions import caseload
from claims.models import Delegation
from cohe.access import Denied
from cohe.models import Membership
from coordination.actions import items
from coordination.models import Draft, HandOver, WorkItem
from coordination.models.hand_over import UNDER_WAY
from coordination.queries import leaving


def give_desk(
    *,
    leaver: int,
    receivers: Mapping[int, int],
    rest: Membership,
    by: Membership,
    today: date,
    at: datetime,
) -> dict[str, Any]:
    """Give what somebody owns on the desk to others; return by id what went, so that undo finds it.

    `receivers`: who gets each of her claims; what is on other claims goes to `rest`. Items that only follow
    her claims are not touched: the worklist moves them with the claim.
    Refused: a hand-over to her that `rest` has sent, which nobody accepts from herself.
    """
    owners = {
        item: receivers.get(claim, rest.person_id)
        for item, claim in leaving.items_of(leaver).values_list("pk", "claim_id")
    }
    give_items(owners, leaver, "Handed over by a leaver", by, today, at)
    drafts = {
        draft: receivers.get(claim, rest.person_id)
        for draft, claim in leaving.drafts_of(leaver).values_list("pk", "claim_id")
    }
    for person in set(drafts.values()):
        Draft.objects.filter(pk__in=[one for one, to in drafts.items() if to == person]).update(author=person)
    return {
        "items": sorted(owners.items()),
        "drafts": sorted(drafts.items()),
        "hand_overs": redirect_hand_overs(leaver, rest),
        "delegations": end_delegations(leaver, by, at),
    }


def give_items(
    owners: Mapping[int, int], before: int, reason: str, by: Membership, today: date, at: datetime
) -> None:
    """Write the new owner of each item with its event, in sets; `before`: whose they were."""
    for person in set(owners.values()):
        given = [one for one, to in owners.items() if to == person]
        WorkItem.objects.filter(pk__in=given).update(owner=person)
    doing = items.Doing(by, today, at, "reassigned", reason, reason)
    items.log_many(owners, None, doing, {"owner": before})


def redirect_hand_overs(leaver: int, rest: Membership) -> list[int]:
    """Offer to another colleague what was offered to her; return which hand-overs those are."""
    offered = HandOver.objects.filter(receiver=leaver, state__in=UNDER_WAY)
    if own := offered.filter(sent_by=rest.person_id).select_related("claim").first():
        raise Denied(
            f"{rest.person} has offered {own.claim} to who leaves: choose somebody else for the rest, or let "
            f"{rest.person} take it back first."
        )
    found = list(offered.values_list("pk", flat=True))
    HandOver.objects.filter(pk__in=found).update(receiver=rest.person_id)
    return found


def end_delegations(leaver: int, by: Membership, at: datetime) -> list[int]:
    """End what was delegated to her: the claims' items are their HSCs' again; return which those are."""
    held = Delegation.objects.filter(assistant=leaver, ended_at=None)
    found = dict(held.values_list("pk", "claim_id"))
    Delegation.objects.filter(pk__in=found).update(
        ended_at=at, ended_by=by.person_id, why_ended="The Assistant leaves"
    )
    caseload.follow(sorted(found.values()), at)
    return sorted(found)


def take_desk_back(
    *, leaver: int, kept: Mapping[str, Any], rest: int, by: Membership, today: date, at: datetime
) -> None:
    """Give back what went by `give_desk`, as far as it is still with whom it was given."""
    now = dict(leaving.live(item for item, _ in kept["items"]).values_list("pk", "owner_id"))
    for person in {to for _, to in kept["items"]}:
        given = [item for item, to in kept["items"] if to == person == now.get(item)]
        give_items(dict.fromkeys(given, leaver), person, "Given back: the step was undone", by, today, at)
    for draft, to in kept["drafts"]:
        Draft.objects.filter(pk=draft, author=to).update(author=leaver)
    HandOver.objects.filter(pk__in=kept["hand_overs"], receiver=rest, state__in=UNDER_WAY).exclude(
        sent_by=leaver
    ).update(receiver=leaver)
    again = Delegation.objects.filter(ended_at=None).values("claim")
    ended = Delegation.objects.filter(pk__in=kept["delegations"]).exclude(claim__in=again)
    caseload.follow(sorted(ended.values_list("claim_id", flat=True)), at)
    ended.update(ended_at=None, ended_by=None, why_ended="")
