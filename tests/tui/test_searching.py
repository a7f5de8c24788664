"""Find and filter as one types, in every pane, with the count of what is found."""

import json
from pathlib import Path

import pytest

from asned.tui import looking
from tui.editor import EXAMPLE, Editor, opened, write
from tui.rows import row_name, with_rows


def with_problems(directory: Path) -> Path:
    """Write an association with an error on member 3 and warnings on members 5 and 6 of the first."""
    association = json.loads(with_rows(directory).read_text())
    members = association["products"][0]["members"]
    members[2]["exptype"] = "sciense"
    members[5]["expname"] = members[4]["expname"] = members[3]["expname"]
    return write(directory, association)


async def test_find_goes_to_hits_as_one_types_and_counts_them(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("/", *"back")
        await editor.until_shown("1 of 7")
        assert members.cursor_row == 1
        await editor.press(*" m05")
        await editor.until_shown("1 of 1")
        assert members.cursor_row == 5
        await editor.press(*["backspace"] * 4, "enter", "n", "n")
        assert members.cursor_row == 3
        await editor.until_shown("3 of 7")
        await editor.press("N")
        assert members.cursor_row == 2
        await editor.press("g", "N")
        assert members.cursor_row == 7


async def test_emptying_what_is_looked_for_goes_back_and_nothing_found_stays(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("down", "/", *"m06")
        assert members.cursor_row == 6
        await editor.press(*["backspace"] * 3)
        assert members.cursor_row == 1
        await editor.press(*"zzz")
        await editor.until_shown("nothing found")
        assert members.cursor_row == 1


async def test_what_is_found_nowhere_leads_back_and_stays_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for part in (looking.PART, 3):  # looked through at once, and beside the keyboard
        monkeypatch.setattr(looking, "PART", part)
        if part == 3:
            monkeypatch.setattr(looking, "AT_FIRST", 0)
            monkeypatch.setattr(looking, "AT_ONCE", 0)
        async with opened(with_rows(tmp_path)) as editor:
            members = editor.app.members
            await editor.press("down", "/", *"m06")
            await editor.until(lambda: members.cursor_row == 6)  # noqa: B023 - used up at once
            await editor.press("x")
            await editor.until_shown("nothing found in this product")
            assert members.cursor_row == 1
            await editor.press("backspace")
            await editor.until_shown("1 of 1")
            assert members.cursor_row == 6
            await editor.press("x", "enter")
            await editor.until_shown("/ m06x   nothing found in this product")
            assert members.cursor_row == 1


@pytest.mark.parametrize("pane", ["1", "2", "3", "4"])
@pytest.mark.parametrize("key", ["/", "&"])
async def test_a_severity_may_be_called_by_its_plural_and_one_unknown_is_said_to_be(
    tmp_path: Path, pane: str, key: str
):
    async with opened(with_problems(tmp_path), size=(80, 24)) as editor:
        await editor.press(pane, key, *"!bogus")
        await editor.until_shown("! takes error, warning, info or a rule, not bogus")
        if pane != "1":
            await editor.press(*["backspace"] * 5, *"errors")
            await editor.until_shown("1 of ")
            await editor.until_gone("! takes")


@pytest.mark.parametrize("key", ["/", "&"])
@pytest.mark.parametrize(
    ("pane", "words"),
    [("3", "nothing found in this product; pane 2 looks in all"), ("2", "nothing found")],
)
async def test_what_is_not_among_these_members_may_be_in_another_product(
    tmp_path: Path, key: str, pane: str, words: str
):
    async with opened(with_rows(tmp_path), size=(80, 24)) as editor:
        await editor.press(pane, key, *"zzz")
        await editor.until(lambda: editor.state.endswith(f" {words}"), words)
        await editor.press("backspace", "backspace", "backspace")
        await editor.until_gone("nothing found")


async def test_the_next_hit_of_what_is_not_found_says_where_it_is_not(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("/", *"zzz", "enter", "n")
        await editor.until_shown("/ zzz   nothing found in this product; pane 2 looks in all")


async def test_of_the_only_product_nothing_is_said_of_others(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=1), size=(80, 24)) as editor:
        await editor.press("/", *"zzz")
        await editor.until(lambda: editor.state.endswith("  nothing found"), "no hint")


async def test_a_product_is_found_by_its_members_and_they_by_the_same_words(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=4), size=(80, 24)) as editor:
        app = editor.app
        await editor.press("3", "/", *"P2M05_rate.fits", "enter")
        await editor.until_shown("nothing found in this product; pane 2 looks in all")
        await editor.press("2", "n")
        await editor.until_shown("1 of 1 by members")
        assert app.members.product == editor.session.document.products[2].id
        await editor.press("3", "n")
        assert app.members.cursor_row == 5


async def test_products_are_filtered_by_their_members_as_they_are_now(tmp_path: Path):
    path = with_rows(tmp_path, products=4)
    async with opened(path, size=(80, 24)) as editor:
        products = editor.app.products
        await editor.press("3", "x", "2", *["down"] * 2, "3", "p", "2", "g", "&", *"p0m00")
        await editor.until_shown("1 of 4 by members")
        assert "product1" in editor.row(products, "▸")
        assert row_name(0, 0) in [each["expname"] for each in editor.members(1)]
        await editor.until(lambda: editor.app.members.product == products.things(1, 2)[0].id)
        await editor.press("enter", "u", "2", "&", *"p0m00")
        await editor.until(lambda: editor.state.endswith("  nothing found"))


async def test_enter_at_once_goes_on_with_what_was_looked_for_last(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("/", *"back", "enter", "/", "enter")
        await editor.until_shown("2 of 7")
        assert members.cursor_row == 2
        await editor.press("/", "escape", "/", "tab")
        assert members.cursor_row == 2


async def test_escape_leaves_the_cursor_on_the_hit(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("/", *"m06", "escape")
        await editor.until_gone("1 of 1")
        assert editor.app.members.cursor_row == 6
        assert editor.app.focused is editor.app.members


async def test_arrows_step_through_the_hits_while_typing(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("/", *"back", "down", "down", "up", *"g")
        assert editor.app.members.cursor_row == 1
        await editor.press("down", "enter")
        assert editor.app.members.cursor_row == 2


async def test_words_match_anywhere_in_a_row_whatever_their_case(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press("&", *"SCIENCE p0m")
        await editor.until_shown("1 of 8")
        assert row_name(0, 1) not in editor.screen
        await editor.press("escape")
        await editor.until_shown(row_name(0, 1))


async def test_a_filter_leaves_rows_with_their_own_numbers_and_stays(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("&", *"m0", "backspace", "enter")
        await editor.press("&", *"m06", "enter")
        await editor.until_shown("1 of 8", "& m06 (escape: all)")
        assert editor.row(members, row_name(0, 6)).startswith(">  7")
        await editor.press("escape")
        await editor.until_shown(row_name(0, 0))
        assert members.cursor_row == 6


async def test_a_filter_leaves_the_cursor_where_it_was_or_on_what_follows(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("G", "&", *"back")
        assert editor.app.members.place == members.place_at(6)
        await editor.press("escape", "g", "&", *"m05", "escape")
        assert members.cursor_row == 5


@pytest.mark.parametrize(
    ("typed", "left"),
    [("!error", [2]), ("!warning", [4, 5]), ("!duplicate", [4, 5]), ("!e", [2]), ("!", [2, 4, 5])],
)
async def test_an_exclamation_mark_asks_for_problems(tmp_path: Path, typed: str, left: list[int]):
    async with opened(with_problems(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("&", *typed)
        await editor.until_shown(f"{len(left)} of 8")
        kept = [members.position(members.thing_at(row)) for row in range(members.row_count)]
        assert kept == left


@pytest.mark.parametrize(
    ("pane", "typed", "count"),
    [
        ("1", "image2", "1 of 11"),
        ("2", "product1", "1 of 2"),
        ("2", "!error", "1 of 2"),
        ("4", "sciense", "1 of 5"),
        ("4", "!warn", "2 of 5"),
        ("4", "member 5", "1 of 5"),
    ],
)
async def test_every_pane_is_filtered(tmp_path: Path, pane: str, typed: str, count: str):
    async with opened(with_problems(tmp_path)) as editor:
        before = editor.app.panes[int(pane) - 1].row_count
        await editor.press(pane, "&", *typed)
        await editor.until_shown(count)
        assert editor.app.pane.row_count < before
        await editor.press("escape")
        assert editor.app.pane.row_count == before


@pytest.mark.parametrize(
    ("pane", "typed", "row"), [("1", "o037", 5), ("2", "product1", None), ("4", "m6", 2)]
)
async def test_every_pane_is_looked_through(tmp_path: Path, pane: str, typed: str, row: int | None):
    async with opened(with_problems(tmp_path)) as editor:
        await editor.press(pane, "g", "/", *typed)
        await editor.until_shown("1 of 1")
        found = editor.app.pane
        assert found.cursor_row == (found.row_count - 1 if row is None else row)


async def test_a_long_list_is_looked_through_beside_the_keyboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(looking, "PART", 7)
    monkeypatch.setattr(looking, "AT_FIRST", 0)
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    async with opened(with_rows(tmp_path, members=99), (80, 24)) as editor:
        members = editor.app.members
        await editor.press("/", *"m97")
        await editor.until_shown("1 of 1")
        assert members.cursor_row == 97
        await editor.press("escape", "&", *"m9", "enter")
        await editor.until_shown("9 of 99")
        await editor.until(lambda: not members.is_filtering)
        await editor.press("*", "d", "d")
        assert len(editor.members()) == 90
        await editor.press("escape", "&", *"m8", "enter")
        await editor.until(lambda: not members.is_filtering)
        assert members.row_count == 10


async def test_what_comes_under_a_filter_is_shown_and_what_goes_is_not(tmp_path: Path):
    async with opened(with_rows(tmp_path)) as editor:
        members = editor.app.members
        await editor.press("&", *"m0", "enter", "down", "y")
        assert members.row_count == 9
        await editor.press("u")
        assert members.row_count == 8
        await editor.press("d")
        assert members.row_count == 7


async def test_text_with_markup_and_control_characters_is_looked_for_as_text(tmp_path: Path):
    members = [{"expname": "[/]x\x1b", "exptype": "science"}, {"expname": "b", "exptype": "b"}]
    path = write(tmp_path, EXAMPLE | {"products": [{"name": "a", "members": members}]})
    async with opened(path) as editor:
        await editor.press("down", "/", *"[/]x")
        await editor.until_shown("1 of 1")
        assert editor.app.members.cursor_row == 0
        await editor.press("escape", "&", *"[/", "enter")
        await editor.until_shown("& [/ (escape: all)")


async def finds(editor: Editor, typed: str) -> int:
    await editor.press("&", *typed)
    count = editor.app.members.row_count
    await editor.press("escape")
    return count


async def test_values_are_found_as_they_are_shown_whatever_their_spelling(tmp_path: Path):
    text = (
        '{"asn_id": "o001", "products": [{"name": "a", "members": ['
        '{"expname": "\\u0061bc.fits", "exptype": "science", "n": 1.50, "g": null},'
        '{"expname": "x.fits", "exptype": "background", "n": 1e2, "g": "ÄÖ"}]}]}'
    )
    async with opened(write(tmp_path, text)) as editor:
        for typed, count in [
            ("abc", 1),
            ("1.5", 1),
            ("100.0", 1),
            ("äö", 1),
            ("null", 1),
            ("u0061", 0),
        ]:
            assert await finds(editor, typed) == count, typed


async def test_a_product_is_found_by_its_own_values_whether_or_not_it_was_looked_into(
    tmp_path: Path,
):
    products = [{"name": f"p{number}", "members": [], "prodtype": "x"} for number in range(3)]
    products[1]["members"] = "none at all"
    products[2]["members"] = [{"expname": "deep.fits", "exptype": "science"}]
    async with opened(write(tmp_path, EXAMPLE | {"products": products})) as editor:
        listed = editor.app.products
        for _ in range(2):
            for typed, names in [("p2 x", ["p2"]), ("none", ["p1"]), ("p1 deep", [])]:
                await editor.press("2", "&", *typed)
                left = [each["name"] for each in products if each["name"] in names]
                assert listed.kept is not None
                assert len(listed.kept) == len(left), typed
                await editor.press("escape")
            await editor.press("g", *["down"] * 12)


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_the_cursor_goes_back_where_it_was_when_the_filter_had_left_nothing(
    tmp_path: Path, pane: str
):
    async with opened(with_rows(tmp_path)) as editor:
        await editor.press(pane, "G")
        row = editor.app.pane.cursor_row
        assert row > 0
        await editor.press("&", *"zzz", "escape")
        assert editor.app.pane.kept is None
        assert editor.app.pane.cursor_row == row
        await editor.press("&", *"zzz", "enter", "escape")
        assert editor.app.pane.kept is None
        assert editor.app.pane.cursor_row == row
