"""Saving, with every call made to fail and the process ended at every call."""

import errno
from collections import Counter

import pytest

from asned.disk.errors import NotReplaceable
from asned.disk.save import save
from disk.cases import CASES, ERRORS, IN_PLACE_ONLY, outcome_of_error, outcome_of_kill
from disk.faults import FailAt, killed_at

KILLS = "killed at every system call of a save"


def fail_at_every_call(tmp_path, make, members, code, lasting):
    """Fail the first call, the second, and so on until a save makes fewer calls than that."""
    outcomes: Counter[str] = Counter()
    number = 0
    while True:
        number += 1
        directory = tmp_path / f"{make.__name__}-{members}-{code}-{lasting}-{number}"
        directory.mkdir()
        case = make(directory, members)
        hook = FailAt(number, code, lasting)
        outcome = outcome_of_error(case, hook)
        if not hook.failures:
            assert outcome == "saved all the same"
            return outcomes
        outcomes[outcome] += 1


def kill_at_every_call(tmp_path, make, members):
    outcomes: Counter[str] = Counter()
    number = 0
    while True:
        number += 1
        directory = tmp_path / f"{make.__name__}-{members}-{number}"
        directory.mkdir()
        case = make(directory, members)
        if not killed_at(number, case.save):
            assert case.bytes_now() == case.new
            return outcomes
        outcomes[outcome_of_kill(case)] += 1


def kill_at_every_size(tmp_path, cases):
    outcomes: Counter[str] = Counter()
    for members in (1, 200, 5000):
        for make in cases:
            outcomes += kill_at_every_call(tmp_path, make, members)
    return outcomes


@pytest.mark.parametrize("make", CASES)
def test_a_kill_at_any_call_of_a_save_leaves_old_bytes_or_new(tmp_path, make):
    outcomes = kill_at_every_call(tmp_path, make, 3)
    assert outcomes.total() > 10
    assert outcomes["old file"]


@pytest.mark.parametrize("make", IN_PLACE_ONLY)
def test_a_kill_at_any_call_of_a_rewriting_leaves_old_bytes_new_or_the_copy(as_user, make):
    def run(directory):
        (directory / "refused").mkdir()
        case = make(directory / "refused", 3)
        with pytest.raises(NotReplaceable):
            save(case.path, case.new, case.expected)
        return kill_at_every_call(directory, make, 3)

    outcomes = as_user(run)
    assert outcomes.total() > 10
    assert outcomes["old bytes in the copy"]


@pytest.mark.parametrize("make", IN_PLACE_ONLY)
def test_an_error_at_any_call_of_a_rewriting_leaves_old_bytes_or_names_the_copy(as_user, make):
    outcomes = as_user(lambda directory: fail_at_every_call(directory, make, 3, errno.EIO, "kind"))
    assert outcomes["refused, old bytes there"]
    assert outcomes["perhaps damaged while rewritten in place, and the copy named"]


@pytest.mark.parametrize("lasting", ["once", "kind", "all"])
@pytest.mark.parametrize("make", CASES)
def test_an_error_at_any_call_of_a_save_leaves_the_old_bytes(tmp_path, make, lasting):
    outcomes = fail_at_every_call(tmp_path, make, 3, errno.ENOSPC, lasting)
    assert outcomes.total() > 10
    if lasting == "once":
        assert not outcomes["perhaps damaged while rewritten in place, and the copy named"]


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_every_kind_of_error_leaves_the_old_bytes(tmp_path, code):
    outcomes = fail_at_every_call(tmp_path, CASES[0], 3, code, "once")
    if code == errno.EINTR:
        assert set(outcomes) == {"saved all the same"}
    else:
        assert outcomes["refused, old bytes there"] > 10


@pytest.mark.campaign
def test_campaign_of_kills(tmp_path, outcomes):
    counts = kill_at_every_size(tmp_path, CASES)
    assert counts.total() >= 168
    outcomes.add(KILLS, counts)


@pytest.mark.campaign
def test_campaign_of_kills_where_only_rewriting_is_possible(as_user, outcomes):
    outcomes.add(KILLS, as_user(lambda directory: kill_at_every_size(directory, IN_PLACE_ONLY)))


@pytest.mark.campaign
def test_campaign_of_errors(tmp_path, outcomes):
    counts: Counter[str] = Counter()
    for code in ERRORS:
        for lasting in ("once", "kind", "all"):
            for make in CASES:
                counts += fail_at_every_call(tmp_path, make, 20, code, lasting)
    assert counts.total() >= 288
    names = ", ".join(errno.errorcode[code] for code in ERRORS)
    outcomes.add(f"{names} at every system call of a save", counts)
