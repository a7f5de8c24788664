import json
from pathlib import Path

import pytest

from asned.tui.commands import fixing
from tui.editor import EXAMPLE, FIRST, Editor, opened, write

SCHEME = "jw00623-o037_20210610t121508_image2_00001_asn.json"
"""The name that the keywords of `EXAMPLE` make."""

SCIENCES = [{"expname": f"jw{n:03}_rate.fits", "exptype": "science"} for n in range(6)]
WRONG = [
    {"expname": "a_rate.fits", "exptype": "science"},
    {"expname": "b_rate.fits", "exptype": "sciense"},
    {"expname": "c_rate.fits", "exptype": "wibble"},
    {"expname": "d_rate.fits", "exptype": "backgroud"},
]


def with_members(directory: Path, members: list[dict[str, str]]) -> Path:
    """Write an association of one product with these members."""
    return write(directory, EXAMPLE | {"products": [{"name": FIRST, "members": members}]})


async def open_fixes(editor: Editor, rule: str) -> None:
    """List the fixes of the first finding of a rule."""
    await editor.press("4", "g", *["down"] * editor.rules.index(rule), ".")
    await editor.until_shown("What can be done")


def inside(editor: Editor) -> list[str]:
    """Give the rows of the list of fixes, without its frame."""
    lines = editor.screen.split("\n")
    top = next(n for n, line in enumerate(lines) if "What can be done" in line)
    left = lines[top].index("╭─ What")
    rows = []
    for line in lines[top + 1 :]:
        if line[left] == "╰":
            break
        rows.append(line[left + 2 :].split(" │")[0].rstrip("│ "))
    return rows


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_every_fix_shows_beside_the_details_of_the_marked_one(
    tmp_path: Path, size: tuple[int, int]
):
    async with opened(with_members(tmp_path, SCIENCES), size) as editor:
        await open_fixes(editor, "science-multiple")
        for number in range(1, 8):
            rows = inside(editor)
            await editor.until_shown(f"What can be done: {number} of 7", f"▸ {number} ")
            assert all(any(row.lstrip("▸ ")[:2] == f"{n} " for row in rows) for n in range(1, 8))
            await editor.press("down")
        await editor.until_shown("What can be done: 1 of 7")


async def test_what_a_fix_makes_shows_whole_where_there_is_room(tmp_path: Path):
    async with opened(with_members(tmp_path, SCIENCES[:2]), (80, 24)) as editor:
        await open_fixes(editor, "science-multiple")
        await editor.until_shown("make 2 products", "+ product 2: {")
        made = " ".join(row.strip() for row in inside(editor)).split("+ product 2: ")[1]
        assert json.loads(made.split(" then:")[0])["members"] == [SCIENCES[1]]


async def test_long_details_are_counted_and_their_rows_stand_beneath_each_other(tmp_path: Path):
    async with opened(with_members(tmp_path, SCIENCES), (120, 40)) as editor:
        await open_fixes(editor, "science-multiple")
        await editor.press("down")
        await editor.until_shown("2 of 7", "and 6 more lines")
        rows = inside(editor)
        marked = next(n for n, row in enumerate(rows) if row.startswith("▸ 2"))
        following = next(n for n, row in enumerate(rows) if row.strip().startswith("3 "))
        assert all(row.startswith("      ") for row in rows[marked + 1 : following])
        assert sum(row.lstrip()[:1] in ("−", "+") for row in rows) == 4


async def test_the_marked_fix_is_brought_into_view(tmp_path: Path):
    async with opened(with_members(tmp_path, SCIENCES), (40, 12)) as editor:
        await open_fixes(editor, "science-multiple")
        await editor.until_shown("▸ 1 ")
        await editor.press("up")
        await editor.until_shown("7 of 7", "▸ 7 ")
        await editor.press("down")
        await editor.until_shown("1 of 7", "▸ 1 ", "the product has 6 science")


async def test_a_finding_that_only_changes_its_words_does_not_follow(tmp_path: Path):
    members = [{"expname": f"{FIRST}_rate.fits", "exptype": "science"}, *SCIENCES[:2]]
    async with opened(with_members(tmp_path, members)) as editor:
        finding = next(each for each in editor.session.findings if each.rule == "science-multiple")
        fix = editor.session.fixes_for(finding)[1]
        assert [each.rule for each in editor.session.preview(fix.edit).gone] == ["science-multiple"]
        await open_fixes(editor, "science-multiple")
        await editor.press("down")
        await editor.until_shown("then: nothing new")


async def test_where_no_fix_is_known_the_message_begins_with_what_to_do(tmp_path: Path):
    async with opened(with_members(tmp_path, WRONG)) as editor:
        await editor.press("down", "down", "t", "escape", ".")
        assert editor.state.startswith('no fix to offer: t chooses one; "wibble" is not an exptype')
        at = next(n for n, each in enumerate(editor.session.findings) if "wibble" in each.message)
        await editor.press("4", "g", *["down"] * at, "!")
        assert editor.state.startswith("no fix to offer: enter goes there; ")


async def test_a_fix_of_all_counts_and_lists_what_will_be_fixed(tmp_path: Path):
    path = with_members(tmp_path, WRONG)
    async with opened(path) as editor:
        await editor.press("down", "!")
        await editor.until_shown(
            "Fix 2 of the 3 of exptype-unknown?",
            f'member 2 of {FIRST}: set exptype to "science"',
            f"member 4 of {FIRST}: set exptype to",
            '1 set exptype to "science", and so on',
        )
        assert f"member 3 of {FIRST}:" not in editor.screen
        await editor.press("1")
        await editor.until_shown("2 fixed; u takes all back")
        types = [each["exptype"] for each in editor.members()]
        assert types == ["science", "science", "wibble", "background"]
        await editor.press("u")
        assert editor.text == path.read_text()


async def test_a_fix_of_very_many_says_up_to_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fixing, "MOST_TRIED", 2)
    async with opened(with_members(tmp_path, WRONG)) as editor:
        await editor.press("down", "down", "down", "!")
        await editor.until_shown("Fix up to 3 of exptype-unknown?", "and more, up to 3 in all")
        await editor.press("1")
        await editor.until_shown("2 fixed; u takes all back")
        document = json.loads(editor.text)
        assert document["products"][0]["members"][2]["exptype"] == "wibble"


async def test_a_wrong_file_name_is_mended_by_saving_under_the_right_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    path = write(Path(), name="mine.JSON")
    async with opened(path, severities={"expname-missing-file": None}) as editor:
        assert editor.rules == ["file-extension"]
        await editor.press("f8", ".")
        await editor.until_shown("Save as", "mine.json")
        await editor.press("enter")
        await editor.until(lambda: editor.rules == ["file-name"], "the other name's finding")
        await editor.press("4", "!")
        await editor.until_shown("Save as", SCHEME[:30])
        await editor.press("enter")
        await editor.until(lambda: editor.rules == [], "no finding")
    assert {each.name for each in tmp_path.iterdir()} == {"mine.JSON", "mine.json", SCHEME}


async def test_that_no_file_is_there_has_no_fix_and_says_what_to_do(tmp_path: Path):
    async with opened(write(tmp_path), severities={}) as editor:
        await editor.until(lambda: "expname-missing-file" in editor.rules, "the finding")
        await editor.press("f8", ".")
        await editor.until(lambda: "no fix to offer: no member's file is beside" in editor.state)
