"""The user's state directory: a private place for journals, locks and copies.

Directories are 0700 and files 0600, and both must be the user's own and no symlinks: what is read
from here becomes text in the user's file.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from asned.disk import calls
from asned.disk.errors import StateUnusable, cause_text

_PRIVATE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY


def state_directory(part: str) -> Path:
    """Give the directory for one part of the state (`"journal"`), making it where it is missing.

    Raises `StateUnusable`.
    """
    top = Path(platformdirs.user_state_dir("asned", appauthor=False))
    try:
        _make_parents(top.parent)
        _make_private(top)
        _make_private(top / part)
    except OSError as error:
        raise unusable(top, error) from error
    return top / part


def unusable(path: Path, cause: OSError) -> StateUnusable:
    """Give the error for a call that failed in the state directory."""
    return StateUnusable(path, cause_text(cause), "make room or give permission there")


def _make_parents(directory: Path) -> None:
    try:
        calls.stat(directory)
    except FileNotFoundError:
        _make_parents(directory.parent)
        _make(directory)


def _make(directory: Path) -> None:
    try:
        calls.mkdir(directory, 0o700)
    except FileExistsError:  # another process was first
        return


def _make_private(directory: Path) -> None:
    _make(directory)
    status = calls.lstat(directory)
    if not stat.S_ISDIR(status.st_mode):
        raise StateUnusable(directory, "it is no directory")
    if status.st_uid != os.geteuid():
        raise StateUnusable(directory, "it belongs to somebody else")
    if status.st_mode & 0o077:
        calls.chmod(directory, 0o700)


def name_for(real: Path) -> str:
    """Give the beginning of the names under which the state of this file is kept."""
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:32]


def create_private(path: Path, flags: int = os.O_WRONLY) -> int:
    """Make a new file of mode 0600 and give its descriptor; `OSError`, also where one is there."""
    return calls.open_file(path, flags | os.O_CREAT | os.O_EXCL | _PRIVATE, 0o600)


@contextmanager
def opened_private(path: Path) -> Iterator[int]:
    """Open one of the state's files to read it.

    Raises `StateUnusable` unless it is a regular file of this user's own, and `OSError`.
    """
    if stat.S_ISLNK(calls.lstat(path).st_mode):
        raise StateUnusable(path, "it is a symlink")
    with calls.opened(path, os.O_RDONLY | _PRIVATE) as descriptor:
        status = calls.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise StateUnusable(path, "it is no file")
        if status.st_uid != os.geteuid():
            raise StateUnusable(path, "it belongs to somebody else")
        yield descriptor


def flush_directory(directory: Path) -> None:
    """Wait until the names in the directory are on the disk."""
    with calls.opened(directory, os.O_RDONLY | os.O_DIRECTORY) as descriptor:
        calls.fsync(descriptor)
