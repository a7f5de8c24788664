"""The journal: every accepted edit as a line in the state directory, so that no crash loses one.

The first line says which file it is about, which process writes, and the fingerprint of the bytes
that the edits start from. Every line carries a checksum that covers all lines before it as well. A
line is a JSON object: `{"edit": …}` with whatever the session puts there, or `{"saving": digest}`,
written before a save: if the process dies between saving and beginning anew, the edits are known to
be in the file.
"""

import hashlib
import json
import os
import secrets
import threading
from pathlib import Path
from typing import Any

from asned.disk import calls
from asned.disk.errors import JournalFailed
from asned.disk.fingerprint import Fingerprint
from asned.disk.process import this_process
from asned.disk.state import create_private, flush_directory, name_for, state_directory

PART = "journal"
SUFFIX = ".journal"
_CHECK_LENGTH = 16
_EDIT, _END = b'{"edit":', b"}"
_open_here: set[Path] = set()


def checksum(before: str, line: bytes) -> str:
    """Give the checksum of a line that follows the line with the checksum `before`."""
    return hashlib.sha256(before.encode() + line).hexdigest()[:_CHECK_LENGTH]


def is_open_here(path: Path) -> bool:
    """Say whether this process is writing the journal at the path."""
    return path in _open_here


class Journal:
    """The journal of one file in one process.

    There is no file of it until the first edit. `append` and `hold` belong to the thread that edits;
    `flush` may run in another.
    """

    def __init__(self, real_path: Path, fingerprint: Fingerprint | None) -> None:
        """Begin with the bytes of this fingerprint; None where the file does not exist yet."""
        self._real_path = real_path
        self._fingerprint = fingerprint
        self._descriptor: int | None = None
        self._path = Path()
        self._size = 0
        self._check = ""
        self._waiting: list[bytes] = []
        self._has_edits = False
        self._held: list[bytes] = []
        self._digest = hashlib.sha256()
        self._guard = threading.Lock()

    def append(self, edit: Any) -> None:
        """Write one edit, any JSON value; killing the process does not lose it afterwards.

        Raises `JournalFailed` and `StateUnusable`; the line then waits, and is written before the
        next one.
        """
        self.hold(_spelled(edit).encode())
        self.append_held()

    def hold(self, part: bytes) -> None:
        """Take the next part of an edit that is not accepted yet, spelled as JSON on one line.

        `append_held` writes it. What can be done for each part by itself is done by then: a large edit
        must not keep the keyboard waiting at its end.
        """
        if not self._held:
            self._begin()
            self._digest = hashlib.sha256(self._check.encode() + _EDIT)
        self._held.append(part)
        self._digest.update(part)

    def append_held(self) -> None:
        """Write the edit whose parts are held. Raises as `append` does."""
        self._digest.update(_END)
        self._check = self._digest.hexdigest()[:_CHECK_LENGTH]
        self._waiting += (self._check.encode(), b" ", _EDIT, *self._held, _END, b"\n")
        self._held = []
        self._has_edits = True
        self._write()

    def drop_held(self) -> None:
        """Forget the edit whose parts are held."""
        self._held = []

    def about_to_save(self, sha256: str) -> None:
        """Note that the edits so far give bytes of this digest, which are saved next.

        Raises as `append` does.
        """
        if self._has_edits:
            self._add_line(_spelled({"saving": sha256}).encode())
            self._write()

    def flush(self) -> None:
        """Wait until what was written is on the disk. Raises `JournalFailed`."""
        with self._guard:
            if self._descriptor is None:
                return
            path, descriptor = self._path, calls.dup(self._descriptor)
        try:
            calls.fsync(descriptor)
            flush_directory(path.parent)
        except OSError as error:
            raise JournalFailed(path, error) from error
        finally:
            calls.close_quietly(descriptor)

    def restart(self, fingerprint: Fingerprint, real_path: Path | None = None) -> None:
        """Begin anew from saved bytes, of another file where `real_path` is given.

        Raises `JournalFailed` where the old journal could not be removed.
        """
        self._fingerprint = fingerprint
        self._real_path = real_path or self._real_path
        self.discard()

    def discard(self) -> None:
        """Remove what was written: it is saved, or not wanted. Raises `JournalFailed`."""
        if not self.close():
            return
        try:
            calls.unlink(self._path)
        except FileNotFoundError:  # somebody tidied up the state directory
            return
        except OSError as error:
            raise JournalFailed(self._path, error) from error

    def close(self) -> bool:
        """Leave what was written to the next opening of the file; say whether there is anything."""
        with self._guard:
            descriptor, self._descriptor = self._descriptor, None
        self._waiting, self._check, self._held, self._has_edits = [], "", [], False
        _open_here.discard(self._path)
        if descriptor is None:
            return False
        calls.close_quietly(descriptor)
        return True

    def _begin(self) -> None:
        if not self._check:
            began = self._fingerprint
            head = {
                "path": str(self._real_path),
                "fingerprint": None if began is None else began._asdict(),
                "process": this_process().to_json(),
            }
            self._add_line(_spelled(head).encode())

    def _add_line(self, line: bytes) -> None:
        self._check = checksum(self._check, line)
        self._waiting += (self._check.encode(), b" ", line, b"\n")

    def _write(self) -> None:
        try:
            descriptor = self._create() if self._descriptor is None else self._descriptor
            if calls.fstat(descriptor).st_size != self._size:  # a failed write left some bytes
                calls.ftruncate(descriptor, self._size)
            waiting = b"".join(self._waiting)
            calls.write_whole(descriptor, waiting)
        except OSError as error:
            raise JournalFailed(self._path, error) from error
        self._size += len(waiting)
        self._waiting = []

    def _create(self) -> int:
        name = f"{name_for(self._real_path)}-{os.getpid()}-{secrets.token_hex(8)}{SUFFIX}"
        self._path = state_directory(PART) / name
        self._size = 0
        descriptor = create_private(self._path, os.O_WRONLY | os.O_APPEND)
        _open_here.add(self._path)
        with self._guard:
            self._descriptor = descriptor
        return descriptor


def _spelled(content: Any) -> str:
    return json.dumps(content, separators=(",", ":"), allow_nan=False)
