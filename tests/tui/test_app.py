import unicodedata
from pathlib import Path

import pytest

from asned.session import Session
from asned.tui.app import AsnedApp
from tui.editor import EXAMPLE, FIRST, SECOND, Editor, key_event, opened, write


def visible_panes(editor: Editor) -> list[str]:
    """Give the names of the panes that have a place on the screen."""
    return [pane.NAME for pane in editor.app.panes if pane.display and pane.region]


def is_whole(editor: Editor) -> bool:
    """Say whether the screen is filled, with the title first and the keys last."""
    lines = editor.screen.split("\n")
    return len(lines) == editor.app.size.height and ".json" in lines[0] and "? keys" in lines[-1]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_four_panes_with_titles_and_the_focus_marked(tmp_path: Path, size: tuple[int, int]):
    async with opened(write(tmp_path), size) as editor:
        await editor.until_shown("1 Keywords", "2 Products", "3 Members of", "4 Problems")
        assert visible_panes(editor) == ["keywords", "products", "members", "problems"]
        assert is_whole(editor)
        assert editor.screen.count(">  1") == 1
        await editor.press("1")
        await editor.until(lambda: editor.rows(editor.app.keywords)[0].startswith(">"))
        assert editor.rows(editor.app.members)[1].startswith("›")


@pytest.mark.parametrize("size", [(40, 12), (80, 17), (20, 6)])
async def test_a_small_terminal_shows_one_pane_at_a_time(tmp_path: Path, size: tuple[int, int]):
    async with opened(write(tmp_path), size) as editor:
        assert visible_panes(editor) == ["members"]
        room = (size[0], size[1] - 3)
        for key, name in zip("1243", ["keywords", "products", "problems", "members"], strict=True):
            await editor.press(key)
            await editor.until(lambda name=name: visible_panes(editor) == [name], name)
            pane = next(pane for pane in editor.app.panes if name == pane.NAME)
            await editor.until(lambda pane=pane: editor.app.focused is pane)
            await editor.until(lambda pane=pane: pane.region.size == room, "all of the screen")


@pytest.mark.parametrize("size", [(40, 12), (80, 17)])
async def test_a_single_pane_names_the_others(tmp_path: Path, size: tuple[int, int]):
    async with opened(write(tmp_path), size) as editor:
        await editor.until_shown("1 keywords  2 products  4 problems ─╯")
        await editor.press("4")
        await editor.until_shown("1 keywords  2 products  3 members ─╯")
        await editor.press("3")
        await editor.until_shown("1 keywords  2 products  4 problems ─╯")
        await editor.resize(120, 40)
        await editor.until_gone("4 problems")
        await editor.until_shown("─ 2 ─╯")


async def test_resizing_keeps_cursor_and_focus(tmp_path: Path):
    members = [{"expname": f"{n:03}_rate.fits", "exptype": "background"} for n in range(60)]
    products = [EXAMPLE["products"][1], {"name": FIRST, "members": members}]
    async with opened(write(tmp_path, EXAMPLE | {"products": products}), (80, 24)) as editor:
        await editor.press("2", "G", "3", *["down"] * 41, "right")
        for size in [(40, 12), (120, 40), (20, 6), (80, 24), (300, 90)]:
            await editor.resize(*size)
            assert editor.app.focused is editor.app.members
            assert (editor.app.members.cursor_row, editor.app.members.field) == (41, "exptype")
            assert editor.app.products.position_words() == "product 2 of 2"
            if size != (20, 6):
                await editor.until_shown("41_rate", "background")
                await editor.until(lambda: is_whole(editor), "a whole screen")


