"""Copies of old text, kept while a file is rewritten in place.

A copy is one line of JSON, which says what it is a copy of, and after it the bytes. One that is
left over means that the writing was cut short: it is offered when the file is opened again.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from asned.disk import calls
from asned.disk.errors import StateUnusable
from asned.disk.fingerprint import digest
from asned.disk.process import Process, is_running, start_of, this_process
from asned.disk.state import (
    create_private,
    flush_directory,
    name_for,
    opened_private,
    state_directory,
    unusable,
)

_PART = "copies"


@dataclass(frozen=True, slots=True)
class LeftCopy:
    """The old text of a file whose rewriting was cut short.

    `copy` is where it lies (for `discard`), `data` the whole old text, `written` when the copy was
    made (seconds since the epoch).
    """

    copy: Path
    real_path: Path
    data: bytes
    written: float


def keep(real: Path, data: bytes, *, becomes: str) -> Path:
    """Copy the text of the file, which is about to be rewritten, and give where the copy is.

    `becomes` is the digest of the new text. It is on the disk when this returns. Raises
    `StateUnusable`.
    """
    directory = state_directory(_PART)
    copy = directory / f"{name_for(real)}-{os.getpid()}-{secrets.token_hex(8)}.copy"
    head = {
        "path": str(real),
        "size": len(data),
        "sha256": digest(data),
        "becomes": becomes,
        "process": this_process().to_json(),
    }
    try:
        descriptor = create_private(copy)
        try:
            calls.write_whole(descriptor, json.dumps(head).encode() + b"\n")
            calls.write_whole(descriptor, data)
            calls.fsync(descriptor)
            flush_directory(directory)
        except BaseException:
            discard(copy)
            raise
        finally:
            calls.close_quietly(descriptor)
    except OSError as error:
        raise unusable(directory, error) from error
    return copy


def discard(copy: Path) -> None:
    """Remove a copy that is not needed any more. Raises `OSError`."""
    calls.unlink(copy)


def discard_own(real: Path) -> None:
    """Remove what copies this process has kept of a file that is whole now. Raises `OSError`."""
    directory = state_directory(_PART)
    for name in calls.listdir(directory):
        if name.startswith(f"{name_for(real)}-{os.getpid()}-"):
            discard(directory / name)


def find(real: Path) -> list[LeftCopy]:
    """Give the copies of this file that a cut-short rewriting left, the newest first.

    A copy is removed instead where the file is whole: it holds the old text or the new, or the copy
    was never finished, so that the rewriting never began. Raises `StateUnusable` and `OSError`.
    """
    directory = state_directory(_PART)
    names = [name for name in calls.listdir(directory) if name.startswith(name_for(real) + "-")]
    if not names:
        return []
    now = _digest_of(real)
    found = [left for name in names if (left := _read(directory / name, real, now))]
    return sorted(found, key=lambda left: left.written, reverse=True)


def _digest_of(real: Path) -> str:
    try:
        with calls.opened(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY) as descriptor:
            return digest(calls.read_whole(descriptor))
    except FileNotFoundError:
        return ""


def _read(copy: Path, real: Path, now: str) -> LeftCopy | None:
    try:
        with opened_private(copy) as descriptor:
            written = calls.fstat(descriptor).st_mtime
            first, end, data = calls.read_whole(descriptor).partition(b"\n")
    except StateUnusable:  # not ours: nobody can say whose text that is
        return None
    if not end:
        _discard_if_abandoned(copy)
        return None
    head = _head(first)
    if head is None:
        return None
    process = Process.from_json(head.get("process"))
    if process and process != this_process() and is_running(process):
        return None
    is_whole = digest(data) == head.get("sha256")
    if not is_whole or now in (head.get("sha256"), head.get("becomes")):
        discard(copy)
        return None
    return LeftCopy(copy, real, data, written)


def _discard_if_abandoned(copy: Path) -> None:
    """Remove a copy that was hardly begun, unless the process that its name tells goes on with it."""
    pid = copy.name.split("-")[1]
    if pid.isdecimal() and start_of(int(pid)) is None:
        discard(copy)


def _head(line: bytes) -> dict[str, object] | None:
    try:
        head = json.loads(line)
    except ValueError:
        return None
    return head if isinstance(head, dict) else None
