"""One text on its way to one file: what every way of saving asks before it writes, and answers."""

import os
from dataclasses import dataclass
from pathlib import Path

from asned.disk import calls
from asned.disk.errors import FileChanged, NotReplaceable, Reason
from asned.disk.fingerprint import Became, Changed, Fingerprint, changed, kind


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the file's real path, its fingerprint now, and what the user should hear of.

    A note is a clause about something that did not keep the text from being saved: a group that
    could not be kept, a disk that did not confirm.
    """

    real_path: Path
    fingerprint: Fingerprint
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """The bytes to write, their digest, the path as named and as it really is.

    `expected` is what the file must still be; None lets whatever is there be overwritten.
    """

    path: Path
    real_path: Path
    data: bytes
    sha256: str
    expected: Fingerprint | None

    def status(self) -> os.stat_result | None:
        """Describe what stands at the real path; None where nothing does."""
        try:
            return calls.lstat(self.real_path)
        except FileNotFoundError:
            return None

    def refuse_changed(self, *, thorough: bool = False) -> None:
        """Raise `FileChanged` unless the file is what is expected; `thorough` reads it for that."""
        if self.expected is None:
            return
        if now := changed(self.expected, self.real_path, thorough=thorough):
            raise FileChanged(self.path, now)

    def refuse_changed_by_now(self) -> None:
        """Read the file once more, and again for as long as somebody touches it meanwhile."""
        seen = None
        while (look := self._look()) != seen:
            self.refuse_changed(thorough=True)
            seen = look

    def _look(self) -> tuple[int, ...]:
        status = self.status()
        if status is None:
            raise FileChanged(self.path, Changed(Became.DELETED, "was deleted"))
        if other := kind(status.st_mode):
            replaced = Changed(Became.NOT_A_FILE, f"was replaced by a {other}")
            raise FileChanged(self.path, replaced)
        return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns

    def not_replaceable(self, reason: Reason, cause: OSError | None = None) -> NotReplaceable:
        """Give the error that a new file cannot take this one's place."""
        return NotReplaceable(self.path, reason, calls.access(self.real_path, os.W_OK), cause)

    def saved(self, status: os.stat_result, notes: tuple[str, ...]) -> Saved:
        """Give the answer once `status` describes the file that holds the bytes."""
        return Saved(self.real_path, Fingerprint.of(status, self.sha256), notes)
