"""Addresses. Apps are named in strings: the ground floor imports none of them."""

from django.urls import include, path

from cohe import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("account/", include("allauth.urls")),
    path("me/", views.preferences, name="preferences"),
    path("me/cohe/", views.switch_cohe, name="switch-cohe"),
    path("me/tokens/", views.tokens, name="tokens"),
    path("me/tokens/<int:token_id>/revoke/", views.token_revoke, name="token-revoke"),
    path("me/stay/", views.stay, name="stay"),
    path("people/", views.people, name="people"),
    path("people/<int:membership_id>/end/", views.membership_end, name="membership-end"),
    path("", include("claims.urls")),
    path("", include("coordination.urls")),
    path("", include("training.urls")),
    path("", include("staffing.urls")),
    path("api/", include("cohe.api_urls")),
]

handler400 = "cohe.views.bad_request"
handler403 = "cohe.views.forbidden"
handler404 = "cohe.views.not_found"
handler500 = "cohe.views.server_error"
