"""What is done to items: each verb to one item, or to several with the answer row by row; and undo."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from cohe.refusals import NOTHING_HERE
from coordination.actions import items
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.api.items import DeskActionOutput, ItemOutput, own_actions, shown
from coordination.models import WorkItem
from coordination.queries import colleagues

MOST_ITEMS = 200


class OneItem(Strict):
    """The item as it was seen."""

    version = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, help_text="The version that was seen."
    )


class SeenItem(OneItem):
    """An item as it was seen."""

    id = Id()


class ManyItems(Strict):
    """Items as they were seen."""

    items = serializers.ListField(child=SeenItem(), min_length=1, max_length=MOST_ITEMS)


class RefusedOutput(Strict):
    """An item that was left as it is, and why."""

    item = Id()
    sentence = serializers.CharField()


class OutcomeOutput(Strict):
    """What one go did. `action` is what to undo it by, null when nothing was changed."""

    action = Id(allow_null=True)
    changed = ItemOutput(many=True)
    refused = RefusedOutput(many=True)
    refreshed = RefreshedOutput()


class ItemVerb(ClaimThings, ABC):
    """Something done to items. A subclass names what it asks besides the items, and the action."""

    class Words(Strict):
        """Nothing besides."""

    tag = "worklist"
    permissions = dict.fromkeys(("one", "many"), Permission.ITEM_WORK)
    answers = {action: {200: OutcomeOutput} for action in ("one", "many")}

    def __init_subclass__(cls) -> None:
        """Make the two bodies: one item, or several, each with the verb's own words."""
        cls.accepts = {
            "one": type(f"{cls.__name__}Input", (cls.Words, OneItem), {}),
            "many": type(f"{cls.__name__}ManyInput", (cls.Words, ManyItems), {}),
        }

    def one(self, request: Request, item_id: int) -> Response:
        """Do it to one item; what may not be is refused as a whole."""
        item = self.visible([item_id]).get(item_id)
        if item is None:
            raise Http404
        item.version = self.given.pop("version")
        return self.tell(self.act([item], self.given))

    def many(self, request: Request) -> Response:
        """Do it to several items; each that may not be is answered with its sentence, the others are done."""
        seen = {one["id"]: one["version"] for one in self.given.pop("items")}
        found = self.visible(list(seen))
        for pk, item in found.items():
            item.version = seen[pk]
        missing = [pk for pk in seen if pk not in found]
        if not found:
            raise Http404
        return self.tell(self.act(list(found.values()), self.given), missing)

    def visible(self, ids: list[int]) -> dict[int, WorkItem]:
        """Return those of the items that the member may act on."""
        found = dict(WorkItem.objects.visible_to(self.membership).in_bulk(ids))
        self.open_unlisted(found.values())
        return found

    @abstractmethod
    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""

    def tell(self, done: items.Outcome, missing: list[int] | None = None) -> Response:
        """Answer what was changed, and what was not and why."""
        refused = [{"item": one.item.pk, "sentence": one.sentence} for one in done.refused]
        refused += [{"item": pk, "sentence": NOTHING_HERE} for pk in missing or []]
        return self.answer(
            {
                "action": done.action.pk if done.action else None,
                "changed": shown().filter(pk__in=[item.pk for item in done.changed]).in_list_order(),
                "refused": refused,
                "refreshed": done.refreshed,
            }
        )

    @property
    def who_and_when(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.membership, "today": self.today, "at": self.at}


class Done(ItemVerb):
    """Mark done; what the rule waits for is recorded."""

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        return items.done(items=chosen, **self.who_and_when)


class Snooze(ItemVerb):
    """Let sleep until a day."""

    class Words(Strict):
        """Until when; and why, for long."""

        until = Day()
        reason = Text(max_length=1000)

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        return items.snooze(items=chosen, **words, **self.who_and_when)


class Dismiss(ItemVerb):
    """Put away until the facts change."""

    class Words(Strict):
        """Why."""

        reason = Text(max_length=1000)

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        return items.dismiss(items=chosen, **words, **self.who_and_when)


class Wake(ItemVerb):
    """Bring back what sleeps."""

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        return items.wake(items=chosen, **self.who_and_when)


class Reopen(ItemVerb):
    """Bring back what was done or dismissed, while its reason stands; recorded facts stay recorded."""

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        return items.reopen(items=chosen, **self.who_and_when)


class Promote(ItemVerb):
    """Hand what one was given up to the claim's HSC."""

    class Words(Strict):
        """Why."""

        reason = Text(required=True, allow_blank=False, max_length=1000)

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        return items.promote(items=chosen, **words, **self.who_and_when)


class Reassign(ItemVerb):
    """Give to somebody of the COHE."""

    permissions = dict.fromkeys(("one", "many"), Permission.ITEM_REASSIGN)

    class Words(Strict):
        """To whom (the number of a person), and why."""

        to = Id()
        reason = Text(max_length=1000)

    def act(self, chosen: list[WorkItem], words: dict[str, Any]) -> items.Outcome:
        """Do it."""
        people = colleagues.receivers(membership=self.membership, today=self.today)
        receiver = next((one for one in people if one.person_id == words["to"]), None)
        if receiver is None:
            raise exceptions.ValidationError({"to": ["Choose somebody who works in this COHE today."]})
        return items.reassign(items=chosen, to=receiver, reason=words["reason"], **self.who_and_when)


class DeskActions(Resource):
    """What oneself did, and undoing it."""

    tag = "worklist"
    permissions = {"list": Permission.WORKLIST_SEE, "undo": Permission.ITEM_WORK}
    asks = {"list": PageQuery}
    answers = {"list": {200: paged(DeskActionOutput)}, "undo": {200: OutcomeOutput}}

    def list(self, request: Request) -> Response:
        """Return one's own actions, the latest first."""
        return self.page(own_actions(self.membership), "-id", DeskActionOutput)

    def undo(self, request: Request, action_id: int) -> Response:
        """Take back all that an action did; refused when an item moved on since."""
        action = own_actions(self.membership).filter(pk=action_id).first()
        if action is None:
            raise Http404
        done = items.undo(action=action, by=self.membership, today=self.today, at=self.at)
        return self.answer(
            {"action": None, "changed": done.changed, "refused": [], "refreshed": done.refreshed}
        )
