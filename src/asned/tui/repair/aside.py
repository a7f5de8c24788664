"""Work on a whole text: done on the spot where that is quick, else beside the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any, TypeVar

from textual.app import App
from textual.message import Message

QUICK = 64_000
"""Characters of a text that is searched or compared before the next key."""

Result = TypeVar("Result")


class Done(Message):
    """The work is done; `tell` is to be called by who handles this."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.tell = tell
        super().__init__()


def aside(
    app: App[Any], size: int, work: Callable[[], Result], then: Callable[[Result], None]
) -> None:
    """Do the work on a text of so many characters, and hand on what it gives.

    A thread that nobody waits for does what is not quick, so that the program can end at any time.
    """
    if size <= QUICK:
        then(work())
        return

    def run() -> None:
        result = work()
        app.post_message(Done(lambda: then(result)))

    Thread(target=run, daemon=True).start()
