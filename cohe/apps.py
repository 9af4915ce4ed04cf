"""The app's name for Django."""

from django.apps import AppConfig


class CoheConfig(AppConfig):
    """The ground floor."""

    name = "cohe"
