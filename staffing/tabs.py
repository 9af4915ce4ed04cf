"""The pages of staffing and training that share one place in the top line: a row of tabs for each role.

A page shows it with `{% include "staffing/_tabs.html" %}` above its heading.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cohe.models import Membership
from cohe.permissions import Permission, allows

# Label, url name, permission; apps are named in strings, never imported.
TABS = (
    ("Board", "staffing:board", Permission.STAFFING_SEE),
    ("Team", "staffing:team", Permission.STAFFING_SEE),
    ("Claims per FTE", "staffing:ratio", Permission.STAFFING_SEE),
    ("Training", "training:team", Permission.TRAINING_KEEP),
    ("Cover", "staffing:cover", Permission.STAFFING_SEE),
    ("Forecast", "staffing:forecast", Permission.STAFFING_SEE),
    ("Report", "staffing:reports", Permission.REPORT_SEE),
    ("Leavers", "staffing:leavers", Permission.STAFFING_SEE),
    ("Load", "staffing:load", Permission.STAFFING_SEE),
    ("Measures", "staffing:measures", Permission.MEASURES_SEE),
    ("Performance", "staffing:performance", Permission.STAFFING_SEE),
    ("Discussions", "staffing:discussions", Permission.DISCUSSION_WRITE),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab."""

    label: str
    url: str
    is_current: bool


def tabs(request: HttpRequest) -> dict[str, Any]:
    """Return `staffing_tabs` for the templates: made where it is shown; asks the database nothing."""
    return {"staffing_tabs": partial(tabs_of, request)}


def tabs_of(request: HttpRequest) -> list[Tab]:
    """Return where the member may go; the longest address that the page lies under is the current one."""
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        return []
    found = [(label, reverse(name)) for label, name, needs in TABS if allows(membership.role, needs)]
    here = max((url for _, url in found if request.path.startswith(url)), key=len, default="")
    return [Tab(label, url, url == here) for label, url in found]
