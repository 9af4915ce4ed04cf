"""The app's name for Django."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """The `staffing` floor."""

    name = "staffing"
