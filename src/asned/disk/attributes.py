"""Giving a new file the owner, group, extended attributes and mode of the one that it replaces.

Nobody gets more than they had: what cannot be kept narrows the mode instead. macOS keeps its access
control lists and extended attributes where Python cannot reach them; they are not copied there.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from asned.disk import calls
from asned.disk.errors import Reason
from asned.disk.writing import Writing
from asned.jsontext.display import displayable

_ACL = "system.posix_acl_access"
_OF_THE_BYTES = ("security.ima", "security.evm")
"""Signatures of the old bytes, which the kernel makes anew."""

_NOT_KEPT = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EACCES)
"""What the system answers to a user who may not set an attribute, or where there are none."""


def copy_attributes(writing: Writing, target: os.stat_result, descriptor: int) -> tuple[str, ...]:
    """Make the open file like the old one, which `target` describes; say what could not be kept.

    Raises `OSError`, and `NotReplaceable` where the owner cannot be kept.
    """
    notes: list[str] = []
    group_kept = _copy_owner(writing, target, descriptor)
    acl_kept = True
    if sys.platform == "linux":
        for name in _copy_xattrs(writing.real_path, descriptor):
            acl_kept = acl_kept and name != _ACL
            notes.append(f"the attribute {displayable(name)} could not be kept")
    mode = stat.S_IMODE(target.st_mode)
    if not (group_kept and acl_kept):
        mode = narrowed(mode)
        lost = "its group" if not group_kept else "its access list"
        notes.append(f"{lost} could not be kept, so its mode is now {mode:04o}")
    calls.fchmod(descriptor, mode)
    return tuple(notes)


def narrowed(mode: int) -> int:
    """Give a mode in which group and others may do only what both could do.

    Whoever was in the old group counts among the others now, and the other way round.
    """
    common = (mode >> 3) & mode & 0o7
    return (mode & 0o700) | common << 3 | common


def _copy_owner(writing: Writing, target: os.stat_result, descriptor: int) -> bool:
    """Give the file the target's owner and group; say whether the group is kept."""
    made = calls.fstat(descriptor)
    user = -1 if made.st_uid == target.st_uid else target.st_uid
    group = -1 if made.st_gid == target.st_gid else target.st_gid
    if user == group == -1:
        return True
    try:
        calls.fchown(descriptor, user, group)
    except OSError as error:
        if error.errno not in (*_NOT_KEPT, errno.EINVAL):
            raise
        if user != -1:
            raise writing.not_replaceable(Reason.FOREIGN_OWNER, error) from error
        return False
    return True


if sys.platform == "linux":

    def _copy_xattrs(target: Path, descriptor: int) -> Iterator[str]:
        """Copy the extended attributes; give the names of those that could not be kept."""
        names = _xattr_names(target)
        # A directory can hand new files an access list of its own, which may let more people in.
        if _ACL not in names and _ACL in _xattr_names(descriptor):
            calls.removexattr(descriptor, _ACL)
        for name in names:
            if name not in _OF_THE_BYTES and not _copy_xattr(target, descriptor, name):
                yield name

    def _xattr_names(file: Path | int) -> list[str]:
        try:
            return calls.listxattr(file)
        except OSError as error:
            if error.errno in (errno.ENOTSUP, errno.EOPNOTSUPP):
                return []
            raise

    def _copy_xattr(target: Path, descriptor: int, name: str) -> bool:
        try:
            value = calls.getxattr(target, name)
            if name in _xattr_names(descriptor) and calls.getxattr(descriptor, name) == value:
                return True  # a label that every file there gets
            calls.setxattr(descriptor, name, value)
        except OSError as error:
            if error.errno not in _NOT_KEPT:
                raise
            return False
        return True
