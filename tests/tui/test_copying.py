"""Copying members to products that are chosen in a list with find, filter and selection."""

from pathlib import Path

from asned.tui.chooser import ProductChooser
from tui.editor import EXAMPLE, Editor, opened, write
from tui.rows import numbers, row_name, with_rows


def counts(editor: Editor) -> list[int]:
    return [len(each["members"]) for each in editor.document["products"]]


async def test_members_are_copied_to_the_ends_of_the_products_chosen(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=5, members=3)) as editor:
        text = editor.text
        await editor.press("down", "space", "space", "C")
        await editor.until_shown("Copy 2 members to which products?", "copied from here")
        await editor.press("G", "space", "k", "space", "enter")
        await editor.until_shown("Copy 2 members to 2 products?", "product3", "product4")
        await editor.until_shown(row_name(0, 1), row_name(0, 2))
        assert editor.text == text
        await editor.press("c")
        assert counts(editor) == [3, 3, 3, 5, 5]
        assert numbers(editor.members(3)) == [0, 1, 2, 1, 2]
        assert len(editor.app.members.selection) == 2
        await editor.press("u")
        assert editor.text == text
        assert not editor.session.is_modified


async def test_all_keys_fit_80_columns_whatever_is_chosen(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=130, members=1), size=(80, 24)) as editor:
        await editor.press("C")
        await editor.until_shown("space choose  * all", "enter copy  escape back")
        await editor.press("*")
        await editor.until_shown("129 chosen: * all  / find  & filter  enter copy  escape back")


async def test_all_means_all_others(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=4, members=2)) as editor:
        await editor.press("C", "*")
        await editor.until_shown("3 chosen")
        await editor.press("enter")
        await editor.until_shown("Copy 1 member to 3 products?")
        await editor.press("c")
        assert counts(editor) == [2, 3, 3, 3]


async def test_products_are_found_and_filtered_and_stay_chosen_under_a_filter(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=12, members=1)) as editor:
        await editor.press("C", "/", *"uct7", "enter", "space", "&", *"uct1", "enter")
        await editor.until(lambda: "product2" not in editor.screen, "only some products")
        await editor.press("*")
        await editor.until_shown("4 chosen")
        await editor.press("escape")
        await editor.until_shown("product2")
        await editor.press("enter", "c")
        assert [at for at, count in enumerate(counts(editor)) if count == 2] == [1, 7, 10, 11]


async def test_the_one_under_the_cursor_is_taken_where_none_is_chosen(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=3, members=1)) as editor:
        await editor.press("C", "enter")
        await editor.until_shown("cannot be copied to")
        await editor.press("G", "enter")
        assert counts(editor) == [1, 1, 2]


async def test_enter_where_the_filter_leaves_nothing_says_so_or_takes_those_chosen(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=3, members=1)) as editor:
        await editor.press("C", "&", *"zzz", "enter")
        await editor.until_shown("nothing left by the filter")
        await editor.press("enter")
        await editor.until_shown("the filter leaves no product to copy to; escape shows all")
        await editor.press("escape", "*", "&", *"zzz", "enter", "enter")
        await editor.until_shown("Copy 1 member to 2 products?")
        await editor.press("c")
        assert counts(editor) == [1, 2, 2]


async def test_a_key_that_does_nothing_in_the_list_says_what_begins_a_name(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=3, members=1)) as editor:
        await editor.press("C", "0")
        await editor.until_shown("0 does nothing here; & filters, / finds")
        await editor.press("down", "space")
        await editor.until_gone("does nothing here")
        await editor.until_shown("1 chosen")
        await editor.press("&", *"0")
        await editor.until_shown("1 of 3")
        await editor.until_gone("does nothing here")


async def test_escape_goes_back_without_copying(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=3, members=1)) as editor:
        await editor.press("C", "*", "escape")
        assert not isinstance(editor.app.screen, ProductChooser)
        await editor.press("C", "*", "enter", "escape")
        assert counts(editor) == [1, 1, 1]
        assert not editor.session.is_modified


async def test_what_cannot_take_members_cannot_be_chosen(tmp_path: Path):
    products = [*EXAMPLE["products"], 7, {"name": "odd", "members": {}}, {"name": "bare"}]
    async with opened(write(tmp_path, EXAMPLE | {"products": products})) as editor:
        await editor.press("C")
        await editor.until_shown("no object", "members is no list")
        await editor.press("*", "enter")
        await editor.until_shown("Copy 1 member to 2 products?")
        await editor.press("c")
        assert len(editor.members(1)) == 2
        assert len(editor.members(4)) == 1


async def test_with_one_product_there_is_nowhere_to_copy_to(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=1)) as editor:
        await editor.press("C")
        await editor.until_shown("no other product to copy to")


async def test_going_back_from_the_question_leads_to_the_list_with_what_was_chosen(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=12, members=1)) as editor:
        await editor.press("C", "&", *"uct1", "enter", "*", "enter")
        await editor.until_shown("Copy 1 member to 3 products?")
        await editor.press("escape")
        await editor.until_shown("Copy 1 member to which products?", "3 chosen")
        await editor.press("G", "k", "k", "k", "space", "enter", "c")
        assert [at for at, count in enumerate(counts(editor)) if count == 2] == [1, 8, 10, 11]


async def test_the_list_says_that_it_is_filtered_and_how_many_chosen_it_hides(tmp_path: Path):
    async with opened(with_rows(tmp_path, products=12, members=1), size=(80, 24)) as editor:
        await editor.press("C", "&", *"uct1", "enter", "*", "&", "ctrl+u", *"uct7", "enter")
        await editor.until_shown(
            "& uct7 (escape: all)  Copy 1 member",
            "3 chosen, 3 not shown: * all",
            "escape show all ─",
        )
        await editor.press("escape")
        await editor.until_shown("─ Copy 1 member to which products?", "3 chosen: ")
