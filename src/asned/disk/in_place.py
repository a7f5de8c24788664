"""Writing into a file that cannot be replaced, behind a whole copy of its old text."""

import os

from asned.disk import calls, copies
from asned.disk.errors import FileChanged, NotAFile, SaveFailed, StateUnusable
from asned.disk.fingerprint import Became, Changed, Fingerprint, digest, kind
from asned.disk.writing import Saved, Writing

_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY


def rewrite(writing: Writing) -> Saved:
    """Write the text into the file itself.

    The old text is kept in the state directory until the new one is on the disk, and put back where
    that fails. Raises `FileChanged`, `NotAFile`, `StateUnusable`, `OSError`: the file is as it was;
    `SaveFailed` with a copy: it is damaged.
    """
    descriptor = calls.open_file(writing.real_path, _FLAGS)
    try:
        old = _old_text(writing, descriptor)
        copy = copies.keep(writing.real_path, old, becomes=writing.sha256)
        try:
            _put(descriptor, len(old), writing.data)
            calls.fsync(descriptor)
            status = calls.fstat(descriptor)
        except BaseException as error:
            if _put_back(descriptor, old):
                _without_copies(writing)
                raise
            cause = error if isinstance(error, OSError) else OSError(str(error))
            raise SaveFailed(writing.path, cause, copy=copy) from error
    finally:
        calls.close_quietly(descriptor)  # what matters is flushed, or told already
    return writing.saved(status, _without_copies(writing))


def _old_text(writing: Writing, descriptor: int) -> bytes:
    status = calls.fstat(descriptor)
    if other := kind(status.st_mode):
        raise NotAFile(writing.path, other)
    old = calls.read_whole(descriptor)
    now = Fingerprint.of(status, digest(old))
    if writing.expected is not None and now.sha256 != writing.expected.sha256:
        changed = Changed(Became.OTHER_BYTES, "was changed by another program", now)
        raise FileChanged(writing.path, changed)
    return old


def _without_copies(writing: Writing) -> tuple[str, ...]:
    try:
        copies.discard_own(writing.real_path)
    except (OSError, StateUnusable) as error:
        return (f"a copy of the old text could not be removed: {error}",)
    return ()


def _put(descriptor: int, old_size: int, data: bytes) -> None:
    # The part beyond the old end comes first: on a full disk it fails with the old text untouched.
    if len(data) > old_size:
        calls.lseek(descriptor, old_size)
        calls.write_whole(descriptor, data[old_size:])
    calls.lseek(descriptor, 0)
    calls.write_whole(descriptor, data[:old_size])
    if len(data) < old_size:
        calls.ftruncate(descriptor, len(data))


def _put_back(descriptor: int, old: bytes) -> bool:
    """Make the file hold its old bytes again, on the disk; say whether that succeeded."""
    try:
        calls.ftruncate(descriptor, len(old))
        calls.lseek(descriptor, 0)
        if calls.read_whole(descriptor) != old:
            calls.lseek(descriptor, 0)
            calls.write_whole(descriptor, old)
        calls.fsync(descriptor)
    except OSError:
        return False
    return True
