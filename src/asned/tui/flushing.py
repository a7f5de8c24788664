"""Getting the journal onto the disk within a second of an edit, and saying when that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from asned.tui import dialogs
from asned.tui.every import Every

if TYPE_CHECKING:
    from asned.keeping import Keeping
    from asned.tui.guarded import GuardedApp

FLUSH_EVERY = 0.5
"""Seconds between two looks at whether something waits to be flushed."""


class JournalFailed(Message):
    """The journal cannot be kept; `problem` says why and what to do."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__()


class Flushing:
    """Flushes the journal in a thread of its own, and tells of each problem once."""

    def __init__(self, app: GuardedApp, keeping: Callable[[], Keeping | None]) -> None:
        self._app = app
        self._keeping = keeping
        self._thread = Every(FLUSH_EVERY, self._flush, self._failed)
        self._told = ""

    def start(self) -> None:
        """Begin to flush."""
        self._thread.start()

    def stop(self) -> None:
        """Flush no more."""
        self._thread.stop()

    def _flush(self) -> None:
        keeping = self._keeping()
        if keeping is None:
            return
        if keeping.needs_flush:
            keeping.flush()
        if not keeping.problem:
            self._told = ""
        elif keeping.problem != self._told:
            self._app.post_message(JournalFailed(keeping.problem))

    def _failed(self, error: Exception) -> None:
        self._app.call_later(self._app.fail, error)

    def take(self, event: JournalFailed) -> None:
        """Tell of the problem once the user is not typing; it comes again until then."""
        if event.problem == self._told:
            return
        if self._app.may_be_asked:
            self._told = event.problem
            self._app.push_screen(
                dialogs.Message("A crash would lose what you edit", [event.problem])
            )
        else:
            self._app.say(event.problem, "error")
