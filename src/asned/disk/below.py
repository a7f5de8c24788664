"""Finding the associations below a directory."""

from collections.abc import Iterator
from pathlib import Path

from asned.disk import calls
from asned.disk.errors import DiskError, Unreadable

_ENDING = "_asn.json"


def associations_below(directory: Path) -> Iterator[Path | DiskError]:
    """Give every `*_asn.json` below the directory, and an error for each directory that cannot be read.

    In the order of their names, subdirectories among them. Symlinks to directories are not entered,
    so links in a circle lead nowhere; symlinks to files count as files.
    """
    waiting = [(directory, True)]
    while waiting:
        path, is_directory = waiting.pop()
        if not is_directory:
            yield path
            continue
        try:
            found = [
                (path / each.name, each.is_dir(follow_symlinks=False))
                for each in calls.scandir(path)
                if each.name.endswith(_ENDING) or each.is_dir(follow_symlinks=False)
            ]
        except OSError as error:
            yield Unreadable(path, error)
            continue
        waiting += sorted(found, reverse=True)
