"""Items of the worklist: the page's own list, one item with its history, people to give one to."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.queries import news
from cohe.access import Denied
from cohe.api_fields import Id, PageQuery, Strict, Word, paged
from cohe.api_resource import Resource
from cohe.models import Membership, Role
from cohe.permissions import Permission
from coordination.api.claim_things import ClaimThings
from coordination.choices import Area
from coordination.models import DeskAction, WorkItem
from coordination.models.desk import ItemState
from coordination.queries import colleagues, desk_filters, desk_items
from coordination.querysets import WorkItemQuerySet
from coordination.worklist import catalogue


class PersonOutput(Strict):
    """Somebody of the COHE."""

    id = Id()
    name = serializers.CharField()


class ItemOutput(Strict):
    """Something to do on a claim. `version` goes back with what is done to it."""

    id = Id()
    version = serializers.IntegerField()
    claim = Id(source="claim_id")
    claim_number = serializers.CharField()
    worker = serializers.CharField(source="claim.worker_name")
    rule = serializers.CharField()
    title = serializers.SerializerMethodField()
    about = serializers.CharField()
    area = Word(Area)
    due_on = serializers.DateField()
    last_day = serializers.DateField(allow_null=True)
    because = serializers.CharField()
    clears = serializers.CharField()
    remark = serializers.CharField()
    state = serializers.ChoiceField(ItemState.choices)
    snoozed_until = serializers.DateField(allow_null=True)
    owner = PersonOutput(allow_null=True)
    is_reassigned = serializers.BooleanField()
    opened_on = serializers.DateField()
    closed_at = serializers.DateTimeField(allow_null=True)

    def get_title(self, item: WorkItem) -> str:
        """Return what the rule calls it."""
        rule = catalogue.rule_of(item.rule)
        return rule.title if rule else "Next step"


class ListedItem(ItemOutput):
    """An item as one's list shows it, with what the list says of its claim."""

    was_opened = serializers.BooleanField(help_text="Whether oneself has opened the claim.")
    is_changed = serializers.SerializerMethodField(
        help_text="Whether the claim changed, not by oneself, since one opened it."
    )

    def get_is_changed(self, item: WorkItem) -> bool:
        """Return what the row's dot says."""
        said = vars(item)
        return bool(said["was_opened"] and said["has_unseen"])


class EventOutput(Strict):
    """One change of an item."""

    kind = serializers.CharField()
    on = serializers.DateField()
    at = serializers.DateTimeField()
    by = serializers.CharField(source="by.name", allow_null=True, default=None)
    reason = serializers.CharField()


class ItemWithHistory(ItemOutput):
    """An item and all that happened to it."""

    events = EventOutput(many=True)


class ItemQuery(PageQuery):
    """The filters of the worklist, as its address says them."""

    tab = Word(desk_filters.Tab, required=False)
    owner = serializers.CharField(
        required=False, help_text="me, covered, team, nobody, or the number of a person."
    )
    area = Word(Area, required=False)
    rule = serializers.CharField(required=False, help_text="The code of a rule, such as T12.")
    tier = serializers.ChoiceField(list(desk_filters.TIERS.items()), required=False)
    provider = serializers.CharField(required=False, help_text="Number, or part of the name.")
    employer = serializers.CharField(required=False, help_text="Account, or part of the name.")
    q = serializers.CharField(
        required=False, help_text="Number, name, employer, phone or words of the reason."
    )
    due = serializers.CharField(required=False, help_text="today, week, next-week, or a last day.")

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        """Read the filters as the page reads them."""
        said = {name: [value] for name, value in values.items() if name in desk_filters.READERS}
        reading = desk_filters.read(said)
        if reading.refusals:
            raise serializers.ValidationError(list(reading.refusals))
        return {**values, "filters": reading.filters}


class Items(ClaimThings):
    """Items of the worklist."""

    tag = "worklist"
    permissions = dict.fromkeys(("list", "retrieve"), Permission.WORKLIST_SEE)
    asks = {"list": ItemQuery}
    answers = {"list": {200: paged(ListedItem)}, "retrieve": {200: ItemWithHistory}}

    def list(self, request: Request) -> Response:
        """Return items of a tab under filters, in the order of the list."""
        filters, limit = self.asked["filters"], self.asked["limit"]
        rows = self.listed(filters)
        if "cursor" in self.asked:
            rows = rows.filter(self.behind(filters.tab))
        found = list(desk_items.in_order(rows, filters.tab)[: limit + 1])
        following = None
        if len(found) > limit:
            place = desk_items.place_after(vars(found[limit - 1]) | {"pk": found[limit - 1].pk}, filters.tab)
            following = replace_query_param(request.build_absolute_uri(), "cursor", place)
        return self.answer({"next": following, "previous": None, "results": found[:limit]})

    def retrieve(self, request: Request, item_id: int) -> Response:
        """Return one item with its history."""
        rows = shown().prefetch_related("events__by").visible_to(self.membership)
        item = rows.filter(pk=item_id).first()
        if item is None:
            raise Http404
        self.open_unlisted([item])
        return self.answer(item)

    def listed(self, filters: desk_filters.Filters) -> "WorkItemQuerySet":
        """Return the page's own list; refuse somebody else's."""
        try:
            found = desk_items.desk_items(self.membership, filters, self.today)
        except desk_items.NotYours as no:
            raise Denied(str(no)) from no
        claim = OuterRef("claim_id")
        return found.select_related("claim", "owner").annotate(
            was_opened=Exists(news.openings(self.membership, claim)),
            has_unseen=news.unseen(self.membership, claim),
        )

    def behind(self, tab: desk_filters.Tab) -> Any:
        """Return the condition to go on from the cursor."""
        try:
            return desk_items.behind(self.asked["cursor"], tab)
        except desk_items.NoSuchPlace as no:
            raise exceptions.ValidationError({"cursor": ["This cursor is not one of this list."]}) from no


def shown() -> Any:
    """Return items with what their output reads."""
    return WorkItem.objects.select_related("claim", "owner")


class ColleagueOutput(Strict):
    """Somebody an item can be given to."""

    id = Id(source="person_id")
    name = serializers.CharField(source="person.name")
    role = serializers.ChoiceField(Role.choices)


class ColleaguesOutput(Strict):
    """Everybody an item can be given to."""

    results = ColleagueOutput(many=True)


class Colleagues(Resource):
    """People who work in the COHE today."""

    tag = "worklist"
    permissions = {"list": Permission.ITEM_REASSIGN}
    answers = {"list": {200: ColleaguesOutput}}

    def list(self, request: Request) -> Response:
        """Return them by name."""
        found = colleagues.receivers(membership=self.membership, today=self.today)
        return self.answer({"results": found})


class DeskActionOutput(Strict):
    """What was done in one go."""

    id = Id()
    kind = serializers.CharField()
    words = serializers.CharField(source="label")
    at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)


def own_actions(membership: Membership) -> "QuerySet[DeskAction]":
    """Return what a member did to items; going live is no step of the desk."""
    return DeskAction.objects.filter(by=membership.person_id).exclude(kind="go-live")
