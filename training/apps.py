"""The app's name for Django."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The `training` floor."""

    name = "training"
