"""Somebody else changes the file, or a process died in the middle of changing it."""

import os

import pytest

from asned.disk import copies
from asned.disk.errors import DiskError, FileChanged
from asned.disk.fingerprint import Became, read_file
from asned.session import Session
from builders import association
from killed import DATA, damage, kept_session, set_exptype


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


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
