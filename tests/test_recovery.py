"""No accepted edit is lost with the process, and nothing is done to the file or the document unasked."""

import errno
import os
from dataclasses import replace
from random import Random

import pytest

from asned.association.edits import (
    AddProduct,
    DeleteProduct,
    ReplaceDocument,
    SetMemberKey,
)
from asned.association.structure import CannotEdit
from asned.disk import calls, copies
from asned.disk.errors import DiskError, FileChanged
from asned.disk.fingerprint import Became, read_file
from asned.disk.lock import HeldBy
from asned.jsontext.errors import NotAnAssociationText
from asned.session import Session
from builders import association
from disk.faults import KILLED, FailNamed, KillAt, in_child
from killed import journals, kept_session, killed_after
from plain import loads
from randomedits import some_edit

DATA = association(2, 3)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


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


# ---- recover


@pytest.mark.parametrize("seed", range(12))
def test_what_was_edited_before_a_kill_is_recovered_and_can_be_undone(file, seed):
    expected = many_edits(Session.open(file), seed)
    killed_after(file, lambda session: many_edits(session, seed))
    assert file.read_bytes() == DATA
    session = recovered(file)
    assert session.document.to_bytes() == expected
    while session.undo():
        pass
    assert session.document.to_bytes() == DATA
    assert not session.is_modified
    while session.redo():
        pass
    assert session.document.to_bytes() == expected


def test_nothing_is_recovered_unasked(file):
    killed_after(file, many_edits)
    session = kept_session(file)
    assert len(session.left_behind()) == 1
    assert session.document.to_bytes() == DATA
    assert not session.is_modified


def test_an_opening_after_a_kill_without_edits_has_nothing_to_offer(file, home):
    killed_after(file, lambda session: None)
    assert kept_session(file).left_behind() == []
    assert journals(home) == []


def test_recovered_edits_survive_a_second_kill(file):
    expected = many_edits(Session.open(file))

    def recover_and_go_on(session: Session) -> None:
        (left,) = session.left_behind()
        session.recover(left.edits)
        left.left.discard()

    killed_after(file, many_edits)
    killed_after(file, recover_and_go_on)
    assert recovered(file).document.to_bytes() == expected


def test_edits_after_a_save_are_recovered_on_the_saved_bytes(file):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        session.save()
        set_exptype(session, 0, 2, "imprint")
        session.undo()
        session.undo()
        set_exptype(session, 1, 2, "selfcal")

    killed_after(file, work)
    assert file.read_bytes().count(b"imprint") == 1
    session = recovered(file)
    assert session.document.to_bytes().count(b"imprint") == 0
    assert session.document.to_bytes().count(b"selfcal") == 1


def test_edits_after_a_reload_are_recovered_on_the_reloaded_bytes(file):
    other = association(2, 4)

    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        file.write_bytes(other)
        session.reload()
        set_exptype(session, 0, 3, "selfcal")

    killed_after(file, work)
    session = recovered(file)
    assert session.document.to_bytes() == other.replace(b"background", b"selfcal", 3).replace(
        b"selfcal", b"background", 2
    )


def test_a_reload_that_was_undone_is_recovered_undone(file):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        file.write_bytes(association(2, 4))
        session.reload()
        session.undo()

    killed_after(file, work)
    assert recovered(file).document.to_bytes() == DATA.replace(b"background", b"imprint", 1)


def test_a_reload_without_edits_to_lose_writes_no_line(file, home):
    session = kept_session(file)
    file.write_bytes(association(2, 4))
    session.reload()
    assert journals(home) == []
    set_exptype(session, 0, 3, "selfcal")
    session.file.keeping.leave_edits()
    assert b"selfcal" in recovered(file).document.to_bytes()


def test_a_new_association_is_recovered(tmp_path):
    path = tmp_path / "new_asn.json"
    killed_after(path, lambda session: session.execute(AddProduct(0, "first")))
    assert not path.exists()
    assert b'"first"' in recovered(path).document.to_bytes()


