"""Addresses of the API and its description."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from cohe.permissions import Permission


class Schema(SpectacularAPIView):
    """The OpenAPI description, for whoever may use the product."""

    permission = Permission.ACCOUNT_USE


class Reference(SpectacularSwaggerSplitView):
    """The description as a page; its script is an address of its own, so nothing is inline."""

    permission = Permission.ACCOUNT_USE
    url_name = "api-schema"


urlpatterns = [
    path("schema/", Schema.as_view(), name="api-schema"),
    path("", Reference.as_view(), name="api-docs"),
    path("", include("claims.api.urls")),
    path("", include("coordination.api.urls")),
]
