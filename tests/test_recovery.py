"""No accepted edit is lost with the process, and nothing is done to the document unasked."""

import os
from dataclasses import replace
from random import Random

import pytest

from asned.association.edits import AddProduct
from asned.disk import calls
from asned.disk.recovery import find
from asned.session import Session
from builders import association
from disk.faults import KILLED, KillAt, in_child
from killed import (
    DATA,
    journals,
    kept_session,
    killed_after,
    many_edits,
    recovered,
    set_exptype,
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


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


def test_edits_that_come_to_nothing_are_not_offered_and_their_journal_goes(file, home):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        session.undo()

    killed_after(file, work)
    assert len(journals(home)) == 1
    assert kept_session(file).left_behind() == []
    assert journals(home) == []


def test_a_reload_that_was_undone_and_done_again_leaves_nothing_to_offer(file, home):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        file.write_bytes(association(2, 4))
        session.reload()
        session.undo()
        session.redo()

    killed_after(file, work)
    assert kept_session(file).left_behind() == []
    assert journals(home) == []


def test_edits_that_come_to_nothing_stay_where_their_journal_is_damaged(file, home):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        session.undo()
        set_exptype(session, 0, 2, "imprint")

    killed_after(file, work)
    (path,) = journals(home)
    path.write_bytes(path.read_bytes()[:-1])
    (left,) = kept_session(file).left_behind()
    assert left.left.lost
    assert len(left.edits) == 2


def test_edits_that_come_to_nothing_are_left_to_an_editor_that_may_still_write_them(
    file, monkeypatch
):
    def work(session: Session) -> None:
        set_exptype(session, 0, 1, "imprint")
        session.undo()

    killed_after(file, work)
    session = kept_session(file)
    (there,) = find(file)
    monkeypatch.setattr(
        "asned.disk.recovery.find", lambda path: [replace(there, may_be_running=True)]
    )
    assert session.left_behind() == []
    assert there.journal.exists()


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
        session = Session.repaired(DATA, file._replace(path=path, real_path=path))
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
    killed_after(file, lambda session: many_edits(session, 4, 12))
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
