"""A program in a real pseudo-terminal: its output with the time of each piece, its screen, its memory.

What arrives is only kept while the clock runs. Afterwards the pieces are replayed into an emulated
screen, to find the first after which it shows what was waited for: the emulator's own time never counts.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyte

COLUMNS, LINES = 120, 40

_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
"""What a terminal answers to what Textual asks: paints are sent as one piece, sizes come as signals."""

_NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*(?:\$p|u|m)|\x1b\[[0-9;]*t|\x1b[P_^].*?\x1b\\",
    re.S,
)
_BEGUN = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*|[P_^\]][^\x07\x1b]*)?$")

Cells = tuple[tuple[Any, ...], ...]
"""The characters of a screen with their colours, line by line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Output that arrived in one go, and when, by `time.perf_counter`."""

    moment: float
    data: bytes


class Terminal:
    """A running program and the terminal it runs in. Close it."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], directory: str) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self.is_gone = False
        self.started = time.perf_counter()
        self.process, self._descriptor = pty.fork()
        if self.process == 0:
            try:
                _size(0)
                os.chdir(directory)
                os.execve(argv[0], list(argv), dict(environment))
            finally:
                os._exit(127)
        _size(self._descriptor)

    @property
    def has_left(self) -> bool:
        """Whether the program has ended, or has given the terminal back as it was."""
        return self.is_gone or bool(termios.tcgetattr(self._descriptor)[3] & termios.ECHO)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(self._screen.display)

    @property
    def cells(self) -> Cells:
        """What stands on the screen, colours included."""
        buffer = self._screen.buffer
        return tuple(tuple(buffer[y][x] for x in range(COLUMNS)) for y in range(LINES))

    def send(self, data: bytes) -> float:
        """Type, and give the moment."""
        moment = time.perf_counter()
        os.write(self._descriptor, data)
        return moment

    def read(self, seconds: float) -> Piece | None:
        """Give the next output, None after so long a silence or when the program has gone."""
        if not select.select([self._descriptor], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:  # how Linux says that the other side was closed
            data = b""
        moment = time.perf_counter()
        if not data:
            self.is_gone = True
            return None
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(self._descriptor, answer)
        return Piece(moment, data)

    def read_until_quiet(self, quiet: float, most: float) -> list[Piece]:
        """Give all output up to a silence, at most for so many seconds."""
        pieces = []
        end = time.perf_counter() + most
        while time.perf_counter() < end and (piece := self.read(quiet)):
            pieces.append(piece)
        return pieces

    def show(self, piece: Piece) -> None:
        """Put a piece on the screen."""
        data = self._held + piece.data
        begun = _BEGUN.search(data)
        at = begun.start() if begun else len(data)
        data, self._held = data[:at], data[at:]
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))

    def replay(self, pieces: Sequence[Piece], shown: Callable[[], bool]) -> float | None:
        """Put pieces on the screen; give the moment of the first after which `shown` was true."""
        found = None
        for piece in pieces:
            self.show(piece)
            if found is None and shown():
                found = piece.moment
        return found

    def settle(self, quiet: float, *, first: float | None = None, most: float = 5.0) -> None:
        """Wait for a silence, with everything on the screen; `first` is how long to wait for the first."""
        piece = self.read(quiet if first is None else first)
        if piece is not None:
            self.replay([piece, *self.read_until_quiet(quiet, most)], lambda: True)

    def memory(self) -> tuple[int, int]:
        """Give the resident memory in bytes, now and at its highest."""
        with open(f"/proc/{self.process}/status") as stream:
            status = dict(line.split(":", 1) for line in stream)
        now, most = (int(status[key].split()[0]) * 1024 for key in ("VmRSS", "VmHWM"))
        return now, most

    def close(self) -> None:
        """End the program."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._descriptor)


def _size(descriptor: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
