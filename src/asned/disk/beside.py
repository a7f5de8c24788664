"""Which files lie beside an association."""

from pathlib import Path

from asned.disk import calls


def names_beside(path: Path) -> frozenset[str] | None:
    """Give the names of the files in the association's directory; None where it cannot be listed.

    Beside the path as it was named, where the pipelines look. The directory is listed and nothing
    in it is opened or followed: a symlink counts as a file wherever it leads, a directory, pipe or
    device does not.
    """
    try:
        return frozenset(
            entry.name
            for entry in calls.scandir(path.parent)
            if entry.is_symlink() or entry.is_file(follow_symlinks=False)
        )
    except OSError:
        return None


def directory_stamp(path: Path) -> int | None:
    """Give a number that changes when names come or go beside the path; None where unknown."""
    try:
        return calls.stat(path.parent).st_mtime_ns
    except OSError:
        return None
