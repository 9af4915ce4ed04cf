"""Tasks that people set: a new one on a claim, and changing one."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, Strict, Text, Word
from cohe.models import Membership
from cohe.permissions import Permission
from coordination.actions import tasks
from coordination.api.claim_things import ClaimThings
from coordination.api.items import ItemOutput, shown
from coordination.choices import Area
from coordination.models import WorkItem
from coordination.queries import colleagues
from coordination.worklist.catalogue import OWN_STEP


class TaskInput(Strict):
    """What is to be done by when; `to` is the number of a person, oneself when it is missing."""

    title = Text(required=True, allow_blank=False, max_length=200)
    due_on = Day()
    area = Word(Area, required=False, default=Area.MONITORING)
    to = Id(required=False, allow_null=True, default=None)
    remark = Text(max_length=2000)


class TaskChange(TaskInput):
    """A task as it shall be; `version` is the one that was seen."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class Tasks(ClaimThings):
    """Items that people set themselves or each other."""

    tag = "worklist"
    permissions = dict.fromkeys(("add", "change"), Permission.ITEM_WORK)
    accepts = {"add": TaskInput, "change": TaskChange}
    answers = {"add": {201: ItemOutput}, "change": {200: ItemOutput}}

    def add(self, request: Request, claim_id: int) -> Response:
        """Set a task on a claim."""
        claim = self.opened(claim_id)
        made = tasks.add(claim=claim, task=self.task(), by=self.membership, today=self.today, at=self.at)
        return self.answer(shown().get(pk=made.changed[0].pk), 201)

    def change(self, request: Request, item_id: int) -> Response:
        """Change a task; refused for an item that a rule made."""
        rows = WorkItem.objects.visible_to(self.membership).filter(rule=OWN_STEP).select_related("claim")
        item = rows.filter(pk=item_id).first()
        if item is None:
            raise Http404
        self.open_unlisted([item])
        item.version = self.given.pop("version")
        tasks.change(item=item, task=self.task(), by=self.membership, today=self.today, at=self.at)
        return self.answer(shown().get(pk=item.pk))

    def task(self) -> tasks.Task:
        """Return what was sent as the action takes it."""
        given: dict[str, Any] = dict(self.given)
        return tasks.Task(**given | {"to": self.receiver(given["to"])})

    def receiver(self, person: int | None) -> Membership | None:
        """Return who gets the task; refuse somebody who does not work here today."""
        if person is None:
            return None
        people = colleagues.receivers(membership=self.membership, today=self.today)
        found = next((one for one in people if one.person_id == person), None)
        if found is None:
            raise exceptions.ValidationError({"to": ["Choose somebody who works in this COHE today."]})
        return found
