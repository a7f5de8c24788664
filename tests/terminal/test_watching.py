"""Somebody else changes the file while it is open."""

import os
from pathlib import Path

import pytest

from builders import association
from terminal.editorprocess import EditorProcess

DATA = association(2, 3)
OTHER = DATA.replace(b'"none"', b'"jw_pool"')
CHANGED = "The file was changed by another program"
IMPATIENT = (str(Path(__file__).with_name("impatient.py")),)
"""Looks and asks sooner, so that what is asked and answered need not be waited for each time."""

SELDOM = (str(Path(__file__).with_name("seldom.py")),)
"""Looks only when it is made to."""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


def noticed(file, editor: EditorProcess) -> None:
    editor.wait_for("saved")
    editor.type("y")
    editor.wait_for("modified")
    file.write_bytes(OTHER)
    editor.wait_for(CHANGED)


def test_it_is_noticed_while_idle_and_the_difference_can_be_seen(file):
    with EditorProcess(file) as editor:
        noticed(file, editor)
        editor.type("d")
        editor.wait_for('-    "asn_pool": "jw_pool",')
        editor.wait_for('+    "asn_pool": "none",')
        editor.type("\r")
        editor.wait_for(CHANGED)


def test_the_terminal_that_gets_the_focus_makes_the_editor_look(file):
    with EditorProcess(file, command=SELDOM) as editor:
        editor.wait_for("· 2")
        file.write_bytes(OTHER)
        editor.type("\x1b[O\x1b[I")
        editor.wait_for("changed by another program")


def test_reloading_shows_what_is_there_and_can_be_undone(file):
    with EditorProcess(file, command=IMPATIENT) as editor:
        noticed(file, editor)
        editor.type("r")
        editor.wait_for("jw_pool")
        editor.wait_for("saved")
        editor.type("u")
        editor.wait_for("undone: reload")
        editor.wait_for("none")
        editor.type("U")
        editor.wait_for("done again: reload")
    assert file.read_bytes() == OTHER


def title(editor: EditorProcess) -> str:
    return editor.screen.display[0]


def test_going_back_asks_again_only_when_saving_and_the_title_says_it_until_then(file):
    with EditorProcess(file, columns=80, rows=24, command=IMPATIENT) as editor:
        noticed(file, editor)
        editor.type("\x1b")
        editor.wait_for(lambda: CHANGED not in editor.text)
        editor.wait_for(lambda: "● modified, changed on disk" in title(editor), "the mark")
        editor.type("u")
        editor.wait_for(lambda: "jw_asn.json changed on disk" in title(editor), "the mark")
        editor.resize(40, 12)
        editor.wait_for(lambda: "changed on disk " in title(editor)[:29], "the mark")
        editor.resize(80, 24)
        editor.type("U")
        editor.wait_for("● modified, changed on disk")
        editor.type("\x13")
        editor.wait_for("Save with")
        editor.type("s")
        editor.wait_for(CHANGED)
        editor.wait_for("was not saved")
        editor.type("o")
        editor.wait_for("saved jw_asn.json")
        editor.wait_for(lambda: " on disk" not in title(editor), "no mark")
    assert file.read_bytes().count(b"expname") == 7


def test_a_touch_says_nothing_and_a_change_taken_back_no_more(file):
    with EditorProcess(file, command=IMPATIENT) as editor:
        editor.wait_for("saved")
        os.utime(file, (1, 1))
        editor.type("\x1b[I")
        editor.type("y")
        editor.wait_for("modified")
        file.write_bytes(OTHER)
        editor.wait_for(CHANGED)
        editor.type("\x1b")
        editor.wait_for(lambda: CHANGED not in editor.text)
        assert "changed on disk" in title(editor)
        file.write_bytes(DATA)
        editor.wait_for(lambda: " on disk" not in title(editor), "no mark")


@pytest.mark.parametrize(("make", "kind"), [(os.mkdir, "directory"), (os.mkfifo, "pipe")])
def test_what_is_no_file_any_more_is_said_and_not_followed(file, make, kind):
    with EditorProcess(file, command=IMPATIENT) as editor:
        editor.wait_for("saved")
        editor.type("y")
        editor.wait_for("modified")
        file.unlink()
        make(file)
        editor.wait_for(f"The file was replaced by a {kind}")
        assert "overwrite" not in editor.text
        assert "reload" not in editor.text
        editor.type("\x1b")
        editor.wait_for(lambda: "The file was replaced" not in editor.text)
        assert "replaced on disk" in title(editor)
        editor.type("\x13")
        editor.wait_for("Save with")
        editor.type("s")
        editor.wait_for("save elsewhere")
    assert not file.is_file()


def test_overwriting_is_agreed_to_for_what_was_seen_and_nothing_later(file):
    with EditorProcess(file, command=IMPATIENT) as editor:
        noticed(file, editor)
        editor.type("o")
        editor.wait_for("saving will write over")
        file.write_bytes(association(1, 1))
        editor.type("\x13")
        editor.wait_for("Save with")
        editor.type("s")
        editor.wait_for(CHANGED)
        assert file.read_bytes() == association(1, 1)


def test_saving_elsewhere_leaves_the_other_version_alone(file):
    with EditorProcess(file, command=IMPATIENT) as editor:
        noticed(file, editor)
        editor.type("w")
        editor.wait_for("Save as")
        editor.type(f"\x15{file.parent / 'other_asn.json'}\r")
        editor.wait_for("Save with")
        editor.type("s")
        editor.wait_for(lambda: len(list(file.parent.glob("*.json"))) == 2, "the other file")
    assert file.read_bytes() == OTHER


def test_a_deleted_file_is_said_and_written_again_only_when_asked(file):
    with EditorProcess(file, command=IMPATIENT) as editor:
        editor.wait_for("saved")
        file.unlink()
        editor.wait_for("The file was deleted")
        editor.type("o")
        editor.wait_for("new, not saved yet")
        assert not file.exists()
        editor.type("\x13")
        editor.wait_for("saved jw_asn.json")
    assert file.read_bytes() == DATA


def test_nothing_is_asked_while_a_cell_is_edited(file):
    with EditorProcess(file, command=IMPATIENT) as editor:
        editor.wait_for("saved")
        editor.type("\r")
        editor.wait_for("accept")
        file.write_bytes(OTHER)
        editor.wait_for("changed by another program")
        assert CHANGED not in editor.text
        editor.type("\x1b")
        editor.wait_for(CHANGED)
