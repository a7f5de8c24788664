"""Noticing that somebody else changed the open file."""

import os
from pathlib import Path

from asned.disk import calls
from asned.disk.fingerprint import Became, Changed, Fingerprint, changed, kind


class Watch:
    """Looks at one file again and again; reads it only when its description changes.

    `path` is as the user named it: a symlink that leads elsewhere now is a change. After a save or
    a reload a new watch begins with the new fingerprint; None where there is no file yet.
    """

    def __init__(self, path: Path, fingerprint: Fingerprint | None) -> None:
        self._path = path
        self._fingerprint = fingerprint
        self._seen: tuple[int, ...] | None = None
        self._last: Changed | None = None

    @property
    def found(self) -> Changed | None:
        """What the last look found, without looking again."""
        return self._last

    def look(self) -> Changed | None:
        """Say how the file differs from what was read, None where it does not.

        Costs one `stat` while nothing happens. A dead network file system can keep it waiting.
        """
        seen = _description(self._path)
        if seen is None or seen != self._seen:
            self._last = self._compare()
            self._seen = seen
        return self._last

    def _compare(self) -> Changed | None:
        if self._fingerprint is not None:
            return changed(self._fingerprint, self._path)
        try:
            other = kind(calls.stat(self._path).st_mode)
        except OSError:  # still nothing there that could be read
            return None
        what = f"a {other}" if other else "a file"
        return Changed(Became.CREATED, f"has {what} of another program in its place")


def _description(path: Path) -> tuple[int, ...] | None:
    try:
        status = calls.stat(path)
    except OSError:
        return None
    return _parts(status)


def _parts(status: os.stat_result) -> tuple[int, ...]:
    return (
        status.st_dev,
        status.st_ino,
        status.st_mode,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )
