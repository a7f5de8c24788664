import json
from pathlib import Path

import pytest

from asned.tui.verdict import Verdict
from tui.editor import EXAMPLE, FIRST, SECOND, opened, write
from tui.rows import with_rows

MEMBER = {"expname": f"{FIRST}_rate.fits", "exptype": "science"}


async def test_the_tree_shows_file_products_and_the_exptypes_of_the_first(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        rows = [row.split() for row in editor.rows(editor.app.products)[:6]]
        assert rows[0] == ["2", "products"]
        assert rows[1][:2] == ["›", "▾"]
        assert rows[1][-1] == "2"
        assert rows[2:4] == [["science", "1"], ["background", "1"]]
        assert rows[4][0] == "▸"
        assert rows[5] == []
        await editor.press("2")
        await editor.until_shown("product 1 of 2")


async def test_left_folds_and_right_unfolds(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "left")
        assert editor.app.products.row_count == 3
        assert editor.row(editor.app.products, FIRST[6:]).split()[1] == "▸"
        await editor.press("down", "right")
        assert editor.app.products.row_count == 4
        assert editor.rows(editor.app.products)[3].split() == ["science", "1"]


async def test_the_members_follow_the_product_under_the_cursor(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "G")
        await editor.until_shown(f"Members of {SECOND}", "product 2 of 2")
        assert editor.state == f"{SECOND}   science 1"
        await editor.press("g", "down")
        await editor.until_shown(f"Members of {FIRST}")


async def test_keys_typed_ahead_meet_the_product_that_was_gone_to(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "G", "3", "d")
        assert editor.members(1) == []
        assert len(editor.members(0)) == 2


async def test_a_product_is_renamed_and_only_its_name_changes(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("2", "enter", *"_x", "enter")
        assert editor.text == path.read_text().replace(f'"name": "{FIRST}"', f'"name": "{FIRST}_x"')
        await editor.until_shown(f"Members of {FIRST}_x")
        assert "●" in editor.rows(editor.app.products)[1]
        await editor.press("u")
        assert editor.text == path.read_text()
        assert "●" not in editor.rows(editor.app.products)[1]


async def test_rename_works_from_the_lines_under_a_product(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "down", "down", "R", *"_x", "enter")
        assert editor.document["products"][0]["name"] == f"{FIRST}_x"


async def test_a_name_that_is_there_already_shows_on_the_product(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "G", "enter", "ctrl+z", *["backspace"] * len(SECOND), *FIRST)
        await editor.until_shown("✖ ")
        await editor.press("enter")
        assert "name-duplicate" in editor.rules
        rows = editor.rows(editor.app.products)
        assert "✖1" in rows[4]
        assert "✖1" in rows[0]


@pytest.mark.parametrize(("key", "position"), [("a", 1), ("A", 0)])
async def test_a_product_is_added_beside_the_cursor(tmp_path: Path, key: str, position: int):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("2", key)
        await editor.until_shown("Add a product", "undefined")
        await editor.press("2", "enter")
        await editor.until_gone("Add a product")
        assert editor.document["products"][position] == {"name": "undefined2", "members": []}
        assert editor.row(editor.app.products, "undefined2").startswith(">●")
        await editor.until_shown("Members of undefined2", "members-empty")
        await editor.press("u")
        assert editor.text == path.read_text()


async def test_giving_up_a_new_product_adds_nothing(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("2", "a")
        await editor.until_shown("Add a product")
        await editor.press("x", "escape")
        await editor.until_gone("Add a product")
        assert editor.text == path.read_text()


async def test_a_product_needs_a_name(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "a")
        await editor.until_shown("Add a product")
        await editor.press(*["backspace"] * len("undefined"), "enter")
        await editor.until_shown("✖ a product needs a name")


async def test_deleting_all_products_and_undoing_gives_the_bytes_back(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("2", "d")
        await editor.until_shown(f"Members of {SECOND}")
        assert [each["name"] for each in editor.document["products"]] == [SECOND]
        await editor.press("d")
        assert editor.document["products"] == []
        assert "products-empty" in editor.rules
        assert editor.app.pane is editor.app.products
        await editor.press("d")
        await editor.until_shown("there is nothing to delete here")
        await editor.press("3", "a")
        await editor.until_shown("there is no product to add a member to")
        await editor.press("u", "u")
        await editor.until_shown(f"Members of {FIRST}")
        assert editor.text == path.read_text()


async def test_a_duplicate_stands_below_with_its_members(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "y")
        products = editor.document["products"]
        assert products[0] == products[1]
        assert products[2]["name"] == SECOND
        assert "name-duplicate" in editor.rules
        assert editor.app.products.product == editor.session.document.products[1].id
        assert "duplicated product 1; u takes it back" in editor.state


async def test_moving_a_product_takes_the_cursor_along(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("2", "J")
        assert [each["name"] for each in editor.document["products"]] == [SECOND, FIRST]
        await editor.until_shown("product 2 of 2")
        await editor.press("J")
        await editor.until_shown("it is the last already")
        await editor.press("K")
        assert editor.text == path.read_text()


async def test_an_exptype_is_not_deleted_by_itself(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("2", "down", "d")
        await editor.until_shown("an exptype is deleted with its members")
        assert editor.text == path.read_text()


async def test_further_keys_of_a_product_are_edited_and_deleted_under_it(tmp_path: Path):
    product = {"name": FIRST, "level": 2, "members": [MEMBER]}
    path = write(tmp_path, EXAMPLE | {"products": [product]})
    async with opened(path) as editor:
        assert editor.row(editor.app.products, "level: ‹2›")
        await editor.press("2", "down", "enter", "5", "enter")
        assert '"level": 25,' in editor.text
        await editor.press("d")
        assert editor.document["products"] == [{"name": FIRST, "members": [MEMBER]}]
        await editor.press("u", "u")
        assert editor.text == path.read_text()


async def test_a_product_without_a_name_gets_one(tmp_path: Path):
    path = write(tmp_path, EXAMPLE | {"products": [{"members": [MEMBER]}]})
    async with opened(path) as editor:
        assert editor.rules == ["name-missing"]
        assert editor.row(editor.app.products, "‹product 1, no name›")
        await editor.press("2", "enter", "enter")
        assert editor.text == path.read_text()
        await editor.press("enter", *FIRST, "enter")
        assert editor.document["products"] == [{"name": FIRST, "members": [MEMBER]}]


@pytest.mark.parametrize(
    ("products", "why"),
    [
        ("hello", "products is no list"),
        ({"name": "x"}, "products is no list"),
        (None, "products is no list"),
        (..., "products is missing"),
    ],
)
async def test_a_tree_without_products_says_why(tmp_path: Path, products: object, why: str):
    content = {key: value for key, value in EXAMPLE.items() if key != "products"}
    if products is not ...:
        content["products"] = products
    path = write(tmp_path, content)
    async with opened(path) as editor:
        assert editor.row(editor.app.products, f"no products: {why}")
        assert editor.rules[0] in ("products-list", "products-required")
        await editor.press("2", "enter")
        await editor.until_shown("products is edited with the other keywords: press 1")
        await editor.press("a")
        await editor.until_shown("there is no list of products to add to")
        await editor.press("d")
        await editor.until_shown("there is nothing to delete here")
        assert editor.text == path.read_text()


async def test_products_that_are_text_become_a_list_and_back(tmp_path: Path):
    path = write(tmp_path, EXAMPLE | {"products": "hello"})
    async with opened(path) as editor:
        await editor.press("]", "enter", "ctrl+t", *["backspace"] * 7, *'[{"name": "x"}]', "enter")
        assert editor.document["products"] == [{"name": "x"}]
        assert "members-required" in editor.rules
        assert editor.row(editor.app.products, "▸ x")
        await editor.press("u")
        assert editor.text == path.read_text()
        assert editor.rules == ["products-list"]
        assert editor.row(editor.app.products, "no products")


async def test_products_that_are_no_objects_are_shown_edited_moved_and_deleted(tmp_path: Path):
    path = write(tmp_path, EXAMPLE | {"products": [7, {"name": "x", "members": [MEMBER]}, "y"]})
    async with opened(path) as editor:
        assert "✖ ‹7›" in editor.row(editor.app.products, "7")
        assert "✖ y" in editor.row(editor.app.products, "y")
        assert editor.rules[:2] == ["product-object", "product-object"]
        await editor.press("2", "J")
        assert editor.document["products"][1] == 7
        await editor.press("y", "d", "up", "enter", *"00", "enter")
        assert editor.document["products"][1] == 700
        await editor.press("G", "d", "G", "d")
        assert [each["name"] for each in editor.document["products"]] == ["x"]
        await editor.press(*"uuuuuu")
        assert editor.text == path.read_text()


async def test_a_product_of_several_lines_opens_on_one(tmp_path: Path):
    text = json.dumps(EXAMPLE | {"products": [[1, 2]]}, indent=4)
    async with opened(write(tmp_path, text)) as editor:
        await editor.press("2", "enter")
        await editor.until_shown("│[1, 2]")
        await editor.press("enter")
        assert editor.text == text
        await editor.press("enter", "left", *", 3", "enter")
        assert editor.document["products"] == [[1, 2, 3]]


async def test_the_badge_is_whole_and_the_count_of_members_gives_way(tmp_path: Path):
    members = [
        {"expname": f"{n}_rate.fits", "exptype": "sciense", "exposerr": 7} for n in range(120)
    ]
    content = EXAMPLE | {"products": [{"name": FIRST, "members": members}]}
    async with opened(write(tmp_path, content), (80, 24)) as editor:
        row = editor.rows(editor.app.products)[1]
        assert row.endswith("✖120 ▲120")
        assert "jw0" in row
        await editor.resize(120, 40)
        await editor.until(lambda: editor.rows(editor.app.products)[1].endswith("120"))
        assert "✖120 ▲120  120" in editor.rows(editor.app.products)[1]


async def test_a_badge_counts_up_to_a_thousand(tmp_path: Path):
    members = [{"expname": f"{n}_rate.fits", "exptype": "sciense"} for n in range(1000)]
    content = EXAMPLE | {"products": [{"name": FIRST, "members": members}]}
    async with opened(write(tmp_path, content), (80, 24)) as editor:
        assert editor.rows(editor.app.products)[1].endswith("✖999+")
        assert "✖1000" in editor.rows(editor.app.products)[0]


async def test_an_exptype_that_is_none_is_marked(tmp_path: Path):
    wrong = [{"expname": "b_rate.fits", "exptype": "sciense"}, {"expname": "c_rate.fits"}]
    content = EXAMPLE | {"products": [{"name": FIRST, "members": [MEMBER, *wrong]}]}
    async with opened(write(tmp_path, content)) as editor:
        rows = [row.split() for row in editor.rows(editor.app.products)[2:5]]
        assert rows[0] == ["science", "1"]
        assert rows[1] == ["✖", "sciense", "1"]
        assert rows[2] == ["✖", "‹no", "exptype›", "1"]


async def test_a_filter_counts_the_products_that_it_leaves(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=12, members=1)) as editor:
        await editor.press("2", "&", *"uct1", "enter", "G")
        await editor.until_shown("product 3 of 3")
        await editor.press("escape")
        await editor.until_shown("product 12 of 12")


async def test_what_is_wrong_with_the_members_is_no_verdict_on_the_name(tmp_path: Path):
    members = [{"expname": f"{name}.fits", "exptype": "science"} for name in "ab"]
    path = write(tmp_path, EXAMPLE | {"products": [{"name": "two_a", "members": members}]})
    async with opened(path) as editor:
        await editor.press("2", "R")
        verdict = editor.app.editor.query_one(Verdict)
        for key in ("x", "backspace"):
            assert "science" not in "".join(verdict.lines_in(200))
            await editor.press(key)
        await editor.press("/")
        await editor.until(lambda: "slash" in "".join(verdict.lines_in(200)), "a verdict")
