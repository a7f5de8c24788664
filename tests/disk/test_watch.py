import os

import pytest

from asned.disk.fingerprint import Became, read_file
from asned.disk.save import save
from asned.disk.watch import Watch
from disk.faults import names_of_calls


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(b"[1]")
    return path


@pytest.fixture
def watch(file):
    return Watch(file, read_file(file).fingerprint)


def test_a_quiet_file_costs_one_stat_a_look(watch):
    assert watch.look() is None
    assert names_of_calls(watch.look) == ["stat"]


def test_a_touch_says_nothing_and_is_read_only_once(file, watch):
    os.utime(file, (1, 1))
    assert "open" in names_of_calls(watch.look)
    assert names_of_calls(watch.look) == ["stat"]
    assert watch.look() is None


def test_a_change_is_told_again_and_again_but_read_once(file, watch):
    file.write_bytes(b"[2]")
    os.utime(file, (1, 1))
    assert watch.look().became is Became.OTHER_BYTES
    assert names_of_calls(watch.look) == ["stat"]
    assert watch.look().now == read_file(file).fingerprint


def test_a_change_that_is_taken_back_is_no_change(file, watch):
    file.write_bytes(b"[2]")
    os.utime(file, (1, 1))
    assert watch.look() is not None
    file.write_bytes(b"[1]")
    assert watch.look() is None


def test_deleting_and_putting_back_is_seen(file, watch):
    file.rename(file.with_name("away"))
    assert watch.look().became is Became.DELETED
    file.with_name("away").rename(file)
    assert watch.look() is None


def test_a_pipe_or_directory_in_its_place_is_told_without_waiting(file, watch):
    file.unlink()
    os.mkfifo(file)
    assert watch.look().became is Became.NOT_A_FILE
    file.unlink()
    file.mkdir()
    assert "directory" in watch.look().sentence


def test_a_symlink_that_leads_elsewhere_now_is_a_change(file, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(file)
    watch = Watch(link, read_file(link).fingerprint)
    assert watch.look() is None
    (tmp_path / "other").write_bytes(b"[2]")
    link.unlink()
    link.symlink_to("other")
    assert watch.look().became is Became.OTHER_BYTES


def test_ones_own_save_is_no_change_for_a_watch_that_begins_with_it(file):
    saved = save(file, b"[2]", read_file(file).fingerprint)
    watch = Watch(file, saved.fingerprint)
    assert "open" not in names_of_calls(watch.look)
    assert watch.look() is None


def test_a_file_that_somebody_makes_where_a_new_one_was_to_be_is_told(tmp_path):
    watch = Watch(tmp_path / "new.json", None)
    assert watch.look() is None
    (tmp_path / "new.json").write_bytes(b"[]")
    assert watch.look().became is Became.CREATED
