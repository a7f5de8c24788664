"""Journals as processes that died left them."""

import os
from pathlib import Path
from typing import Any

from asned.disk.fingerprint import read_file
from asned.disk.journal import Journal
from disk.faults import KILLED, in_child

OLD = b'{"products": []}'
EDITS = [{"set": [0, "exptype", f"value {number}"]} for number in range(5)]


def journal_files(home: Path) -> list[Path]:
    return sorted((home / "state").rglob("*.journal"))


def left_by_a_dead_process(file: Path, edits: list[Any] = EDITS) -> None:
    """Write the edits in a process that is then killed."""
    fingerprint = read_file(file).fingerprint if file.exists() else None

    def run():
        journal = Journal(file, fingerprint)
        for edit in edits:
            journal.append(edit)
        os._exit(KILLED)

    assert in_child(run) == KILLED
