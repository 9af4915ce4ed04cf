"""Why the list is empty: one of three true reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from coordination.queries import desk_days
from coordination.queries.desk_asked import Asked
from coordination.queries.desk_filters import Filters, Tab
from coordination.queries.desk_state import DeskState
from coordination.worklist import catalogue


@dataclass(frozen=True, slots=True)
class Empty:
    """Why there is nothing to show: one of three true reasons, and what to do."""

    kind: str
    heading: str
    words: str
    hidden: int = 0


def empty_of(wanted: Asked, counts: Mapping[str, int], state: DeskState) -> Empty:
    """Say truly why the list is empty: a filter hides items, no list was made, or there is nothing."""
    hidden = counts["unfiltered"]
    if wanted.filters.narrowing and hidden:
        words = f"{hidden} {'item is' if hidden == 1 else 'items are'} here without your filter."
        return Empty("filtered", "Your filter lets nothing through", words, hidden)
    if not state.freshness.is_made and wanted.filters.tab in (Tab.TODAY, Tab.OVERDUE, Tab.COVERING):
        words = f"{state.freshness.run}. The next list is made {state.freshness.next_run}."
        return Empty("not made", "Today's list is not made yet", words)
    return Empty("clear", *clear_words(wanted))


def clear_words(wanted: Asked) -> tuple[str, str]:
    """Say that nothing waits here, and what comes next."""
    tab = wanted.filters.tab
    if tab in (Tab.SNOOZED, Tab.COVERING, Tab.DONE):
        return {
            Tab.SNOOZED: ("Nothing sleeps", "A snoozed item waits here until its day."),
            Tab.COVERING: (
                "You cover nobody's work today",
                "What you cover for others appears here by itself.",
            ),
            Tab.DONE: (
                "Nothing was done or dismissed in the last 7 days",
                "What you finish or put away stays here for a week.",
            ),
        }[tab]
    coming = wanted.items(Filters(tab=Tab.UPCOMING, owner=wanted.filters.owner))
    following = list(coming.in_list_order().values_list("due_on", "rule")[:1])
    if not following:
        return "Clear: nothing is due", "Nothing waits in the coming days either."
    day, code = following[0]
    n = coming.filter(due_on=day).count()
    rule = catalogue.rule_of(code)
    title = f", first: {rule.title}" if rule else ""
    return "Clear: nothing is due", f"Next: {n} on {desk_days.weekday(day)}{title}."
