"""The journal, and what a later opening finds of it."""

import errno
import json
import os
import stat
import threading

import pytest

from asned.disk import calls, recovery
from asned.disk.errors import JournalFailed, StateUnusable
from asned.disk.fingerprint import digest, read_file
from asned.disk.journal import Journal
from asned.disk.save import save
from disk.faults import KILLED, Before, FailAt, FailNamed, KillAt, in_child, names_of_calls
from disk.journals import EDITS, OLD, journal_files, left_by_a_dead_process


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(OLD)
    return path


def test_an_edit_of_a_killed_process_is_found_without_any_flush(file):
    left_by_a_dead_process(file)
    (left,) = recovery.find(file)
    assert list(left.edits) == EDITS
    assert left.edits_since(digest(OLD)) == tuple(EDITS)
    assert (left.lost, left.may_be_running) == ("", False)
    left.discard()
    assert recovery.find(file) == []


@pytest.mark.parametrize("count", range(1, 101, 9))
def test_a_kill_after_any_edit_loses_none(file, count):
    edits = list(range(count))
    left_by_a_dead_process(file, edits)
    (left,) = recovery.find(file)
    assert list(left.edits) == edits


def test_opening_a_file_without_editing_leaves_nothing(file, home):
    journal = Journal(file, read_file(file).fingerprint)
    journal.about_to_save(digest(b"[]"))
    journal.flush()
    journal.discard()
    assert not (home / "state").exists()


def test_the_journal_is_private(file, home):
    Journal(file, None).append(1)
    (path,) = journal_files(home)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_running_process_keeps_its_journal_to_itself(file):
    journal = Journal(file, None)
    journal.append(1)
    assert recovery.find(file) == []

    def from_another_process():
        assert recovery.find(file) == []

    assert in_child(from_another_process) == 0
    journal.close()
    assert [left.edits for left in recovery.find(file)] == [(1,)]


def test_every_edit_is_one_write_and_flushing_is_a_call_of_its_own(file):
    journal = Journal(file, None)
    journal.append(1)
    made = names_of_calls(lambda: journal.append(2))
    assert made.count("write") == 1
    assert "fsync" not in made
    assert "fsync" in names_of_calls(journal.flush)


def test_two_processes_have_two_journals_of_one_file(file):
    left_by_a_dead_process(file, ["first"])
    left_by_a_dead_process(file, ["second"])
    assert {left.edits for left in recovery.find(file)} == {("first",), ("second",)}


def test_the_newest_journal_comes_first(file, home):
    for number in range(3):
        left_by_a_dead_process(file, [number])
    for path in journal_files(home):
        number = json.loads(path.read_bytes().splitlines()[1].partition(b" ")[2])["edit"]
        os.utime(path, (number, number))
    assert [left.edits for left in recovery.find(file)] == [(2,), (1,), (0,)]


def test_journals_of_other_files_are_not_given(file, tmp_path):
    left_by_a_dead_process(file)
    assert recovery.find(tmp_path / "b_asn.json") == []


def test_a_new_file_has_no_bytes_to_start_from(tmp_path):
    left_by_a_dead_process(tmp_path / "new_asn.json")
    (left,) = recovery.find(tmp_path / "new_asn.json")
    assert left.edits_since(None) == tuple(EDITS)
    assert left.edits_since(digest(OLD)) is None


def test_edits_do_not_belong_to_bytes_of_somebody_else(file):
    left_by_a_dead_process(file)
    (left,) = recovery.find(file)
    assert left.edits_since(digest(b"theirs")) is None
    assert left.edits_since(None) is None


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_around_a_save_is_told_by_the_bytes_of_the_file(file, moment):
    new = b'{"products": [1]}'
    fingerprint = read_file(file).fingerprint

    def run():
        journal = Journal(file, fingerprint)
        journal.append("one")
        journal.append("two")
        journal.about_to_save(digest(new))
        if moment == "after":
            save(file, new, fingerprint)
        os._exit(KILLED)

    assert in_child(run) == KILLED
    (left,) = recovery.find(file)
    lacking = left.edits_since(read_file(file).fingerprint.sha256)
    assert lacking == (("one", "two") if moment == "before" else ())


