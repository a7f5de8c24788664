"""Giving a finished file a name that nothing has yet, in one step."""

import errno
import os
from pathlib import Path

from asned.disk import calls

_CANNOT_LINK = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
"""What a file system answers that has no hard links."""


def give_new_name(source: Path, target: Path) -> None:
    """Make the source known as `target`; its old name may remain, and is the caller's to remove.

    Raises `FileExistsError` where something has that name already, and `OSError`.
    """
    try:
        calls.link(source, target)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        _refuse_existing(target)
        calls.rename(source, target)


def _refuse_existing(target: Path) -> None:
    try:
        calls.lstat(target)
    except FileNotFoundError:
        return
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
