"""Items for tests of the worklist: own next steps, which no rule makes or clears."""

import re
from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse

from coordination.models import DeskAction, WorkItem, WorklistRun
from tests import make

TODAY = date(2026, 10, 15)
DAY = timedelta(days=1)
PAGE = "coordination:worklist"
SCRIPT = {"HX-Request": "true"}
MONDAY = "2026-10-19"


def step(owner, due_in=0, **said):
    """Make an own next step that is due in so many days."""
    said.setdefault("because", "Call the employer")
    return make.Item(
        owner=owner.person if owner else None, rule="T03", about=str(uuid4()), area="monitoring",
        due_on=TODAY + due_in * DAY, **said,
    )  # fmt: skip


def for_worker(name, **said):
    """Make a claim of a worker with this last name."""
    return make.Claim(worker_last_name=name, **said)


def cover(absent, coverer, since=TODAY, until=TODAY + 5 * DAY):
    return make.Cover(absent=absent.person, coverer=coverer.person, since=since, until=until)


def run_of_today(cohe, at):
    return WorklistRun.objects.create(
        cohe=cohe, as_of=TODAY, kind="morning", started_at=at, finished_at=at, counts={}
    )


def show(client, **params):
    return client.get(reverse(PAGE), params)


def text(response):
    return response.content.decode()


def workers(response):
    """Return the names of the rows, in order."""
    return re.findall(r'class="calm name"[^>]*>([^<,]+)', text(response))


def tabs(response):
    """Return the number on each tab by its name."""
    head = text(response).partition('id="tabs"')[2].partition("</nav>")[0]
    return {name.strip(): int(n) for name, n in re.findall(r">([^<>]+) <b>(\d+)</b>", head)}


def key(item):
    return f"{item.pk}:{item.version}"


def url(verb):
    return reverse(f"coordination:item-{verb}")


def post(client, verb, *items, script=False, **said):
    """Post a verb on items, as the page's form does, or as its script."""
    body = {"item": [key(item) for item in items], **said}
    return client.post(
        url(verb), body | ({"list": said.get("list", "")} if script else {}), headers=SCRIPT if script else {}
    )


def undo(client, **said):
    action = DeskAction.objects.latest("id")
    return client.post(reverse("coordination:desk-undo"), {"action": str(action.key), **said})


def state(item):
    return WorkItem.objects.get(pk=item.pk)


def open_items(claim):
    """Return the rules of a claim's open items."""
    return set(WorkItem.objects.filter(claim=claim, state="open").values_list("rule", flat=True))
