"""What one does to items: each view takes one item, or several ticked ones, and answers page or script."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from claims.actions import openings
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission
from coordination.actions import items
from coordination.forms.items import DismissForm, ReassignForm, SnoozeForm
from coordination.forms.tasks import PromoteForm
from coordination.models import DeskAction
from coordination.queries import colleagues
from coordination.views import item_answers
from coordination.views.item_answers import Chosen, chosen_items

View = Callable[..., HttpResponse]
REASON_NEEDED = "An item is on no list of yours: open its claim first, and say why."


def on_items(view: Callable[[HttpRequest, Chosen], HttpResponse]) -> View:
    """Give a view the items that were posted; say in the page's own words what cannot be."""

    @wraps(view)
    def around(request: HttpRequest, item_id: int | None = None) -> HttpResponse:
        try:
            chosen = chosen_items(request, item_id)
        except item_answers.NotReadable as no:
            return item_answers.refused(request, str(no), status=400)
        except openings.ReasonNeeded:
            return item_answers.refused(request, REASON_NEEDED, status=403)
        try:
            with transaction.atomic():
                return view(request, chosen)
        except Conflict as no:
            return item_answers.refused(request, str(no), status=409)
        except Denied as no:
            return item_answers.refused(request, str(no), status=403)

    return around


@requires(Permission.ITEM_WORK)
@require_POST
@on_items
def item_done(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Mark items done; a single one that only a note clears leads to the note."""
    if chosen.note_url:
        return item_answers.lead_to(request, chosen.note_url)
    return item_answers.answer(
        request, chosen, items.done(items=chosen.items, **who_and_when(request, chosen))
    )


@requires(Permission.ITEM_WORK)
@require_POST
@on_items
def item_wake(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Bring snoozed items back now."""
    return item_answers.answer(
        request, chosen, items.wake(items=chosen.items, **who_and_when(request, chosen))
    )


@requires(Permission.ITEM_WORK)
@require_POST
@on_items
def item_reopen(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Bring done or dismissed items back."""
    return item_answers.answer(
        request, chosen, items.reopen(items=chosen.items, **who_and_when(request, chosen))
    )


@requires(Permission.ITEM_WORK)
@require_POST
@on_items
def item_snooze(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Ask until when, then let items sleep."""
    is_asked = "until" in request.POST or "day" in request.POST
    form = SnoozeForm(request.POST if is_asked else None, today=clock.today())

    def act() -> items.Outcome:
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        return items.snooze(items=chosen.items, until=until, reason=reason, **who_and_when(request, chosen))

    return ask_then(request, chosen, form, act, "Snooze")


@requires(Permission.ITEM_WORK)
@require_POST
@on_items
def item_dismiss(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Ask why, then put items away until their facts change."""
    form = DismissForm(request.POST if "reason" in request.POST else None)

    def act() -> items.Outcome:
        reason = form.cleaned_data["reason"]
        return items.dismiss(items=chosen.items, reason=reason, **who_and_when(request, chosen))

    return ask_then(request, chosen, form, act, "Dismiss")


@requires(Permission.ITEM_WORK)
@require_POST
@on_items
def item_promote(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Ask why, then hand what one was given up to the claims' HSCs."""
    form = PromoteForm(request.POST if "reason" in request.POST else None)

    def act() -> items.Outcome:
        reason = form.cleaned_data["reason"]
        return items.promote(items=chosen.items, reason=reason, **who_and_when(request, chosen))

    return ask_then(request, chosen, form, act, "Promote")


@requires(Permission.ITEM_REASSIGN)
@require_POST
@on_items
def item_reassign(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Ask to whom, then give items away."""
    people = colleagues.receivers(membership=chosen.by, today=clock.today())
    form = ReassignForm(request.POST if "to" in request.POST else None, people=people)

    def act() -> items.Outcome:
        reason = form.cleaned_data["reason"]
        return items.reassign(
            items=chosen.items, to=form.receiver, reason=reason, **who_and_when(request, chosen)
        )

    return ask_then(request, chosen, form, act, "Assign")


@requires(Permission.ITEM_WORK)
@require_POST
def desk_undo(request: HttpRequest) -> HttpResponse:
    """Take back what one did, all of it or nothing."""
    by = membership_of(request)
    mine = DeskAction.objects.filter(cohe_id=by.cohe_id, by_id=by.person_id)
    try:
        action = get_object_or_404(mine, key=item_answers.key_of(request))
        with transaction.atomic():
            outcome = items.undo(action=action, by=by, today=clock.today(), at=clock.now())
    except item_answers.NotReadable as no:
        return item_answers.refused(request, str(no), status=400)
    except Conflict as no:
        return item_answers.refused(request, str(no), status=409)
    return item_answers.undone(request, outcome)


def who_and_when(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    """Return who acts, and when."""
    return {"by": chosen.by, "today": clock.today(), "at": chosen.at}


def ask_then(
    request: HttpRequest, chosen: Chosen, form: Any, act: Callable[[], items.Outcome], verb: str
) -> HttpResponse:
    """Show the form until it is right, then act; a refusal is said on the form, with all that was typed."""
    if not form.is_bound or not form.is_valid():
        return item_answers.ask(request, chosen, form, verb)
    try:
        with transaction.atomic():
            return item_answers.answer(request, chosen, act())
    except (Denied, Conflict) as no:
        form.add_error(None, str(no))
        return item_answers.ask(request, chosen, form, verb)
