"""A very large file is opened only when the user wants to wait for it."""

from pathlib import Path

import pytest

from builders import association
from terminal.editorprocess import EditorProcess

MANY_BYTES = str(Path(__file__).with_name("manybytes.py"))


@pytest.mark.parametrize("answer", ["", "no"])
def test_it_is_not_opened_unless_the_answer_is_yes(tmp_path, answer):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 3))
    with EditorProcess(file, command=(MANY_BYTES,)) as editor:
        editor.wait_for("[y/N]")
        editor.wait_for("of memory")
        editor.type(f"{answer}\n")
        assert editor.ended()[0] == 0
        assert b"\x1b[?1049h" not in editor.output


def test_it_is_opened_when_the_answer_is_yes(tmp_path):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 3))
    with EditorProcess(file, command=(MANY_BYTES,)) as editor:
        editor.wait_for("[y/N]")
        editor.type("y\n")
        editor.wait_for("saved")
