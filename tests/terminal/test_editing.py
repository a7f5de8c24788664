"""The editor's main job in a real terminal, with keys alone."""

import difflib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from asned.cli import demo
from terminal.editorprocess import EditorProcess

EXAMPLE = Path(demo.__file__).with_name("example_asn.json").read_text()
NAME = "jw00623-o037_20210610t121508_image2_00001_asn.json"
PRODUCT = "jw00623037001_02101_00001_mirimage"
CTRL_S, CTRL_Q, ESCAPE = "\x13", "\x11", "\x1b"


def written(directory: Path, text: str = EXAMPLE) -> Path:
    """Write an association file, with its exposure beside it."""
    path = directory / NAME
    path.write_text(text)
    (directory / f"{PRODUCT}_rate.fits").touch()
    return path


def changed_lines(before: str, after: str) -> list[str]:
    """Give what `diff` prints of two texts, without the places."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def quit_and_check(editor: EditorProcess, keys: str = "q") -> None:
    """Quit, and see that a shell finds its terminal as it was."""
    editor.type(keys)
    assert editor.ended()[0] == 0
    editor.assert_restored()


def test_start_edit_save_and_quit(tmp_path: Path):
    path = written(tmp_path)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        for text in ("1 Keywords", "2 Products", "3 Members of", "4 Problems", "science", "saved"):
            assert text in editor.text
        editor.type("tbackground\r")
        editor.wait_for("no science member")
        editor.wait_for("● modified")
        editor.type("u")
        editor.wait_for("no problems")
        editor.type("2\r_x\r")
        editor.wait_for("● modified")
        assert path.read_text() == EXAMPLE
        editor.type(CTRL_S)
        editor.wait_for(f"saved {NAME}")
        quit_and_check(editor)
    after = path.read_text()
    assert changed_lines(EXAMPLE, after) == [
        f'-            "name": "{PRODUCT}",',
        f'+            "name": "{PRODUCT}_x",',
    ]


@pytest.mark.parametrize(("answer", "is_saved"), [("s", True), ("d", False)])
def test_modified_and_quit(tmp_path: Path, answer: str, is_saved: bool):
    path = written(tmp_path)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        editor.type("2\r_x\r")
        editor.wait_for("● modified")
        editor.type(CTRL_Q)
        editor.wait_for("Save before quitting?")
        editor.type(ESCAPE)
        editor.wait_for(lambda: "Save before quitting?" not in editor.text, "the panes")
        editor.type("q")
        editor.wait_for("Save before quitting?")
        assert path.read_text() == EXAMPLE
        quit_and_check(editor, answer)
    assert (f"{PRODUCT}_x" in path.read_text()) == is_saved


def test_a_broken_file_is_shown_and_left_alone(tmp_path: Path):
    broken = EXAMPLE.replace('"program": "00623",', '"program": "00623"')
    path = written(tmp_path, broken)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("not JSON")
        editor.wait_for('"program": "00623"')
        editor.type("q")
        editor.ended()
        editor.assert_restored()
    assert path.read_text() == broken


def test_the_screen_follows_the_terminals_size(tmp_path: Path):
    path = written(tmp_path)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        editor.type("y")
        editor.wait_for("member 2 of 2")
        editor.resize(40, 12)
        editor.wait_for(lambda: "╭─ 3 Members" in editor.screen.display[1][:12], "one pane")
        editor.wait_for(lambda: "? keys" in editor.screen.display[11], "the keys")
        assert "1 Keywords" not in editor.text
        assert ">● 2" in editor.text
        editor.type("J1")
        editor.wait_for("1 Keywords")
        editor.resize(80, 24)
        editor.wait_for(lambda: "? keys" in editor.screen.display[23], "the keys")
        editor.wait_for("4 Problems")
        editor.type("3d")
        editor.wait_for("member 1 of 1")
        editor.type("u" * 2)
        editor.wait_for("saved")
        quit_and_check(editor)


def test_demo_writes_the_example_and_opens_it(tmp_path: Path):
    with EditorProcess("demo", columns=80, rows=24, cwd=tmp_path) as editor:
        editor.wait_for("asned-demo-1_asn.json saved")
        quit_and_check(editor)
    assert (tmp_path / "asned-demo-1_asn.json").read_text() == EXAMPLE


def test_a_missing_file_is_written_when_it_is_saved(tmp_path: Path):
    path = tmp_path / "new_asn.json"
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("● new, not saved yet")
        editor.type(f"a{PRODUCT}_rate.fits\r")
        editor.wait_for("science 1")
        assert not path.exists()
        editor.type(CTRL_S)
        editor.wait_for("saved new_asn.json")
        quit_and_check(editor)
    members = json.loads(path.read_text())["products"][0]["members"]
    assert members[0]["expname"] == f"{PRODUCT}_rate.fits"


def test_four_edits_undone_redone_and_saved(tmp_path: Path):
    path = written(tmp_path)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("no problems")
        editor.type("tsciense\r")
        editor.wait_for("✖ sciense")
        editor.wait_for('"sciense" is not an exptype; did you mean "science"?')
        editor.wait_for("✖ 1")
        editor.wait_for("✖1")
        editor.type(".")
        editor.wait_for("What can be done")
        editor.type("\r")
        editor.wait_for("no problems")
        editor.type("abackground_rate.fits\t\r")
        editor.wait_for("background 1")
        editor.type("2\r_x\r")
        editor.wait_for("● modified")
        editor.type("uuuu")
        editor.wait_for("saved")
        editor.wait_for(lambda: "background 1" not in editor.text, "the member gone")
        editor.type("UUUU")
        editor.wait_for("background 1")
        editor.type(CTRL_S)
        editor.wait_for(f"saved {NAME}")
        quit_and_check(editor)
    added = [
        "+                },",
        "+                {",
        '+                    "expname": "background_rate.fits",',
        '+                    "exptype": "background",',
        '+                    "exposerr": "null"',
    ]
    renamed = [f'-            "name": "{PRODUCT}",', f'+            "name": "{PRODUCT}_x",']
    assert sorted(changed_lines(EXAMPLE, path.read_text())) == sorted(added + renamed)


def test_without_a_terminal_it_says_so(tmp_path: Path):
    ended = subprocess.run(
        [sys.executable, "-m", "asned", written(tmp_path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "needs a terminal" in ended.stderr