def test_edits_of_a_repaired_text_are_recovered_on_that_text(tmp_path):
    path = tmp_path / "broken_asn.json"
    path.write_bytes(DATA[:-1])

    def repaired() -> Session:
        file = Session.open(other).file.read()
        session = Session.repaired(DATA, replace(file, path=path, real_path=path))
        session.file.keep(DATA)
        return session

    other = tmp_path / "other_asn.json"
    other.write_bytes(DATA[:-1] + b"}")

    def run() -> None:
        set_exptype(repaired(), 0, 1, "imprint")
        os._exit(KILLED)

    assert in_child(run) == KILLED
    (left,) = repaired().left_behind()
    assert not left.is_changed
    assert "imprint" in left.text


def kill_during_save(file, number: int) -> bool:
    """Edit and save in a process that is killed at the N-th call of the save; False: it was through."""

    def run() -> None:
        session = kept_session(file)
        set_exptype(session, 0, 1, "imprint")
        set_exptype(session, 0, 2, "imprint")
        with calls.intercepted(KillAt(number)):
            session.save()

    return in_child(run) == KILLED


def test_a_kill_at_any_call_of_a_save_loses_no_edit_and_doubles_none(file, home):
    expected = DATA.replace(b"background", b"imprint", 2)
    number = 1
    while kill_during_save(file, number):
        session = kept_session(file)
        found = session.left_behind()
        if file.read_bytes() == expected:
            assert found == []
        else:
            assert file.read_bytes() == DATA
            (left,) = found
            assert (left.is_changed, left.text.encode()) == (False, expected)
            left.left.discard()
        assert journals(home) == []
        file.write_bytes(DATA)
        number += 1
    assert number > 15


# ---- the file has changed since


def test_edits_that_still_fit_a_changed_file_are_offered_as_such(file):
    killed_after(file, lambda session: set_exptype(session, 1, 2, "imprint"))
    changed = DATA.replace(b'"none"', b'"jw_pool"')
    file.write_bytes(changed)
    (left,) = kept_session(file).left_behind()
    assert left.is_changed
    assert not left.lacking
    at = changed.rindex(b"background")
    expected = changed[:at] + b"imprint" + changed[at + len(b"background") :]
    assert left.text.encode() == expected


def test_edits_that_fit_no_more_are_not_done_and_can_be_read(file):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        set_exptype(session, 1, 2, "selfcal")

    killed_after(file, work)
    file.write_bytes(association(1, 3))
    session = kept_session(file)
    (left,) = session.left_behind()
    assert left.is_changed
    assert (len(left.edits), len(left.lacking)) == (1, 1)
    session.recover(left.edits)
    assert session.document.to_bytes() == association(1, 3).replace(b"background", b"imprint", 1)


def test_edits_of_which_some_are_saved_already_count_from_the_save(file):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        session.file.keeping.about_to_be(session.document.to_bytes())
        set_exptype(session, 1, 2, "selfcal")

    killed_after(file, work)
    saved = DATA.replace(b"background", b"imprint", 1)
    file.write_bytes(saved.replace(b'"none"', b'"jw_pool"'))
    (left,) = kept_session(file).left_behind()
    assert left.is_changed
    assert (len(left.edits), left.text.count("imprint"), left.text.count("selfcal")) == (1, 1, 1)


def test_the_newest_of_several_journals_comes_first_and_the_others_stay(file):
    for number, value in enumerate(("imprint", "selfcal"), 1):
        killed_after(file, lambda session, value=value: set_exptype(session, 0, 1, value))
        for left in kept_session(file).left_behind()[:1]:
            os.utime(left.left.journal, (number, number))
    session = kept_session(file)
    first, second = session.left_behind()
    assert "selfcal" in first.text
    session.recover(first.edits)
    first.left.discard()
    (second,) = session.left_behind()
    assert second.is_changed
    assert len(second.lacking) == 1


def test_a_hurt_journal_gives_the_edits_before_the_damage_and_nothing_unasked(file, home):
    killed_after(file, lambda session: many_edits(session, 3, 12))
    (path,) = journals(home)
    whole = path.read_bytes()
    random = Random(5)
    (left,) = kept_session(file).left_behind()
    for _ in range(150):
        hurt = bytearray(whole)
        hurt[random.randrange(len(hurt))] ^= 1 << random.randrange(8)
        path.write_bytes(hurt[: random.randint(1, len(hurt))])
        session = kept_session(file)
        for found in session.left_behind():
            assert not found.lacking
            assert found.edits == left.edits[: len(found.edits)]
            session.recover(found.edits)
        while session.undo():
            pass
        assert session.document.to_bytes() == DATA
        path.write_bytes(whole)


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


