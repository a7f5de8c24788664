import json
from pathlib import Path

import pytest
from textual import events

from tui.editor import EXAMPLE, FIRST, SECOND, opened, write

LETTERS = "adyuUtRKJSwWqxio1234.!&?:gGhjklHA[]=+*"


async def test_letters_and_digits_are_typed_and_do_nothing_else(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("enter", *LETTERS)
        await editor.until(lambda: editor.app.editor.value == f"{FIRST}_rate.fits{LETTERS}")
        assert editor.text == path.read_text()
        assert len(editor.app.screen_stack) == 1
        await editor.press("enter")
        assert editor.members()[0]["expname"] == f"{FIRST}_rate.fits{LETTERS}"
        assert len(editor.members()) == 2


async def test_keys_that_come_in_one_piece_are_acted_on_in_turn(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        keys = [
            "enter",
            *"dud",
            "enter",
            "down",
            "t",
            *"imp",
            "enter",
            "a",
            *"c_rate.fits",
            "enter",
        ]
        await editor.press(*keys, "2", "enter", *"d", "enter", "u", "U")
        assert [each["expname"] for each in editor.members()] == [
            f"{FIRST}_rate.fitsdud",
            f"{SECOND}_rate.fits",
            "c_rate.fits",
        ]
        assert editor.members()[1]["exptype"] == "imprint"
        assert editor.document["products"][0]["name"] == f"{FIRST}d"


async def test_a_paste_right_after_the_key_that_opens_the_cell_goes_into_it(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        done = editor.app.turns.done
        for event in (events.Key("enter", "\r"), events.Paste("_ddd"), events.Key("enter", "\r")):
            event.set_sender(editor.app)
            editor.app.post_message(event)
        await editor.until(lambda: editor.app.turns.done == done + 3)
        assert editor.members()[0]["expname"] == f"{FIRST}_rate.fits_ddd"
        assert len(editor.members()) == 2


async def test_ctrl_z_in_a_cell_restores_its_first_text_and_nothing_else(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("d", "enter", *"xyz", "ctrl+z")
        await editor.until(lambda: editor.app.editor.value == f"{SECOND}_rate.fits")
        assert editor.app.editor.is_open
        assert len(editor.members()) == 1
        await editor.press("ctrl+y", "escape", "ctrl+z")
        assert len(editor.members()) == 2


async def test_escape_leaves_the_cell_as_it_was(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("enter", *"xyz", "escape")
        await editor.until_gone("╭─ text")
        assert editor.text == path.read_text()
        assert editor.app.focused is editor.app.members


async def test_tab_accepts_and_goes_right(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("enter", "x", "tab")
        assert editor.members()[0]["expname"] == f"{FIRST}_rate.fitsx"
        assert editor.app.members.field == "exptype"
        assert editor.app.pane is editor.app.members


async def test_f8_accepts_the_cell_and_goes_to_the_problem(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("t", *"sciense", "f8")
        assert editor.members()[0]["exptype"] == "sciense"
        assert not editor.app.editor.is_open
        assert editor.state.startswith('✖ problem 1 of 1: "sciense"')


async def test_ctrl_s_accepts_the_cell_and_saves_it(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("down", "t", *"imprint", "ctrl+s")
        await editor.until_shown("saved jw00623")
        assert json.loads(path.read_text())["products"][0]["members"][1]["exptype"] == "imprint"


@pytest.mark.parametrize("key", ["ctrl+s", "f8", "ctrl+q"])
async def test_what_cannot_be_accepted_keeps_the_cell_open(tmp_path: Path, key: str):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("down", "end", "enter", "backspace", key)
        await editor.until_shown("✖ not JSON")
        assert editor.app.editor.is_open
        assert not editor.has_quit
        assert len(editor.app.screen_stack) == 1
        assert editor.text == path.read_text()


async def test_a_click_elsewhere_accepts_the_cell(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("enter", "x")
        await editor.until_shown("╭─ text")
        await editor.click("degraded_status")
        await editor.until(lambda: editor.members()[0]["expname"] == f"{FIRST}_rate.fitsx")
        assert editor.app.pane is editor.app.keywords
        assert not editor.app.editor.is_open


async def test_the_other_spelling_of_a_text_is_json(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("end", "enter", "ctrl+t")
        await editor.until_shown("╭─ JSON", '"null"')
        await editor.press("backspace", "home", "delete", "enter")
        assert editor.members()[0]["exposerr"] is None
        await editor.press("u")
        assert editor.members()[0]["exposerr"] == "null"


async def test_a_key_that_a_member_lacks_is_added_only_when_something_is_typed(tmp_path: Path):
    members = [{"expname": "a_rate.fits", "exptype": "science"}]
    path = write(tmp_path, EXAMPLE | {"products": [{"name": "x", "members": members}]})
    async with opened(path) as editor:
        await editor.press("end", "enter", "enter")
        assert editor.text == path.read_text()
        await editor.press("enter", *"Jitter", "enter")
        assert editor.members() == [members[0] | {"exposerr": "Jitter"}]


async def test_undo_and_redo_go_to_what_changed(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("down", "t", *"imprint", "enter")
        await editor.press("2", "G", "enter", "x", "enter")
        await editor.press("1", "enter", *"spec2", "enter")
        edited = editor.text
        await editor.press("4")
        seen, said = [], []
        for key in "uuuUUU":
            await editor.press(key)
            pane = editor.app.pane
            seen.append((pane.NAME, pane.cursor_row, editor.app.members.product))
            said.append(editor.state)
        what = ["set asn_type", "rename a product", "set exptype"]
        assert said[:3] == [f"undone: {each}" for each in what]
        assert said[3:] == [f"done again: {each}" for each in reversed(what)]
        products = [each.id for each in editor.session.document.products]
        assert [each[:2] for each in seen[:3]] == [("keywords", 0), ("products", 4), ("members", 1)]
        assert [each[:2] for each in seen[3:]] == [("members", 1), ("products", 4), ("keywords", 0)]
        assert [seen[1][2], seen[2][2]] == [products[1], products[0]]
        assert editor.text == edited
        await editor.press(*"uuu")
        assert editor.text == path.read_text()
        assert "saved" in editor.title
        await editor.press("u")
        assert editor.state == "there is nothing to undo"


async def test_an_edit_after_an_undo_ends_redo(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("d", "u", "t", *"imprint", "enter", "U")
        assert editor.state == "there is nothing to redo"
        assert editor.members()[0]["exptype"] == "imprint"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (20, 6)])
async def test_the_open_cell_follows_a_new_size(tmp_path: Path, size: tuple[int, int]):
    async with opened(write(tmp_path)) as editor:
        await editor.press("down", "enter", "x")
        await editor.resize(*size)
        await editor.until(lambda: editor.app.editor.region.bottom <= size[1])
        assert editor.app.editor.is_open
        await editor.press("y")
        assert editor.app.editor.value == f"{SECOND}_rate.fitsxy"
        await editor.resize(120, 40)

        def is_over_its_cell() -> bool:
            return editor.app.editor.region.y == editor.app.members.cell_region(1, 1).y - 1

        await editor.until(is_over_its_cell, "the editor over its cell")
        await editor.press("enter")
        assert editor.members()[1]["expname"] == f"{SECOND}_rate.fitsxy"


async def test_deleting_says_what_is_gone_and_how_it_comes_back(tmp_path: Path):
    content = EXAMPLE | {
        "products": [*EXAMPLE["products"], {"name": "x", "members": [], "more": 1}]
    }
    async with opened(write(tmp_path, content)) as editor:
        await editor.press("down", "d")
        assert editor.state == "deleted member 2; u takes it back"
        await editor.press("1", "d")
        assert editor.state == "deleted keyword asn_type; u takes it back"
        await editor.press("2", "G", "right", "down", "d")
        assert editor.state == "deleted more of product 3; u takes it back"
        await editor.press("d")
        assert editor.state == "deleted product 3 with its 0 members; u takes it back"
