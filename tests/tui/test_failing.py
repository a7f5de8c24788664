"""A report names the fault and holds nothing of the file."""

import pytest
from textual.worker import WorkerFailed

from asned.disk.errors import DiskError
from asned.tui.failing import report, words_on
from asned.tui.opening import FAILED, reporting

SECRET = "jw99999_secret"


def raised(error: Exception) -> Exception:
    """Raise it with a cause behind it, both holding the text in their messages and variables."""
    text = SECRET
    try:
        try:
            raise KeyError(text)
        except KeyError as cause:
            raise error from cause
    except type(error) as caught:
        return caught


def test_the_chain_is_there_and_the_text_is_not():
    told = report(raised(ValueError(SECRET)))
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "in raised" in told
    assert SECRET not in told


def test_what_failed_in_a_worker_is_named():
    told = report(raised(WorkerFailed(raised(IndexError(SECRET)))))
    assert "builtins.IndexError" in told
    assert SECRET not in told


def test_of_an_endless_recursion_both_ends_are_there():
    def again(depth: int) -> None:
        again(depth + 1)

    with pytest.raises(RecursionError) as caught:
        again(0)
    told = report(caught.value)
    assert "in again" in told
    assert "frames, 30 of either end" in told
    assert len(told.splitlines()) < 300


def test_the_system_s_error_number_is_named_and_the_path_is_not():
    told = report(raised(OSError(28, "No space left on device", f"/home/{SECRET}")))
    assert "errno 28" in told
    assert SECRET not in told


def test_a_failure_outside_the_app_is_reported_too(capsys, home):
    def fail() -> int:
        raise raised(ValueError(SECRET))

    assert reporting(fail) == FAILED
    said = capsys.readouterr().err
    (kept,) = (home / "state" / "asned" / "reports").iterdir()
    assert str(kept) in said
    assert SECRET not in said


def test_what_is_for_the_user_is_not_reported(home):
    def refuse() -> int:
        raise DiskError(home, "no")

    with pytest.raises(DiskError):
        reporting(refuse)
    assert not (home / "state").exists()


def test_where_no_report_can_be_written_that_is_said(home):
    (home / "state").write_text("no directory")
    said = words_on(ValueError(SECRET), "")
    assert "No report could be written" in said
    assert SECRET not in said
