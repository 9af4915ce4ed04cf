"""Addresses of the API of staffing."""

from cohe.api_resource import route
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
]
