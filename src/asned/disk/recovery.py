"""What journals of processes that are gone hold for a file.

Journals are read tolerantly: up to the first line whose checksum does not fit, and what is lost is
said. Nothing here applies an edit.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asned.disk import calls, process
from asned.disk.errors import StateUnusable
from asned.disk.journal import PART, SUFFIX, checksum, is_open_here
from asned.disk.process import Process
from asned.disk.state import name_for, opened_private, state_directory


@dataclass(frozen=True, slots=True)
class Mark:
    """After so many edits the bytes had this digest; None: there was no file yet."""

    sha256: str | None
    edits: int


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The edits of a process that did not end as it should.

    `written` is when the last edit was made (seconds since the epoch). `lost` says what of the
    journal cannot be read, "" where all can. `may_be_running` is true for a process of another
    machine, of which nobody here knows whether it still runs.
    """

    journal: Path
    edits: tuple[Any, ...]
    marks: tuple[Mark, ...]
    lost: str
    written: float
    may_be_running: bool

    def edits_since(self, sha256: str | None) -> tuple[Any, ...] | None:
        """Give the edits that the file lacks, whose bytes have this digest (None: no file).

        None where the edits do not belong to these bytes. Empty where all of them were saved, and
        only the journal was not removed any more.
        """
        for mark in reversed(self.marks):
            if mark.sha256 == sha256:
                return self.edits[mark.edits :]
        return None

    def discard(self) -> None:
        """Remove the journal. Raises `OSError`."""
        calls.unlink(self.journal)


def find(real_path: Path) -> list[LeftBehind]:
    """Give the journals of this file whose processes are gone, the newest first.

    Those that hold nothing are removed. Files that are no regular ones of this user's own are
    skipped. Raises `StateUnusable` and `OSError`.
    """
    directory = state_directory(PART)
    start = name_for(real_path) + "-"
    names = [name for name in calls.listdir(directory) if name.startswith(start)]
    found = [
        left
        for name in names
        if name.endswith(SUFFIX) and (left := _read(directory / name, real_path))
    ]
    return sorted(found, key=lambda left: left.written, reverse=True)


def _read(journal: Path, real_path: Path) -> LeftBehind | None:
    try:
        with opened_private(journal) as descriptor:
            written = calls.fstat(descriptor).st_mtime
            content = calls.read_whole(descriptor)
    except (StateUnusable, FileNotFoundError):  # not ours to read, or gone by now
        return None
    lines, lost = _sound_lines(content)
    head = lines[0] if lines else {}
    running = _is_running(journal, head)
    if running or (head and head.get("path") != str(real_path)):
        return None
    edits, marks = _edits_and_marks(lines)
    if not edits and not lost:
        calls.unlink(journal)
        return None
    return LeftBehind(journal, edits, marks, lost, written, running is None)


def _sound_lines(content: bytes) -> tuple[list[dict[str, Any]], str]:
    """Give the lines up to the first that is hurt, and say what is lost."""
    lines: list[dict[str, Any]] = []
    pieces = content.split(b"\n")
    check = ""
    for number, piece in enumerate(pieces[:-1], 1):
        told, _, line = piece.partition(b" ")
        check = checksum(check, line)
        value = _object(line) if told == check.encode() else None
        if value is None:
            return lines, _loss(number, len(pieces) - number - (pieces[-1] == b""))
        lines.append(value)
    return lines, "" if pieces[-1] == b"" else _loss(len(pieces), 0)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _loss(number: int, after: int) -> str:
    if number == 1:
        return "the journal's first line is damaged: nothing of it can be recovered"
    if after == 0:
        return "the journal's last line is damaged: the last edit is lost"
    return f"line {number} of the journal is damaged: its edit and the {after} after it are lost"


def _is_running(journal: Path, head: dict[str, Any]) -> bool | None:
    writer = Process.from_json(head.get("process"))
    if writer == process.this_process():
        return is_open_here(journal)
    if writer is not None:
        return process.is_running(writer)
    pid = journal.name.split("-")[1]  # the name tells what the damaged line cannot
    return pid.isdecimal() and process.start_of(int(pid)) is not None


def _edits_and_marks(lines: list[dict[str, Any]]) -> tuple[tuple[Any, ...], tuple[Mark, ...]]:
    if not lines:
        return (), ()
    edits: list[Any] = []
    began = lines[0].get("fingerprint")
    marks = [Mark(began["sha256"] if began else None, 0)]
    for line in lines[1:]:
        if "saving" in line:
            marks.append(Mark(line["saving"], len(edits)))
        else:
            edits.append(line.get("edit"))
    return tuple(edits), tuple(marks)
