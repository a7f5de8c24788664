"""Finding the associations below a directory."""

from collections.abc import Callable, Iterator
from pathlib import Path

from asned.disk import calls
from asned.disk.errors import DiskError, Unreadable

_ENDING = "_asn.json"
_LIKE_IT = ".json"


def associations_below(
    directory: Path, pass_over: Callable[[Path], object] | None = None
) -> Iterator[Path | DiskError]:
    """Give every `*_asn.json` below the directory, and an error for each directory that cannot be read.

    In the order of their names, subdirectories among them. Symlinks to directories are not entered,
    so links in a circle lead nowhere; symlinks to files count as files. `pass_over` is told of each
    other `.json` file.
    """
    waiting = [(directory, True)]
    while waiting:
        path, is_directory = waiting.pop()
        if not is_directory:
            yield path
            continue
        found = []
        try:
            for each in calls.scandir(path):
                is_directory = each.is_dir(follow_symlinks=False)
                if is_directory or each.name.endswith(_ENDING):
                    found.append((path / each.name, is_directory))
                elif pass_over is not None and each.name.endswith(_LIKE_IT):
                    pass_over(path / each.name)
        except OSError as error:
            yield Unreadable(path, error)
            continue
        waiting += sorted(found, reverse=True)
