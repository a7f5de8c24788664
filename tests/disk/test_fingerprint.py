import errno
import os
import socket
from pathlib import Path

import pytest

from asned.disk import calls
from asned.disk.errors import DiskError, Missing, NotAFile, TooLarge, Unreadable
from asned.disk.fingerprint import Became, changed, digest, read_file, real_path
from disk.faults import Before, FailNamed, names_of_calls

TEXT = b'{"products": []}'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(TEXT)
    return path


def test_reading_gives_the_bytes_and_what_identifies_them(file):
    found = read_file(file)
    status = file.stat()
    assert found.data == TEXT
    assert (found.path, found.real_path) == (file, file.resolve())
    assert found.fingerprint.inode == status.st_ino
    assert found.fingerprint.size == len(TEXT)
    assert found.fingerprint.mtime_ns == status.st_mtime_ns
    assert found.fingerprint.sha256 == digest(TEXT)
    assert found.writable


def test_a_file_without_write_permission_is_not_writable_even_for_root(file):
    file.chmod(0o444)
    assert not read_file(file).writable


def test_links_are_followed_to_the_real_path(tmp_path, file):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "second").symlink_to(file.name)
    (tmp_path / "elsewhere" / "first").symlink_to("../second")
    (tmp_path / "way").symlink_to("elsewhere")
    assert read_file(tmp_path / "way" / "first").real_path == file.resolve()


def test_the_real_path_of_a_dangling_link_is_where_it_points(tmp_path):
    (tmp_path / "link").symlink_to("target.json")
    assert real_path(tmp_path / "link") == tmp_path.resolve() / "target.json"


def test_a_circle_of_links_is_unreadable(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(Unreadable, match="symbolic links"):
        read_file(tmp_path / "a")


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(Missing, match="no such file"):
        read_file(tmp_path / "none.json")


def test_a_name_that_no_file_can_have_is_unreadable():
    for name in ("a\0b", "a\ud800b"):
        with pytest.raises(Unreadable, match="invalid argument"):
            read_file(Path(name))


def test_a_directory_is_not_a_file(tmp_path):
    with pytest.raises(NotAFile, match="is a directory"):
        read_file(tmp_path)


def test_a_pipe_is_refused_without_waiting_or_opening_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    made: list[str] = []

    def read():
        with pytest.raises(NotAFile, match="is a pipe"):
            read_file(tmp_path / "pipe")

    made = names_of_calls(read)
    assert "open" not in made


def test_a_file_that_turns_into_a_pipe_before_it_is_opened_is_refused_without_waiting(file):
    def turn():
        file.unlink()
        os.mkfifo(file)

    with calls.intercepted(Before("open", turn)), pytest.raises(NotAFile, match="pipe"):
        read_file(file)


def test_a_socket_and_a_device_are_not_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        with pytest.raises(NotAFile, match="is a socket"):
            read_file(tmp_path / "socket")
    with pytest.raises(NotAFile, match="is a device"):
        read_file(Path("/dev/null"))


def test_permission_denied_says_what_to_do(file):
    denied = FailNamed("open", errno.EACCES)
    with calls.intercepted(denied), pytest.raises(Unreadable, match="ask its owner"):
        read_file(file)


def test_a_file_above_the_limit_is_not_read(file):
    with pytest.raises(TooLarge, match="16 bytes, more than 15") as caught:
        read_file(file, largest=15)
    assert (caught.value.size, caught.value.limit) == (16, 15)
    assert read_file(file, largest=16).data == TEXT


def test_messages_show_control_characters_of_a_name(tmp_path):
    with pytest.raises(DiskError) as caught:
        read_file(tmp_path / "a\x1b[31m\nb")
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_untouched_file_has_not_changed_and_is_not_read(file):
    fingerprint = read_file(file).fingerprint
    made = names_of_calls(lambda: changed(fingerprint, file))
    assert changed(fingerprint, file) is None
    assert "open" not in made


def test_a_touch_is_no_change(file):
    fingerprint = read_file(file).fingerprint
    os.utime(file, (1, 1))
    assert changed(fingerprint, file) is None


def test_the_same_bytes_in_a_new_file_are_no_change(file):
    fingerprint = read_file(file).fingerprint
    other = file.with_name("other")
    other.write_bytes(TEXT)
    other.replace(file)
    assert changed(fingerprint, file) is None


def test_other_bytes_are_a_change_and_come_with_their_fingerprint(file):
    fingerprint = read_file(file).fingerprint
    file.write_bytes(b"[]")
    found = changed(fingerprint, file)
    assert found.became is Became.OTHER_BYTES
    assert found.now == read_file(file).fingerprint


def test_other_bytes_behind_the_same_size_and_time_are_found_by_a_thorough_look(file):
    read = read_file(file).fingerprint
    file.write_bytes(TEXT.swapcase())
    os.utime(file, ns=(read.mtime_ns, read.mtime_ns))
    assert changed(read, file) is None
    assert changed(read, file, thorough=True).became is Became.OTHER_BYTES


def test_deleted_replaced_and_unreadable_are_told_apart(file):
    fingerprint = read_file(file).fingerprint
    file.unlink()
    assert changed(fingerprint, file).became is Became.DELETED
    os.mkfifo(file)
    assert changed(fingerprint, file).sentence == "was replaced by a pipe"
    file.unlink()
    file.mkdir()
    assert changed(fingerprint, file).sentence == "was replaced by a directory"
    with calls.intercepted(FailNamed("stat", errno.EACCES)):
        assert changed(fingerprint, file).became is Became.UNREADABLE
