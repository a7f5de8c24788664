import errno
import os
import stat
import subprocess
import sys

import pytest

from asned.disk import calls, process
from asned.disk.errors import StateUnusable
from asned.disk.process import Process, is_running, start_of, this_process
from asned.disk.state import create_private, name_for, opened_private, state_directory
from disk.faults import FailNamed


def test_state_directories_are_made_private(home):
    directory = state_directory("journal")
    assert directory.is_dir()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert stat.S_IMODE(directory.parent.stat().st_mode) == 0o700
    assert home in directory.parents


def test_a_state_directory_open_to_others_is_closed():
    directory = state_directory("journal")
    directory.parent.chmod(0o755)
    directory.chmod(0o777)
    state_directory("journal")
    assert stat.S_IMODE(directory.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


@pytest.mark.parametrize("level", ["journal", "."])
def test_a_symlink_in_place_of_a_state_directory_is_not_followed(tmp_path, level):
    directory = (state_directory("journal") / ".." / level).resolve()
    directory.rename(tmp_path / "moved")
    directory.symlink_to(tmp_path / "moved")
    with pytest.raises(StateUnusable, match="no directory"):
        state_directory("journal")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give directories away")
def test_a_state_directory_of_somebody_else_is_not_used():
    os.chown(state_directory("journal"), 65534, -1)
    with pytest.raises(StateUnusable, match="somebody else"):
        state_directory("journal")


def test_a_failing_call_is_told_with_its_cause():
    with (
        calls.intercepted(FailNamed("mkdir", errno.EROFS)),
        pytest.raises(StateUnusable, match="read-only file system"),
    ):
        state_directory("journal")


def test_state_files_are_private_new_and_never_behind_links(tmp_path):
    path = tmp_path / "file"
    os.close(create_private(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        create_private(path)
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(FileExistsError):
        create_private(tmp_path / "link")


def test_only_regular_files_of_ones_own_are_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(StateUnusable), opened_private(tmp_path / name):
            pass


def test_names_differ_for_files_and_agree_for_the_same(tmp_path):
    assert name_for(tmp_path / "a") == name_for(tmp_path / "a")
    assert name_for(tmp_path / "a") != name_for(tmp_path / "b")


def test_this_process_is_running_and_known_by_its_start():
    assert is_running(this_process())
    assert this_process().pid == os.getpid()
    assert this_process().started == start_of(os.getpid())


def test_another_process_with_the_same_number_is_another():
    mine = this_process()
    assert is_running(Process(mine.pid, mine.host, "at some other time")) is False


def test_a_dead_process_is_not_running_even_before_its_parent_notices():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        started = start_of(child.pid)
        assert started
        there = Process(child.pid, this_process().host, started)
        assert is_running(there)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_running(there) is False
    assert is_running(there) is False


def test_nobody_knows_about_processes_of_other_machines():
    assert is_running(Process(os.getpid(), "elsewhere.example", "")) is None


@pytest.mark.parametrize("pid", [0, -1, 2**31, 2**80])
def test_impossible_numbers_are_no_processes(pid):
    assert start_of(pid) is None


def test_ps_tells_the_same_as_proc():
    assert process._start_from_ps(os.getpid())
    assert process._start_from_ps(2**22 + 1) is None


def test_a_process_survives_json():
    assert Process.from_json(this_process().to_json()) == this_process()
    for other in (None, [], {"pid": "1"}, {"pid": 1, "host": "a"}):
        assert Process.from_json(other) is None
