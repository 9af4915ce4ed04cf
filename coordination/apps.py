"""The app's name for Django."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """The `coordination` floor."""

    name = "coordination"
