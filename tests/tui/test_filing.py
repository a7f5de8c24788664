import json
from pathlib import Path

import pytest

from asned.association.skeleton import SKELETON
from tui.editor import EXAMPLE, FILE_NAME, opened, write

IMPRINT = ["down", "t", *"imprint", "enter"]
"""Keys for an edit without findings."""


def is_imprint(path: Path) -> bool:
    """Say whether the edit stands in the file."""
    document = json.loads(path.read_text())
    return bool(document["products"][0]["members"][1]["exptype"] == "imprint")


@pytest.mark.parametrize("key", ["ctrl+s", "w"])
async def test_saving_writes_the_edit_and_nothing_else(tmp_path: Path, key: str):
    path = write(tmp_path)
    before = path.read_text()
    async with opened(path) as editor:
        await editor.press(*IMPRINT)
        assert "● modified" in editor.title
        assert path.read_text() == before
        await editor.press(key)
        await editor.until_shown(f"saved {FILE_NAME}")
        assert "saved" in editor.title
        assert path.read_text() == before.replace('"background"', '"imprint"')
        assert "●" not in editor.row(editor.app.members, "imprint")
        await editor.press("u")
        assert "● modified" in editor.title
        await editor.press("U")
        assert "saved" in editor.title


ERRORS = [*IMPRINT, "up", "t", *"sciense", "enter"]


async def test_saving_with_errors_asks_and_names_them(tmp_path: Path):
    path = write(tmp_path)
    before = path.read_text()
    async with opened(path) as editor:
        await editor.press(*ERRORS, "ctrl+s")
        await editor.until_shown("Save with 1 error?", "exptype-unknown", "g go to the first")
        assert path.read_text() == before
        await editor.press("escape")
        await editor.until_gone("Save with")
        assert path.read_text() == before
        assert editor.session.is_modified
        await editor.press("1", "ctrl+s")
        await editor.until_shown("Save with 1 error?")
        await editor.press("g")
        await editor.until(lambda: editor.app.pane is editor.app.members)
        assert editor.app.members.field == "exptype"
        assert path.read_text() == before
        await editor.press("ctrl+s")
        await editor.until_shown("Save with 1 error?")
        await editor.press("s")
        await editor.until_shown(f"saved {FILE_NAME}")
        assert '"sciense"' in path.read_text()


async def test_many_errors_are_named_in_part_and_counted(tmp_path: Path):
    members = [{"expname": f"{n}_rate.fits", "exptype": "sciense"} for n in range(9)]
    content = EXAMPLE | {"products": [{"name": "x", "members": members}]}
    async with opened(write(tmp_path, content)) as editor:
        await editor.press("ctrl+s")
        await editor.until_shown("Save with 9 errors?", "and 3 more")


async def test_save_as_asks_before_an_existing_file_and_goes_on_with_it(tmp_path: Path):
    path = write(tmp_path)
    before = path.read_text()
    other = write(tmp_path, {"mine": 1}, name="other_asn.json")
    async with opened(path) as editor:
        await editor.press(*IMPRINT, "W")
        await editor.until_shown("Save as", "you will be asked before it is overwritten")
        await editor.press("ctrl+u", "ctrl+k", *str(other), "enter")
        await editor.until_shown("There is a file of that name")
        assert json.loads(other.read_text()) == {"mine": 1}
        await editor.press("escape")
        await editor.until_shown("not saved")
        assert json.loads(other.read_text()) == {"mine": 1}
        assert editor.session.path == path
        await editor.press("W")
        await editor.until_shown("Save as")
        await editor.press("ctrl+u", "ctrl+k", *str(other), "enter")
        await editor.until_shown("There is a file of that name")
        await editor.press("o")
        await editor.until_shown("saved other_asn.json")
        assert is_imprint(other)
        assert path.read_text() == before
        assert "other_asn.json saved" in editor.title
        await editor.press("u", "ctrl+s")
        await editor.until(lambda: not is_imprint(other))
        assert path.read_text() == before


async def test_save_as_under_a_new_name_asks_nothing(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*IMPRINT, "W")
        await editor.until_shown("Save as")
        await editor.press("ctrl+u", "ctrl+k", *str(tmp_path / "new_asn.json"), "enter")
        await editor.until_shown("saved new_asn.json")
        assert is_imprint(tmp_path / "new_asn.json")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "type a path"),
        ("/", "is a directory"),
        ("/no/such/place/x.json", "there is no directory"),
        ("~nobody-of-this-name/x.json", "there is no"),
        ("/" + "x" * 300, "too long"),
    ],
)
async def test_save_as_says_what_is_wrong_with_a_path(tmp_path: Path, typed: str, words: str):
    async with opened(write(tmp_path)) as editor:
        await editor.press("W")
        await editor.until_shown("Save as")
        await editor.press("ctrl+u", "ctrl+k", *typed, "enter")
        await editor.until_shown(words)
        assert len(editor.app.screen_stack) == 2
        await editor.press("escape")
        await editor.until_shown("not saved")


