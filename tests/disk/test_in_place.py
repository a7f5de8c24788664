"""Rewriting in place, and the copies that it leaves when it is cut short."""

import errno
import os

import pytest

from asned.disk import calls, copies
from asned.disk.errors import FileChanged, NotAFile, SaveFailed, StateUnusable
from asned.disk.fingerprint import read_file
from asned.disk.save import save
from disk.faults import KILLED, Before, FailNamed, in_child

OLD = b'{"products": ["old"]}'
LONGER = b'{"products": ["new", "and longer"]}'
SHORTER = b"{}"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(OLD)
    (tmp_path / "other").hardlink_to(path)
    return path


def state_files(home):
    return sorted(path.name for path in (home / "state").rglob("*") if path.is_file())


def interrupt_writing(file, data=LONGER):
    """Rewrite in a process that dies when the new text is half written."""
    fingerprint = read_file(file).fingerprint

    def die_in_the_second_half(name, call, *arguments):
        if name == "write" and os.fstat(arguments[0]).st_ino == fingerprint.inode:
            call(arguments[0], arguments[1][:3])
            os._exit(KILLED)
        return call(*arguments)

    def run():
        with calls.intercepted(die_in_the_second_half):
            save(file, data, fingerprint, in_place=True)

    assert in_child(run) == KILLED


@pytest.mark.parametrize("data", [LONGER, SHORTER, OLD[::-1], b""])
def test_rewriting_keeps_the_file_itself(file, home, data):
    inode = file.stat().st_ino
    saved = save(file, data, read_file(file).fingerprint, in_place=True)
    assert file.read_bytes() == data == file.with_name("other").read_bytes()
    assert file.stat().st_ino == inode
    assert saved.fingerprint == read_file(file).fingerprint
    assert state_files(home) == []


def test_the_copy_is_whole_and_private_before_the_file_is_touched(file, home):
    seen = []

    def look():
        (copy,) = (path for path in (home / "state").rglob("*.copy"))
        seen.append((copy.read_bytes().partition(b"\n")[2], copy.stat().st_mode & 0o777))

    fingerprint = read_file(file).fingerprint
    with calls.intercepted(Before("lseek", look)):
        save(file, LONGER, fingerprint, in_place=True)
    assert seen == [(OLD, 0o600)]


def test_a_file_changed_by_somebody_else_is_not_rewritten(file):
    fingerprint = read_file(file).fingerprint
    file.write_bytes(b"theirs")
    with pytest.raises(FileChanged):
        save(file, LONGER, fingerprint, in_place=True)
    assert file.read_bytes() == b"theirs"


def test_a_file_changed_after_it_was_opened_for_rewriting_is_not_rewritten(file):
    fingerprint = read_file(file).fingerprint

    def change():
        file.write_bytes(b"theirs")

    with calls.intercepted(Before("open", change)), pytest.raises(FileChanged):
        save(file, LONGER, fingerprint, in_place=True)
    assert file.read_bytes() == b"theirs"


def test_a_pipe_put_in_its_place_is_not_written_to(file):
    def turn():
        file.unlink()
        os.mkfifo(file)

    with calls.intercepted(Before("open", turn)), pytest.raises(NotAFile):
        save(file, LONGER, None, overwrite=True, in_place=True)


def test_a_full_disk_is_found_before_the_old_text_is_touched(file, home):
    def beyond_the_end(descriptor, data):
        return os.fstat(descriptor).st_ino == file.stat().st_ino

    fingerprint = read_file(file).fingerprint
    with (
        calls.intercepted(FailNamed("write", errno.ENOSPC, beyond_the_end)),
        pytest.raises(SaveFailed, match="untouched"),
    ):
        save(file, LONGER, fingerprint, in_place=True)
    assert file.read_bytes() == OLD
    assert state_files(home) == []


def test_without_a_place_for_the_copy_nothing_is_written(file, home):
    (home / "state").write_bytes(b"in the way")
    with pytest.raises(StateUnusable):
        save(file, LONGER, read_file(file).fingerprint, in_place=True)
    assert file.read_bytes() == OLD


def test_a_rewriting_cut_short_leaves_the_old_text_to_be_offered(file):
    interrupt_writing(file)
    assert file.read_bytes() not in (OLD, LONGER)
    (left,) = copies.find(file)
    assert left.data == OLD
    assert left.real_path == file
    assert left.written <= file.stat().st_mtime + 1
    copies.discard(left.copy)
    assert copies.find(file) == []


def test_a_copy_of_another_file_is_not_offered(file, tmp_path):
    interrupt_writing(file)
    (tmp_path / "b_asn.json").write_bytes(OLD)
    assert copies.find(tmp_path / "b_asn.json") == []


@pytest.mark.parametrize("whole", [OLD, LONGER])
def test_a_copy_is_not_offered_for_a_file_that_is_whole_after_all(file, home, whole):
    interrupt_writing(file)
    file.write_bytes(whole)
    assert copies.find(file) == []
    assert state_files(home) == []


def test_the_copy_of_a_deleted_file_is_offered(file):
    interrupt_writing(file)
    file.unlink()
    assert [left.data for left in copies.find(file)] == [OLD]


def test_a_copy_that_was_never_finished_is_removed(file, home):
    interrupt_writing(file)
    (copy,) = (home / "state").rglob("*.copy")
    copy.write_bytes(copy.read_bytes()[:-1])
    assert copies.find(file) == []
    assert state_files(home) == []


def test_a_copy_cut_or_flipped_anywhere_is_never_offered_as_something_else(file, home):
    interrupt_writing(file)
    (copy,) = (home / "state").rglob("*.copy")
    whole = copy.read_bytes()
    for position in range(len(whole)):
        for hurt in (whole[:position], whole[:position] + b"\xff" + whole[position + 1 :]):
            copy.write_bytes(hurt)
            assert all(left.data == OLD for left in copies.find(file))


def test_a_copy_behind_a_symlink_is_not_read(file, home, tmp_path):
    interrupt_writing(file)
    (copy,) = (home / "state").rglob("*.copy")
    copy.rename(tmp_path / "planted")
    copy.symlink_to(tmp_path / "planted")
    assert copies.find(file) == []
    assert (tmp_path / "planted").exists()


def test_a_file_damaged_and_saved_again_by_the_same_process_needs_no_copy(file, home):
    fingerprint = read_file(file).fingerprint

    def on_the_file(descriptor, *rest):
        return os.fstat(descriptor).st_ino == fingerprint.inode

    with (
        calls.intercepted(FailNamed("fsync", errno.EIO, on_the_file)),
        pytest.raises(SaveFailed, match="old text is whole in") as caught,
    ):
        save(file, LONGER, fingerprint, in_place=True)
    assert caught.value.copy.exists()
    save(file, SHORTER, None, overwrite=True, in_place=True)
    assert state_files(home) == []
