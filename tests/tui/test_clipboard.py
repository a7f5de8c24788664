"""Members copied, cut and pasted: to the letter here, as JSON elsewhere, and what the terminal pastes."""

import json
from pathlib import Path

import pytest

from asned.tui.app import AsnedApp
from asned.tui.clipboard import for_others
from tui.editor import EXAMPLE, Editor, opened, write
from tui.pointing import paste
from tui.rows import numbers, row_name, with_rows


def order(editor: Editor, product: int = 0) -> list[int]:
    return numbers(editor.members(product))


async def test_what_is_copied_is_pasted_below_the_cursor_and_selected(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        text, members = editor.text, editor.app.members
        await editor.press("down", "space", "space", "c", "escape", "G", "p")
        await editor.until_shown("Paste 2 members?", "into product0, as members 9 to 10")
        assert editor.text == text
        await editor.press("p")
        assert order(editor) == [*range(8), 1, 2]
        assert [row for row in range(10) if members.is_selected(row)] == [8, 9]
        assert members.cursor_row == 8
        await editor.press("u")
        assert editor.text == text


async def test_members_go_to_another_product_to_the_letter(tmp_path: Path):
    odd = '{"exptype":  "imprint",\t"expname": "\\u0061.fits", "n": 1.50}'
    products = f'[{{"name": "a", "members": [{odd}]}}, {{"name": "b", "members": []}}]'
    async with opened(write(tmp_path, f'{{"asn_id": "o001", "products": {products}}}')) as editor:
        await editor.press("x")
        assert editor.members(0) == []
        await editor.press("2", "G", "p")
        assert editor.text.count(odd) == 1
        assert len(editor.members(1)) == 1
        await editor.press("u", "u")
        assert editor.members(1) == []
        assert len(editor.members(0)) == 1


async def test_a_selection_is_cut_after_a_question_and_pasted_elsewhere(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("G", "shift+up", "shift+up", "x")
        await editor.until_shown("Cut 3 members?")
        await editor.press("x")
        assert order(editor) == [0, 1, 2, 3, 4]
        await editor.press("2", "G", "p", "p")
        assert order(editor, 1) == [*range(8), 5, 6, 7]
        assert editor.members(1)[-1]["expname"] == row_name(0, 7)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal is told to hold (OSC 52)."""
    texts: list[str] = []
    monkeypatch.setattr(AsnedApp, "copy_to_clipboard", lambda app, text: texts.append(text))
    return texts


async def test_the_terminal_gets_json_that_stands_by_itself(tmp_path: Path, sent: list[str]):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("c")
        assert json.loads(sent[0]) == editor.members()[0]
        assert sent[0].startswith('{\n    "expname"')
        await editor.press("space", "space", "ctrl+c")
        assert json.loads(sent[1]) == editor.members()[:2]


async def test_what_is_too_long_for_the_terminal_is_copied_here_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: list[str]
):
    monkeypatch.setattr("asned.tui.clipboard.MOST_FOR_TERMINAL", 300)
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("*", "c")
        await editor.until_shown("too long for the terminal's clipboard")
        assert sent == []
        await editor.press("2", "G", "p", "p")
        assert len(editor.members(1)) == 16


def test_members_for_others_are_laid_out_anew_and_not_beyond_the_limit() -> None:
    text = '{\n                    "a": 1\n                }'
    assert for_others([text], 99) == '{\n    "a": 1\n}'
    assert for_others([text, "7"], 99) == '[\n    {\n        "a": 1\n    },\n    7\n]'
    assert for_others([text], 5) is None
    assert for_others([text] * 3, 40) is None


async def test_names_pasted_by_the_terminal_become_members(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        text = editor.text
        await paste(editor, "new1_rate.fits\r\nnew2_rate.fits\r\n\r\nnew3_cat.ecsv\r\n")
        await editor.until_shown("Paste 3 members?", "new2_rate.fits", "as members 2 to 4")
        await editor.until_shown("exptype: background 2, sourcecat 1")
        await editor.press("p")
        assert [each["exptype"] for each in editor.members()[1:4]] == [
            "background",
            "background",
            "sourcecat",
        ]
        assert [each["expname"] for each in editor.members()[1:3]] == [
            "new1_rate.fits",
            "new2_rate.fits",
        ]
        await editor.press("u")
        assert editor.text == text


async def test_pasted_text_is_text(tmp_path: Path):
    hostile = "[@click=app.quit]x[/]\x1b]0;y\x07\u202e"
    async with opened(with_rows(tmp_path)) as editor:
        await paste(editor, f"a{hostile}\nb{hostile}")
        await editor.until_shown("Paste 2 members?", "a[@click=app.quit]x[/]␛]0;y␇")
        await editor.press("p")
        assert editor.members()[1]["expname"] == f"a{hostile}"
        assert "\x1b" not in editor.screen
        assert not editor.has_quit


async def test_pasted_json_becomes_members_laid_out_like_the_others(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        made = {"expname": "z_rate.fits", "exptype": "imprint"}
        await paste(editor, json.dumps(made))
        assert editor.members()[1] == made
        assert editor.text == json.dumps(editor.document, indent=4)


async def test_what_only_looks_like_json_is_not_pasted(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await paste(editor, '{"expname": "a", oops}')
        await editor.until_shown("not pasted", "column 18")
        assert not editor.session.is_modified


async def test_pasting_among_the_keywords_says_where_to_paste(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("1")
        await paste(editor, "a_rate.fits")
        await editor.until_shown("press 3 or 2 first")
        assert not editor.session.is_modified


async def test_a_paste_into_a_cell_is_typed_there(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("enter")
        await editor.until(lambda: editor.app.editor.is_open)
        await paste(editor, "X")
        await editor.press("enter")
        assert editor.members()[0]["expname"] == f"{row_name(0, 0)}X"
        assert len(editor.members()) == 8


async def test_where_there_is_no_product_nothing_can_be_pasted(tmp_path: Path):
    async with opened(write(tmp_path, EXAMPLE | {"products": []})) as editor:
        await paste(editor, "a_rate.fits")
        await editor.until_shown("no product to paste into")
        await editor.press("p")
        await editor.until_shown("nothing to paste")
