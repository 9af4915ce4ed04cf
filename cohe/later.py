"""Modules that are imported when something of them is first asked for."""

from importlib import import_module
from typing import Any


class Later:
    """A module of a library that takes long to import and is needed by few requests.

    What is asked of it comes from the module; the first to ask waits for the import, others wait with it.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, wanted: str) -> Any:
        return getattr(import_module(self._name), wanted)
