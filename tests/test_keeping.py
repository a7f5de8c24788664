"""What is kept of an open association: its journal, where that is possible, and its lock."""

import errno
import os

import pytest

from asned.association.edits import DeleteProduct, ReplaceDocument
from asned.association.structure import CannotEdit
from asned.disk import calls
from asned.disk.errors import DiskError
from asned.disk.lock import HeldBy
from asned.jsontext.errors import NotAnAssociationText
from asned.session import Session
from disk.faults import FailNamed
from killed import DATA, kept_session, killed_after, many_edits, recovered, set_exptype


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


# ---- what keeps a journal from being kept


def test_a_journal_that_cannot_be_written_stops_no_edit_and_catches_up(file):
    session = kept_session(file)
    with calls.intercepted(FailNamed("write", errno.ENOSPC)):
        set_exptype(session, 0, 1, "imprint")
        assert "no space left" in session.file.keeping.problem
    assert b"imprint" in session.document.to_bytes()
    set_exptype(session, 0, 2, "imprint")
    assert session.file.keeping.problem == ""
    session.file.keeping.leave_edits()
    assert recovered(file).document.to_bytes().count(b"imprint") == 2


def test_without_a_state_directory_the_session_works_and_says_why_nothing_is_kept(file, home):
    (home / "state").write_text("no directory")
    session = kept_session(file)
    set_exptype(session, 0, 1, "imprint")
    assert str(home / "state") in session.file.keeping.problem
    session.save()
    assert b"imprint" in file.read_bytes()


def test_a_failed_edit_leaves_no_line(file, home):
    session = kept_session(file)
    with pytest.raises(NotAnAssociationText):
        session.execute(ReplaceDocument("{"))
    set_exptype(session, 0, 1, "imprint")
    session.preview(DeleteProduct(session.document.products[0].id))
    session.file.keeping.leave_edits()
    (left,) = kept_session(file).left_behind()
    assert len(left.edits) == 1


def test_a_failed_save_keeps_the_journal(file):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        with calls.intercepted(FailNamed("rename", errno.EIO)), pytest.raises(DiskError):
            session.save()
        set_exptype(session, 0, 2, "imprint")

    killed_after(file, work)
    assert recovered(file).document.to_bytes().count(b"imprint") == 2


def test_quitting_leaves_nothing_behind(file, home):
    session = kept_session(file)
    session.file.keeping.lock()
    many_edits(session)
    session.file.keeping.discard_edits()
    assert [path for path in (home / "state").rglob("*") if path.is_file()] == []


# ---- the lock


def test_a_second_editor_is_told_who_has_the_file_until_that_one_ends(file, tmp_path):
    reader, writer = os.pipe()
    done_reader, done_writer = os.pipe()

    def first() -> None:
        session = kept_session(file)
        assert session.file.keeping.lock() is None
        os.write(writer, b"%d" % os.getpid())
        os.read(done_reader, 1)
        session.file.keeping.leave_edits()

    pid = os.fork()
    if pid == 0:
        try:
            first()
        finally:
            os._exit(0)
    owner = int(os.read(reader, 10))
    session = kept_session(file)
    held_by = session.file.keeping.lock()
    assert isinstance(held_by, HeldBy)
    assert held_by.pid == owner == pid
    os.write(done_writer, b"x")
    os.waitpid(pid, 0)
    assert session.file.keeping.lock() is None
    for descriptor in (reader, writer, done_reader, done_writer):
        os.close(descriptor)


def test_saving_elsewhere_takes_lock_and_journal_along(file, tmp_path, home):
    session = kept_session(file)
    session.file.keeping.lock()
    set_exptype(session, 0, 1, "imprint")
    session.save(tmp_path / "other_asn.json")
    assert file.read_bytes() == DATA
    set_exptype(session, 0, 2, "imprint")
    session.file.keeping.leave_edits()
    assert kept_session(file).left_behind() == []
    assert recovered(tmp_path / "other_asn.json").document.to_bytes().count(b"imprint") == 2
    assert list((home / "state").rglob("*.lock")) == []


def test_a_view_refuses_every_edit_with_its_reason_until_it_is_saved_elsewhere(file, tmp_path):
    session = kept_session(file)
    session.view_only = "process 7 has the file open"
    product = session.document.products[0].id
    edit = DeleteProduct(product)
    with pytest.raises(CannotEdit, match="process 7"):
        session.execute(edit)
    with pytest.raises(CannotEdit, match="process 7"):
        session.execute_each([edit], "several")
    assert session.preview(edit).problem == "process 7 has the file open"
    assert session.document.to_bytes() == DATA
    session.save(tmp_path / "other_asn.json")
    assert session.execute(edit) is not None
