import json
from pathlib import Path

import pytest

from tui.editor import EXAMPLE, opened, write

KEYS = [*EXAMPLE]


async def test_keywords_stand_in_the_files_order_and_missing_ones_greyed_below(tmp_path: Path):
    content = {key: EXAMPLE[key] for key in reversed(KEYS) if key != "asn_pool"}
    async with opened(write(tmp_path, content)) as editor:
        rows = [row.split() for row in editor.rows(editor.app.keywords)]
        assert [row[1] if row[0] in "›●" else row[0] for row in rows[: len(content)]] == [*content]
        assert ["○", "✖", "asn_pool", "required,"] in [row[:4] for row in rows[len(content) :]]
        assert ["○", "code_version", "not", "there"] in rows[len(content) :]
        assert "asn-pool-required" in editor.rules


async def test_values_that_are_no_text_stand_in_angle_quotes(tmp_path: Path):
    async with opened(write(tmp_path, EXAMPLE | {"version_id": None})) as editor:
        for shown in ("‹9›", "‹null›", "‹2 products›"):
            assert editor.row(editor.app.keywords, shown)


async def test_a_value_is_edited_in_place_with_the_verdict_while_typing(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "down", "down", "enter")
        await editor.until_shown("╭─ text")
        await editor.press("backspace")
        await editor.until_shown('· "20210610t12150" is not a time')
        assert editor.text == path.read_text()
        await editor.press("enter")
        assert editor.document["version_id"] == "20210610t12150"
        assert editor.rules == ["version-id-format"]
        assert "· version_id" in editor.row(editor.app.keywords, "20210610")
        assert "● " in editor.row(editor.app.keywords, "20210610")
        assert editor.state.startswith('· "20210610t12150" is not a time')
        await editor.press("u")
        assert editor.text == path.read_text()
        assert editor.rules == []


