"""Whatever leads to an action, page, program or job, it asks first whether the person may do this at all."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import MagicMock

import pytest

from cohe import clock
from cohe.access import Denied
from tests import make

FLOORS = ("claims", "coordination", "training", "staffing")
# Refused by what the thing is and whose, not by the role: one's own drafts, views, notes and deeds; a claim
# that is opened; a hand-over by who was asked to take it.
BY_WHOSE_IT_IS = {
    *("openings.find_claim", "openings.give_reason", "openings.open_claim"),
    *("drafts.collision", "drafts.keep", "drafts.keep_beside", "drafts.keep_draft", "notes.discard_draft"),
    *("items.undo", "notes.correct_minutes", "shifts.undo_load", "leavers.undo_hand_over"),
    *("saved_views.change_view", "saved_views.create_view", "saved_views.delete_view"),
    "saved_views.move_view",
}
# These say so before anything else.
OF_ONE_PERSON = {
    *("hand_overs.accept_hand_over", "hand_overs.question_hand_over", "items.undo", "questions.answer"),
    *("notes.correct_minutes", "notes.discard_draft"),
    *("saved_views.change_view", "saved_views.delete_view", "saved_views.move_view"),
}
# Asked for each item or thing once it is read, which tests of each show.
ASK_EACH = {
    *("calls.preview_call", "calls.sign_call", "delegations.delegate", "items.dismiss", "items.done"),
    *("items.promote", "items.reassign", "items.reopen", "items.snooze", "items.wake"),
    *("release_plans.meet_milestone", "tasks.add", "tasks.change"),
}
# A part of actions that have asked already.
PARTS = {
    *("cover.end_with", "delegations.end_beyond_tier", "done_papers.file_done", "leaving.give_desk"),
    *("leaving.take_desk_back", "news.tell", "plan_marks.touch", "tasks.set_for"),
}


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every action that somebody does, by the name of its module and its own."""
    for floor in FLOORS:
        package = importlib.import_module(f"{floor}.actions")
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            for name, one in inspect.getmembers(module, inspect.isfunction):
                by = inspect.signature(one).parameters.get("by")
                if by and by.kind == by.KEYWORD_ONLY and one.__module__ == module.__name__:
                    yield f"{found.name}.{name}", one


ACTIONS = dict(actions())
NOT_FIRST = BY_WHOSE_IT_IS | ASK_EACH | PARTS


def test_a_role_without_the_right_is_refused_before_anything_is_read(cleo, ada):
    done = []
    for name in sorted(ACTIONS.keys() - NOT_FIRST):
        # A contract manager writes to discussions, and does nothing else.
        known = {"by": ada if name.startswith("checks.") else cleo, "today": make.DAY, "at": clock.now()}
        asked = inspect.signature(ACTIONS[name]).parameters
        try:
            ACTIONS[name](**{part: known.get(part, MagicMock()) for part in asked})
        except Denied:
            continue
        except Exception as broke:
            done.append((name, type(broke).__name__))
        else:
            done.append((name, "done"))
    assert done == []


@pytest.mark.parametrize("name", sorted(OF_ONE_PERSON))
def test_what_is_another_persons_is_refused_whatever_a_page_has_shown(name, ana, ito):
    known = {"by": ito if name.startswith("questions.") else ana, "today": make.DAY, "at": clock.now()}
    asked = inspect.signature(ACTIONS[name]).parameters
    with pytest.raises(Denied, match=r"Only the (person|advisor)"):
        ACTIONS[name](**{part: known.get(part, MagicMock()) for part in asked})


def test_what_does_not_ask_first_is_there():
    assert ACTIONS.keys() >= NOT_FIRST | OF_ONE_PERSON
    assert len(ACTIONS) > 190