async def test_resizing_keeps_a_question_open(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("d", "q")
        await editor.until_shown("Save before quitting?")
        for size in [(40, 12), (80, 24), (120, 40)]:
            await editor.resize(*size)
            await editor.until_shown("Save before quitting?", "s save and quit")
        await editor.press("escape", "u")
        assert not editor.session.is_modified


async def test_tab_goes_round_the_panes(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        seen = []
        for key in ["tab"] * 4 + ["shift+tab"] * 4:
            await editor.press(key)
            seen.append(editor.app.pane.NAME)
        assert seen[:4] == ["problems", "keywords", "products", "members"]
        assert seen[4:] == ["products", "keywords", "problems", "members"]


async def test_keys_typed_while_the_editor_starts_are_acted_on(tmp_path: Path):
    app = AsnedApp(Session.open(write(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        editor = Editor(app, pilot)
        for key in ["down", "t", *"imprint", "enter", "2", "enter", *"d", "enter"]:
            app.post_message(key_event(key))
        await editor.until(lambda: editor.document["products"][0]["name"] == f"{FIRST}d")
        assert editor.members()[1]["exptype"] == "imprint"


async def test_a_click_selects_and_a_second_opens_the_cell(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.click("background   ‹null›")
        assert (editor.app.members.cursor_row, editor.app.members.field) == (1, "exptype")
        assert not editor.app.editor.is_open
        await editor.click("background   ‹null›")
        await editor.until(lambda: editor.app.editor.is_open)
        await editor.until_shown("▸ background")
        await editor.click("segmap")
        await editor.until(lambda: editor.members()[1]["exptype"] == "segmap")
        assert not editor.app.editor.is_open


async def test_a_click_gives_the_focus_to_its_pane(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.click("degraded_status")
        assert editor.app.pane is editor.app.keywords
        assert editor.app.keywords.cursor_row == 3
        await editor.click("▸")
        assert editor.app.pane is editor.app.products
        await editor.until_shown(f"Members of {SECOND}")


async def test_the_wheel_scrolls_and_leaves_the_cursor(tmp_path: Path):
    members = [{"expname": f"{n:03}_rate.fits", "exptype": "background"} for n in range(99)]
    content = EXAMPLE | {"products": [{"name": FIRST, "members": members}]}
    async with opened(write(tmp_path, content), (80, 24)) as editor:
        await editor.scroll("005_rate")
        await editor.until(lambda: "000_rate" not in "\n".join(editor.rows(editor.app.members)))
        assert editor.app.members.cursor_row == 0


async def test_a_click_on_a_key_of_the_footer_is_that_key(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.click("d delete")
        await editor.until(lambda: len(editor.members()) == 1)
        await editor.click("u undo")
        await editor.until(lambda: len(editor.members()) == 2)
        await editor.click("enter edit")
        await editor.until_shown("enter accept")
        await editor.press("d")
        await editor.click("enter accept")
        await editor.until(lambda: editor.members()[0]["expname"].endswith("d"))
        await editor.click("ctrl+p all")
        await editor.until_shown("add above")
        await editor.press("escape")
        await editor.until_gone("add above")


async def test_the_footer_shows_what_applies_here(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        assert "a add" in editor.screen.split("\n")[-1]
        await editor.press("4")
        await editor.until_shown("enter go there")
        assert "a add" not in editor.screen.split("\n")[-1]
        await editor.press("3", "enter")
        await editor.until_shown("enter accept", "escape restore")
        assert "a add" not in editor.screen.split("\n")[-1]


@pytest.mark.parametrize(
    ("pane", "key", "words"),
    [
        ("1", "t", "exptype: only in the members pane"),
        ("3", "R", "rename: only in the keywords and products panes"),
        ("4", "d", "delete: only in the keywords, products and members panes"),
        ("2", "e", "e does nothing here"),
        ("3", "f9", "F9 does nothing here"),
    ],
)
async def test_a_key_that_does_nothing_says_why(tmp_path: Path, pane: str, key: str, words: str):
    async with opened(write(tmp_path)) as editor:
        await editor.press(pane, key)
        await editor.until(lambda: editor.state == words, words)
        assert not editor.session.is_modified


async def test_what_a_pane_asks_for_while_something_is_typed_is_not_done(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("/")
        members.post_message(members.Activated(members, 0, 1))
        await editor.until(
            lambda: editor.app._message[0] == "edit: not while something is typed", "the refusal"
        )
        assert editor.app.tools.searching.bar.is_open
        assert not editor.app.editor.is_open


async def test_the_keys_and_the_palette_show_every_action(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("?")
        await editor.until_shown("Edit the value; add a greyed keyword")
        await editor.press("d", "?")
        await editor.until_gone("Edit the value")
        assert len(editor.members()) == 2
        await editor.press(":")
        await editor.until_shown("add above")
        await editor.press(*"duplic")
        await editor.until_gone("add above")
        await editor.press("enter")
        await editor.until(lambda: len(editor.members()) == 3)


async def test_what_is_this_explains_the_finding_or_the_value(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("t", *"psf", "f1")
        await editor.until_shown("exptype-stage")
        await editor.press("escape")
        await editor.until_gone("background:")
        await editor.press("1", "H")
        await editor.until_shown("asn_type:")


HOSTILE = "[/] [@click=app.quit]x[/] [red] \x1b]0;t\x07\x1b[2J\x9b31m\u202eabc\u200b\u2028\ud800\x7f\x00\t\n"


def harmless(text: str) -> bool:
    """Say whether a terminal would only draw this."""
    kinds = {unicodedata.category(character) for character in text.replace("\n", "")}
    return not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_hostile_texts_are_shown_displayable_everywhere(
    tmp_path: Path, size: tuple[int, int]
):
    keys = {"expname": HOSTILE, "exptype": HOSTILE, "exposerr": HOSTILE, HOSTILE: HOSTILE}
    products = [
        {"name": HOSTILE, HOSTILE: HOSTILE, "members": [keys, HOSTILE, keys | {"exptype": "flat"}]},
        HOSTILE,
        {"name": HOSTILE, "members": HOSTILE},
    ]
    content = {"asn_type": HOSTILE, "asn_rule": HOSTILE, HOSTILE: HOSTILE, "products": products}
    path = write(tmp_path, content, name="[red]\x1b[2J\u202e[_asn.json")
    walk = [
        "down",
        "down",
        "right",
        "right",
        "right",
        "enter",
        "escape",
        "f1",
        "escape",
        ".",
        "escape",
    ]
    async with opened(path, size) as editor:
        for pane in "1234":
            await editor.press(pane)
            for step in (*walk, "t", "x", "escape", "R", "escape", "a", "escape", "]", "[", "!"):
                await editor.press(step)
                assert harmless(editor.screen), (pane, step)
            await editor.press("escape", "escape")
        for keys_of_questions in (["W"], ["ctrl+s"], ["2", "d", "q"], ["S"], ["?"], [":"]):
            await editor.press(*keys_of_questions)
            assert harmless(editor.screen), keys_of_questions
            await editor.press("escape", "escape")
        await editor.press(*"uuuu")
        assert not editor.has_quit
        assert editor.document == content


async def test_keys_in_an_empty_association_do_no_harm(tmp_path: Path):
    keys = ["d", "y", "t", "R", "J", "K", "u", "U", "]", "[", ".", "!", "home", "end", "G", "left"]
    async with opened(write(tmp_path, {})) as editor:
        for pane in "1234":
            for key in (*keys, "right", "pagedown", "enter", "f12", "?", "H", "S"):
                await editor.press(pane, key, "escape", "escape")
        assert editor.document == {}
        assert len(editor.app.screen_stack) == 1


async def test_the_title_gives_its_counts_room_before_the_programs_name(tmp_path: Path):
    for width in (100, 103, 110, 160):
        async with opened(write(tmp_path), (width, 30)) as editor:
            assert editor.title.endswith("✖ 0  ▲ 0  · 0"), width
            assert editor.title.startswith(" asned  jw00623") == (width >= 110)
