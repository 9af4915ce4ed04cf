"""Addresses of the API of staffing."""

from cohe.api_resource import route
from staffing.api.cover import Covers
from staffing.api.ratio import Discussions, Ratios

urlpatterns = [
    route("staffing/ratio/<str:quarter>/", "staffing-ratio", Ratios, get="retrieve"),
    route("staffing/checks/", "staffing-checks", Ratios, post="check"),
    route("staffing/discussions/", "discussions", Discussions, get="list"),
    route(
        "staffing/discussions/<int:staffing_discussion_id>/",
        "discussion",
        Discussions,
        get="retrieve",
        put="write",
    ),
    route(
        "staffing/discussions/<int:staffing_discussion_id>/close/",
        "discussion-close",
        Discussions,
        post="close",
    ),
    route(
        "staffing/discussions/<int:staffing_discussion_id>/open/", "discussion-open", Discussions, post="open"
    ),
    route("staffing/covers/", "covers", Covers, get="list"),
    route("staffing/covers/<int:cover_id>/end/", "cover-end", Covers, post="end"),
    route("staffing/absences/<int:absence_id>/plan/", "cover-plan", Covers, get="plan"),
    route("staffing/absences/<int:absence_id>/covers/", "cover-set", Covers, post="set"),
]
