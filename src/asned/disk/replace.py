"""Putting a new file at a path: where nothing is, or in the place of the old one."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from asned.disk import calls
from asned.disk.attributes import copy_attributes
from asned.disk.errors import AlreadyThere, Reason, SaveFailed, cause_text
from asned.disk.temporary import TemporaryFile
from asned.disk.writing import Saved, Writing
from asned.jsontext.display import displayable

_NOT_LET = (errno.EACCES, errno.EPERM)

_NOT_MOVED = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV)
"""Answers to a rename over a file that is pinned: sticky directories, a mount on the file."""

_NO_DIRECTORY_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF)
"""Answers of file systems that keep their names safe by themselves and flush no directories."""


def create(writing: Writing) -> Saved:
    """Make a new file. Raises `AlreadyThere`, `SaveFailed`, `OSError`."""
    # Nobody but the umask says who may read a new file, and only the kernel knows the umask (and
    # a directory's access list) for sure: so the temporary file has its mode from the start.
    temporary = TemporaryFile(writing.real_path.parent, 0o666)
    with _removed_on_failure(writing, temporary):
        calls.write_whole(temporary.descriptor, writing.data)
        status = temporary.finish()
        try:
            notes = _moved(temporary.move_to_new, writing.real_path)
        except FileExistsError as error:
            raise AlreadyThere(writing.path) from error
    if temporary.left_behind:
        notes += (f"the temporary file {displayable(temporary.path.name)} could not be removed",)
    return writing.saved(status, notes)


def replace(writing: Writing, target: os.stat_result) -> Saved:
    """Put a new file, like the one that `target` describes, in its place.

    Raises `NotReplaceable`, `FileChanged`, `SaveFailed`, `OSError`.
    """
    if target.st_nlink > 1:
        raise writing.not_replaceable(Reason.HARD_LINKS)
    if target.st_uid != os.geteuid() != 0:  # root can give the new file its owner
        raise writing.not_replaceable(Reason.FOREIGN_OWNER)
    try:
        temporary = TemporaryFile(writing.real_path.parent, 0o600)
    except OSError as error:
        if error.errno in _NOT_LET:
            raise writing.not_replaceable(Reason.DIRECTORY, error) from error
        raise
    with _removed_on_failure(writing, temporary):
        calls.write_whole(temporary.descriptor, writing.data)
        notes = copy_attributes(writing, target, temporary.descriptor)
        status = temporary.finish()
        writing.refuse_changed_by_now()
        try:
            notes += _moved(temporary.move, writing.real_path)
        except OSError as error:
            if error.errno in _NOT_MOVED:
                raise writing.not_replaceable(Reason.DIRECTORY, error) from error
            raise
    return writing.saved(status, notes)


@contextmanager
def _removed_on_failure(writing: Writing, temporary: TemporaryFile) -> Iterator[None]:
    try:
        with temporary:
            yield
    except OSError as error:
        left = temporary.path if temporary.left_behind else None
        raise SaveFailed(writing.path, error, left_behind=left) from error


def _moved(move: Callable[[Path], None], target: Path) -> tuple[str, ...]:
    """Move the new file to its name and flush the directory; note it where that is not confirmed.

    The directory is opened first, so that nothing but the flush can fail once the file is there.
    """
    try:
        directory = calls.open_file(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        if error.errno not in _NOT_LET:
            raise
        move(target)
        return (_unconfirmed(error),)
    try:
        move(target)
        return _flush(directory)
    finally:
        calls.close_quietly(directory)


def _flush(directory: int) -> tuple[str, ...]:
    try:
        calls.fsync(directory)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_FLUSH:
            return (_unconfirmed(error),)
    return ()


def _unconfirmed(error: OSError) -> str:
    return (
        f"the disk did not confirm the new name ({cause_text(error)}): "
        "after a power cut the old text may be back"
    )
