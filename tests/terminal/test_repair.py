"""A file that is not JSON, repaired and saved in a real terminal with keys alone."""

from pathlib import Path

from asned.rules.samples import STAGE2, text_of
from terminal.editorprocess import EditorProcess

NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
SOUND = text_of(STAGE2)


def test_three_defects_are_repaired_and_saved_with_keys_alone(tmp_path: Path):
    path = tmp_path / NAME
    broken = (
        SOUND.replace('"01234",', '"01234"')
        .replace('"target": "1",', '"target": "1",,')
        .replace('"asn_id":', "'asn_id':")
    )
    path.write_text(broken)
    with EditorProcess(path, columns=80, rows=24) as editor:
        editor.wait_for("not JSON  ✖ 3")
        editor.type(".]")
        editor.wait_for("not JSON  ✖ 2")
        editor.type(".]")
        editor.wait_for("not JSON  ✖ 1")
        editor.type(".")
        editor.wait_for("What will be written")
        assert path.read_text() == broken
        editor.type("\r")
        editor.wait_for("modified")
        assert path.read_text() == broken
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