def test_a_failed_save_leaves_all_edits_to_recover(file):
    journal = Journal(file, read_file(file).fingerprint)
    journal.append("one")
    journal.about_to_save(digest(b"never written"))
    journal.append("two")
    journal.close()
    (left,) = recovery.find(file)
    assert left.edits_since(digest(OLD)) == ("one", "two")
    assert left.edits_since(digest(b"never written")) == ("two",)


def test_after_a_save_the_journal_begins_anew(file, home):
    journal = Journal(file, read_file(file).fingerprint)
    journal.append("old")
    saved = save(file, b"[]", read_file(file).fingerprint)
    journal.restart(saved.fingerprint)
    assert journal_files(home) == []
    journal.append("new")
    journal.close()
    (left,) = recovery.find(file)
    assert left.edits_since(digest(b"[]")) == ("new",)


def test_after_a_save_under_another_name_the_journal_is_that_files(file, tmp_path):
    journal = Journal(file, read_file(file).fingerprint)
    journal.append("old")
    other = tmp_path / "b_asn.json"
    journal.restart(save(other, b"[]", None).fingerprint, other)
    journal.append("new")
    journal.close()
    assert recovery.find(file) == []
    assert [left.edits for left in recovery.find(other)] == [("new",)]


def test_discarding_removes_it_and_twice_is_once(file, home):
    journal = Journal(file, None)
    journal.append(1)
    journal.discard()
    journal.discard()
    assert journal_files(home) == []


def test_a_journal_that_somebody_removed_can_be_discarded(file, home):
    journal = Journal(file, None)
    journal.append(1)
    journal_files(home)[0].unlink()
    journal.discard()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_an_edit_that_could_not_be_written_comes_before_the_next(file, code):
    journal = Journal(file, None)
    journal.append("first")
    written = []

    def torn(name, call, *arguments):
        if name == "write" and not written:
            written.append(call(arguments[0], arguments[1][:7]))
            return written[0]
        if name == "write":
            raise OSError(code, os.strerror(code))
        return call(*arguments)

    with calls.intercepted(torn), pytest.raises(JournalFailed, match="make room there"):
        journal.append("second")
    journal.append("third")
    journal.close()
    (left,) = recovery.find(file)
    assert left.edits == ("first", "second", "third")
    assert left.lost == ""


def test_an_error_at_any_call_keeps_the_edits_in_order(file, home):
    number = 0
    hook = None
    while hook is None or hook.failures:
        number += 1
        hook = FailAt(number, errno.EIO)
        journal = Journal(file, None)
        with calls.intercepted(hook):
            for edit in range(3):
                try:
                    journal.append(edit)
                except (JournalFailed, StateUnusable):
                    assert hook.failures
        journal.append("last")
        journal.close()
        (left,) = recovery.find(file)
        assert left.edits == (0, 1, 2, "last")
        left.discard()
    assert number > 5


def test_a_kill_at_any_call_loses_no_edit_that_was_accepted(file, tmp_path):
    number = 0
    status = KILLED
    accepted = tmp_path / "accepted"
    while status == KILLED:
        number += 1
        accepted.write_bytes(b"")

        def run(number=number):
            journal = Journal(file, None)
            with calls.intercepted(KillAt(number)):
                for edit in range(4):
                    journal.append(edit)
                    with accepted.open("a") as told:
                        told.write(f"{edit}\n")

        status = in_child(run)
        known = [int(line) for line in accepted.read_text().split()]
        found = recovery.find(file)
        edits = list(found[0].edits) if found else []
        assert edits[: len(known)] == known
        for left in found:
            left.discard()
    assert number > 5


def test_a_flush_that_fails_is_told(file):
    journal = Journal(file, None)
    journal.append(1)
    with calls.intercepted(FailNamed("fsync", errno.EIO)), pytest.raises(JournalFailed):
        journal.flush()


def test_a_flush_goes_on_while_the_journal_is_discarded(file):
    journal = Journal(file, None)
    journal.append(1)
    flushing = threading.Event()
    discarded = threading.Event()

    def wait():
        flushing.set()
        assert discarded.wait(30)

    failures = []

    def flush():
        try:
            journal.flush()
        except JournalFailed as error:
            failures.append(error)

    with calls.intercepted(Before("fsync", wait)):
        worker = threading.Thread(target=flush)
        worker.start()
        assert flushing.wait(30)
        journal.discard()
        discarded.set()
        worker.join()
    assert failures == []
