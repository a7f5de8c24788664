"""Telling a second editor of a file on this machine that there is a first.

A lock is a small file in the state directory, named after the real path of the file. It is advice:
the second editor may go on, and what it saves is still compared with what it read.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from asned.disk import calls
from asned.disk.errors import StateUnusable
from asned.disk.new_name import give_new_name
from asned.disk.process import Process, is_running, this_process
from asned.disk.state import create_private, name_for, opened_private, state_directory, unusable

_PART = "locks"
_TRIES = 20


@dataclass(frozen=True, slots=True)
class HeldBy:
    """Who has the file open: a process, and since when (seconds since the epoch).

    `may_be_running` is true for a process of another machine, of which nobody here knows.
    """

    pid: int
    host: str
    since: float
    may_be_running: bool


@dataclass(frozen=True, slots=True)
class Lock:
    """The right to say that this process has the file open; `place` is where that is written."""

    place: Path

    def release(self) -> None:
        """Give the file free, unless another process has taken the lock over. Raises `OSError`."""
        holder = _holder(self.place)
        if holder is not None and holder[0] == this_process():
            calls.unlink(self.place)


def acquire(real_path: Path) -> Lock | HeldBy:
    """Take the lock of a file, or say who has it. Locks of dead processes are taken over.

    A process that has the lock gets it again. Raises `StateUnusable`.
    """
    place = state_directory(_PART) / f"{name_for(real_path)}.lock"
    try:
        for _ in range(_TRIES):
            if _create(place, real_path):
                return Lock(place)
            holder = _holder(place)
            if holder is None:
                continue
            owner, since = holder
            if owner == this_process():
                return Lock(place)
            running = is_running(owner)
            if running is not False:
                return HeldBy(owner.pid, owner.host, since, running is None)
            _remove_stale(place, owner)
    except OSError as error:
        raise unusable(place, error) from error
    raise StateUnusable(place, "other processes keep taking the lock", "try again")


def _create(place: Path, real_path: Path) -> bool:
    """Make the lock, with its content from the first moment; say whether there was none."""
    draft = _unique(place)
    content = {"path": str(real_path), "process": this_process().to_json()}
    descriptor = create_private(draft)
    try:
        try:
            calls.write_whole(descriptor, json.dumps(content).encode())
        finally:
            calls.close_quietly(descriptor)
        give_new_name(draft, place)
    except FileExistsError:
        return False
    finally:
        _remove(draft)
    return True


def _holder(place: Path) -> tuple[Process, float] | None:
    """Give whose lock it is, and since when; None where there is none.

    A lock that cannot be read counts as one of a process that never was.
    """
    try:
        with opened_private(place) as descriptor:
            since = calls.fstat(descriptor).st_mtime
            content = json.loads(calls.read_whole(descriptor))
    except FileNotFoundError:
        return None
    except ValueError:
        content = None
    owner = Process.from_json(content.get("process")) if isinstance(content, dict) else None
    return owner or Process(0, this_process().host, ""), since


def _remove_stale(place: Path, owner: Process) -> None:
    # Moved aside first and looked at again: another process may have put its own lock there since.
    aside = _unique(place)
    try:
        calls.rename(place, aside)
    except FileNotFoundError:
        return
    moved = _holder(aside)
    try:
        if moved is not None and moved[0] != owner:
            give_new_name(aside, place)
    except FileExistsError:
        return
    finally:
        _remove(aside)


def _unique(place: Path) -> Path:
    return place.with_suffix(f".{os.getpid()}-{secrets.token_hex(8)}")


def _remove(path: Path) -> None:
    try:
        calls.unlink(path)
    except FileNotFoundError:
        return
