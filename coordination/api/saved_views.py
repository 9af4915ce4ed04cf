"""Saved views of the worklist: one's own and those that others share, with their counts."""

from django.shortcuts import get_object_or_404
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Id, Strict
from cohe.api_resource import Resource, sentences_of
from cohe.permissions import Permission
from coordination.actions import saved_views
from coordination.api.items import PersonOutput
from coordination.forms.items import NAME_LETTERS, ViewForm
from coordination.models import SavedView
from coordination.queries import saved_views as queries

QUERY_LETTERS = 2000


class SavedViewOutput(Strict):
    """A named filter of the worklist."""

    id = Id(source="view.pk")
    name = serializers.CharField(source="view.name")
    query = serializers.CharField(source="view.query", help_text="The filters as in the list's address.")
    owner = PersonOutput(source="view.owner")
    is_mine = serializers.BooleanField()
    is_shared = serializers.BooleanField(source="view.is_shared")
    count = serializers.IntegerField(
        allow_null=True, help_text="Items it shows oneself; null when its filters make no sense any more."
    )


class SavedViewsOutput(Strict):
    """One's own views in order, then those that others share."""

    results = SavedViewOutput(many=True)


class ViewWords(Strict):
    """What a view is called, and whether everybody of the COHE sees it."""

    name = serializers.CharField(max_length=NAME_LETTERS)
    is_shared = serializers.BooleanField(required=False, default=False)


class ViewInput(ViewWords):
    """Filters to keep under a name."""

    query = serializers.CharField(
        max_length=QUERY_LETTERS,
        required=False,
        default="",
        allow_blank=True,
        help_text="The filters as in the list's address, such as tab=all&rule=T12.",
    )


class MoveInput(Strict):
    """Where a view goes among one's own."""

    to = serializers.ChoiceField((("up", "One place up"), ("down", "One place down")))


class SavedViews(Resource):
    """Saved views; those of others are used, not changed."""

    tag = "worklist"
    permissions = dict.fromkeys(("list", "save", "change", "move", "remove"), Permission.WORKLIST_SEE)
    accepts = {"save": ViewInput, "change": ViewWords, "move": MoveInput}
    answers = {
        "list": {200: SavedViewsOutput},
        "save": {201: SavedViewOutput},
        "change": {200: SavedViewOutput},
        "move": {200: SavedViewsOutput},
        "remove": {204: None},
    }

    def list(self, request: Request) -> Response:
        """Return them with the number of items that each shows oneself."""
        return self.answer({"results": self.seen()})

    def save(self, request: Request) -> Response:
        """Keep filters under a name, behind one's other views."""
        form = ViewForm(self.given)
        if not form.is_valid():
            raise exceptions.ValidationError(sentences_of(form))
        view = saved_views.create_view(**form.cleaned_data, by=self.membership)
        return self.answer(self.seen(view.pk)[0], 201)

    def change(self, request: Request, view_id: int) -> Response:
        """Rename a view of one's own, share it or stop sharing it."""
        view = self.known(view_id)
        saved_views.change_view(view=view, by=self.membership, **self.given)
        return self.answer(self.seen(view.pk)[0])

    def move(self, request: Request, view_id: int) -> Response:
        """Let a view change places with its neighbour; at either end nothing happens."""
        view = self.known(view_id)
        saved_views.move_view(view=view, up=self.given["to"] == "up", by=self.membership)
        return self.answer({"results": self.seen()})

    def remove(self, request: Request, view_id: int) -> Response:
        """Throw a view of one's own away."""
        saved_views.delete_view(view=self.known(view_id), by=self.membership)
        return self.answer(None, 204)

    def seen(self, only: int | None = None) -> tuple[queries.CountedView, ...]:
        """Return the views the member sees, or the one."""
        return queries.saved_views(membership=self.membership, today=self.today, at=self.at, only=only)

    def known(self, view_id: int) -> SavedView:
        """Return the view of the address; 404 for one the member does not see."""
        return get_object_or_404(queries.seen_by(self.membership), pk=view_id)
