"""What the editor asks when a file is opened, and what the answers do."""

import signal

import pytest

from builders import association
from disk.test_save import WRITERS
from killed import damage, journals, kept_session, killed_after, set_exptype
from terminal.editorprocess import EditorProcess

DATA = association(2, 3)
LEFT = "Edits that were not saved"
LEFT_OF_ANOTHER = "stands in the file as it is now"
ESCAPE = "\x1b"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jw_asn.json"
    path.write_bytes(DATA)
    return path


def left_behind(file) -> None:
    def work(session):
        set_exptype(session, 0, 1, "imprint")
        set_exptype(session, 0, 2, "selfcal")

    killed_after(file, work)


# ---- edits


def test_edits_are_recovered_taken_back_one_by_one_and_saved(file, home):
    left_behind(file)
    with EditorProcess(file) as editor:
        editor.wait_for(LEFT)
        editor.wait_for("ended without saving 2 edits")
        editor.type("r")
        editor.wait_for("recovered 2 edits")
        editor.wait_for("● modified")
        editor.type("u")
        editor.wait_for("undone: set exptype")
        editor.type("\x13")
        editor.wait_for("saved jw_asn.json")
        editor.type("q")
        assert editor.ended()[0] == 0
    assert file.read_bytes() == DATA.replace(b"background", b"imprint", 1)
    assert journals(home) == []


def test_what_is_typed_before_the_question_shows_does_not_reach_the_document(file):
    left_behind(file)
    with EditorProcess(file) as editor:
        editor.type("dddd")
        editor.wait_for(lambda: LEFT in editor.text or "From the file" in editor.text)
        assert "modified" not in editor.text


def test_the_difference_is_shown_when_asked_for_and_the_question_comes_back(file):
    left_behind(file)
    with EditorProcess(file) as editor:
        editor.wait_for(LEFT)
        editor.type("d")
        editor.wait_for('+                    "exptype": "imprint"')
        assert LEFT not in editor.text
        editor.type("\r")
        editor.wait_for(LEFT)


def test_discarded_edits_are_gone_and_the_file_is_as_it_was(file, home):
    left_behind(file)
    with EditorProcess(file) as editor:
        editor.wait_for(LEFT)
        editor.type("x")
        editor.wait_for(lambda: LEFT not in editor.text)
        assert journals(home) == []
        editor.type("q")
        assert editor.ended()[0] == 0
    assert file.read_bytes() == DATA


def test_going_back_leaves_the_edits_for_another_time(file):
    left_behind(file)
    for _ in range(2):
        with EditorProcess(file) as editor:
            editor.wait_for(LEFT)
            editor.type("\x1b")
            editor.wait_for(lambda: LEFT not in editor.text)
            editor.type("q")
            assert editor.ended()[0] == 0
    assert len(kept_session(file).left_behind()) == 1


def test_of_a_file_that_has_changed_the_difference_is_shown_first(file):
    left_behind(file)
    file.write_bytes(DATA.replace(b'"none"', b'"jw_pool"'))
    with EditorProcess(file) as editor:
        editor.wait_for('+                    "exptype": "imprint"')
        editor.type("\r")
        editor.wait_for("The file was changed since; they still fit")
        editor.type("r")
        editor.wait_for("recovered 2 edits")


def test_how_many_of_the_edits_do_not_fit_is_told_once_the_others_are_recovered(file, home):
    left_behind(file)
    file.write_bytes(DATA.replace(b"background", b"dark").replace(b"dark", b"background", 1))
    with EditorProcess(file) as editor:
        editor.wait_for(LEFT_OF_ANOTHER)
        editor.type("\r")
        editor.wait_for("only the first still fits")
        editor.type("r")
        editor.wait_for("recovered 1 of 2 edits; 1 does not fit and will be offered again")
    assert len(journals(home)) == 2


def test_edits_that_fit_no_more_can_be_read_and_are_kept(file, home):
    left_behind(file)
    file.write_bytes(association(1, 1))
    with EditorProcess(file) as editor:
        editor.wait_for("they do not fit what it says now")
        assert "r recover" not in editor.text
        editor.type("d")
        editor.wait_for("these do not fit any more")
        editor.wait_for('"exptype": "imprint"')
        editor.type("\r")
        editor.wait_for(LEFT)
        editor.type("\x1b")
        editor.wait_for(lambda: LEFT not in editor.text)
    assert len(journals(home)) == 1


def test_a_journal_that_cannot_be_read_is_said_to_be_so(file, home):
    left_behind(file)
    (journal,) = journals(home)
    journal.write_bytes(b"x" * 40 + journal.read_bytes())
    with EditorProcess(file) as editor:
        editor.wait_for("nothing of it can be recovered")
        assert "r recover" not in editor.text
        editor.type("x")
        editor.wait_for(lambda: LEFT not in editor.text)
    assert journals(home) == []


