"""Sessions whose process dies."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from asned.association.edits import SetMemberKey
from asned.association.structure import CannotEdit
from asned.disk import calls, copies
from asned.jsontext.errors import NotAnAssociationText
from asned.session import Session
from builders import association
from disk.faults import KILLED, KillAt, in_child
from plain import loads
from randomedits import some_edit

DATA = association(2, 3)


def kept_session(path: Path) -> Session:
    """Open a file as the editor does, with a journal."""
    session = Session.open(path)
    session.file.keep()
    session.judge_all()
    return session


def killed_after(path: Path, work: Callable[[Session], object]) -> None:
    """Open a file in another process, work on it there, and let the process die at once."""

    def run() -> None:
        work(kept_session(path))
        os._exit(KILLED)

    assert in_child(run) == KILLED


def journals(home: Path) -> list[Path]:
    """Give the journals that there are."""
    return sorted((home / "state").rglob("*.journal"))


def set_exptype(session: Session, product: int, member: int, value: str) -> None:
    owner = session.document.products[product].id
    node = session.document.members(owner)[member].id
    session.execute(SetMemberKey(owner, node, "exptype", f'"{value}"'))


def many_edits(session: Session, seed: int = 4, count: int = 20) -> bytes:
    """Edit, undo and redo at random; give what comes of it."""
    random = Random(seed)
    for _ in range(count):
        what = random.random()
        if what < 0.25:
            session.undo()
        elif what < 0.4:
            session.redo()
        else:
            edit = some_edit(random, session.document, loads(session.document.text)).edit
            try:
                session.execute(edit)
            except (CannotEdit, NotAnAssociationText):
                continue
    return session.document.to_bytes()


def recovered(path) -> Session:
    """Open a file and recover what was left behind."""
    session = kept_session(path)
    (left,) = session.left_behind()
    assert not left.lacking
    session.recover(left.edits)
    left.left.discard()
    return session


def damage(file) -> None:
    """Let a process edit the file and die while it rewrites it in place."""

    def run(number: int) -> None:
        session = kept_session(file)
        set_exptype(session, 0, 1, "imprint")
        with calls.intercepted(KillAt(number)):
            session.save(in_place=True)

    for number in range(1, 100):
        in_child(lambda number=number: run(number))
        if file.read_bytes() != DATA:
            return
        (left,) = kept_session(file).left_behind()
        left.left.discard()
        assert copies.find(file) == []
    raise AssertionError("nothing was damaged")
