"""What stands around the list: how fresh it is, and what the person did last."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from claims.models import ExtractImport
from claims.models.imports import ImportState
from cohe.clock import PACIFIC
from cohe.models import Cohe, Membership
from cohe.workdays import bd, is_business_day
from coordination.models import DeskAction, ItemEvent, WorklistRun
from coordination.queries import item_story
from coordination.worklist.wording import shown

# For how long what one did last keeps its own line on the list; after that it is among one's last actions.
UNDO_LINE = timedelta(minutes=10)
MORNING = time(5, 30)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the facts are: the extract's day, rows set aside, the run in words, whether it is today's."""

    extract: str
    import_id: int | None
    set_aside: int
    run: str
    is_made: bool
    next_run: str


@dataclass(frozen=True, slots=True)
class LastAction:
    """What the person did last, in words, and the key to undo it by."""

    key: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class DeskState:
    """Freshness and the last action."""

    freshness: Freshness
    last_action: LastAction | None


def desk_state(*, membership: Membership, today: date, at: datetime) -> DeskState:
    """Return both in one query."""
    applied = ExtractImport.objects.filter(cohe_id=OuterRef("pk"), state=ImportState.APPLIED).order_by("-id")
    runs = WorklistRun.objects.filter(cohe_id=OuterRef("pk"), as_of__lte=today).order_by("-id")
    found = (
        Cohe.objects.filter(pk=membership.cohe_id)
        .values(
            extract=_latest(applied, id=F("id"), made_on=F("made_on"), files=F("counts__files")),
            run=_latest(
                runs, as_of=F("as_of"), kind=F("kind"), started=F("started_at"), finished=F("finished_at")
            ),
            action=_last_action(membership, at),
        )
        .get()
    )
    return DeskState(
        freshness_of(found["extract"], found["run"], today, at),
        spoken_action(found["action"]) if found["action"] else None,
    )


def _latest(rows: QuerySet[Any], **said: Any) -> Subquery:
    return Subquery(rows.values(said=JSONObject(**said))[:1])


def _last_action(membership: Membership, at: datetime) -> Subquery:
    """Return what was done last in the last minutes, with the worker of its first item and their number."""
    events = ItemEvent.objects.filter(cohe_id=OuterRef("cohe_id"), action=OuterRef("pk")).order_by("id")
    actions = DeskAction.objects.filter(
        cohe_id=OuterRef("pk"), by_id=membership.person_id, undone_at=None, at__gt=at - UNDO_LINE
    )
    first = events.values(
        said=JSONObject(
            last=F("item__claim__worker_last_name"),
            first=F("item__claim__worker_first_name"),
            rule=F("item__rule"),
        )
    )
    count = events.order_by().values("action").annotate(n=Count("pk")).values("n")
    return _latest(
        actions.order_by("-at", "-id"),
        key=F("key"),
        label=F("label"),
        first=Subquery(first[:1]),
        n=Subquery(count),
    )


def spoken_action(found: dict[str, Any]) -> LastAction:
    """Put the last action into words: the worker of a single item, the number of several."""
    first = found["first"] or {}
    parts = (first.get("last"), first.get("first"), item_story.title_of(first.get("rule", "")))
    one = ", ".join(part for part in parts if part)
    return LastAction(found["key"], found["label"], one if found["n"] == 1 else f"{found['n']} items")


def freshness_of(
    extract: dict[str, Any] | None, run: dict[str, Any] | None, today: date, at: datetime
) -> Freshness:
    """Put the day of the extract and the state of the morning run into words."""
    made_on = date.fromisoformat(extract["made_on"]) if extract else None
    files = (extract or {}).get("files") or {}
    run_words, is_made = _run_words(run, today)
    return Freshness(
        extract=f"Claims file of {shown(made_on, today)}" if made_on else "No claims file yet",
        import_id=extract["id"] if extract else None,
        set_aside=sum(counts.get("set_aside", 0) for counts in files.values()),
        run=run_words,
        is_made=is_made,
        next_run=_next_run(is_made, today, at),
    )


def _run_words(run: dict[str, Any] | None, today: date) -> tuple[str, bool]:
    if run is None:
        return "No list was made yet", False
    name = "Morning run" if run["kind"] == "morning" else "List made"
    as_of = date.fromisoformat(run["as_of"])
    if run["finished"] is None:
        return f"{name} is under way", as_of == today
    finished = datetime.fromisoformat(run["finished"]).astimezone(PACIFIC)
    when = f"{finished:%H:%M}" if as_of == today else f"{shown(as_of, today)} {finished:%H:%M}"
    return f"{name} {when}, complete", as_of == today


def _next_run(is_made: bool, today: date, at: datetime) -> str:
    """Say when the next list is made: 05:30 on business days."""
    is_still_to_come = not is_made and is_business_day(today) and at.astimezone(PACIFIC).time() < MORNING
    day = today if is_still_to_come else bd(today, 1)
    return f"{'today' if day == today else f'{day:%a} {day.day} {day:%b}'} at {MORNING:%H:%M}"
