"""The temporary file that becomes the new version of an association."""

import hashlib
import os
import re
import secrets
import socket
import stat
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from asned.disk import calls, process
from asned.disk.new_name import give_new_name

_NAME = re.compile(r"\.asned-([0-9a-f]{8})-(\d+)-[0-9a-f]{32}\.tmp")
_OLD_SECONDS = 24 * 3600
"""After a day a temporary file is abandoned, even if its process cannot be looked at from here."""

_in_use: set[Path] = set()


class TemporaryFile:
    """A new file in a directory, gone again at the end of its block unless it was moved.

    Its name cannot be guessed, and says which machine and process made it so that a later save can
    tell that it is abandoned. `left_behind` says that it could not be removed.
    """

    def __init__(self, directory: Path, mode: int) -> None:
        """Create it; `mode` is lessened by the umask. Raises `OSError`."""
        name = f".asned-{_machine()}-{os.getpid()}-{secrets.token_hex(16)}.tmp"
        self.path = directory / name
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        self.descriptor = calls.open_file(self.path, flags, mode)
        self.left_behind = False
        self._is_open = True
        self._is_moved = False
        _in_use.add(self.path)

    def __enter__(self) -> Self:
        return self

    def finish(self) -> os.stat_result:
        """Wait until it is on the disk, close it, and give what `stat` says of it.

        Closed before it is moved: a network file system may refuse the bytes only then.
        """
        calls.fsync(self.descriptor)
        status = calls.fstat(self.descriptor)
        self._is_open = False
        calls.close(self.descriptor)
        return status

    def move(self, target: Path) -> None:
        """Put it in the target's place, in one step."""
        calls.rename(self.path, target)
        self._is_moved = True

    def move_to_new(self, target: Path) -> None:
        """Give it the target's name; `FileExistsError` where something has that name already."""
        give_new_name(self.path, target)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_open:
            calls.close_quietly(self.descriptor)
        _in_use.discard(self.path)
        if not self._is_moved:
            try:
                calls.unlink(self.path)
            except FileNotFoundError:
                return
            except OSError:
                self.left_behind = True


def remove_abandoned(directory: Path) -> None:
    """Remove the temporary files that processes of this user left in the directory when they died.

    Tidying only: whatever stands in its way is no reason not to save, and stays for the next time.
    """
    try:
        names = calls.listdir(directory)
    except OSError:
        return
    for name in names:
        if match := _NAME.fullmatch(name):
            _remove_if_abandoned(directory / name, match[1], int(match[2]))


def _remove_if_abandoned(path: Path, machine: str, pid: int) -> None:
    try:
        status = calls.lstat(path)
        is_ours = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        if is_ours and path not in _in_use and _is_abandoned(status, machine, pid):
            calls.unlink(path)
    except OSError:
        return


def _is_abandoned(status: os.stat_result, machine: str, pid: int) -> bool:
    if machine == _machine() and (pid == os.getpid() or process.start_of(pid) is None):
        return True
    return time.time() - status.st_mtime > _OLD_SECONDS


def _machine() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
