"""What is kept of an open association in the state directory, so that no crash loses an edit of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from asned.association.document import Document
from asned.association.journaling import journaled
from asned.association.structure import Splice
from asned.association.textjournaling import journaled_change
from asned.disk.copies import LeftCopy, discard
from asned.disk.errors import DiskError, StateUnusable
from asned.disk.fingerprint import Fingerprint, digest, real_path
from asned.disk.journal import Journal
from asned.disk.lock import HeldBy, Lock, acquire

if TYPE_CHECKING:
    from asned.jsontext.repair import TextEdit


_spelled = json.JSONEncoder(separators=(",", ":")).encode


class Keeping:
    """The journal and the lock of one open association. Never raises: what fails is in `problem`.

    `record` takes each splice before it is applied; `accept` writes those recorded as one line, `forget`
    drops them. `flush` may run in another thread. `shares_file` is set once the user edits the file
    although another process has it open: then nobody asks for the lock again.
    """

    def __init__(self, path: Path, fingerprint: Fingerprint | None) -> None:
        """Begin with the file of this fingerprint, None where there is none yet; writes nothing yet."""
        self.problem = ""
        self.needs_flush = False
        self.shares_file = False
        self._real_path = _real(path)
        self._journal = Journal(self._real_path, fingerprint)
        self._lock: Lock | None = None
        self._has_recorded = False
        self._copies: list[LeftCopy] = []

    @property
    def real_path(self) -> Path:
        """The path of the file without symlinks, under which everything is kept."""
        return self._real_path

    # ---- edits

    def record(self, document: Document, splice: Splice) -> None:
        """Note a splice that is about to be applied to the document."""
        # Spelled now, a splice at a time: spelling a large edit as a whole would keep the keyboard waiting.
        spelled = _spelled(journaled(document, splice)).encode()
        self._journal.hold((b"," if self._has_recorded else b'{"splices":[') + spelled)
        self._has_recorded = True

    def forget(self) -> None:
        """Drop what was recorded: the edit was not accepted."""
        self._has_recorded = False
        self._journal.drop_held()

    def accept(self, label: str) -> None:
        """Write what was recorded as one edit, so that killing the process does not lose it."""
        if self._has_recorded:
            self._has_recorded = False
            self._journal.hold(f'],"label":{json.dumps(label)}}}'.encode())
            self._write_held()

    def accept_change(self, text: str, edits: Sequence[TextEdit], label: str) -> None:
        """Write a change that is about to be made in a text that is no JSON, as one edit."""
        change = journaled_change(text, edits, label)
        self._journal.hold(_spelled(change).encode())
        self._write_held()

    def _write_held(self) -> None:
        try:
            self._journal.append_held()
        except DiskError as problem:
            self.problem = str(problem)
        else:
            self.problem = ""
            self.needs_flush = True

    def flush(self) -> None:
        """Wait until the edits written so far are on the disk."""
        self.needs_flush = False
        try:
            self._journal.flush()
        except DiskError as problem:
            self.problem = str(problem)

    # ---- the file

    def about_to_be(self, data: bytes) -> None:
        """Note that the edits so far give these bytes, which are or will be in the file."""
        try:
            self._journal.about_to_save(digest(data))
        except DiskError as problem:
            self.problem = str(problem)
        self.flush()

    def begin_anew(self, path: Path, fingerprint: Fingerprint) -> None:
        """Begin with the bytes that are in the file now, which may be another file than before."""
        before, self._real_path = self._real_path, _real(path)
        try:
            self._journal.restart(fingerprint, self._real_path)
            for left in self._copies:
                discard(left.copy)
        except (DiskError, OSError) as problem:
            self.problem = str(problem)
        self._copies.clear()
        if before != self._real_path and self._lock is not None:
            self._release()
            self.lock()

    def discard_when_saved(self, left: LeftCopy) -> None:
        """Remove a copy of old text once the association is saved."""
        if left not in self._copies:
            self._copies.append(left)

    # ---- the lock

    def lock(self) -> HeldBy | None:
        """Say to other editors that this process has the file open, or give the process that has it.

        None too where locks cannot be kept; `problem` says why.
        """
        if self.shares_file:
            return None
        try:
            answer = acquire(self._real_path)
        except StateUnusable as problem:
            self.problem = str(problem)
            return None
        if isinstance(answer, HeldBy):
            return answer
        self._lock = answer
        return None

    def _release(self) -> None:
        lock, self._lock = self._lock, None
        try:
            if lock is not None:
                lock.release()
        except (DiskError, OSError) as problem:
            self.problem = str(problem)

    # ---- the end

    def leave_edits(self) -> None:
        """End with the edits kept for the next opening, on the disk."""
        self.flush()
        self._journal.close()
        self._release()

    def discard_edits(self) -> None:
        """End with nothing kept: the edits are saved or not wanted."""
        try:
            self._journal.discard()
        except DiskError as problem:
            self.problem = str(problem)
        self._release()


def _real(path: Path) -> Path:
    try:
        return real_path(path)
    except OSError:  # its directory is missing; saving says so
        return path.absolute()
