"""The program itself is at fault: nothing is lost, and the report holds nothing of the file."""

from pathlib import Path

from builders import association
from killed import kept_session
from terminal.editorprocess import EditorProcess

FAILING = str(Path(__file__).with_name("failing.py"))


def test_a_fault_leaves_terminal_edits_and_a_report_without_the_text(tmp_path, home):
    file = tmp_path / "jw_asn.json"
    file.write_bytes(association(2, 3))
    with EditorProcess(file, command=(FAILING,)) as editor:
        editor.wait_for("saved")
        editor.type("d")
        editor.wait_for("modified")
        seen = len(editor.output)
        editor.type("?")
        assert editor.ended()[0] == 1
        editor.assert_restored()
        said = editor.output[seen:].rpartition(b"\x1b[?25h")[2].decode()
    (report,) = (home / "state" / "asned" / "reports").iterdir()
    assert str(report) in said.replace("\r\n", "")
    assert "ValueError" in said
    assert "nca1" not in said
    text = report.read_text()
    assert report.stat().st_mode & 0o777 == 0o600
    assert "ValueError" in text
    assert "in fail" in text
    assert "jw1000" not in text
    assert "asn_type" not in text
    (left,) = kept_session(file).left_behind()
    assert len(left.edits) == 1