# ---- somebody else changes the file


def test_a_touch_is_no_change(file):
    session = kept_session(file)
    os.utime(file, (1, 1))
    assert session.change_on_disk() is None
    file.write_bytes(DATA)
    assert session.change_on_disk() is None
    session.save()


def test_what_was_seen_may_be_overwritten_and_nothing_else(file):
    session = kept_session(file)
    set_exptype(session, 0, 1, "imprint")
    file.write_bytes(association(1, 1))
    seen = session.change_on_disk()
    assert seen.became is Became.OTHER_BYTES
    session.expect(seen)
    assert session.change_on_disk() is None
    file.write_bytes(association(1, 2))
    with pytest.raises(FileChanged):
        session.save()
    assert file.read_bytes() == association(1, 2)
    session.expect(session.change_on_disk())
    session.save()
    assert file.read_bytes() == session.document.to_bytes()


def test_an_unedited_document_counts_as_modified_once_it_may_overwrite(file):
    session = kept_session(file)
    file.write_bytes(association(1, 1))
    session.expect(session.change_on_disk())
    assert session.is_modified


def test_a_deleted_file_is_written_again_only_when_asked(file):
    session = kept_session(file)
    file.unlink()
    with pytest.raises(FileChanged):
        session.save()
    assert not file.exists()
    session.expect(session.change_on_disk())
    session.save()
    assert file.read_bytes() == DATA


def test_a_file_that_appears_in_the_place_of_a_new_one_is_seen(tmp_path):
    path = tmp_path / "new_asn.json"
    session = kept_session(path)
    assert session.change_on_disk() is None
    path.write_bytes(DATA)
    seen = session.change_on_disk()
    assert seen.became is Became.CREATED
    with pytest.raises(DiskError):
        session.save()
    assert path.read_bytes() == DATA
    session.expect(seen)
    session.save()
    assert path.read_bytes() == session.document.to_bytes()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_what_is_no_file_any_more_is_never_followed(file, make):
    session = kept_session(file)
    file.unlink()
    make(file)
    assert session.change_on_disk().became is Became.NOT_A_FILE
    with pytest.raises(DiskError):
        session.save()
    with pytest.raises(DiskError):
        session.reload()
    assert session.document.to_bytes() == DATA


def test_the_difference_is_from_the_file_as_it_is_now(file):
    session = kept_session(file)
    set_exptype(session, 0, 1, "imprint")
    file.write_bytes(DATA.replace(b'"none"', b'"jw_pool"'))
    lines = session.file.difference_to(session.document.text)
    assert [line.split()[-1] for line in lines if line[0] in "+-"][2:] == [
        '"jw_pool",',
        '"none",',
        '"background",',
        '"imprint",',
    ]


# ---- a rewriting that was cut short


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


def test_after_a_rewriting_cut_short_the_old_text_and_the_edits_are_there(file, tmp_path, home):
    (tmp_path / "other_name.json").hardlink_to(file)
    damage(file)
    (left,) = copies.find(file)
    assert left.data == DATA
    session = Session.repaired(left.data, read_file(file))
    session.file.keep(left.data).discard_when_saved(left)
    (edits,) = session.left_behind()
    assert not edits.is_changed
    session.recover(edits.edits)
    edits.left.discard()
    assert session.document.to_bytes() == DATA.replace(b"background", b"imprint", 1)
    assert copies.find(file) == [left]
    session.save(in_place=True)
    assert copies.find(file) == []
    assert [path for path in (home / "state").rglob("*") if path.is_file()] == []


def test_bringing_back_an_old_text_can_be_undone(file, tmp_path):
    (tmp_path / "other_name.json").hardlink_to(file)
    damage(file)
    (left,) = copies.find(file)
    file.write_bytes(association(1, 1))
    session = kept_session(file)
    session.bring_back(left)
    assert session.document.to_bytes() == DATA
    assert session.is_modified
    session.undo()
    assert session.document.to_bytes() == association(1, 1)
