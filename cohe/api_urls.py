"""Addresses of the API and its description."""

from django.conf import settings
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from cohe import views
from cohe.permissions import Permission


class Schema(SpectacularAPIView):
    """The OpenAPI description, for whoever may use the product.

    There is one version of it: what an address says of another would be the name of the file.
    """

    api_version = str(settings.SPECTACULAR_SETTINGS["VERSION"])
    permission = Permission.ACCOUNT_USE


urlpatterns = [
    path("schema/", Schema.as_view(), name="api-schema"),
    path("", views.api_reference, name="api-docs"),
    path("", include("claims.api.urls")),
    path("", include("coordination.api.urls")),
    path("", include("training.api.urls")),
    path("", include("staffing.api.urls")),
]
