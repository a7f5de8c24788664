import os
from pathlib import Path

import pytest

from asned.rules.findings import Severity
from asned.tui import lookingbeside
from tui.editor import FIRST, SECOND, Editor, opened, write

FILES = (f"{FIRST}_rate.fits", f"{SECOND}_rate.fits")
MISSING = "expname-missing-file"
WIDE = (180, 40)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the directory more often than a user needs."""
    monkeypatch.setattr(lookingbeside, "LOOK_EVERY", 0.02)


async def until_rules(editor: Editor, *rules: str) -> None:
    await editor.until(lambda: editor.rules == list(rules), f"just {rules}")


async def test_a_file_that_comes_takes_its_findings_along_and_one_that_goes_brings_them(
    tmp_path: Path,
):
    (tmp_path / FILES[0]).touch()
    async with opened(write(tmp_path), WIDE, severities={}) as editor:
        await until_rules(editor, MISSING, MISSING)
        await editor.until_shown("▲ 2", f'"{FILES[1]}" is not beside the association')
        assert "▲" in editor.row(editor.app.members, FILES[1])
        assert "▲" not in editor.row(editor.app.members, FILES[0])
        assert "▲1" in editor.row(editor.app.products, SECOND)

        (tmp_path / FILES[1]).touch()
        await until_rules(editor)
        await editor.until_shown("▲ 0", "no problems")
        assert "▲" not in editor.screen.replace("▲ 0", "")

        (tmp_path / FILES[1]).unlink()
        await until_rules(editor, MISSING, MISSING)
        await editor.until_shown("▲ 2")


async def test_where_no_file_is_there_one_info_says_so(tmp_path: Path):
    async with opened(write(tmp_path), WIDE, severities={}) as editor:
        await until_rules(editor, MISSING)
        await editor.until_shown("· 1", "no member's file is beside the association")
        await editor.press("]")
        await editor.until(lambda: "problem 1 of 1" in editor.state, "the problem")
        (tmp_path / FILES[0]).touch()
        await until_rules(editor, MISSING, MISSING)
        await editor.until_shown("▲ 2", "· 0")


async def test_a_name_that_is_edited_is_looked_up_at_once(tmp_path: Path):
    async with opened(write(tmp_path), WIDE, severities={}) as editor:
        await until_rules(editor, MISSING)
        for name in FILES:
            (tmp_path / name).touch()
        await until_rules(editor)
        await editor.press("enter", "home", "x")
        await editor.until_shown("is not beside the association")
        await editor.press("enter")
        await editor.until(lambda: MISSING in editor.rules, "the finding")
        await editor.press("u")
        await until_rules(editor)


async def test_a_filter_for_errors_follows_what_lies_beside(tmp_path: Path):
    async with opened(write(tmp_path), WIDE, severities={MISSING: Severity.ERROR}) as editor:
        await until_rules(editor, MISSING)
        (tmp_path / FILES[1]).touch()
        await editor.until(lambda: "✖" in editor.row(editor.app.members, FILES[0]), "the mark")
        await editor.press("&", *"!error", "enter")
        await editor.until(lambda: len(editor.app.members) == 1, "only what is missing")


async def test_another_directory_is_looked_at_after_saving_there(tmp_path: Path):
    (tmp_path / "other").mkdir()
    for name in FILES:
        (tmp_path / "other" / name).touch()
    path = write(tmp_path)
    async with opened(path, severities={}) as editor:
        await until_rules(editor, MISSING)
        editor.session.save(tmp_path / "other" / path.name)
        await until_rules(editor)


async def test_a_directory_of_pipes_and_directories_holds_no_file(tmp_path: Path):
    (tmp_path / FILES[0]).mkdir()
    os.mkfifo(tmp_path / FILES[1])
    async with opened(write(tmp_path), WIDE, severities={}) as editor:
        await until_rules(editor, MISSING)
        assert [str(each.severity) for each in editor.session.findings] == ["info"]
