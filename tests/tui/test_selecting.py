from pathlib import Path

import pytest

from asned.tui import looking
from asned.tui.pane import Pane
from asned.tui.query import asked
from tui.editor import Editor, opened
from tui.pointing import click, drag
from tui.rows import row_name, with_rows


def selected(editor: Editor, pane: Pane | None = None) -> list[int]:
    """Give the rows of a pane that are selected."""
    pane = editor.app.members if pane is None else pane
    return [row for row in range(pane.row_count) if pane.is_selected(row)]


async def test_space_selects_and_goes_on_and_selected_rows_bear_a_mark(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("space", "down", "v")
        assert selected(editor) == [0, 2]
        assert members.cursor_row == 3
        await editor.until_shown("2 selected")
        assert "▌" in editor.row(members, row_name(0, 0))
        assert "▌" not in editor.row(members, row_name(0, 1))
        await editor.press("k", "space")
        assert selected(editor) == [0]
        assert "▌" not in editor.row(members, row_name(0, 2))


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        (["down", "shift+down", "shift+down"], [1, 2, 3]),
        (["down", "shift+down", "shift+down", "shift+up"], [1, 2]),
        (["down", "down", "shift+down", "shift+up", "shift+up"], [1, 2]),
        (["space", "down", "down", "shift+down", "shift+up", "shift+up", "shift+up"], [0, 1, 2, 3]),
        (["down", "down", "shift+end"], [2, 3, 4, 5, 6, 7]),
        (["down", "down", "ctrl+shift+home"], [0, 1, 2]),
        (["down", "shift+end", "shift+home"], [0, 1]),
        (["G", "shift+down"], [7]),
    ],
)
async def test_shift_extends_from_where_it_began(tmp_path: Path, keys: list[str], rows: list[int]):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press(*keys)
        assert selected(editor) == rows


async def test_shift_and_page_extends_by_what_the_pane_shows(tmp_path: Path):
    async with opened(with_rows(tmp_path, members=60), (80, 24)) as editor:
        members = editor.app.members
        await editor.press("pagedown")
        page = members.cursor_row
        await editor.press("shift+pagedown")
        assert selected(editor) == list(range(page, 2 * page + 1))
        assert members.is_selected(members.cursor_row)
        await editor.press("shift+pageup", "shift+pageup")
        assert selected(editor) == list(range(page + 1))


async def test_star_selects_all_then_none_and_escape_none(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("*")
        assert selected(editor) == list(range(8))
        await editor.press("*")
        assert selected(editor) == []
        await editor.press("space", "*", "escape")
        assert selected(editor) == []


async def test_keywords_that_are_there_can_be_selected(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        keywords = editor.app.keywords
        await editor.press("1", "*")
        count = len(editor.session.document.keywords)
        assert selected(editor, keywords) == list(range(count))
        assert count < keywords.row_count
        await editor.press("G", "space")
        assert len(keywords.selection) == count


async def test_products_can_be_selected_and_not_the_lines_under_them(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=3, members=2)) as editor:
        products = editor.app.products
        await editor.press("2", "g", "shift+end")
        shown = [row for row in editor.rows(products) if "▌" in row]
        assert len(shown) == 3 == len(products.selection)
        assert all("product" in row for row in shown)


async def test_problems_can_be_selected(tmp_path: Path):
    path = with_rows(tmp_path, program="x", asn_id="x", asn_pool="x")
    async with opened(path) as editor:
        problems = editor.app.problems
        await editor.press("4", "*", "g", "space")
        assert selected(editor, problems) == list(range(1, problems.row_count))
        assert problems.row_count > 2


async def test_under_a_filter_all_are_those_that_it_leaves(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("&", *"m03", "enter", "*", "escape", "escape")
        assert selected(editor) == []
        await editor.press("&", *"science", "enter", "*", "&", "escape")
        assert selected(editor) == [0]


async def test_a_selection_of_another_product_is_given_up(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("*", "2", "G")
        await editor.until_shown("Members of product1")
        assert len(editor.app.members.selection) == 0


async def test_the_mouse_selects_with_ctrl_shift_and_dragging(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await click(editor, row_name(0, 1))
        await click(editor, row_name(0, 3), ctrl=True)
        assert selected(editor) == [3]
        await click(editor, row_name(0, 3), ctrl=True)
        assert selected(editor) == []
        await click(editor, row_name(0, 5), shift=True)
        assert selected(editor) == [3, 4, 5]
        await editor.press("escape")
        await drag(editor, row_name(0, 6), row_name(0, 2))
        assert selected(editor) == [2, 3, 4, 5, 6]
        assert editor.app.members.cursor_row == 2
        assert not editor.app.editor.is_open
        await click(editor, row_name(0, 7))
        assert editor.app.members.cursor_row == 7


async def test_what_is_selected_stays_so_while_rows_come_and_go_around_it(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press(*["down"] * 4, "space", "g", "a", *"new", "enter")
        assert selected(editor) == [5]
        await editor.press("u", "4", "3")
        assert selected(editor) == [4]


async def test_star_leaves_selected_what_a_filter_hides(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("G", "space", "&", *"m0", "enter", "&", *"science", "enter", "*")
        await editor.until_shown("2 selected")
        await editor.press("*")
        await editor.until_shown("1 selected")
        assert editor.app.members.count_selected_hidden() == 1


@pytest.mark.parametrize("how", ["all", "to the end"])
async def test_all_is_all_that_a_filter_is_going_to_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
):
    monkeypatch.setattr(looking, "PART", 7)
    monkeypatch.setattr(looking, "AT_FIRST", 0)
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    async with opened(with_rows(tmp_path, members=99)) as editor:
        members = editor.app.members
        members.filter_by(asked("m9"))
        assert members.is_filtering
        if how == "all":
            members.action_toggle_all()
        else:
            members.action_extend_to_end(1)
        assert not members.is_filtering
        await editor.until_shown("9 selected · 9 of 99")
