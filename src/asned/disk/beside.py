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


class BesideWatch:
    """Lists the files beside one path again whenever names may have come or gone there.

    `names` are those of the last listing, None where the directory could not be listed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: frozenset[str] | None = None
        self._stamp: int | None = None
        self._has_looked = False
        self._is_sure = False

    def look(self) -> bool:
        """Say whether other names are there than at the last look; the first look says so in any case.

        Costs one `stat` while nothing happens. A dead network file system can keep it waiting.
        """
        # The stamp is taken first: what comes while the directory is listed shows at the next look.
        stamp = directory_stamp(self.path)
        if stamp == self._stamp and self._is_sure:
            return False
        # A clock may be as coarse as two seconds, so a stamp is trusted once it has been seen twice.
        self._is_sure = stamp is not None and stamp == self._stamp
        self._stamp = stamp
        names = names_beside(self.path)
        is_other = names != self.names or not self._has_looked
        self.names, self._has_looked = names, True
        return is_other
