"""Addresses of coordination."""

from django.urls import URLPattern, path

from coordination.views import items, saved_views, worklist

app_name = "coordination"

DESK = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/filter/", worklist.worklist_filter, name="worklist-filter"),
    path("worklist/mine/", worklist.my_actions, name="my-actions"),
    path("worklist/undo/", items.desk_undo, name="desk-undo"),
    path("worklist/items/<int:item_id>/history/", worklist.item_history, name="item-history"),
    # Each verb for one item of the address, or for those that the form names.
    path("worklist/items/<int:item_id>/done/", items.item_done, name="item-done"),
    path("worklist/items/done/", items.item_done, name="item-done"),
    path("worklist/items/<int:item_id>/snooze/", items.item_snooze, name="item-snooze"),
    path("worklist/items/snooze/", items.item_snooze, name="item-snooze"),
    path("worklist/items/<int:item_id>/wake/", items.item_wake, name="item-wake"),
    path("worklist/items/wake/", items.item_wake, name="item-wake"),
    path("worklist/items/<int:item_id>/dismiss/", items.item_dismiss, name="item-dismiss"),
    path("worklist/items/dismiss/", items.item_dismiss, name="item-dismiss"),
    path("worklist/items/<int:item_id>/reassign/", items.item_reassign, name="item-reassign"),
    path("worklist/items/reassign/", items.item_reassign, name="item-reassign"),
    path("worklist/views/", saved_views.view_list, name="view-list"),
    path("worklist/views/new/", saved_views.view_create, name="view-create"),
    path("worklist/views/<int:view_id>/", saved_views.view_change, name="view-change"),
    path("worklist/views/<int:view_id>/move/", saved_views.view_move, name="view-move"),
    path("worklist/views/<int:view_id>/delete/", saved_views.view_delete, name="view-delete"),
]

urlpatterns: list[URLPattern] = [*DESK]
