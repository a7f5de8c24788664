"""The terminal as Textual drives it, with what it leaves undone: the end of input, stop and continue."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import constants
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from asned.tui.incoming import Incoming

if TYPE_CHECKING:
    from asned.tui.guarded import GuardedApp

_MOST = 4096
"""Bytes that are read before the loop has another turn."""


class Terminal(LinuxDriver):
    """Textual's driver, made known to the app as `terminal`.

    Textual's own handlers stop and start the driver within a signal, where the main thread may hold a
    lock that they need; and after a stop that cannot be caught they start it a second time, which
    takes the raw mode for the one to go back to.
    """

    def __init__(self, app: GuardedApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._guarded = app
        app.terminal = self
        self._running_loop = asyncio.get_running_loop()
        self._waiting_for_more: asyncio.TimerHandle | None = None
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._continued)

    def regain(self) -> None:
        """Take the terminal over again after somebody else may have had it."""
        self.suspend_application_mode()
        self.resume_application_mode()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal; Textual believes COLUMNS and LINES, which a shell may have exported long ago."""
        width = height = 0
        if self._file is not None:
            with suppress(OSError):
                width, height = os.get_terminal_size(self._file.fileno())
        return (width, height) if width and height else super()._get_terminal_size()

    def write(self, data: str) -> None:
        """Write, unless the thread that writes has died with the terminal: nobody would take it."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Hand an event of the terminal to the app, without the task that Textual makes for it."""
        self._app.post_message(message)

    # ---- reading: in the loop, for a key that a thread reads has to wait until the loop wakes up for it

    def run_input_thread(self) -> None:
        """Let the loop read from here on: Textual's thread for it has nothing else to do."""
        self._running_loop.call_soon_threadsafe(self._begin_to_read)

    def disable_input(self) -> None:
        """Read nothing any more."""
        self._stop_reading()
        super().disable_input()

    def _begin_to_read(self) -> None:
        incoming = Incoming(debug=self._debug)
        self._running_loop.add_reader(self.fileno, self._read, incoming)

    def _stop_reading(self) -> None:
        self._running_loop.remove_reader(self.fileno)
        if self._waiting_for_more is not None:
            self._waiting_for_more.cancel()

    def _read(self, incoming: Incoming) -> None:
        """Read what has come, and take an escape for one that nothing follows."""
        if self._waiting_for_more is not None:
            self._waiting_for_more.cancel()
        if self._take(lambda: incoming.messages(self._bytes())):
            # Not before: the parser counts the delay from what it was fed last.
            wait = self._running_loop.call_later
            self._waiting_for_more = wait(constants.ESCAPE_DELAY, self._take, incoming.waited)

    def _bytes(self) -> bytes:
        data = os.read(self.fileno, _MOST)
        if not data:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return data

    def _take(self, parse: Callable[[], Iterable[Message]]) -> bool:
        """Hand on what is parsed and say whether reading goes on; what goes wrong is the app's to judge."""
        try:
            for message in parse():
                self.process_message(message)
        except Exception as error:  # noqa: BLE001 - handed on whole
            self._stop_reading()
            self._guarded.call_later(self._guarded.input_ended, error)
            return False
        return True

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._let_app(self._guarded.suspend_to_shell)

    def _continued(self, number: int, frame: FrameType | None) -> None:
        if not self._guarded.is_suspended:
            self._let_app(self._guarded.continue_here)

    def _let_app(self, act: Callable[[], None]) -> None:
        """Let the app act once it is not within a signal any more."""
        self._running_loop.call_soon_threadsafe(self._guarded.call_later, act)
