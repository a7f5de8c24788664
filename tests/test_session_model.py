"""A session and its file against plain lists: edits, undo, save, other writers, reopening, kill, recover."""

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asned.association.structure import CannotEdit
from asned.disk.errors import FileChanged
from asned.jsontext.errors import NotAnAssociationText
from association.test_edits import adopt_added
from builders import some_text
from killed import journals, kept_session
from plain import loads, same
from randomedits import some_edit

RUNS = 500
STEPS = 50
TITLE = (
    "edits, undo, redo, save, other writers, reload, reopening, kill and recover against plain lists, "
    "in runs of 50 steps"
)
AGREED = {"runs that agree at every step": 50}


@dataclass
class State:
    """What the document is: its plain value, and the bytes that undo has to bring back."""

    root: Any
    data: bytes


@dataclass
class Model:
    """The session as lists. `mark` is the position in `states` that the file holds, None if none does.

    `disk` is what the file holds, `read` what the session knows of that. `began` is what the journal
    starts from, `since` what was accepted after that.
    """

    states: list[State]
    disk: bytes
    read: bytes = b""
    position: int = 0
    mark: int | None = 0
    began: bytes = b""
    since: list[State] = field(default_factory=list)

    @property
    def now(self) -> State:
        return self.states[self.position]

    def add(self, state: State) -> None:
        del self.states[self.position + 1 :]
        if self.mark is not None and self.mark > self.position:
            self.mark = None
        self.states.append(state)
        self.position += 1
        self.since.append(state)

    def go(self, step: int) -> None:
        self.position += step
        self.since.append(self.now)

    def saved(self) -> None:
        self.disk = self.now.data
        self.begin_anew()

    def begin_anew(self) -> None:
        self.mark = self.position
        self.read = self.disk
        self.began, self.since = self.now.data, []

    def opened(self) -> None:
        self.states = [State(loads(self.disk), self.disk)]
        self.position = 0
        self.begin_anew()


class Run:
    """One life of a file: what is done to the session is done to the model, and the two are compared."""

    def __init__(self, path: Path, home: Path, seed: int) -> None:
        self.random = Random(seed)
        self.path, self.home = path, home
        self.counts: Counter[str] = Counter()
        data = some_text(self.random).encode("utf-8", "surrogatepass")
        path.write_bytes(data)
        self.model = Model([], data)
        self.model.opened()
        self.session = kept_session(path)

    def step(self) -> None:
        rows = [
            (self.edit, 60),
            (self.undo, 12),
            (self.redo, 8),
            (self.save, 6),
            (self.somebody_writes, 4),
            (self.somebody_touches, 1),
            (self.reload, 2),
            (self.reopen, 2),
            (self.kill, 5),
        ]
        (act,) = self.random.choices([row[0] for row in rows], [row[1] for row in rows])
        self.counts[act.__name__] += 1
        act()
        self.compare()

    def compare(self) -> None:
        model, session = self.model, self.session
        data = session.document.to_bytes()
        assert data == model.now.data
        assert same(loads(data), model.now.root)
        assert session.is_modified == (model.mark != model.position)
        assert self.path.read_bytes() == model.disk

    def edit(self) -> None:
        document, model = self.session.document, self.model
        attempt = some_edit(self.random, document, model.now.root)
        if attempt.refused:
            with pytest.raises((CannotEdit, NotAnAssociationText)):
                self.session.execute(attempt.edit)
            return
        if self.session.execute(attempt.edit) is None:
            return
        data = document.to_bytes()
        adopt_added(attempt, loads(data))
        model.add(State(attempt.root, data))

    def undo(self) -> None:
        can = self.model.position > 0
        assert (self.session.undo() is not None) == can
        if can:
            self.model.go(-1)

    def redo(self) -> None:
        can = self.model.position < len(self.model.states) - 1
        assert (self.session.redo() is not None) == can
        if can:
            self.model.go(1)

    def save(self) -> None:
        if self.is_changed():
            with pytest.raises(FileChanged):
                self.session.save()
            self.compare()
            if self.model.now.data == self.model.began:
                self.model.since = []
            if self.random.random() < 0.5:
                self.reload()
                return
            self.session.expect(self.session.change_on_disk())
            self.model.mark = None
        self.session.save()
        self.model.saved()

    def is_changed(self) -> bool:
        """Ask the session whether somebody wrote the file, and the model whether that is so."""
        seen = self.session.change_on_disk() is not None
        assert seen == (self.model.read != self.model.disk)
        return seen

    def somebody_writes(self) -> None:
        data = some_text(self.random).encode("utf-8", "surrogatepass")
        if self.random.random() < 0.3:
            other = self.path.with_name("other")
            other.write_bytes(data)
            other.rename(self.path)
        else:
            self.path.write_bytes(data)
        self.model.disk = data

    def somebody_touches(self) -> None:
        os.utime(self.path, (self.random.randrange(1 << 30),) * 2)

    def reload(self) -> None:
        self.session.reload()
        self.model.add(State(loads(self.model.disk), self.model.disk))
        self.model.begin_anew()

    def reopen(self) -> None:
        """Quit, which discards what is not saved, and open the file again."""
        self.session.file.keeping.discard_edits()
        assert journals(self.home) == []
        self.session = kept_session(self.path)
        assert self.session.left_behind() == []
        self.model.opened()

    def kill(self) -> None:
        """Leave the journal as a dead process does, open the file again, and recover where that is exact."""
        since, began = self.model.since, self.model.began
        self.session.file.keeping.leave_edits()
        self.session = kept_session(self.path)
        found = self.session.left_behind()
        self.model.opened()
        self.compare()
        if self.model.disk == began and self.model.disk == (since[-1].data if since else began):
            assert found == []
        elif self.model.disk == began:
            (left,) = found
            assert not left.is_changed
            assert left.text.encode("utf-8", "surrogatepass") == since[-1].data
            self.session.recover(left.edits)
            for state in since:
                self.model.add(state)
            self.counts["recovered edits"] += len(since)
        elif found:
            (left,) = found
            self.counts["edits of another text, not done"] += len(left.left.edits)
        for each in found:
            each.left.discard()


def live(tmp_path: Path, home: Path, seed: int, steps: int) -> Counter[str]:
    run = Run(tmp_path / f"{seed}_asn.json", home, seed)
    run.compare()
    for _ in range(steps):
        run.step()
    while run.model.position:
        run.undo()
    run.compare()
    run.session.file.keeping.discard_edits()
    assert journals(home) == []
    return run.counts


@pytest.mark.parametrize("first", range(0, RUNS, 50))
def test_session_file_and_journal_do_what_plain_lists_do(tmp_path, home, first, outcomes):
    counts: Counter[str] = Counter()
    for seed in range(first, first + 50):
        counts += live(tmp_path, home, seed, STEPS)
    assert counts["recovered edits"] > 100
    outcomes.add(TITLE, AGREED)


@pytest.mark.campaign
def test_campaign_of_the_session_model(tmp_path, home, outcomes):
    for first in range(RUNS, RUNS + 2000, 50):
        for seed in range(first, first + 50):
            live(tmp_path, home, seed, STEPS)
        outcomes.add(TITLE, AGREED)