async def test_a_number_is_edited_as_json_and_can_be_made_text(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("1", *["down"] * 7, "enter")
        await editor.until_shown("╭─ JSON")
        await editor.press(*"9.50", "enter")
        assert '"target": 99.50,' in editor.text
        await editor.press("enter")
        await editor.until_shown("│99.50")
        await editor.press("ctrl+t")
        await editor.until_shown("▲ only a string without control")
        await editor.press("home", '"', "end", '"', "ctrl+t")
        await editor.until_shown("╭─ text")
        await editor.press("enter")
        assert '"target": "99.50",' in editor.text


@pytest.mark.parametrize(
    "spelling", ["1.50", "1e2", r'"\u0041"', "[1,2]", "[\n1\n]", "12345678901234567890.0", "-0"]
)
async def test_enter_on_a_value_that_is_left_as_it_is_changes_no_byte(
    tmp_path: Path, spelling: str
):
    text = json.dumps(EXAMPLE).replace("9,", f"{spelling},")
    async with opened(write(tmp_path, text)) as editor:
        await editor.press("1", *["down"] * 7, "enter")
        await editor.until(lambda: editor.app.editor.is_open)
        await editor.press("enter")
        assert not editor.app.editor.is_open
        assert editor.text == text
        assert editor.session.history.to_undo is None


async def test_text_with_line_ends_opens_as_json(tmp_path: Path):
    async with opened(write(tmp_path, {"constraints": "one\ntwo"} | EXAMPLE)) as editor:
        await editor.press("1")
        assert editor.row(editor.app.keywords, "one␊two")
        await editor.press("enter")
        await editor.until_shown("╭─ JSON", r'"one\ntwo"')
        await editor.press("left", "!", "enter")
        assert editor.document["constraints"] == "one\ntwo!"


async def test_what_is_no_json_says_where_and_stays_open(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", *["down"] * 7, "enter", ",", "enter")
        await editor.until_shown("✖ not JSON: column 2")
        assert editor.app.editor.is_open
        assert editor.text == path.read_text()
        assert "expected expected" not in editor.screen
        await editor.press("enter")
        await editor.until_shown("✖ not JSON: column 2")
        await editor.press("escape")
        await editor.until_gone("╭─ JSON")
        assert editor.text == path.read_text()


async def test_asn_type_is_chosen_from_a_list(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("1", "enter")
        await editor.until_shown("▸ image2", "tso-spec2", '"image2" as typed')
        await editor.press(*"spe")
        await editor.until_shown("▸ spec2", '"spe" as typed')
        assert "tso-image2" not in editor.screen
        await editor.press("enter")
        assert editor.document["asn_type"] == "spec2"
        await editor.until_shown("Stage 2 (asn_type spec2)")


async def test_another_asn_type_judges_by_the_other_stage_and_undo_brings_it_back(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("1", "enter", *"image3", "enter")
        await editor.until_shown("Stage 3")
        await editor.press("u")
        await editor.until_shown("Stage 2 (asn_type image2)")
        assert editor.rules == []


async def test_enter_on_a_greyed_keyword_adds_it(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "G", "k", "enter", *"1.2.3", "enter")
        assert [*editor.document][-2:] == ["code_version", "products"]
        assert editor.document["code_version"] == "1.2.3"
        assert "○" not in editor.row(editor.app.keywords, "code_version")
        assert editor.row(editor.app.keywords, "code_version").startswith(">●")
        await editor.press("u")
        assert "○" in editor.row(editor.app.keywords, "code_version")
        assert editor.text == path.read_text()


async def test_escape_on_a_greyed_keyword_adds_nothing(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "G", "enter", *"x", "escape")
        assert editor.text == path.read_text()
        assert not editor.session.is_modified


async def test_greyed_products_are_added_as_an_empty_list(tmp_path: Path):
    async with opened(write(tmp_path, {"asn_id": "a3001", "asn_pool": "none"})) as editor:
        row = editor.row(editor.app.keywords, "products")
        assert "required" in row
        await editor.press("]", "enter", "enter")
        assert editor.document["products"] == []
        assert "products-empty" in editor.rules


@pytest.mark.parametrize(("key", "position"), [("a", 1), ("A", 0)])
async def test_a_keyword_is_added_beside_the_cursor(tmp_path: Path, key: str, position: int):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", key)
        await editor.until_shown("Add a keyword", "code_version", "type the name of the keyword")
        await editor.press(*"my_key", "enter")
        await editor.until_shown("+ ")
        assert editor.text == path.read_text()
        await editor.press(*"my value", "enter")
        assert [*editor.document][position] == "my_key"
        assert editor.document["my_key"] == "my value"
        assert editor.app.keywords.cursor_row == position
        assert editor.row(editor.app.keywords, "my value").startswith(">●")
        await editor.press("u")
        assert editor.text == path.read_text()


async def test_a_keyword_that_is_there_is_not_added_again(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("1", "a")
        await editor.until_shown("Add a keyword")
        await editor.press(*"program", "enter")
        await editor.until_shown("✖ program is there already")
        await editor.press("escape")
        await editor.until_gone("Add a keyword")


@pytest.mark.parametrize("typed", [[], [*"x"]])
async def test_giving_up_a_new_keyword_leaves_nothing(tmp_path: Path, typed: list[str]):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "a")
        await editor.until_shown("Add a keyword")
        await editor.press(*"my_key", "enter")
        await editor.until_shown("my_key")
        await editor.press(*typed, "escape")
        await editor.until_shown("nothing was added")
        assert "my_key" not in editor.screen
        assert editor.text == path.read_text()
        assert editor.session.history.to_undo is None


async def test_a_keyword_is_renamed_with_its_value_untouched(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "j", "j", "j", "j", "R")
        await editor.until_shown("╭─ text")
        await editor.press(*"me", "enter")
        assert editor.text == path.read_text().replace('"program"', '"programme"')
        assert editor.row(editor.app.keywords, "programme")
        assert "unknown-keyword" not in editor.rules or "· programme" in editor.screen


async def test_a_keyword_needs_a_name(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "R", *["backspace"] * len("asn_type"), "enter")
        await editor.until_shown("✖ a keyword needs a name")
        await editor.press("escape")
        assert editor.text == path.read_text()


async def test_deleting_a_required_keyword_shows_it_greyed_and_wrong(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", *["down"] * 5, "d")
        await editor.until_shown("asn-id-required")
        assert "asn_id" not in editor.document
        assert editor.row(editor.app.keywords, "asn_id").split()[:3] == ["○", "✖", "asn_id"]
        assert editor.app.focused is editor.app.keywords
        await editor.press("u")
        assert editor.text == path.read_text()
        assert editor.app.keywords.cursor_row == 5


async def test_a_greyed_keyword_cannot_be_deleted_moved_or_renamed(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "G", "d")
        await editor.until_shown("there is nothing to delete here")
        await editor.press("J")
        await editor.until_shown("there is nothing to move here")
        await editor.press("R")
        await editor.until_shown("this keyword is not there yet; enter adds it")
        assert editor.text == path.read_text()


async def test_moving_a_keyword_takes_the_cursor_along(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("1", "J", "J")
        assert [*editor.document][:3] == ["asn_rule", "version_id", "asn_type"]
        assert editor.app.keywords.cursor_row == 2
        await editor.press("K", "K", "K")
        await editor.until_shown("it is the first already")
        assert editor.text == path.read_text()


async def test_products_are_not_edited_as_a_keyword(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("1", *["down"] * 8, "enter")
        await editor.until_shown("the products are edited in their own pane: press 2")
        assert not editor.app.editor.is_open


async def test_of_duplicate_keywords_each_is_edited_by_itself(tmp_path: Path):
    text = '{"asn_id": "a3001", "asn_pool": "none", "asn_id": "a3002", "products": []}'
    async with opened(write(tmp_path, text)) as editor:
        assert editor.rules.count("json-duplicate-key") == 1
        assert "✖ asn_id" in editor.row(editor.app.keywords, "a3001")
        assert "✖" not in editor.row(editor.app.keywords, "a3002")
        await editor.press("1", "enter", "backspace", "7", "enter")
        assert editor.text == text.replace("a3001", "a3007")
        await editor.press("d")
        assert editor.text == '{"asn_pool": "none", "asn_id": "a3002", "products": []}'
        assert "json-duplicate-key" not in editor.rules


async def test_keywords_that_are_there_are_counted_alike_on_the_border_and_below(tmp_path: Path):
    async with opened(write(tmp_path, '{"asn_id": "a3001", "products": []}')) as editor:
        await editor.press("1", "j")
        await editor.until_shown("keyword 2 of 2", " 2 ─╯")
        await editor.press("j")
        await editor.until_shown("not there yet")


@pytest.mark.parametrize("root", ["[1, 2]", '"text"'])
async def test_a_document_that_is_no_object_is_one_row_that_is_edited_as_json(
    tmp_path: Path, root: str
):
    async with opened(write(tmp_path, root)) as editor:
        await editor.until_shown("root-object")
        assert editor.app.keywords.row_count == 1
        assert editor.row(editor.app.products, "no products: the document")
        for pane, where in (
            ("3", " in the keywords pane (1)"),
            ("2", " in the keywords pane (1)"),
            ("1", ""),
        ):
            for key in ("a", "d", "J", "K", *("y" * (pane != "1"))):
                await editor.press(pane, "k")
                assert "no object" not in editor.state
                await editor.press(key)
                assert editor.state == f"the document is no object: enter{where} edits its text"
        assert editor.text == root
        await editor.press("enter")
        await editor.until_shown("╭─ JSON")
        product = {"name": "x", "members": [{"expname": "x_rate.fits", "exptype": "science"}]}
        document = {"asn_id": "a3001", "asn_pool": "none", "products": [product]}
        await editor.press(*["backspace"] * len(root), *json.dumps(document), "enter")
        await editor.until_shown("1 product", "▸ x", "Members of x")
        assert editor.document == document
        assert editor.rules == []
        await editor.press("u")
        await editor.until_shown("root-object")
        assert editor.text == root