async def test_quitting_without_changes_asks_nothing(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("q")
        await editor.until(lambda: editor.has_quit)


@pytest.mark.parametrize(("answer", "is_written"), [("s", True), ("d", False)])
async def test_quitting_with_changes_saves_or_discards(
    tmp_path: Path, answer: str, is_written: bool
):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*IMPRINT, "ctrl+q")
        await editor.until_shown("Save before quitting?", "has changes")
        await editor.press(answer)
        await editor.until(lambda: editor.has_quit)
    assert is_imprint(path) == is_written


async def test_quitting_can_be_thought_better_of(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*IMPRINT, "q")
        await editor.until_shown("Save before quitting?")
        await editor.press("escape")
        await editor.until_gone("Save before quitting?")
        assert editor.session.is_modified
        assert not is_imprint(path)
        await editor.press("u")
        assert not editor.session.is_modified


async def test_quitting_with_errors_asks_about_them_too(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*ERRORS, "q")
        await editor.until_shown("Save before quitting?", "It has 1 error.")
        await editor.press("s")
        await editor.until_shown("Save with 1 error?")
        await editor.press("escape")
        await editor.until_gone("Save with 1 error?")
        assert not editor.has_quit
        assert not is_imprint(path)


async def test_a_new_file_is_written_when_it_is_saved(tmp_path: Path):
    path = tmp_path / "new_asn.json"
    async with opened(path) as editor:
        assert "● new, not saved yet" in editor.title
        assert editor.text.encode() == SKELETON
        await editor.press("2", "enter", *"_x", "enter")
        assert not path.exists()
        await editor.press("ctrl+s")
        await editor.until_shown("Save with")
        await editor.press("s")
        await editor.until_shown("saved new_asn.json")
        assert path.read_text() == SKELETON.decode().replace("undefined", "undefined_x")


async def test_a_new_file_without_edits_is_left_without_a_question(tmp_path: Path):
    path = tmp_path / "new_asn.json"
    async with opened(path) as editor:
        await editor.press("q")
        await editor.until(lambda: editor.has_quit)
    assert not path.exists()


CHANGED = json.dumps(EXAMPLE | {"program": "00001"})


async def test_a_file_that_changed_on_disk_is_not_overwritten_unasked(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*IMPRINT)
        path.write_text(CHANGED)
        await editor.press("ctrl+s")
        await editor.until_shown("w save elsewhere", "r reload it", "o overwrite it")
        assert path.read_text() == CHANGED
        await editor.press("escape")
        await editor.until_shown("not saved")
        assert path.read_text() == CHANGED
        await editor.press("ctrl+s")
        await editor.until_shown("o overwrite it")
        await editor.press("o")
        await editor.until(lambda: is_imprint(path))


async def test_reloading_shows_the_file_and_can_be_undone(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*IMPRINT)
        path.write_text(CHANGED)
        await editor.press("ctrl+s")
        await editor.until_shown("r reload it")
        await editor.press("r")
        await editor.until_shown("reloaded; u brings back what was here")
        assert editor.text == CHANGED
        assert editor.row(editor.app.keywords, "00001")
        assert "saved" in editor.title
        await editor.press("u")
        assert editor.members()[1]["exptype"] == "imprint"
        assert "● modified" in editor.title


async def test_a_file_that_may_not_be_written_is_marked_and_replaced_only_when_asked(
    tmp_path: Path,
):
    path = write(tmp_path)
    path.chmod(0o444)
    async with opened(path) as editor:
        assert "read-only" in editor.title
        await editor.press(*IMPRINT)
        assert "● modified, read-only" in editor.title
        await editor.press("ctrl+s")
        await editor.until_shown("The file is marked read-only", "w save elsewhere", "r replace it")
        assert not is_imprint(path)
        await editor.press("r")
        await editor.until_shown(f"saved {FILE_NAME}")
        assert is_imprint(path)


async def test_a_read_only_file_is_asked_about_before_its_errors(tmp_path: Path):
    path = write(tmp_path)
    path.chmod(0o444)
    async with opened(path) as editor:
        await editor.press(*ERRORS, "ctrl+s")
        await editor.until_shown("The file is marked read-only")
        await editor.press("escape")
        await editor.until_shown("not saved")
        await editor.press("ctrl+s")
        await editor.until_shown("The file is marked read-only")
        await editor.press("r")
        await editor.until_shown("Save with 1 error?")
        await editor.press("s")
        await editor.until_shown(f"saved {FILE_NAME}")
        assert is_imprint(path)


async def test_a_save_that_fails_says_why_and_keeps_the_edits(tmp_path: Path):
    directory = tmp_path / "there"
    directory.mkdir()
    path = write(directory)
    async with opened(path) as editor:
        await editor.press(*IMPRINT)
        path.unlink()
        directory.rmdir()
        await editor.press("ctrl+s")
        await editor.until_shown("w save elsewhere")
        await editor.press("escape")
        await editor.until_shown("not saved")
        assert editor.session.is_modified
        assert editor.members()[1]["exptype"] == "imprint"
