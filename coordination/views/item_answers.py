"""How the views of items read what was posted and answer: a page that leads back, or parts for a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from cohe import clock
from cohe.access import membership_of
from cohe.models import Membership
from coordination.actions.items import Outcome, Refused
from coordination.models import WorkItem
from coordination.queries import desk_after, desk_items, item_story
from coordination.queries.desk import desk
from coordination.queries.desk_asked import asked
from coordination.views import opening
from coordination.views.answers import counted, said_of
from coordination.worklist import catalogue

MOST_ITEMS = 200
# Of a whole list: each item is changed by itself, with its event, in one transaction.
MOST_OF_A_LIST = 500
MOST_NUMBER = 2**31
# Refusals that are said above the list; all of them stand on the page of the result.
MOST_SAID = 5


class NotReadable(Exception):
    """What was posted cannot be meant; the text is the sentence the person reads."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The items an act is about, with the versions that were seen; who acts, and when."""

    items: Sequence[WorkItem]
    by: Membership
    at: datetime

    @property
    def keys(self) -> list[str]:
        """Return them as they are posted again."""
        return [f"{item.pk}:{item.version}" for item in self.items]

    @property
    def words(self) -> str:
        """Return what is acted on: the one item by name, several by their number."""
        if len(self.items) > 1:
            return f"{len(self.items)} items"
        return f"{self.items[0].claim.worker_name}, {item_story.title_of(self.items[0].rule)}"

    @property
    def note_url(self) -> str:
        """Return where a single item that only a signed note clears is finished, empty for any other."""
        rule = catalogue.rule_of(self.items[0].rule)
        if len(self.items) > 1 or rule is None or not rule.done_needs_note:
            return ""
        claim = reverse("coordination:claim", args=(self.items[0].claim_id,))
        return f"{claim}?finish={self.items[0].pk}#note"


def chosen_items(request: HttpRequest, item_id: int | None) -> Chosen:
    """Return the items that were posted: the one of the address, the one of the button, else those ticked.

    404 when one of them is not this person's to see; `NotReadable` when it cannot be said which are meant;
    `openings.ReasonNeeded` for items on no list of hers until she has said why she opens their claim.
    """
    by = membership_of(request)
    seen = versions_of(request, item_id) if names_items(request, item_id) else all_that_match(request)
    found = WorkItem.objects.visible_to(by).select_related("claim").in_bulk(seen)
    if len(found) < len(seen):
        raise Http404
    for claim_id in desk_items.claims_to_open(by, found.values(), clock.today()):
        opening.opened_claim(request, claim_id)
    for pk, version in seen.items():
        found[pk].version = version
    return Chosen([found[pk] for pk in seen], by, clock.now())


def names_items(request: HttpRequest, item_id: int | None) -> bool:
    """Say whether single items are meant, not all that match the filters of the list."""
    return item_id is not None or "item" in request.POST or "all_of" not in request.POST


def all_that_match(request: HttpRequest) -> dict[int, int]:
    """Return every item of the list that the page shows a part of, if there are as many as the page said."""
    wanted = asked(
        membership=membership_of(request), params=listed(request), today=clock.today(), at=clock.now()
    )
    items = desk_items.in_order(wanted.items(), wanted.filters.tab).values_list("pk", "version")
    found = dict(items[: MOST_OF_A_LIST + 1])
    if len(found) > MOST_OF_A_LIST:
        raise NotReadable(f"More than {MOST_OF_A_LIST} items match: narrow the list with a filter first.")
    if str(len(found)) != request.POST["all_of"]:
        said = request.POST["all_of"][:6]
        raise NotReadable(f"{len(found)} items match now, not {said} as the page said: reload the list.")
    if not found:
        raise NotReadable("Nothing matches: there is nothing to do.")
    return found


def versions_of(request: HttpRequest, item_id: int | None) -> dict[int, int]:
    """Return the version that was seen of each item posted."""
    if item_id is not None:
        said = [f"{item_id}:{request.POST.get('version', '')}"]
    else:
        said = request.POST.getlist("item") or request.POST.getlist("items")
    if not said:
        raise NotReadable("Choose at least one item: tick its box, or use the buttons of its row.")
    if len(said) > MOST_ITEMS:
        raise NotReadable(f"At most {MOST_ITEMS} items in one go; these are {len(said)}.")
    try:
        pairs = [(int(pk), int(version)) for pk, version in (one.split(":") for one in said)]
    except ValueError:
        raise NotReadable(
            "Which item is meant, and in which version, cannot be read: reload the list."
        ) from None
    if not all(0 < number < MOST_NUMBER for pair in pairs for number in pair):
        raise NotReadable("There is no item with such a number: reload the list.")
    return dict(pairs)


