"""Ending in time when the system or the terminal ends the editor, with the terminal as it was before."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from asned.tui.every import Every

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""The signals that end the editor, with the exit code that shells give them: 128 and the number."""

LONGEST = 1.2
"""Seconds that the editor has to end by itself before it is ended."""

_LOOK_EVERY = 0.25
_RESET = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # no mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # no bracketed paste, sizes or focus reported
    "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"  # wrapping, plain keys, the screen before, the cursor
)
Handler = Callable[[int, FrameType | None], Any] | int | signal.Handlers | None


class Ending:
    """Watches signals and the terminal while an editor runs; `code` is the exit code if it was ended.

    The signals' handlers only note what happened. A thread then lets the editor end, and where that
    takes too long (a save on a dying disk, a stalled terminal) restores the terminal and ends the
    process: whatever was accepted is in the journal, and a save can be cut short anywhere.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self._ended_at = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: Callable[[], None] | None = None
        self._before: dict[signal.Signals, Handler] = {}
        self._descriptor = sys.__stdin__.fileno() if sys.__stdin__ else 0
        self._attributes = self._terminal()
        self._thread = Every(_LOOK_EVERY, self._look, self._failed)

    def begin(self) -> None:
        """Watch from here on. An ignored SIGHUP (nohup) stays ignored."""
        for number in ENDING:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:
                self._before[number] = before
                signal.signal(number, self._signalled)
        self._thread.start()

    def let_end(self, loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
        """Call `leave` in the loop, which runs by now, when the editor has to end."""
        self._leave = leave
        self._loop = loop

    def finish(self) -> None:
        """The editor has ended; its process is ended here where it has no terminal left."""
        self._thread.stop()
        for number, before in self._before.items():
            signal.signal(number, before)
        if self.code is not None and self._attributes is not None and self._terminal() is None:
            # Python would find that it cannot write to the terminal, and say so with a code of its own.
            os._exit(self.code)

    def end(self, code: int) -> None:
        """Let the editor end with this exit code; the first one counts."""
        if self.code is None:
            self._ended_at = time.monotonic()
            self.code = code
            self._thread.soon()

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        if self.code is None:
            self._ended_at = time.monotonic()
            self.code = 128 + number

    def _look(self) -> None:
        if self.code is None and self._attributes is not None and self._terminal() is None:
            self.end(128 + signal.SIGHUP)
        if self.code is None:
            return
        if self._loop is not None and self._leave is not None:
            leave, self._leave = self._leave, None
            self._loop.call_soon_threadsafe(leave)
        if time.monotonic() - self._ended_at > LONGEST:
            self._insist(self.code)

    def _insist(self, code: int) -> None:
        if self._attributes is not None:
            try:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._attributes)
                # Opened anew so as not to wait: a terminal that takes nothing must not hold this up.
                name = os.ttyname(self._descriptor)
                terminal = os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
                os.write(terminal, _RESET.encode())
            except (OSError, termios.error):  # there is no terminal left to restore
                os._exit(code)
        os._exit(code)

    def _terminal(self) -> list[Any] | None:
        """Give the terminal's settings, None where there is none (any more)."""
        try:
            return termios.tcgetattr(self._descriptor)
        except termios.error:
            return None

    def _failed(self, error: Exception) -> None:
        raise error
