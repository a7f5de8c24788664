"""A file that is not JSON, repaired and saved in a real terminal with keys alone."""

import signal
from pathlib import Path

from asned.rules.samples import STAGE2, text_of
from killed import journals
from terminal.editorprocess import EditorProcess

NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
SOUND = text_of(STAGE2)
BROKEN = (
    SOUND.replace('"01234",', '"01234"')
    .replace('"target": "1",', '"target": "1",,')
    .replace('"asn_id":', "'asn_id':")
)


def test_three_defects_are_repaired_and_saved_with_keys_alone(tmp_path: Path):
    path = tmp_path / NAME
    path.write_text(BROKEN)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("not JSON  ✖ 3")
        editor.wait_for("? keys")
        assert '"asn_type": "image2"' in editor.text  # nothing is scrolled out of sight
        editor.type(".]")
        editor.wait_for("not JSON  ✖ 2")
        editor.type(".]")
        editor.wait_for("not JSON  ✖ 1")
        editor.type(".")
        editor.wait_for("What will be written")
        assert path.read_text() == BROKEN
        editor.type("\r")
        editor.wait_for("modified")
        assert path.read_text() == BROKEN
        editor.wait_for("✖ 0")
        editor.type("\x13")
        editor.wait_for("saved")
        assert path.read_text() == SOUND
        editor.type("q")
        assert editor.ended()[0] == 0
        editor.assert_restored()


def test_a_text_that_cannot_be_repaired_is_refused(tmp_path: Path):
    path = tmp_path / NAME
    path.write_text("asn_id: a3001\nproducts:\n  - name: x\n")
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("Not an association in JSON")
        editor.type("q")
        assert editor.ended()[0] == 2
        assert "has dropped associations in YAML" in editor.text
        editor.assert_restored()


def killed_while_repairing(path: Path) -> None:
    """Mend two of three defects, delete a line, take that back, and die."""
    with EditorProcess(path, columns=110) as editor:
        editor.wait_for("not JSON  ✖ 3")
        editor.type(".")
        editor.wait_for("not JSON  ✖ 2")
        editor.type("].")
        editor.wait_for("not JSON  ✖ 1")
        editor.type("gd")
        editor.wait_for("line 1 is deleted")
        editor.type("u")
        editor.wait_for("undone: delete line 1")
        editor.signal(signal.SIGKILL)
        editor.ended()


def test_a_repair_that_was_begun_survives_kill_9_and_so_do_edits_after_it(tmp_path: Path, home):
    path = tmp_path / "jw_asn.json"
    path.write_text(BROKEN)
    killed_while_repairing(path)
    with EditorProcess(path, columns=110) as editor:
        editor.wait_for("ended without saving 4 edits")
        editor.type("d")
        editor.wait_for("From the file to the edits")
        editor.type("\r")
        editor.wait_for("ended without saving 4 edits")
        editor.type("r")
        editor.wait_for("recovered 4 edits")
        editor.wait_for("not JSON  ✖ 1")
        editor.type(".")
        editor.wait_for("What will be written")
        editor.type("\r")
        editor.wait_for("● modified")
        editor.type("d")
        editor.wait_for("undo")
        editor.wait_for("member 1 of 1")
        editor.signal(signal.SIGKILL)
        editor.ended()
    assert path.read_text() == BROKEN
    with EditorProcess(path, columns=110) as editor:
        editor.wait_for("ended without saving 5 edits")
        editor.wait_for("1 edit made after the repair")
        editor.type("r")
        editor.wait_for("What will be written")
        editor.type("\r")
        editor.wait_for("ended without saving 1 edit")
        editor.type("r")
        editor.wait_for("recovered 1 edit")
        editor.type("u")
        editor.wait_for("undone: delete a member")
        editor.type("\x13")
        editor.wait_for("saved jw_asn.json")
        assert path.read_text() == SOUND
        editor.type("q")
        assert editor.ended()[0] == 0
    assert journals(home) == []


def test_a_repair_that_is_discarded_leaves_nothing_and_one_that_is_ended_is_kept(tmp_path, home):
    path = tmp_path / "jw_asn.json"
    path.write_text(BROKEN)
    with EditorProcess(path, columns=110) as editor:
        editor.wait_for("not JSON  ✖ 3")
        editor.type(".")
        editor.wait_for("not JSON  ✖ 2")
        assert len(journals(home)) == 1
        editor.type("q")
        editor.wait_for("Discard the repair?")
        editor.type("d")
        assert editor.ended()[0] == 0
    assert journals(home) == []
    with EditorProcess(path, columns=110) as editor:
        editor.wait_for("not JSON  ✖ 3")
        editor.type(".")
        editor.wait_for("not JSON  ✖ 2")
        editor.signal(signal.SIGTERM)
        assert editor.ended()[0] == 143
        editor.assert_restored()
    assert len(journals(home)) == 1
    with EditorProcess(path, columns=110) as editor:
        editor.wait_for("ended without saving 1 edit")
        with EditorProcess(path, columns=110) as second:
            second.wait_for(f"Process {editor.process.pid}")
            second.type("v")
            second.wait_for("not JSON  ✖ 3")
            second.type(".")
            second.wait_for("this is a view only")
        editor.type("x")
        editor.wait_for("not JSON  ✖ 3")
        editor.type("q")
        assert editor.ended()[0] == 0
    assert journals(home) == []
    assert path.read_text() == BROKEN
