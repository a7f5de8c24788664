"""Work that is done again and again beside the editor."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread


class Every(Thread):
    """Does something every so many seconds, and at once when asked to.

    A daemon of its own and no Textual worker: what waits for a dead disk must not keep the program from
    ending. What it raises is handed to `failed`, and ends it.
    """

    def __init__(
        self, seconds: float, act: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        super().__init__(daemon=True)
        self._seconds = seconds
        self._act = act
        self._failed = failed
        self._wake = Event()
        self._is_stopped = False

    def run(self) -> None:
        """Do it until `stop`."""
        while not self._is_stopped:
            try:
                self._act()
            except Exception as error:  # noqa: BLE001 - whatever it is, the editor ends over it
                self._failed(error)
                return
            self._wake.wait(self._seconds)
            self._wake.clear()

    def soon(self) -> None:
        """Do it now rather than when it is due."""
        self._wake.set()

    def stop(self) -> None:
        """Do it no more; does not wait for what is being done."""
        self._is_stopped = True
        self._wake.set()
