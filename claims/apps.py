"""The app's name for Django."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The `claims` floor."""

    name = "claims"
