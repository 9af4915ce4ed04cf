"""What stands around the list: how fresh it is, and what the person did last."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from cohe.clock import PACIFIC
from cohe.models import Membership
from cohe.workdays import bd, is_business_day
from coordination.queries import item_story
from coordination.worklist.wording import shown

# For how long what one did last keeps its own line on the list; after that it is among one's last actions.
UNDO_LINE = timedelta(minutes=10)
MORNING = time(5, 30)
# The latest import, the latest run and the person's latest action; of that the worker of its first item and
# the number of its items. Plain SQL: it is asked with every page and never differs in shape, and Django took
# five times as long to write it as the server takes to answer it (measured: `manage.py bench`).
STATE = """
SELECT
  (SELECT json_build_object('id', id, 'made_on', made_on, 'files', counts -> 'files')
   FROM claims_extractimport WHERE cohe_id = %(cohe)s AND state = 'applied' ORDER BY id DESC LIMIT 1),
  (SELECT json_build_object('as_of', as_of, 'kind', kind, 'finished', finished_at)
   FROM coordination_worklistrun WHERE cohe_id = %(cohe)s AND as_of <= %(today)s ORDER BY id DESC LIMIT 1),
  (SELECT json_build_object('key', a.key, 'label', a.label, 'n', (
     SELECT count(*) FROM coordination_itemevent e WHERE e.cohe_id = a.cohe_id AND e.action_id = a.id
   ), 'first', (
     SELECT json_build_object('last', c.worker_last_name, 'first', c.worker_first_name, 'rule', i.rule)
     FROM coordination_itemevent e
     JOIN coordination_workitem i ON i.cohe_id = e.cohe_id AND i.id = e.item_id
     JOIN claims_claim c ON c.cohe_id = i.cohe_id AND c.id = i.claim_id
     WHERE e.cohe_id = a.cohe_id AND e.action_id = a.id ORDER BY e.id LIMIT 1
   ))
   FROM coordination_deskaction a
   WHERE a.cohe_id = %(cohe)s AND a.by_id = %(person)s AND a.undone_at IS NULL AND a.at > %(not_before)s
   ORDER BY a.at DESC, a.id DESC LIMIT 1)
"""


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
    asked: dict[str, Any] = {
        "cohe": membership.cohe_id,
        "person": membership.person_id,
        "today": today,
        "not_before": at - UNDO_LINE,
    }
    with connection.cursor() as cursor:
        cursor.execute(STATE, asked)
        extract, run, action = cursor.fetchone()
    return DeskState(
        freshness_of(extract, run, today, at),
        spoken_action(action) if action else None,
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
