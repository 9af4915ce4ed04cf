"""Addresses of staffing."""

from django.urls import URLPattern, path

from staffing import forecast_urls, measure_urls, report_urls
from staffing.views import board, cover, leavers, load, ratio, team

app_name = "staffing"
urlpatterns: list[URLPattern] = [
    path("board/", board.board, name="board"),
    path("board/slips/", board.board_slips, name="board-slips"),
    path("staffing/", team.team, name="team"),
    path("staffing/people/<int:person_id>/share/", team.share_add, name="share-add"),
    path("staffing/shares/<int:share_id>/end/", team.share_end, name="share-end"),
    path("staffing/shares/<int:share_id>/correct/", team.share_correct, name="share-correct"),
    path("staffing/people/<int:person_id>/away/", team.absence_add, name="absence-add"),
    path("staffing/absences/<int:absence_id>/withdraw/", team.absence_withdraw, name="absence-withdraw"),
    path("staffing/people/<int:person_id>/line/", team.line_set, name="line-set"),
    path("staffing/ratio/", ratio.ratio, name="ratio"),
    path("staffing/ratio/<str:quarter>/", ratio.ratio, name="ratio-of"),
    path("staffing/ratio/<str:quarter>/claims/", ratio.initiated, name="initiated"),
    path("staffing/checks/", ratio.check_make, name="check-make"),
    path("staffing/discussions/", ratio.discussions, name="discussions"),
    path("staffing/discussions/<int:staffing_discussion_id>/", ratio.discussion, name="discussion"),
    path(
        "staffing/discussions/<int:staffing_discussion_id>/close/",
        ratio.discussion_close,
        name="discussion-close",
    ),
    path(
        "staffing/discussions/<int:staffing_discussion_id>/open/",
        ratio.discussion_open,
        name="discussion-open",
    ),
    path("staffing/cover/", cover.cover, name="cover"),
    path("staffing/cover/<int:absence_id>/", cover.plan, name="cover-plan"),
    path("staffing/cover/<int:absence_id>/plan.pdf", cover.plan_pdf, name="cover-plan-pdf"),
    path("staffing/cover/<int:absence_id>/set/", cover.cover_set, name="cover-set"),
    path("staffing/covers/<int:cover_id>/end/", cover.cover_end, name="cover-end"),
    *forecast_urls.urlpatterns,
    *report_urls.urlpatterns,
    path("staffing/load/", load.load, name="load"),
    path("staffing/load/moves/", load.load_moves, name="load-moves"),
    path("staffing/load/shifts/<int:shift_id>/", load.shift, name="shift"),
    path("staffing/load/shifts/<int:shift_id>/undo/", load.shift_undo, name="shift-undo"),
    path("staffing/leavers/", leavers.leavers, name="leavers"),
    path("staffing/leavers/people/<int:person_id>/", leavers.leave, name="leave"),
    path("staffing/leavers/<int:departure_id>/", leavers.leaver, name="leaver"),
    path("staffing/leavers/<int:departure_id>/withdraw/", leavers.leaver_withdraw, name="leaver-withdraw"),
    path("staffing/leavers/<int:departure_id>/close/", leavers.leaver_close, name="leaver-close"),
    *measure_urls.urlpatterns,
]
