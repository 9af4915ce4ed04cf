"""Addresses of the API of staffing."""

from cohe.api_resource import route
from staffing.api import forecast_urls, measure_urls, report_urls
from staffing.api.cover import Covers
from staffing.api.leavers import Leavers
from staffing.api.load import Load
from staffing.api.ratio import Discussions, Ratios
from staffing.api.team import Team

urlpatterns = [
    route("staffing/team/", "staffing-team", Team, get="list"),
    route("staffing/people/<int:person_id>/shares/", "role-share-add", Team, post="share"),
    route("staffing/people/<int:person_id>/absences/", "absence-add", Team, post="be_away"),
    route("staffing/people/<int:person_id>/line/", "line-set", Team, post="answer_to"),
    route("staffing/shares/<int:share_id>/", "role-share", Team, put="correct"),
    route("staffing/shares/<int:share_id>/end/", "role-share-end", Team, post="end"),
    route("staffing/absences/<int:absence_id>/withdraw/", "absence-withdraw", Team, post="withdraw"),
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
    route("staffing/load/", "staffing-load", Load, get="retrieve", post="move"),
    route("staffing/shifts/", "shifts", Load, get="list"),
    route("staffing/shifts/<int:shift_id>/undo/", "shift-undo", Load, post="undo"),
    route("staffing/leavers/", "leavers", Leavers, get="list", post="set"),
    route("staffing/leavers/<int:departure_id>/", "leaver", Leavers, get="retrieve", post="hand_over"),
    route("staffing/leavers/<int:departure_id>/withdraw/", "leaver-withdraw", Leavers, post="withdraw"),
    route("staffing/leavers/<int:departure_id>/close/", "leaver-close", Leavers, post="close"),
    *forecast_urls.urlpatterns,
    *report_urls.urlpatterns,
    *measure_urls.urlpatterns,
]
