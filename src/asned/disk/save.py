"""Saving a file so that nothing is lost, whatever happens meanwhile.

The new text goes into a temporary file beside the target, is flushed to the disk, and then takes
the target's name in one step: at every moment the file is the old one or the new one, whole. Where
that would break something, `in_place` writes into the file itself, behind a copy of the old text.
"""

from pathlib import Path

from asned.disk.errors import AlreadyThere, FileChanged, NotAFile, ReadOnlyFile, SaveFailed
from asned.disk.fingerprint import (
    Became,
    Changed,
    Fingerprint,
    digest,
    is_marked_read_only,
    kind,
    real_path,
)
from asned.disk.in_place import rewrite
from asned.disk.replace import create, replace
from asned.disk.temporary import remove_abandoned
from asned.disk.writing import Saved, Writing


def save(
    path: Path,
    data: bytes,
    expected: Fingerprint | None,
    *,
    overwrite: bool = False,
    in_place: bool = False,
    replace_read_only: bool = False,
) -> Saved:
    """Make the file that the path leads to hold these bytes.

    `expected` is what the file was when it was read, None for a new file. `overwrite` saves over
    whatever file is there now. Symlinks are followed and stay. A new file gets the umask's mode.

    Raises `FileChanged`, `AlreadyThere`, `NotAFile`, `ReadOnlyFile` (unless `replace_read_only`,
    which keeps the mode), `NotReplaceable` (unless `in_place`), `StateUnusable` (with `in_place`)
    and `SaveFailed`. Unless `SaveFailed` names a copy, the file is then as it was.
    """
    try:
        real = real_path(path)
        remove_abandoned(real.parent)
        writing = Writing(path, real, data, digest(data), None if overwrite else expected)
        status = writing.status()
        if status is None:
            if writing.expected is not None:
                raise FileChanged(path, Changed(Became.DELETED, "was deleted"))
            return create(writing)
        writing.refuse_changed()
        if other := kind(status.st_mode):
            raise NotAFile(path, other)
        if expected is None and not overwrite:
            raise AlreadyThere(path)
        if is_marked_read_only(status) and not replace_read_only:
            raise ReadOnlyFile(path)
        return rewrite(writing) if in_place else replace(writing, status)
    except OSError as error:
        raise SaveFailed(path, error) from error
