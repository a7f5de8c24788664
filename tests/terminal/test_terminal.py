"""What terminals do: bytes in pieces and of any kind, other sizes, wide characters."""

import json
import os
from pathlib import Path

import pytest

from terminal.editorprocess import EditorProcess
from terminal.test_editing import ESCAPE, EXAMPLE, quit_and_check, written


def test_bytes_that_are_no_text_are_one_odd_key(tmp_path: Path):
    with EditorProcess(written(tmp_path), columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        os.write(editor.master, b"\xe4")  # an ä, as a terminal set to Latin-1 sends it
        editor.type("1")
        editor.wait_for("\ufffd does nothing here")
        quit_and_check(editor)


@pytest.mark.parametrize(
    ("pieces", "key"),
    [((b"\xc3", b"\xa4"), "ä"), ((b"\xe4", b"1"), "\ufffd")],
    ids=["a letter", "no text"],
)
def test_a_key_whose_bytes_come_one_by_one_is_one_key(
    tmp_path: Path, pieces: tuple[bytes, ...], key: str
):
    with EditorProcess(written(tmp_path), columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        for piece in pieces:
            os.write(editor.master, piece)
            editor.wait_for(lambda: editor.unread == 0, "the editor has read the byte")
        editor.wait_for(f"{key} does nothing here")
        quit_and_check(editor)


def test_a_key_that_comes_in_two_pieces_is_one_key(tmp_path: Path):
    with EditorProcess(written(tmp_path), columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        for piece in (b"\x1b", b"OP"):  # F1
            os.write(editor.master, piece)
        editor.wait_for("escape close")
        editor.type(ESCAPE)
        editor.wait_for(lambda: "escape close" not in editor.text)
        editor.type("t")
        for piece in "ä".encode():
            os.write(editor.master, bytes([piece]))
        editor.wait_for("ä")
        editor.type(ESCAPE)
        editor.wait_for(lambda: "ä" not in editor.text)
        quit_and_check(editor)


def test_a_paste_with_escapes_in_it_is_text_and_no_keys(tmp_path: Path):
    path = written(tmp_path)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        editor.type("y")
        editor.wait_for("● modified")
        editor.type("\x1b[200~one.fits\x1bqd two.fits\x1bd\x1b[201~")
        editor.wait_for(lambda: '"one.fits␛qd t' in editor.text and "member 3 of 3" in editor.text)
        quit_and_check(editor, "qd")
    assert path.read_text() == EXAMPLE


def test_a_report_that_means_nothing_ends_nothing(tmp_path: Path):
    with EditorProcess(written(tmp_path), columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        editor.type("\x1b[97:65;2u\x1b[99999999999u\x1b[48;0;0;0;0t")
        editor.type("1")
        editor.wait_for("keyword 1 of 11")
        quit_and_check(editor)


@pytest.mark.parametrize("between", [(10, 24), (80, 8), (200, 50)])
def test_a_size_that_changes_and_is_the_same_again_is_painted(
    tmp_path: Path, between: tuple[int, int]
):
    with EditorProcess(written(tmp_path), columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        editor.type("ä")
        editor.wait_for("ä does nothing here")
        before = editor.text
        editor.resize(*between)
        editor.resize(80, 24)
        editor.wait_for(lambda: editor.text == before, "all lines are there again")
        quit_and_check(editor)


@pytest.mark.parametrize("columns", [81, 82, 85, 86])
def test_wide_characters_stay_whole_where_panes_get_another_width(tmp_path: Path, columns: int):
    value = json.loads(EXAMPLE)
    name = "製品" * 30
    value["products"].append({"name": name, "members": []})
    with EditorProcess(written(tmp_path, json.dumps(value)), columns=columns, rows=24) as editor:
        editor.wait_for("2 products")
        editor.type("2G")
        editor.wait_for("product 2 of 2")
        editor.type("3")
        editor.wait_for("no members")
        for key in "äö":  # by when all is painted that was to be
            editor.type(key)
            editor.wait_for(f"{key} does nothing here")
        assert name.startswith(_title(editor))
        quit_and_check(editor)


def _title(editor: EditorProcess) -> str:
    """Give what of the name stands on the border of the members, two characters at least."""
    line = next(line for line in editor.text.split("\n") if "3 Members of" in line)
    name = line.split("3 Members of ")[1].split(" ─")[0].rstrip("… ")
    return name if len(name) > 1 else "nothing"


def test_a_click_is_for_what_was_there_when_the_mouse_was_pressed(tmp_path: Path):
    value = json.loads(EXAMPLE)
    value["products"] += [{"name": f"{word}_c", "members": []} for word in ("one", "two", "three")]
    with EditorProcess(written(tmp_path, json.dumps(value)), columns=80, rows=24) as editor:
        editor.wait_for("✖ three_c")
        # With the focus a pane gets more lines, and the others lie elsewhere.
        line = _line_of(editor, "✖ two_c")
        _mouse(editor, line, "M")
        editor.wait_for(lambda: _line_of(editor, "✖ two_c") < line, "more problems")
        _mouse(editor, line, "m")
        editor.wait_for("problem 2 of 3")
        line = _line_of(editor, "science 1")
        _mouse(editor, line, "M")
        editor.wait_for(lambda: _line_of(editor, "science 1") > line, "more products")
        _mouse(editor, line, "m")
        editor.wait_for(">      science 1")
        editor.wait_for("product 1 of 4")
        quit_and_check(editor)


def _mouse(editor: EditorProcess, line: int, how: str) -> None:
    """Press the mouse ("M"), or let it go ("m"), on a line of the left pane."""
    editor.type(f"\x1b[<0;9;{line + 1}{how}")


def _line_of(editor: EditorProcess, text: str) -> int:
    """Give the number of the line of the screen that holds a text, -1 where none does."""
    lines = enumerate(editor.text.split("\n"))
    return next((at for at, line in lines if text in line), -1)
