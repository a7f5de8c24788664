"""The one gate to the file system: every system call of `disk` that can fail goes through here.

Each function is the call of the same name in `os`, and little more. A test puts a hook in the gate
with `intercepted` and can then make the N-th call fail, write less than asked, or end the process.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

if sys.platform == "darwin":
    import fcntl

P = ParamSpec("P")
T = TypeVar("T")

Hook = Callable[..., Any]
"""Called as `hook(name, call, *arguments)` in place of `call(*arguments)`; gives what it gives."""

_INTERRUPTIONS = 100
_CHUNK = 8 << 20
_hook: Hook | None = None


@contextmanager
def intercepted(hook: Hook) -> Iterator[None]:
    """Send every call through the hook while the block runs."""
    global _hook  # noqa: PLW0603 - the gate is one for the process, as the file system is
    before, _hook = _hook, hook
    try:
        yield
    finally:
        _hook = before


def _through(name: str, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do one call, again where a signal interrupted it: Python itself repeats only some of them."""
    for _ in range(_INTERRUPTIONS):
        try:
            return _once(name, call, *arguments, **named)
        except InterruptedError:
            continue
    return _once(name, call, *arguments, **named)


def _once(name: str, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    if _hook is None:
        return call(*arguments, **named)
    result: T = _hook(name, call, *arguments, **named)
    return result


def open_file(path: Path, flags: int, mode: int = 0o600) -> int:
    """Open a file or directory and give its descriptor, which programs started later do not get."""
    return _through("open", os.open, path, flags | os.O_CLOEXEC, mode)


def close(descriptor: int) -> None:
    """Close a descriptor, once: it is closed even when a signal interrupts the call."""
    with suppress(InterruptedError):
        _once("close", os.close, descriptor)


@contextmanager
def opened(path: Path, flags: int, mode: int = 0o600) -> Iterator[int]:
    """Give a descriptor and close it after the block; what the block raises comes first."""
    descriptor = open_file(path, flags, mode)
    try:
        yield descriptor
    except BaseException:
        close_quietly(descriptor)
        raise
    close(descriptor)


def close_quietly(descriptor: int) -> None:
    """Close a descriptor on the way out of a failure, whose own error is the one to tell."""
    try:
        close(descriptor)
    except OSError:
        return


def read(descriptor: int, size: int) -> bytes:
    """Read at most `size` bytes from where the descriptor stands."""
    return _through("read", os.read, descriptor, size)


def read_pieces(descriptor: int) -> Iterator[bytes]:
    """Read to the end of the file, a few megabytes at a time."""
    while piece := read(descriptor, _CHUNK):
        yield piece


def read_whole(descriptor: int, limit: int | None = None) -> bytes:
    """Read to the end of the file, or until more than `limit` bytes are read."""
    pieces = []
    size = 0
    for piece in read_pieces(descriptor):
        pieces.append(piece)
        size += len(piece)
        if limit is not None and size > limit:
            break
    return b"".join(pieces)


def write(descriptor: int, data: bytes | memoryview) -> int:
    """Write some of the bytes and give how many."""
    return _through("write", os.write, descriptor, data)


def write_whole(descriptor: int, data: bytes) -> None:
    """Write all the bytes, however few of them a single call takes."""
    rest = memoryview(data)
    while rest:
        taken = write(descriptor, rest[:_CHUNK])
        if taken == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]


def lseek(descriptor: int, position: int) -> None:
    """Go to a position counted from the start of the file."""
    _through("lseek", os.lseek, descriptor, position, os.SEEK_SET)


def dup(descriptor: int) -> int:
    """Give a second descriptor of the same open file."""
    return _through("dup", os.dup, descriptor)


def ftruncate(descriptor: int, size: int) -> None:
    """Cut the file to `size` bytes, or fill it up with zeros."""
    _through("ftruncate", os.ftruncate, descriptor, size)


def fsync(descriptor: int) -> None:
    """Wait until the file is on the disk; on macOS in the disk itself, not only in its cache."""
    _through("fsync", _flush, descriptor)


def _flush(descriptor: int) -> None:
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    os.fsync(descriptor)


def fstat(descriptor: int) -> os.stat_result:
    """Describe an open file."""
    return _through("fstat", os.fstat, descriptor)


def stat(path: Path) -> os.stat_result:
    """Describe what the path leads to."""
    return _through("stat", os.stat, path)


def lstat(path: Path) -> os.stat_result:
    """Describe what stands at the path: a symlink is itself."""
    return _through("lstat", os.lstat, path)


def readlink(path: Path) -> str:
    """Give what a symlink says; `OSError` with EINVAL where there is no symlink."""
    return _through("readlink", os.readlink, os.fspath(path))


def realpath(path: Path) -> Path:
    """Resolve an existing path to one without symlinks."""
    return Path(_through("realpath", _realpath, path))


def _realpath(path: Path) -> str:
    return os.path.realpath(path, strict=True)


def access(path: Path, mode: int) -> bool:
    """Say whether the process, as whom it acts, may do with the path what `mode` names."""
    return _through("access", _access, path, mode)


def _access(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def listdir(path: Path) -> list[str]:
    """List the names in a directory."""
    return _through("listdir", os.listdir, os.fspath(path))


def scandir(path: Path) -> list[os.DirEntry[str]]:
    """List what is in a directory, with the kind of each as far as the directory tells."""
    return _through("scandir", _scandir, path)


def _scandir(path: Path) -> list[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        return list(entries)


def mkdir(path: Path, mode: int) -> None:
    """Make one directory."""
    _through("mkdir", os.mkdir, path, mode)


def chmod(path: Path, mode: int) -> None:
    """Set the mode of what the path leads to."""
    _through("chmod", os.chmod, path, mode)


def fchmod(descriptor: int, mode: int) -> None:
    """Set the mode of an open file."""
    _through("fchmod", os.fchmod, descriptor, mode)


def fchown(descriptor: int, user: int, group: int) -> None:
    """Set owner and group of an open file; -1 leaves one as it is."""
    _through("fchown", os.fchown, descriptor, user, group)


def rename(source: Path, target: Path) -> None:
    """Put the source in the target's place, in one step."""
    _through("rename", os.rename, source, target)


def link(source: Path, target: Path) -> None:
    """Give a file a second name; `FileExistsError` where that name is taken."""
    _through("link", os.link, source, target)


def unlink(path: Path) -> None:
    """Remove a name."""
    _through("unlink", os.unlink, path)


if sys.platform == "linux":

    def listxattr(file: Path | int) -> list[str]:
        """List the names of a file's extended attributes."""
        return _through("listxattr", os.listxattr, file)

    def getxattr(file: Path | int, name: str) -> bytes:
        """Give the value of one extended attribute."""
        return _through("getxattr", os.getxattr, file, name)

    def setxattr(file: Path | int, name: str, value: bytes) -> None:
        """Set one extended attribute."""
        _through("setxattr", os.setxattr, file, name, value)

    def removexattr(file: Path | int, name: str) -> None:
        """Remove one extended attribute."""
        _through("removexattr", os.removexattr, file, name)
