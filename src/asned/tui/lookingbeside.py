"""Listing the association's directory, so that members whose file is not there are found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asned.disk.beside import BesideWatch
from asned.tui.every import Every

if TYPE_CHECKING:
    from asned.tui.app import AsnedApp

LOOK_EVERY = 2.0
"""Seconds between two looks at whether names have come or gone."""


class LookingBeside:
    """Lists the directory of the app's file in a thread of its own, where a slow disk keeps nobody waiting."""

    def __init__(self, app: AsnedApp) -> None:
        self._app = app
        self._watch = BesideWatch(app.session.path)
        self._thread = Every(LOOK_EVERY, self._look, self._failed)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def soon(self) -> None:
        """Look at once."""
        self._thread.soon()

    def stop(self) -> None:
        """Look no more."""
        self._thread.stop()

    def _look(self) -> None:
        path = self._app.session.path
        if path != self._watch.path:  # it was saved elsewhere
            self._watch = BesideWatch(path)
        if self._watch.look():
            self._app.call_later(self._take, path, self._watch.names)

    def _failed(self, error: Exception) -> None:
        self._app.call_later(self._app.fail, error)

    def _take(self, path: Path, names: frozenset[str] | None) -> None:
        session = self._app.session
        if path != session.path:
            return
        was_judged = session.is_judged
        change = session.look_beside(names)
        if was_judged:  # else the judging that is to come or under way takes account of them
            self._app.apply(change, moves=False)
