"""Sessions whose process dies."""

import os
from collections.abc import Callable
from pathlib import Path

from asned.session import Session
from disk.faults import KILLED, in_child


def kept_session(path: Path) -> Session:
    """Open a file as the editor does, with a journal."""
    session = Session.open(path)
    session.file.keep()
    session.judge_all()
    return session


def killed_after(path: Path, work: Callable[[Session], object]) -> None:
    """Open a file in another process, work on it there, and let the process die at once."""

    def run() -> None:
        work(kept_session(path))
        os._exit(KILLED)

    assert in_child(run) == KILLED


def journals(home: Path) -> list[Path]:
    """Give the journals that there are."""
    return sorted((home / "state").rglob("*.journal"))
