"""Why a row of the worklist stands where it stands (triggers.md "Order of a list")."""

from collections.abc import Mapping
from typing import Any

from coordination.queries.desk_filters import Tab

TIER_WORDS = ("High", "Std", "Low")


def place_of(one: Mapping[str, Any], follower: Mapping[str, Any] | None, tab: Tab) -> str:
    """Say why the row stands before the next one, by the first step of the order that tells them apart."""
    if follower is None:
        return ""
    other = follower["worker_last_name"] or follower["claim_number"]
    return f"Above {other}: {_told_apart(one, follower, tab)}"


def _told_apart(one: Mapping[str, Any], other: Mapping[str, Any], tab: Tab) -> str:
    if tab == Tab.DONE:
        return "closed later."
    if tab == Tab.SNOOZED and one["snoozed_until"] != other["snoozed_until"]:
        return "it wakes earlier."
    if one["due_on"] != other["due_on"]:
        return f"due {(other['due_on'] - one['due_on']).days} d earlier."
    if one["last_day"] != other["last_day"]:
        return "it has a last day." if other["last_day"] is None else "its last day is nearer."
    if one["tier_rank"] != other["tier_rank"]:
        return f"tier {TIER_WORDS[one['tier_rank']]}."
    if one["off_since"] != other["off_since"]:
        return "more days off work."
    if one["claim_id"] == other["claim_id"]:
        return "same worker, same day."
    return "all else equal, by claim number."