def key_of(request: HttpRequest) -> UUID:
    """Return the key of the action to undo."""
    try:
        return UUID(request.POST.get("action", ""))
    except ValueError:
        raise NotReadable("Which action is meant cannot be read: look among your last actions.") from None


# ---- answers -----------------------------------------------------------------------------------------


def is_on_list(request: HttpRequest) -> bool:
    """Say whether a script asks from the worklist, whose parts can be exchanged."""
    return "HX-Request" in request.headers and "list" in request.POST


def back_of(request: HttpRequest) -> str:
    """Return where the act came from, if that is a page of ours."""
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours else reverse("coordination:worklist")


def lead_to(request: HttpRequest, url: str) -> HttpResponse:
    """Lead page or script to another page."""
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(url)
    response = redirect(url)
    response.status_code = 303
    return response


def answer(request: HttpRequest, chosen: Chosen, outcome: Outcome) -> HttpResponse:
    """Say what was done: on the list by rows, counts and undo line; elsewhere by a sentence on its way."""
    if not is_on_list(request):
        if outcome.changed:
            messages.success(request, said(outcome))
        if outcome.kept and outcome.refused:
            return lead_to(request, reverse("coordination:desk-action", args=[outcome.kept.key]))
        return lead_to(request, back_of(request))
    after = desk_after.desk_after(
        membership=chosen.by, params=listed(request), outcome=outcome, today=clock.today(), at=chosen.at
    )
    context = {
        "after": after,
        "desk": after.desk,
        "refused": [sentence_of(one) for one in outcome.refused[:MOST_SAID]],
        "kept": outcome.kept,
    }
    response = render(request, "coordination/worklist/answer.html", context)
    # The parts name where they go; nothing else is put anywhere, least of all into the dialog that asked.
    response.headers["HX-Retarget"] = "#desk"
    response.headers["HX-Reswap"] = "none"
    response.headers["HX-Trigger"] = "answered"
    return response


def undone(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Say what came back: on the list the whole of it anew, with the first restored row open."""
    if not is_on_list(request):
        messages.success(request, f"Undone: {counted(len(outcome.changed))} as before.")
        return lead_to(request, back_of(request))
    params = {**listed(request), "open": [str(item.pk) for item in outcome.changed[:1]]}
    page = desk(membership=membership_of(request), params=params, today=clock.today(), at=clock.now())
    live = f"Undone. {page.heading}."
    response = render(request, "coordination/worklist/undone.html", {"desk": page, "live": live})
    response.headers["HX-Retarget"] = "#desk"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def ask(request: HttpRequest, chosen: Chosen, form: Any, verb: str) -> HttpResponse:
    """Show the form of an act: in the dialog of the list, else as a page; 422 when something is not right."""
    context = {
        "form": form,
        "chosen": chosen,
        "verb": verb,
        "back": back_of(request),
        "list": request.POST.get("list"),
    }
    page = f"coordination/worklist/{verb.lower()}.html"
    template = f"{page}#dialog" if is_on_list(request) else page
    return render(request, template, context, status=422 if form.is_bound else 200)


def refused(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    """Say why not: above the list, else as a page."""
    template = "coordination/worklist/refused.html"
    if not is_on_list(request):
        return render(request, template, {"sentence": sentence, "back": back_of(request)}, status=status)
    here = {"is_stale": status == 409, "back": list_of(request)}
    response = render(request, f"{template}#sentence", {"sentence": sentence, **here}, status=status)
    response.headers["HX-Retarget"] = "#notices"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def list_of(request: HttpRequest) -> str:
    """Return the address of the list that a script asks from."""
    return f"{reverse('coordination:worklist')}?{request.POST.get('list', '')}"


def listed(request: HttpRequest) -> dict[str, list[str]]:
    """Return the filters of the list that a script asks from."""
    query = QueryDict(request.POST.get("list", ""))
    return {name: query.getlist(name) for name in query}


def sentence_of(no: Refused) -> str:
    """Return why an item of several was left as it is, without the worker's name."""
    return f"{no.item.claim_number}, {item_story.title_of(no.item.rule)}: {no.sentence}"


def said(outcome: Outcome) -> str:
    """Return what was done, and what cleared or opened because of it."""
    label = outcome.action.label if outcome.action else "Done"
    return said_of(f"{label}: {counted(len(outcome.changed))}.", outcome.refreshed)
