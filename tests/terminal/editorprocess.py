"""The real program in a pseudo-terminal, with a screen to read and a hold on everything that can end it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

_PATIENCE = 30.0
"""Seconds after which what is waited for will not come any more; nothing waits so long when all is well."""

_EXPORTED = {"COLUMNS": "80", "LINES": "24"}
"""What a shell may have exported: a size that does not hold (any more)."""

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
RESTORED = {1049: "l", 25: "h", 7: "h"} | dict.fromkeys((1000, 1003, 1004, 1006, 1015, 2004), "l")
"""The terminal's modes as a shell wants them."""


class EditorProcess:
    """`asned FILE` as the leader of a session of its own, with the pseudo-terminal as its terminal."""

    def __init__(
        self,
        *arguments: str | Path,
        columns: int = 100,
        rows: int = 30,
        ignored: tuple[signal.Signals, ...] = (),
        command: tuple[str, ...] = ("-m", "asned"),
        cwd: Path | None = None,
    ) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.attributes = termios.tcgetattr(self.slave)
        self.output = b""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)

        def begin() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # Whoever runs the tests may ignore some, as shells do for what they run in the background.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
                how = signal.SIG_IGN if number in ignored else signal.SIG_DFL
                signal.signal(number, how)

        self.process = subprocess.Popen(
            [sys.executable, *command, *map(str, arguments)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            preexec_fn=begin,  # noqa: PLW1509 - tests start no threads
            cwd=cwd,
            env={**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **_EXPORTED},
        )

    def __enter__(self) -> EditorProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    @property
    def unread(self) -> int:
        """Bytes that were sent and the program has not read."""
        (count,) = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, bytes(4)))
        return int(count)

    def read(self, seconds: float = 0.0) -> bool:
        """Take in what the program has written; say whether there was anything."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            piece = os.read(self.master, 1 << 16)
        except OSError:  # the other end is closed
            return False
        self.output += piece
        self._stream.feed(piece)
        return bool(piece)

    def wait_for(self, condition: str | Callable[[], object], what: str = "") -> None:
        """Wait until a text stands on the screen, or something is true."""
        wanted = condition if callable(condition) else lambda: condition in self.text
        end = time.monotonic() + _PATIENCE
        while not wanted():
            if not self.read(0.05) and self.process.poll() is not None and not wanted():
                raise AssertionError(f"it ended with {self.process.returncode}:\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"never came: {what or condition}\n{self.text}")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the system tells the program by a signal."""
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as a connection that drops does."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def ended(self, patience: float = _PATIENCE) -> tuple[int, float]:
        """Wait for the end; give the exit code and the seconds that it took."""
        start = time.monotonic()
        while self.process.poll() is None:
            if time.monotonic() - start > patience:
                raise AssertionError(f"it does not end:\n{self.text}")
            if self.master < 0 or not self.read(0.02):
                time.sleep(0.002)
        while self.master >= 0 and self.read():
            pass
        return self.process.returncode, time.monotonic() - start

    def state(self) -> str:
        """Give the process's state as the system shows it: `S` sleeping, `T` stopped."""
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def processor_seconds(self) -> float:
        """Give the processor time that the program has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def modes(self) -> dict[int, str]:
        """Give how each of the terminal's private modes was left."""
        found = {}
        for numbers, state in _MODE.findall(self.output):
            for number in numbers.split(b";"):
                found[int(number)] = state.decode()
        return found

    def assert_restored(self) -> None:
        """Check that a shell finds the terminal as it was."""
        assert termios.tcgetattr(self.slave) == self.attributes
        modes = self.modes()
        assert {number: modes.get(number, state) for number, state in RESTORED.items()} == RESTORED
        assert self.output.count(b"\x1b[<u") >= len(re.findall(rb"\x1b\[>\d+u", self.output))
