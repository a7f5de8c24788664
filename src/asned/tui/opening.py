"""From a path to the running editor and back to the shell: what is asked before, and said after."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from asned.disk.errors import DiskError, TooLarge
from asned.disk.fingerprint import read_file, real_path
from asned.jsontext.display import displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.session import Session
from asned.tui.guarded import GuardedApp
from asned.tui.signals import Ending

if TYPE_CHECKING:
    from asned.disk import copies
    from asned.disk.copies import LeftCopy
    from asned.keeping import Keeping
    from asned.rules.verdicts import Severities
else:
    copies = Later("asned.disk.copies")

LARGE = 64 << 20
"""Bytes of a file above which it is opened only when the user wants to wait for it."""

_BYTES_A_SECOND = 10 << 20
"""How fast a file is read and judged, roughly, on a machine of 2026."""

_TIMES_IN_MEMORY = 5
FAILED = 1

_WORDS_ON_EDITS = {
    True: "What you edited is in the journal: open the file again to recover it. ",
    False: "What you edited could not be kept in the journal. ",
}


def open_session(path: Path, *, stage: int | None, severities: Severities | None) -> Session | None:
    """Open a file, asking in the terminal what has to be asked; None where the answer was no.

    Raises:
        DiskError: the file cannot be read.
        NotAnAssociationText: its text is not JSON.
    """
    try:
        session = Session.open(
            path, stage=stage, severities=severities, largest=LARGE, only_begin=True
        )
    except TooLarge as refusal:
        if not _agrees(_words_on_size(refusal)):
            return None
        session = Session.open(path, stage=stage, severities=severities, only_begin=True)
    return session


def open_old_text(
    path: Path, *, stage: int | None, severities: Severities | None
) -> Session | None:
    """Open the whole text that was kept while a file was written into, if that was cut short.

    None where there is none, or it is not wanted.

    Raises:
        DiskError: the file cannot be read.
    """
    left = _old_text(path)
    if left is None or not _agrees(
        f"{displayable(str(path))} is damaged: a save was cut short. Its text from before was kept. "
        "Open that?"
    ):
        return None
    session = Session.repaired(left.data, read_file(path), stage=stage, severities=severities)
    begin_keeping(session).discard_when_saved(left)
    return session


def run_guarded(app: GuardedApp, session: Session) -> int:
    """Run an app on a session and give the exit code, as `run_kept` does."""
    return run_kept(app, lambda: session.file.keeping, is_modified=lambda: session.is_modified)


def run_kept(
    app: GuardedApp,
    kept_by: Callable[[], Keeping | None],
    *,
    is_modified: Callable[[], bool],
    is_handed_on: Callable[[], bool] = lambda: False,
) -> int:
    """Run an app and give the exit code: 1 after a failure of its own, 128 and the number of a signal.

    What edits are `kept_by` the app sees to, before the first of them. The journal stays where its edits
    may be wanted, and goes where the user has quit; where the edits are handed on to another app, it goes
    on.
    """
    ending = app.ending = Ending()
    ending.begin()
    failure: Exception | None = None
    try:
        app.run()
    except Exception as error:  # noqa: BLE001 - reported, whatever it is
        failure = error
    failure = app.failure or failure
    keeping = kept_by()
    problem = ""
    if keeping is not None:
        if failure is not None or ending.code is not None:
            keeping.leave_edits()
        elif not is_handed_on():
            keeping.discard_edits()
        problem = keeping.problem
    if failure is not None:
        _say_failed(failure, _WORDS_ON_EDITS[not problem] if is_modified() else "")
    elif problem and ending.code is None:
        _say(problem)
    ending.finish()
    if failure is not None:
        return FAILED
    return ending.code if ending.code is not None else app.return_code or 0


def reporting(act: Callable[[], int]) -> int:
    """Do something that gives an exit code, and report a failure of the program's own that ends it.

    Raises:
        DiskError, NotAnAssociationText: as `act` does; these are for the user.
    """
    try:
        return act()
    except (DiskError, NotAnAssociationText):
        raise
    except Exception as error:  # noqa: BLE001 - reported, whatever it is
        _say_failed(error, "")
        return FAILED


def begin_keeping(session: Session) -> Keeping:
    """Keep a journal from here on; what begins with other bytes than the file's begins with these."""
    is_other_text = session.is_modified and not session.is_new
    return session.file.keep(session.document.to_bytes() if is_other_text else None)


def _old_text(path: Path) -> LeftCopy | None:
    try:
        found = copies.find(real_path(path))
        return next((each for each in found if _is_sound(each.data)), None)
    except (DiskError, OSError):  # without a state directory nothing was kept
        return None


def _is_sound(data: bytes) -> bool:
    from asned.association.document import Document  # noqa: PLC0415 - hardly ever wanted

    try:
        Document(data)
    except NotAnAssociationText:
        return False
    return True


def _words_on_size(refusal: TooLarge) -> str:
    seconds = refusal.size // _BYTES_A_SECOND
    memory = refusal.size * _TIMES_IN_MEMORY >> 20
    return (
        f"{displayable(str(refusal.path))} has {refusal.size >> 20} MB. Reading and judging it takes "
        f"about {seconds} s and {memory} MB of memory; undoing a reload, seeing the difference and "
        "saving take seconds each. Open it?"
    )


def _agrees(question: str) -> bool:
    """Ask in the terminal; no without one."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"asned: {question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _say_failed(error: Exception, on_edits: str) -> None:
    from asned.tui.failing import words_on  # noqa: PLC0415 - hardly ever wanted

    _say(words_on(error, on_edits))


def _say(text: str) -> None:
    sys.stderr.write(f"asned: {text}\n")
