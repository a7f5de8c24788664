import errno
import os
import socket
from pathlib import Path

import pytest

from asned.disk import calls
from asned.disk.beside import BesideWatch, directory_stamp, names_beside
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


@pytest.fixture
def stamp(monkeypatch):
    """The directory's stamp, as a file system with a coarse clock would give it; None: gone."""
    stamps = [1]
    monkeypatch.setattr("asned.disk.beside.directory_stamp", lambda path: stamps[0])
    return stamps


def test_the_first_look_lists_and_says_so_whatever_it_finds(tmp_path):
    for path in (tmp_path / "a_asn.json", tmp_path / "none" / "a_asn.json"):
        watch = BesideWatch(path)
        assert watch.look()
        assert watch.names == names_beside(path)
        assert not watch.look()


def test_names_that_come_and_go_are_told_once(tmp_path):
    watch = BesideWatch(tmp_path / "a_asn.json")
    watch.look()
    (tmp_path / "b_rate.fits").touch()
    assert watch.look()
    assert watch.names == {"b_rate.fits"}
    assert not watch.look()
    (tmp_path / "b_rate.fits").unlink()
    assert watch.look()
    assert watch.names == frozenset()


def test_a_directory_that_does_not_change_is_listed_twice_and_never_again(tmp_path, stamp):
    watch = BesideWatch(tmp_path / "a_asn.json")
    looks = names_of_calls(lambda: [watch.look() for _ in range(9)])
    assert looks.count("scandir") == 2


def test_what_came_within_the_tick_of_a_coarse_clock_is_seen_at_the_next_look(tmp_path, stamp):
    watch = BesideWatch(tmp_path / "a_asn.json")
    watch.look()
    (tmp_path / "b_rate.fits").touch()
    assert watch.look()
    assert watch.names == {"b_rate.fits"}


def test_other_stamps_with_the_same_names_are_nothing_to_tell(tmp_path, stamp):
    watch = BesideWatch(tmp_path / "a_asn.json")
    assert watch.look()
    stamp[0] = 2
    assert not watch.look()


def test_a_directory_that_goes_and_comes_back_is_told(tmp_path):
    directory = tmp_path / "below"
    directory.mkdir()
    (directory / "b_rate.fits").touch()
    watch = BesideWatch(directory / "a_asn.json")
    watch.look()
    directory.rename(tmp_path / "away")
    assert watch.look()
    assert watch.names is None
    (tmp_path / "away").rename(directory)
    assert watch.look()
    assert watch.names == {"b_rate.fits"}
