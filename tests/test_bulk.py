"""A long change: done in slices as one step of undo, stopped or failing it leaves nothing behind."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from asned.association.bulkedits import parts
from asned.association.edits import (
    DeleteMembers,
    DeleteProducts,
    Edit,
    InsertMembers,
    MoveMember,
    SetMembersKey,
)
from asned.association.structure import CannotEdit
from asned.bulk import LongChange
from asned.rules.findings import Finding
from asned.rules.judge import Judge
from asned.session import Session
from builders import FILE_NAME, association, expname

MEMBERS = 600
PART = 50


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / FILE_NAME
    path.write_bytes(association(3, MEMBERS))
    session = Session.open(path)
    session.judge_all()
    return session


def product_and_members(session: Session) -> tuple[int, list[int]]:
    product = session.document.products[1].id
    return product, [member.id for member in session.document.members(product)]


def retagging(session: Session) -> Iterator[Edit]:
    product, ids = product_and_members(session)
    return (SetMembersKey(product, part, "exptype", '"sciense"') for part in parts(ids, PART))


def deleting_all_but_one(session: Session) -> Iterator[Edit]:
    product, ids = product_and_members(session)
    return (DeleteMembers(product, part) for part in parts(ids[1:], PART))


def deleting_products(session: Session) -> Iterator[Edit]:
    ids = [product.id for product in session.document.products]
    return (DeleteProducts((id,)) for id in ids[:2])


def repeating(session: Session) -> Iterator[Edit]:
    product, _ = product_and_members(session)
    text = f'{{"expname": "{expname(1, 0)}", "exptype": "background"}}'
    return (InsertMembers(product, at, (text,) * PART) for at in (0, 7, 3))


def moving(session: Session) -> Iterator[Edit]:
    product, ids = product_and_members(session)
    return (MoveMember(product, id, 0) for id in ids[::20])


BULK = [retagging, deleting_all_but_one, deleting_products, repeating, moving]


def findings(session: Session) -> Counter[Finding]:
    return Counter(session.findings)


def holds_law(session: Session) -> None:
    """Compare the findings with those of a fresh full pass."""
    fresh = Judge(session.document, session.stage.stage, {})
    for _ in fresh.slices():
        pass
    assert list(session.findings) == list(fresh.findings)


def begun(session: Session, edits: Callable[[Session], Iterator[Edit]]) -> LongChange:
    return session.begin(edits(session), "many", MEMBERS // PART)


@pytest.mark.parametrize("edits", BULK)
def test_slices_make_one_step_that_undo_and_redo_take_in_slices_too(
    session: Session, edits: Callable[[Session], Iterator[Edit]]
) -> None:
    text, before = session.document.text, findings(session)
    change = begun(session, edits)
    shares = [change.share for _ in change.slices(0)]
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert change.result is not None
    assert session.is_modified
    after = session.document.text
    assert after != text
    holds_law(session)
    for _ in range(2):
        undo = session.begin_undo()
        assert undo is not None
        assert len(list(undo.slices(0))) > 1
        assert session.document.text == text
        assert not session.is_modified
        assert findings(session) == before
        assert not any(session.history.is_changed(node) for node in product_and_members(session)[1])
        redo = session.begin_redo()
        assert redo is not None
        assert len(list(redo.slices(0))) > 1
        assert session.document.text == after
        holds_law(session)
    assert session.begin_redo() is None


@pytest.mark.parametrize("edits", BULK)
@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopped_it_is_taken_back_and_leaves_no_trace(
    session: Session, edits: Callable[[Session], Iterator[Edit]], after: int
) -> None:
    text, before = session.document.text, findings(session)
    change = begun(session, edits)
    slices = change.slices(0)
    for _ in range(after):
        next(slices)
    change.stop()
    for _ in slices:
        pass
    assert change.result is None
    assert change.problem is None
    assert session.document.text == text
    assert findings(session) == before
    assert not session.is_modified
    assert session.history.to_undo is None
    assert session.under_way is None
    holds_law(session)


def test_an_edit_that_cannot_be_done_takes_back_those_before_it(session: Session) -> None:
    text = session.document.text
    product, ids = product_and_members(session)
    gone = DeleteMembers(product, tuple(ids[:5]))
    change = session.begin(iter([gone, gone]), "twice", 2)
    for _ in change.slices(0):
        pass
    assert isinstance(change.problem, KeyError)
    assert change.result is None
    assert session.document.text == text
    assert not session.is_modified
    holds_law(session)


def test_what_changes_nothing_is_no_step(session: Session) -> None:
    product, ids = product_and_members(session)
    edit = SetMembersKey(product, tuple(ids[1:]), "exptype", '"background"')
    change = session.begin([edit], "as it is", 1)
    for _ in change.slices(0):
        pass
    assert change.result is None
    assert session.history.to_undo is None


def test_a_failure_of_the_program_itself_takes_all_back_and_goes_on_up(session: Session) -> None:
    text = session.document.text

    def edits() -> Iterator[Edit]:
        yield next(retagging(session))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        session.begin(edits(), "fails", 2).run()
    assert session.document.text == text
    assert session.under_way is None


def test_nothing_else_is_changed_or_saved_meanwhile(session: Session) -> None:
    change = begun(session, retagging)
    slices = change.slices(0)
    next(slices)
    with pytest.raises(CannotEdit, match="many is not done yet"):
        session.begin([], "other", 1)
    with pytest.raises(CannotEdit, match="escape"):
        session.save()
    assert session.under_way is change
    slices.close()
    assert session.under_way is None


def test_an_undo_that_is_stopped_leaves_the_step_done(session: Session) -> None:
    begun(session, retagging).run()
    after = session.document.text
    undo = session.begin_undo()
    assert undo is not None
    slices = undo.slices(0)
    next(slices)
    undo.stop()
    for _ in slices:
        pass
    assert session.document.text == after
    assert session.history.to_undo is not None
    assert session.is_modified
    holds_law(session)


def test_the_collector_is_on_again_whatever_happens(session: Session) -> None:
    assert gc.isenabled()
    change = begun(session, retagging)
    for _ in change.slices(0):
        pass
    assert gc.isenabled()
    change = begun(session, moving)
    slices = change.slices(0)
    next(slices)
    change.stop()
    for _ in slices:
        pass
    assert gc.isenabled()


def test_the_journal_hears_of_it_when_it_is_done(session: Session, home: Path) -> None:
    def journal() -> bytes:
        return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())

    session.file.keep(None)
    change = begun(session, retagging)
    slices = change.slices(0)
    next(slices)
    change.stop()
    for _ in slices:
        pass
    assert b"sciense" not in journal()
    change = begun(session, retagging)
    slices = change.slices(0)
    next(slices)
    assert b"sciense" not in journal()
    for _ in slices:
        pass
    assert b"sciense" in journal()
    keeping = session.file.keeping
    assert keeping is not None
    keeping.discard_edits()
