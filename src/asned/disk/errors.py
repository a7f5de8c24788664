"""What can go wrong between an association and the disk.

DiskError                the file system would not do what was asked
├── Missing              there is no such file
├── Unreadable           the file is there and cannot be read
├── NotAFile             a directory, pipe, device or socket stands at the path
├── TooLarge             the file is larger than the caller wants to read
├── AlreadyThere         a new file would overwrite one that nobody has read
├── FileChanged          somebody else changed the file since it was read
├── ReadOnlyFile         the file's mode says that it is not to be written
├── NotReplaceable       replacing the file would break something; rewriting it in place may not
├── SaveFailed           a call failed while saving
├── StateUnusable        the state directory cannot be trusted or used
└── JournalFailed        an edit could not be written to the journal

Each says in its text what is wrong, where, and what to do; paths in it are made displayable.
"""

# ruff: noqa: N818 - each is named after what is the case; the tree above says that they are errors

import errno
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from asned.jsontext.display import displayable

if TYPE_CHECKING:
    from asned.disk.fingerprint import Changed

_REMEDIES = {
    errno.ENOSPC: "make room on that disk and save again, or save elsewhere",
    errno.EDQUOT: "your quota there is used up: delete something and save again, or save elsewhere",
    errno.EROFS: "nothing can be written on that file system: save elsewhere",
    errno.EACCES: "ask for permission to write there, or save elsewhere",
    errno.EPERM: "ask for permission to write there, or save elsewhere",
    errno.EMFILE: "close other files or programs and save again",
    errno.ENFILE: "close other files or programs and save again",
    errno.ESTALE: "the network file system lost track of the file: save again, or save elsewhere",
    errno.EIO: "the disk reports a fault: save elsewhere",
    errno.ENOENT: "the directory is not there: make it and save again, or save elsewhere",
    errno.ENOTDIR: "a part of the path is no directory: save elsewhere",
    errno.ELOOP: "the symlinks lead in a circle: save elsewhere",
    errno.ENAMETOOLONG: "the name is too long for that file system: save under a shorter one",
    errno.EINVAL: "the name cannot be used there: save under another",
}


def cause_text(cause: OSError) -> str:
    """Give the cause as the system words it, in lower case: `no space left on device`."""
    words = os.strerror(cause.errno) if cause.errno else str(cause)
    return displayable(words[:1].lower() + words[1:])


class DiskError(Exception):
    """Anything that the file system would not do; `path` is where."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(f"{displayable(str(path))}: {text}")
        self.path = path


class Missing(DiskError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is no such file; check the name")


class Unreadable(DiskError):
    """The file is there and cannot be read; `cause` is the system's error."""

    def __init__(self, path: Path, cause: OSError) -> None:
        remedy = "check the path and the disk"
        if cause.errno in (errno.EACCES, errno.EPERM):
            remedy = "ask its owner for permission to read it"
        super().__init__(path, f"cannot be read: {cause_text(cause)}; {remedy}")
        self.cause = cause


class NotAFile(DiskError):
    """No regular file stands at the path; `kind` says what does (`"directory"`, `"pipe"`)."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(path, f"is a {kind}, not a file; name an association file")
        self.kind = kind


class TooLarge(DiskError):
    """The file has more bytes (`size`) than the caller wants to read (`limit`)."""

    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(
            path,
            f"has {size:,} bytes, more than {limit:,}: opening and judging it will be slow; "
            "open it only if that is wanted",
        )
        self.size = size
        self.limit = limit


class AlreadyThere(DiskError):
    """A file stands where a new one was to be made."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "not saved: there is a file already; overwrite it or choose a name")


class FileChanged(DiskError):
    """The file is no longer what was read; `changed` says how, and what is there now."""

    def __init__(self, path: Path, changed: "Changed") -> None:
        super().__init__(
            path,
            f"not saved: the file {changed.sentence} since it was read; "
            "see the difference, reload, overwrite, or save elsewhere",
        )
        self.changed = changed


class ReadOnlyFile(DiskError):
    """The file's mode forbids writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "not saved: the file is marked read-only; save elsewhere, or replace it all the same",
        )


class Reason(StrEnum):
    """Why a file cannot be replaced by a new one without breaking something."""

    HARD_LINKS = "hard links"
    FOREIGN_OWNER = "foreign owner"
    DIRECTORY = "directory"


_REASONS = {
    Reason.HARD_LINKS: "it has other names (hard links), which would keep the old text",
    Reason.FOREIGN_OWNER: "it belongs to somebody else, and a new file would be yours",
    Reason.DIRECTORY: "its directory does not let a new file take its place",
}


class NotReplaceable(DiskError):
    """A new file in this one's place would break something, or is not possible.

    `in_place_possible` says whether `save(..., in_place=True)` may be offered; `cause` is the
    system's error where there was one.
    """

    def __init__(
        self, path: Path, reason: Reason, in_place_possible: bool, cause: OSError | None = None
    ) -> None:
        because = _REASONS[reason] + (f" ({cause_text(cause)})" if cause else "")
        ways = "save elsewhere, or rewrite it in place" if in_place_possible else "save elsewhere"
        super().__init__(path, f"not saved: the file cannot be replaced: {because}; {ways}")
        self.reason = reason
        self.in_place_possible = in_place_possible
        self.cause = cause


class SaveFailed(DiskError):
    """A call failed while saving.

    Without `copy` the file is as it was. With it the file is damaged, and its old bytes are there.
    `left_behind` is a temporary file that could not be removed, which the next save removes.
    """

    def __init__(
        self,
        path: Path,
        cause: OSError,
        *,
        left_behind: Path | None = None,
        copy: Path | None = None,
    ) -> None:
        remedy = _REMEDIES.get(cause.errno or 0, "save again, or save elsewhere")
        text = f"not saved: {cause_text(cause)}; {remedy}. "
        if copy is None:
            text += "What was there is untouched."
        else:
            text += f"The file is damaged; its old text is whole in {displayable(str(copy))}"
        if left_behind is not None:
            text += f" A temporary file was left: {displayable(str(left_behind))}"
        super().__init__(path, text)
        self.cause = cause
        self.left_behind = left_behind
        self.copy = copy


class StateUnusable(DiskError):
    """The state directory, or a file in it, cannot be trusted or used; `problem` says why."""

    def __init__(
        self, path: Path, problem: str, remedy: str = "make it yours alone (mode 0700)"
    ) -> None:
        super().__init__(path, f"nothing can be kept safe there: {problem}; {remedy}")
        self.problem = problem


class JournalFailed(DiskError):
    """The journal cannot be written, flushed or removed: a crash may lose edits."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(
            path,
            f"the journal of your edits cannot be kept there: {cause_text(cause)}; "
            "make room there, or save now: a crash would lose what is not saved",
        )
        self.cause = cause
