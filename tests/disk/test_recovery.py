"""Journals that were hurt: read up to the damage, and never a crash."""

import os
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asned.disk import recovery
from asned.disk.fingerprint import digest
from disk.faults import NOBODY
from disk.journals import EDITS, OLD, journal_files, left_by_a_dead_process

READ = "read up to the damage, nothing applied"
PLANTED = "a symlink, a pipe, or somebody else's file in place of a journal"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a_asn.json"
    path.write_bytes(OLD)
    return path


def hurt_journal(file, home):
    left_by_a_dead_process(file)
    (path,) = journal_files(home)
    return path, path.read_bytes()


def test_a_journal_cut_at_any_byte_gives_the_edits_before_the_cut(file, home, outcomes):
    path, whole = hurt_journal(file, home)
    ends = [0, *(place + 1 for place, byte in enumerate(whole) if byte == ord("\n"))]
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        sound = max(number for number, end in enumerate(ends) if end <= length)
        found = recovery.find(file)
        if length in ends[:2]:  # nothing in it, and nothing to say
            assert found == []
            continue
        (left,) = found
        assert list(left.edits) == EDITS[: max(0, sound - 1)]
        assert bool(left.lost) == (length not in ends)
        if sound == 0:
            assert left.edits_since(digest(OLD)) is None
    outcomes.add("a journal cut at every byte", {READ: len(whole)})


def test_any_flipped_bit_ends_the_reading_there(file, home, outcomes):
    path, whole = hurt_journal(file, home)
    chance = random.Random(4)
    for place in range(len(whole)):
        hurt = bytearray(whole)
        hurt[place] ^= 1 << chance.randrange(8)
        path.write_bytes(hurt)
        (left,) = recovery.find(file)
        line = whole[:place].count(b"\n")
        assert list(left.edits) == EDITS[: max(0, line - 1)]
        assert left.lost
    outcomes.add("a journal with a bit flipped in every byte", {READ: len(whole)})


def test_a_line_taken_out_doubled_or_exchanged_ends_the_reading_there(file, home):
    path, whole = hurt_journal(file, home)
    lines = whole.splitlines(keepends=True)
    for change in (
        lines[:2] + lines[3:],
        lines[:3] + lines[2:],
        [*lines[:2], lines[3], lines[2], *lines[4:]],
    ):
        path.write_bytes(b"".join(change))
        (left,) = recovery.find(file)
        assert list(left.edits) in (EDITS[:1], EDITS[:2])
        assert "damaged" in left.lost


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(content=st.binary(max_size=200))
def test_any_bytes_in_place_of_a_journal_are_read_without_a_crash(file, home, content):
    if not journal_files(home):
        left_by_a_dead_process(file)
        (path,) = journal_files(home)
        path.rename(path.with_name("name"))
        (home / "name").write_text(path.name)
    (home / "state" / "asned" / "journal" / (home / "name").read_text()).write_bytes(content)
    assert [left.edits for left in recovery.find(file)] in ([], [()])


@pytest.mark.campaign
def test_campaign_of_hurt_journals(file, home, outcomes):
    path, whole = hurt_journal(file, home)
    chance = random.Random(2026)
    counts: Counter[str] = Counter()
    for _ in range(20_000):
        hurt = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        path.write_bytes(hurt[: chance.randint(1, len(hurt))])
        found = recovery.find(file)
        for left in found:
            assert list(left.edits) == EDITS[: len(left.edits)]
        counts[READ] += 1
    outcomes.add("a journal hurt at random", counts)


def test_a_symlinked_journal_is_not_read(file, home, tmp_path, outcomes):
    path, whole = hurt_journal(file, home)
    (tmp_path / "planted").write_bytes(whole)
    path.unlink()
    path.symlink_to(tmp_path / "planted")
    assert recovery.find(file) == []
    assert (tmp_path / "planted").read_bytes() == whole
    outcomes.add(PLANTED, {"not read": 1})


def test_a_pipe_in_place_of_a_journal_is_not_waited_for(file, home, outcomes):
    path, _ = hurt_journal(file, home)
    path.unlink()
    os.mkfifo(path)
    assert recovery.find(file) == []
    outcomes.add(PLANTED, {"not read": 1})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_journal_of_somebody_else_is_not_read(file, home, outcomes):
    path, _ = hurt_journal(file, home)
    os.chown(path, NOBODY, -1)
    assert recovery.find(file) == []
    outcomes.add(PLANTED, {"not read": 1})


def test_a_journal_of_another_machine_is_given_with_a_warning(file, monkeypatch):
    left_by_a_dead_process(file)
    monkeypatch.setattr("socket.gethostname", lambda: "elsewhere.example")
    (left,) = recovery.find(file)
    assert left.may_be_running
