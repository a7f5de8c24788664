"""Reading a file, and knowing later whether it is still the one that was read."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from asned.disk import calls
from asned.disk.errors import Missing, NotAFile, TooLarge, Unreadable, cause_text

_MOST_SYMLINKS = 40  # as Linux counts them
_READING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY
_KINDS = {
    stat.S_IFDIR: "directory",
    stat.S_IFIFO: "pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
    stat.S_IFLNK: "symlink",
}


class Fingerprint(NamedTuple):
    """What tells one state of a file from another; sizes in bytes, times in ns, SHA-256 in hex."""

    device: int
    inode: int
    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, status: os.stat_result, sha256: str) -> "Fingerprint":
        """Put together what `stat` says and the digest (hexadecimal) of the bytes."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, sha256)

    def matches(self, status: os.stat_result) -> bool:
        """Say whether what `stat` says is what it said of these bytes."""
        return self == Fingerprint.of(status, self.sha256)


class FileOnDisk(NamedTuple):
    """A file as it was read: `path` as it was named, `real_path` without symlinks, its bytes.

    `writable` says whether this user may write it and its mode does not mark it read-only, which
    root could ignore.
    """

    path: Path
    real_path: Path
    data: bytes
    fingerprint: Fingerprint
    writable: bool


class Became(StrEnum):
    """What became of a file that is no longer as it was read."""

    OTHER_BYTES = "other bytes"
    CREATED = "created"
    DELETED = "deleted"
    NOT_A_FILE = "not a file"
    UNREADABLE = "unreadable"


class Changed(NamedTuple):
    """How a file differs from what was read.

    `sentence` continues "the file": `was deleted`. `now` is the fingerprint of what is there, where
    it is a file that can be read: whoever has seen that may save over it with `expected=now`.
    """

    became: Became
    sentence: str
    now: Fingerprint | None = None


def digest(data: bytes) -> str:
    """Give the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def real_path(path: Path) -> Path:
    """Follow every symlink; the last name need not exist.

    Raises `OSError`: a directory on the way is missing, links lead in a circle, or the name cannot
    be one on this system.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from error
    if "\0" in str(path):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    for _ in range(_MOST_SYMLINKS):
        if path.name in ("", ".."):
            return calls.realpath(path)
        directory = calls.realpath(path.parent)
        try:
            target = calls.readlink(directory / path.name)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOENT):  # no symlink, or nothing yet
                return directory / path.name
            raise
        path = directory / target
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def kind(mode: int) -> str:
    """Say what a file that is not regular is: `"directory"`, `"pipe"`; `""` for a regular one."""
    return "" if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "special file")


def read_file(path: Path, *, largest: int | None = None) -> FileOnDisk:
    """Read an association file whole; never waits for a pipe or touches a device.

    Raises `Missing`, `NotAFile`, `Unreadable`, and `TooLarge` above `largest` bytes.
    """
    try:
        real = real_path(path)
        data, status = _read(real, largest)
        may_write = calls.access(real, os.W_OK)
    except FileNotFoundError as error:
        raise Missing(path) from error
    except OSError as error:
        raise Unreadable(path, error) from error
    writable = may_write and not is_marked_read_only(status)
    return FileOnDisk(path, real, data, Fingerprint.of(status, digest(data)), writable)


def is_marked_read_only(status: os.stat_result) -> bool:
    """Say whether the mode lets nobody write."""
    return status.st_mode & 0o222 == 0


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, os.stat_result]]:
    # What it is comes first: opening a pipe wakes its writer, opening a device may do anything. And
    # it is described before it is read, so that a write meanwhile shows as a change afterwards.
    _refuse_other_kinds(path, calls.stat(path))
    with calls.opened(path, _READING) as descriptor:
        status = calls.fstat(descriptor)
        _refuse_other_kinds(path, status)
        yield descriptor, status


def _read(path: Path, largest: int | None) -> tuple[bytes, os.stat_result]:
    with _opened(path) as (descriptor, status):
        if largest is not None and status.st_size > largest:
            raise TooLarge(path, status.st_size, largest)
        data = calls.read_whole(descriptor, largest)
    if largest is not None and len(data) > largest:
        raise TooLarge(path, len(data), largest)
    return data, status


def _fingerprint(path: Path) -> Fingerprint:
    with _opened(path) as (descriptor, status):
        sha256 = hashlib.sha256()
        for piece in calls.read_pieces(descriptor):
            sha256.update(piece)
    return Fingerprint.of(status, sha256.hexdigest())


def _refuse_other_kinds(path: Path, status: os.stat_result) -> None:
    if other := kind(status.st_mode):
        raise NotAFile(path, other)


def changed(fingerprint: Fingerprint, path: Path, *, thorough: bool = False) -> Changed | None:
    """Say how the file at the path differs from the one read; None where its bytes are the same.

    Looks at the bytes only where `stat` differs, which misses a write within one tick of the file
    system's clock; `thorough` always looks.
    """
    try:
        real = real_path(path)
        if not thorough and fingerprint.matches(calls.stat(real)):
            return None
        now = _fingerprint(real)
    except FileNotFoundError:
        return Changed(Became.DELETED, "was deleted")
    except NotAFile as error:
        return Changed(Became.NOT_A_FILE, f"was replaced by a {error.kind}")
    except OSError as error:
        return Changed(Became.UNREADABLE, f"became unreadable ({cause_text(error)})")
    if now.sha256 == fingerprint.sha256:
        return None
    return Changed(Became.OTHER_BYTES, "was changed by another program", now)
