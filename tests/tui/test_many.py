"""What is done to many rows: said before, one step of undo, selection and cursor where they belong."""

import json
from pathlib import Path

import pytest

from tui.editor import EXAMPLE, Editor, opened, write
from tui.rows import numbers, row_name, with_rows


def exptypes(editor: Editor) -> list[str]:
    return [each["exptype"] for each in editor.members()]


async def undo_gives_back(editor: Editor, text: str) -> None:
    """Take one step back and find the file as it was."""
    await editor.press("u")
    assert editor.text == text
    assert not editor.session.is_modified


# ---- set a key


@pytest.mark.parametrize("key", ["=", "t"])
async def test_an_exptype_is_set_for_all_selected_from_any_column(tmp_path: Path, key: str):
    async with opened(with_rows(tmp_path)) as editor:
        text = editor.text
        await editor.press("down", "space", "space", "shift+down", key)
        await editor.until_shown("▸ background")
        await editor.press(*"imp", "enter")
        await editor.until_shown("Set exptype of 4 members?", 'exptype becomes "imprint" in')
        await editor.until_shown(row_name(0, 1), row_name(0, 4))
        assert editor.text == text
        await editor.press("s")
        assert exptypes(editor) == ["science", *["imprint"] * 4, *["background"] * 3]
        assert editor.app.members.cursor_row == 4
        assert len(editor.app.members.selection) == 4
        await editor.until_shown("done: set exptype of 4 members")
        await undo_gives_back(editor, text)


async def test_undo_and_redo_leave_the_cursor_on_one_of_those_that_change(tmp_path: Path):
    async with opened(with_rows(tmp_path, members=300)) as editor:
        members = editor.app.members
        await editor.press("down", "shift+end", "=", *"imp", "enter", "s")
        await editor.until_shown("done: set exptype of 299 members")
        await editor.press("k", "k", "u")
        await editor.until_shown("undone: ")
        assert members.cursor_row == 297
        await editor.press("U")
        await editor.until_shown("done again: ")
        assert members.cursor_row == 297
        await editor.press("g", "u")
        await editor.until_shown("undone: ")
        assert members.cursor_row == 1


