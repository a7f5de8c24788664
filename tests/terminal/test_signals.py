"""Whatever ends the editor from outside: it ends in time, leaves the terminal as it was, and loses no edit."""

import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from asned.session import Session
from builders import association
from killed import kept_session
from terminal.editorprocess import EditorProcess

IN_TIME = 2.0
SLOW_SAVING = Path(__file__).with_name("slowsaving.py")
SELDOM = (str(Path(__file__).with_name("seldom.py")),)
DELETED = b"jw10000000000_02101_00001_nrca1_rate.fits"
"""The member that `dirty` deletes; it stands once in the file, but for the product's name."""


# ---- what the user is doing; each gives whether an edit was accepted


def clean(editor: EditorProcess, file: Path) -> bool:
    editor.wait_for("saved")
    return False


def dirty(editor: EditorProcess, file: Path) -> bool:
    editor.wait_for("saved")
    editor.type("d")
    editor.wait_for("modified")
    return True


def undone(editor: EditorProcess, file: Path) -> bool:
    dirty(editor, file)
    editor.type("yu")
    editor.wait_for("undone")
    return True


def editing(editor: EditorProcess, file: Path) -> bool:
    dirty(editor, file)
    editor.type("\r")
    editor.wait_for("accept")
    editor.type("not accepted")
    editor.wait_for("accepted")
    return True


def asked(editor: EditorProcess, file: Path) -> bool:
    dirty(editor, file)
    editor.type("\x11")
    editor.wait_for("Save before quitting?")
    return True


def reading_help(editor: EditorProcess, file: Path) -> bool:
    dirty(editor, file)
    editor.type("?")
    editor.wait_for("Moving")
    return True


def judging(editor: EditorProcess, file: Path) -> bool:
    editor.type("d")
    editor.wait_for("modified")
    return True


def saving(editor: EditorProcess, file: Path) -> bool:
    dirty(editor, file)
    editor.type("\x13")
    editor.wait_for("Save with")
    editor.type("s")
    editor.wait_for(file.with_name("begun").exists, "the slow save")
    return True


STATES = (clean, dirty, undone, editing, asked, reading_help, judging, saving)

# ---- what happens then; each gives the exit code that is expected


def ended_by(number: signal.Signals) -> Callable[[EditorProcess], int]:
    def end(editor: EditorProcess) -> int:
        editor.signal(number)
        return 128 + number

    end.__name__ = number.name
    return end


def closed(editor: EditorProcess) -> int:
    editor.hang_up()
    return 128 + signal.SIGHUP


def closed_with_hup_ignored(editor: EditorProcess) -> int:
    editor.hang_up()
    return 128 + signal.SIGHUP


def stopped_and_continued(editor: EditorProcess) -> int:
    editor.signal(signal.SIGTSTP)
    editor.wait_for(lambda: editor.state() == "T", "the stop")
    while editor.read(0.05):
        pass
    editor.assert_restored()
    seen = len(editor.output)
    editor.signal(signal.SIGCONT)
    editor.wait_for(lambda: b"\x1b[?1049h" in editor.output[seen:], "the editor's screen")
    editor.wait_for(lambda: "╭".encode() in editor.output[seen:], "a box, painted anew")
    return ended_by(signal.SIGTERM)(editor)


EVENTS = (
    ended_by(signal.SIGTERM),
    ended_by(signal.SIGHUP),
    ended_by(signal.SIGINT),
    ended_by(signal.SIGQUIT),
    closed,
    closed_with_hup_ignored,
    stopped_and_continued,
)


def editor_for(file: Path, state, event) -> EditorProcess:
    ignored = (signal.SIGHUP,) if event is closed_with_hup_ignored else ()
    if state is saving:
        command = (str(SLOW_SAVING), str(file.with_name("begun")))
        return EditorProcess(file, command=command, ignored=ignored)
    return EditorProcess(file, ignored=ignored)


def recovered(file: Path) -> tuple[Session, str]:
    """Open the file as the next editor would, and recover; say where the edits were."""
    session = kept_session(file)
    found = session.left_behind()
    if not found:
        return session, "nothing left, as nothing was edited or all was saved"
    (left,) = found
    session.recover(left.edits)
    return session, "all edits recovered"


def try_ending(tmp_path: Path, state, event) -> str:
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(40, 500) if state is judging else association(2, 3))
    with editor_for(file, state, event) as editor:
        is_edited = state(editor, file)
        code = event(editor)
        ended_with, seconds = editor.ended()
        assert ended_with == code
        assert seconds < IN_TIME
        if editor.master >= 0:
            editor.assert_restored()
    session, outcome = recovered(file)
    assert (session.document.to_bytes().count(DELETED) == 0) == is_edited
    return f"ended in time, {outcome}"


@pytest.mark.parametrize(
    ("state", "event"),
    [(state, EVENTS[number % len(EVENTS)]) for number, state in enumerate(STATES)]
    + [(dirty, closed), (dirty, closed_with_hup_ignored), (saving, stopped_and_continued)],
    ids=lambda each: each.__name__,
)
def test_the_editor_ends_in_time_and_loses_nothing(tmp_path, state, event):
    try_ending(tmp_path, state, event)


@pytest.mark.campaign
def test_campaign_of_endings(tmp_path, home, outcomes):
    counts: Counter[str] = Counter()
    for state in STATES:
        for event in EVENTS:
            directory = tmp_path / f"{state.__name__}-{event.__name__}"
            directory.mkdir()
            counts[try_ending(directory, state, event)] += 1
    assert counts.total() >= 56
    outcomes.add("signals and dropped connections", counts)


def test_input_that_ends_does_not_make_the_program_spin(tmp_path):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 3))
    with EditorProcess(file, ignored=(signal.SIGHUP,)) as editor:
        clean(editor, file)
        editor.hang_up()
        _, seconds = editor.ended()
    assert seconds < IN_TIME


def test_a_stop_that_cannot_be_caught_does_not_spoil_what_is_gone_back_to(tmp_path):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 3))
    with EditorProcess(file) as editor:
        clean(editor, file)
        editor.signal(signal.SIGSTOP)
        editor.wait_for(lambda: editor.state() == "T", "the stop")
        seen = len(editor.output)
        editor.signal(signal.SIGCONT)
        editor.wait_for(lambda: b"\x1b[?1049h" in editor.output[seen:], "the editor's screen")
        editor.type("d")
        editor.wait_for("modified")
        editor.signal(signal.SIGTERM)
        assert editor.ended()[0] == 143
        editor.assert_restored()


def test_the_file_is_looked_at_after_a_stop(tmp_path):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 3))
    with EditorProcess(file, command=SELDOM) as editor:
        editor.wait_for("· 2")
        editor.signal(signal.SIGTSTP)
        editor.wait_for(lambda: editor.state() == "T", "the stop")
        file.write_bytes(association(1, 1))
        editor.signal(signal.SIGCONT)
        editor.wait_for("changed by another program")


def test_a_terminal_that_takes_nothing_does_not_keep_the_program_from_ending(tmp_path):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 300))
    with EditorProcess(file, columns=200, rows=100) as editor:
        dirty(editor, file)
        for _ in range(200):  # nobody reads what it paints
            editor.type("\x1b[6~\x1b[5~")
        time.sleep(0.5)
        editor.signal(signal.SIGTERM)
        started = time.monotonic()
        code = editor.process.wait(timeout=10)
        assert time.monotonic() - started < IN_TIME
        assert code == 143
    assert kept_session(file).left_behind()
