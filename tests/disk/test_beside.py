import errno
import os
import socket
from pathlib import Path

from asned.disk import calls
from asned.disk.beside import directory_stamp, names_beside
from disk.faults import FailNamed, names_of_calls


def test_files_and_symlinks_are_listed_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a_asn.json", "b_rate.fits"):
        (tmp_path / name).touch()
    (tmp_path / "link_rate.fits").symlink_to("/archive/far/away_rate.fits")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "below_rate.fits").touch()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        found = names_beside(tmp_path / "a_asn.json")
    assert found == {"a_asn.json", "b_rate.fits", "link_rate.fits", "loop"}


def test_nothing_is_opened_or_followed(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    assert names_of_calls(lambda: names_beside(tmp_path / "a_asn.json")) == ["scandir"]


def test_an_association_in_the_current_directory_has_neighbours_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b_rate.fits").touch()
    assert names_beside(Path("a_asn.json")) == {"b_rate.fits"}


def test_names_that_are_no_text_are_listed(tmp_path):
    (tmp_path / os.fsdecode(b"\xff.fits")).touch()
    assert names_beside(tmp_path / "a_asn.json") == {"\udcff.fits"}


def test_a_directory_that_cannot_be_listed_is_unknown(tmp_path):
    assert names_beside(tmp_path / "none" / "a_asn.json") is None
    assert directory_stamp(tmp_path / "none" / "a_asn.json") is None
    with calls.intercepted(FailNamed("scandir", errno.EACCES)):
        assert names_beside(tmp_path / "a_asn.json") is None


def test_the_stamp_changes_with_the_names(tmp_path):
    os.utime(tmp_path, (1, 1))
    before = directory_stamp(tmp_path / "a_asn.json")
    (tmp_path / "b_rate.fits").touch()
    assert directory_stamp(tmp_path / "a_asn.json") != before