# ---- another editor


def test_the_second_editor_may_look_edit_or_go(file):
    with EditorProcess(file) as first:
        first.wait_for("saved")
        first.type("d")
        first.wait_for("modified")
        for key in (ESCAPE, "a", "v"):
            with EditorProcess(file) as second:
                second.wait_for("Another editor has this file open")
                second.wait_for(f"Process {first.process.pid}")
                second.wait_for("escape do not open it")
                second.type(key)
                if key == ESCAPE:
                    assert second.ended()[0] == 0
                    second.assert_restored()
                    continue
                second.wait_for(lambda second=second: "Another editor" not in second.text)
                second.type("d")
                second.wait_for("modified" if key == "a" else "this is a view only")
                state = "view only" if key == "v" else "modified"
                second.wait_for(
                    lambda second=second, state=state: state in second.screen.display[0]
                )
                second.type("q")
                if key == "a":
                    second.wait_for("Save before quitting?")
                    second.type("d")
                assert second.ended()[0] == 0
        first.type("d")
        first.wait_for("member 1 of 1")
    with EditorProcess(file) as third:
        third.wait_for("saved")
        third.wait_for(LEFT)


def test_two_editors_never_overwrite_one_another_unasked(file, outcomes):
    with EditorProcess(file) as first:
        first.wait_for("saved")
        first.type("y")
        first.wait_for("modified")
        with EditorProcess(file) as second:
            second.wait_for("Another editor")
            second.type("a")
            second.wait_for(lambda: "Another editor" not in second.text)
            second.type("y")
            second.wait_for("modified")
            save_both(file, first, second)
    outcomes.add(WRITERS, {"asked about, not overwritten": 1})


def save_both(file, first: EditorProcess, second: EditorProcess) -> None:
    first.type("\x13")
    first.wait_for("Save with")
    first.type("s")
    first.wait_for("saved jw_asn.json")
    saved = file.read_bytes()
    second.type("\x13")
    second.wait_for(lambda: "Save with" in second.text or "The file was changed" in second.text)
    if "Save with" in second.text:
        second.type("s")
        second.wait_for("The file was changed by another program")
    assert file.read_bytes() == saved


# ---- a save that was cut short


def test_a_file_half_written_is_opened_from_its_copy_with_the_edits(file, tmp_path, home):
    (tmp_path / "other_name.json").hardlink_to(file)
    damage(file)
    with EditorProcess(file) as editor:
        editor.wait_for("[y/N]")
        assert "a save was cut short" in editor.text.replace("\n", "")
        editor.type("y\n")
        editor.wait_for(LEFT)
        editor.type("r")
        editor.wait_for("recovered 1 edit")
        editor.type("\x13")
        editor.wait_for("The file cannot be replaced")
        editor.type("i")
        editor.wait_for("saved jw_asn.json")
        editor.type("q")
        assert editor.ended()[0] == 0
    assert file.read_bytes() == DATA.replace(b"background", b"imprint", 1)
    assert [path for path in (home / "state").rglob("*") if path.is_file()] == []


def test_a_copy_is_offered_where_the_file_can_be_read_too(file, tmp_path):
    (tmp_path / "other_name.json").hardlink_to(file)
    damage(file)
    file.write_bytes(association(1, 1))
    with EditorProcess(file) as editor:
        editor.wait_for("A save was cut short")
        editor.type("d")
        editor.wait_for("the text that was kept")
        editor.type("\r")
        editor.wait_for("A save was cut short")
        editor.type("b")
        editor.wait_for(LEFT)
        editor.type("\x1b")
        editor.wait_for("● modified")
        editor.wait_for("2 products")


# ---- what cannot be kept


def test_it_is_said_once_that_the_journal_cannot_be_kept(file, home):
    (home / "state").write_text("no directory")
    with EditorProcess(file) as editor:
        editor.wait_for("saved")
        editor.wait_for("A crash would lose what you edit")
        editor.wait_for(str(home / "state")[:30])
        editor.type("\x1b")
        editor.wait_for(lambda: "A crash would lose" not in editor.text)
        editor.type("d")
        editor.wait_for("modified")
        editor.signal(signal.SIGTERM)
        assert editor.ended()[0] == 143


def test_the_state_directory_is_for_the_user_alone(file, home):
    with EditorProcess(file) as editor:
        editor.wait_for("saved")
        editor.type("d")
        editor.wait_for("modified")
        found = list((home / "state").rglob("*"))
        assert {path.stat().st_mode & 0o777 for path in found if path.is_file()} == {0o600}
        assert (home / "state" / "asned").stat().st_mode & 0o777 == 0o700
