import json
import os
import subprocess
import sys

import pytest

from asned.disk import calls
from asned.disk.errors import StateUnusable
from asned.disk.lock import HeldBy, Lock, acquire
from disk.faults import KILLED, Before, in_child, killed_at

HOLD = """
import sys
from pathlib import Path
from asned.disk.lock import acquire
print(type(acquire(Path(sys.argv[1]))).__name__, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a_asn.json"


def other_editor(file):
    """Another process that has taken the lock, or tried to: its answer is on its output."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lock_files(home):
    return sorted(path.name for path in (home / "state" / "asned" / "locks").iterdir())


def test_the_second_editor_is_told_which_process_has_the_file(file):
    with other_editor(file) as other:
        assert other.stdout.readline() == "Lock\n"
        held = acquire(file)
        assert isinstance(held, HeldBy)
        assert held.pid == other.pid
        assert not held.may_be_running


def test_a_released_lock_can_be_taken(file, home):
    mine = acquire(file)
    assert isinstance(mine, Lock)
    mine.release()
    assert lock_files(home) == []
    with other_editor(file) as other:
        assert other.stdout.readline() == "Lock\n"


def test_the_lock_of_a_killed_process_is_taken_over(file, home):
    with other_editor(file) as other:
        assert other.stdout.readline() == "Lock\n"
        other.kill()
        other.wait()
    assert isinstance(acquire(file), Lock)
    assert len(lock_files(home)) == 1


def test_a_lock_of_an_earlier_process_of_the_same_number_is_stale(file, home, monkeypatch):
    with other_editor(file) as other:
        assert other.stdout.readline() == "Lock\n"
        (place,) = (home / "state" / "asned" / "locks").iterdir()
        content = place.read_text()
        start = content.index('"started": "') + len('"started": "')
        place.write_text(content[:start] + "another boot/" + content[start:])
        assert isinstance(acquire(file), Lock)


def test_a_process_gets_its_own_lock_again(file):
    assert acquire(file) == acquire(file)


def test_files_have_locks_of_their_own(file):
    with other_editor(file) as other:
        assert other.stdout.readline() == "Lock\n"
        assert isinstance(acquire(file.with_name("b_asn.json")), Lock)


def test_a_lock_of_another_machine_is_respected_and_says_so(file):
    mine = acquire(file)
    content = json.loads(mine.place.read_bytes())
    content["process"]["host"] = "elsewhere.example"
    mine.place.write_text(json.dumps(content))
    held = acquire(file)
    assert isinstance(held, HeldBy)
    assert held.host == "elsewhere.example"
    assert held.may_be_running


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"process": 3}', b"\xff\xfe", b"1" * 5000])
def test_a_lock_that_cannot_be_read_is_stale(file, home, content):
    acquire(file)
    (place,) = (home / "state" / "asned" / "locks").iterdir()
    place.write_bytes(content)
    assert isinstance(acquire(file), Lock)


def test_a_symlink_in_place_of_a_lock_is_not_followed(file, home, tmp_path):
    acquire(file)
    (place,) = (home / "state" / "asned" / "locks").iterdir()
    place.unlink()
    place.symlink_to(tmp_path / "target")
    with pytest.raises(StateUnusable, match="symlink"):
        acquire(file)


def test_releasing_leaves_a_lock_that_another_process_has_taken_over(file, home):
    mine = acquire(file)
    mine.place.unlink()
    with other_editor(file) as other:
        assert other.stdout.readline() == "Lock\n"
        mine.release()
        assert isinstance(acquire(file), HeldBy)
    acquire(file)


def test_a_lock_put_there_while_a_stale_one_is_removed_stays(file):
    def die_with_lock():
        acquire(file)
        os._exit(KILLED)

    assert in_child(die_with_lock) == KILLED
    editors = []

    def another_takes_over():
        editors.append(other_editor(file))
        assert editors[0].stdout.readline() == "Lock\n"

    with calls.intercepted(Before("rename", another_takes_over)):
        held = acquire(file)
    with editors[0] as other:
        assert isinstance(held, HeldBy)
        assert held.pid == other.pid


def test_a_kill_at_any_call_never_locks_the_file_for_good(file):
    number = 1
    while killed_at(number, lambda: acquire(file)):
        mine = acquire(file)
        assert isinstance(mine, Lock)
        mine.release()
        number += 1
    assert number > 5


def test_of_several_that_try_at_once_one_gets_it(file):
    editors = [other_editor(file) for _ in range(4)]
    answers = sorted(editor.stdout.readline().strip() for editor in editors)
    for editor in editors:
        with editor:
            pass
    assert answers == ["HeldBy", "HeldBy", "HeldBy", "Lock"]
