"""Modules that are imported when something of theirs is first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module that nothing needs before the editor's first paint.

    Textual and what paints take long enough to import. Where one is declared, type checkers are shown
    the module itself:

        if TYPE_CHECKING:
            from asned import bulk
        else:
            bulk = Later("asned.bulk")
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