async def test_another_key_is_set_from_its_own_column(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        text = editor.text
        await editor.press("end", "*", "=", "ctrl+t", "ctrl+u", *"null", "enter", "s")
        assert {each["exposerr"] for each in editor.members()} == {None}
        await undo_gives_back(editor, text)


async def test_typing_replaces_a_misspelled_value_that_is_only_an_example(tmp_path: Path):
    members = [{"expname": f"{n}.fits", "exptype": "backgruond"} for n in range(3)]
    path = write(tmp_path, EXAMPLE | {"products": [{"name": "a", "members": members}]})
    async with opened(path) as editor:
        await editor.press("*", "=", *"backg", "enter", "s")
        assert exptypes(editor) == ["background"] * 3


async def test_going_back_from_cell_or_question_changes_nothing(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        text = editor.text
        await editor.press("*", "=", *"imp", "escape")
        assert len(editor.app.members.selection) == 8
        await editor.press("=", *"imp", "enter")
        await editor.until_shown("Set exptype of 8 members?")
        await editor.press("escape")
        await editor.until_gone("Set exptype")
        assert editor.text == text
        assert len(editor.app.members.selection) == 8


async def test_without_a_selection_set_edits_the_cell_of_the_cursor(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("down", "=", *"imp", "enter")
        assert exptypes(editor)[:3] == ["science", "imprint", "background"]


async def test_what_is_so_already_is_said_to_be(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("down", "shift+end", "=", *"backg", "enter")
        await editor.until_shown('nothing to change: exptype is "background" in all of them')
        assert not editor.session.is_modified


async def test_of_those_selected_only_the_ones_that_change_are_counted_and_named(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("down", "t", *"imp", "enter", "*", "t")
        await editor.until_shown("exptype of 8 selected")
        await editor.press(*"backg", "enter")
        await editor.until_shown("Set exptype of 2 members?", "6 of those selected have it already")
        await editor.until_shown(row_name(0, 0), row_name(0, 1))
        assert row_name(0, 2) not in editor.screen[editor.screen.index("Set exptype") :][:900]
        await editor.press("s")
        assert exptypes(editor) == ["background"] * 8
        await editor.until_shown("✖ 1 more error; done: set exptype of 2 members; u takes it back")


async def test_leaving_the_list_of_exptypes_goes_back_to_the_column_one_was_in(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        for keys in (["t"], ["*", "t"], ["="]):
            await editor.press("end")
            before = members.cursor_column
            assert before != members.column_of("exptype")
            await editor.press(*keys, "escape")
            assert members.cursor_column == before


async def test_members_that_are_no_objects_are_counted_and_left(tmp_path: Path):
    members = [{"expname": "a.fits", "exptype": "science"}, 7, {"expname": "b.fits"}]
    path = write(tmp_path, EXAMPLE | {"products": [{"name": "a", "members": members}]})
    async with opened(path) as editor:
        await editor.press("*", "=", *"imp", "enter")
        await editor.until_shown("Set exptype of 2 members?", "1 selected are no JSON objects")
        await editor.press("s")
        assert [isinstance(each, int) or each["exptype"] for each in editor.members()] == [
            "imprint",
            True,
            "imprint",
        ]


# ---- delete, duplicate, move


async def test_what_is_done_without_a_question_says_how_many_errors_it_brought(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("space", "y")
        await editor.until_shown("✖ 1 more error; done: duplicate 1 member; u takes it back")


async def test_delete_names_what_goes_and_leaves_the_cursor_at_the_gap(tmp_path: Path):
    async with opened(with_rows(tmp_path, members=12)) as editor:
        text = editor.text
        await editor.press("down", "down", "space", "down", *["shift+down"] * 6, "d")
        await editor.until_shown("Delete 8 members?", row_name(0, 2), "and 3 more")
        assert editor.text == text
        await editor.press("d")
        assert numbers(editor.members()) == [0, 1, 3, 11]
        assert editor.app.members.cursor_row == 2
        assert len(editor.app.members.selection) == 0
        await editor.until_shown("u brings them back")
        await undo_gives_back(editor, text)


async def test_one_selected_is_deleted_without_a_question(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("down", "space", "G", "d")
        assert numbers(editor.members()) == [0, 2, 3, 4, 5, 6, 7]


async def test_what_a_filter_hides_is_said_before_it_goes(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("*", "&", *"m00", "enter", "d")
        await editor.until_shown("Delete 8 members?", "7 of them are not shown just now")
        await editor.press("d")
        assert editor.members() == []


async def test_copies_stand_behind_the_last_and_are_selected_instead(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        text = editor.text
        await editor.press("space", "down", "space", "y")
        await editor.until_shown("Duplicate 2 members?")
        await editor.press("y")
        assert numbers(editor.members()) == [0, 1, 2, 0, 2, 3, 4, 5, 6, 7]
        members = editor.app.members
        assert [row for row in range(10) if members.is_selected(row)] == [3, 4]
        assert members.cursor_row == 3
        await undo_gives_back(editor, text)


@pytest.mark.parametrize(
    ("rows", "key", "order"),
    [
        ([1, 2, 4], "J", [0, 3, 1, 2, 5, 4, 6, 7]),
        ([1, 2, 4], "K", [1, 2, 0, 4, 3, 5, 6, 7]),
        ([0, 1, 3], "K", [0, 1, 3, 2, 4, 5, 6, 7]),
        ([0, 2, 4, 6], "J", [1, 0, 3, 2, 5, 4, 7, 6]),
        ([5, 7], "alt+down", [0, 1, 2, 3, 4, 6, 5, 7]),
    ],
)
async def test_each_stretch_of_selected_rows_moves_by_one(
    tmp_path: Path, rows: list[int], key: str, order: list[int]
):
    async with opened(with_rows(tmp_path)) as editor:
        text, members = editor.text, editor.app.members
        members.select([members.things(row, row + 1)[0].id for row in rows])
        await editor.press(key)
        assert numbers(editor.members()) == order
        moved = [numbers(editor.members())[row] for row in range(8) if members.is_selected(row)]
        assert moved == rows
        await undo_gives_back(editor, text)


async def test_what_cannot_go_on_says_so(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("*", "J")
        await editor.until_shown("it is the last already")
        assert not editor.session.is_modified


async def test_products_are_deleted_duplicated_and_moved_with_their_members(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=4, members=2)) as editor:
        text = editor.text

        def names() -> list[str]:
            return [each["name"][-1] for each in editor.document["products"]]

        await editor.press("2", "G", "space", "k", "v", "d")
        await editor.until_shown("Delete 2 products?", "product2", "product3")
        await editor.press("d")
        assert names() == ["0", "1"]
        await undo_gives_back(editor, text)
        await editor.press("*", "y", "y")
        assert names() == [*"01230123"]
        await undo_gives_back(editor, text)
        await editor.press("escape", "G", "shift+up", "K")
        assert names() == [*"0231"]
        await undo_gives_back(editor, text)


async def test_keywords_are_deleted_together(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        text = editor.text
        await editor.press("1", "g", "down", "space", "space", "d")
        await editor.until_shown("Delete 2 keywords?", "asn_rule", "version_id")
        await editor.press("d")
        assert list(editor.document)[:2] == ["asn_type", "degraded_status"]
        await undo_gives_back(editor, text)


# ---- fix


async def test_a_fix_is_applied_to_the_selected_rows_that_need_it(tmp_path: Path):
    members = [
        {"expname": f"{n}.fits", "exptype": "Background" if n % 2 else "background"}
        for n in range(8)
    ]
    members[0]["exptype"] = "science"
    path = write(tmp_path, EXAMPLE | {"products": [{"name": "0", "members": members}]})
    async with opened(path) as editor:
        text = editor.text
        await editor.press("down", *["shift+down"] * 3, ".")
        await editor.until_shown("1 more of the selected")
        await editor.press("enter")
        await editor.until_shown("Fix all 2 of exptype-case on the selected rows?")
        assert editor.text == text
        await editor.press("enter")
        await editor.until_shown("2 fixed")
        assert [number for number, each in enumerate(exptypes(editor)) if each[0] == "B"] == [5, 7]
        await undo_gives_back(editor, text)


async def test_nothing_is_done_to_many_where_only_looking_is_allowed(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        text = editor.text
        editor.session.view_only = "another editor has it open"
        await editor.press("*", "d", "d")
        await editor.until_shown("another editor has it open")
        assert editor.text == text
        await editor.press("J", "y", "y", "p")
        assert json.loads(editor.text) == json.loads(text)
