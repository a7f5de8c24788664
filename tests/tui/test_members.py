import json
from pathlib import Path

import pytest

from tui.editor import EXAMPLE, FIRST, opened, write


async def test_the_members_of_the_first_product_show_with_a_column_for_each_key(tmp_path: Path):
    extra = {"expname": "a_rate.fits", "exptype": "science", "group_id": 7, "exposerr": "null"}
    product = {"name": FIRST, "members": [extra, {"expname": "b_rate.fits", "exptype": "imprint"}]}
    async with opened(write(tmp_path, EXAMPLE | {"products": [product]})) as editor:
        await editor.until_shown(f"3 Members of {FIRST}", "group_id", "a_rate.fits")
        assert editor.row(editor.app.members, "a_rate.fits").endswith("‹7›")
        assert editor.row(editor.app.members, "b_rate.fits").endswith("imprint")
        assert "member 1 of 2" in editor.screen


async def test_null_and_the_text_null_look_different(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.until_shown("‹null›")
        assert editor.row(editor.app.members, "science").endswith(" null")
        assert editor.row(editor.app.members, "background").endswith("‹null›")


async def test_adding_opens_an_empty_row_and_tab_goes_on_to_the_exptype(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("a", *"new_rate.fits", "tab")
        await editor.until_shown("▸ background", "imprint")
        assert editor.text == json.dumps(EXAMPLE, indent=4)
        await editor.press(*"imp", "enter")
        await editor.until_shown("imprint 1")
        assert editor.members()[1] == {
            "expname": "new_rate.fits",
            "exptype": "imprint",
            "exposerr": "null",
        }
        assert [each["exptype"] for each in editor.members()] == [
            "science",
            "imprint",
            "background",
        ]
        assert "● 2" in editor.row(editor.app.members, "new_rate.fits")
        await editor.press("u")
        await editor.until_gone("new_rate.fits")
        assert editor.text == json.dumps(EXAMPLE, indent=4)
        assert not editor.session.is_modified


async def test_a_member_added_with_enter_takes_the_exptype_that_is_needed(tmp_path: Path):
    product = {"name": FIRST, "members": []}
    async with opened(write(tmp_path, EXAMPLE | {"products": [product]})) as editor:
        await editor.press("a", *f"{FIRST}_rate.fits", "enter", "A", *"b_rate.fits", "enter")
        await editor.until_shown("science 1", "background 1")
        assert [each["exptype"] for each in editor.members()] == ["background", "science"]
        assert "science-missing" not in editor.rules


@pytest.mark.parametrize("keys", [["a"], ["a", *"new"], ["a", *"new", "tab"], ["a", "enter"]])
async def test_giving_up_a_new_member_leaves_nothing(tmp_path: Path, keys: list[str]):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press(*keys)
        if keys[-1] != "enter":
            await editor.until_shown("+")
            await editor.press("escape")
        await editor.until_shown("nothing was added")
        await editor.until_shown("member 1 of 2")
        assert editor.text == path.read_text()
        assert editor.session.history.to_undo is None
        assert editor.app.members.row_count == 2
        assert editor.app.focused is editor.app.members


async def test_deleting_and_undoing_a_member_gives_the_bytes_back(tmp_path: Path):
    path = write(tmp_path)
    async with opened(path) as editor:
        await editor.press("down", "d")
        await editor.until_gone("background 1")
        assert [each["exptype"] for each in editor.members()] == ["science"]
        await editor.press("u")
        await editor.until_shown("background 1")
        assert editor.text == path.read_text()
        assert editor.app.members.cursor_row == 1


async def test_deleting_the_last_member_shows_that_the_product_is_empty(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("d", "d")
        await editor.until_shown("members-empty")
        assert editor.members() == []
        await editor.press("d")
        await editor.until_shown("there is nothing to delete here")
        await editor.press("enter")
        await editor.until_shown("nothing to edit here; a adds a row")


async def test_a_duplicate_stands_below_and_is_judged(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("down", "y")
        await editor.until_shown("expname-duplicate", "background 2")
        assert editor.members()[1] == editor.members()[2]
        assert editor.app.members.cursor_row == 2
        assert "▲" in editor.row(editor.app.members, "● 3")
        assert editor.state.startswith("▲ duplicated member 2; u takes it back: ")
        await editor.press("u")
        assert len(editor.members()) == 2


async def test_duplicating_what_is_in_order_twice_says_no_more_than_that(tmp_path: Path):
    async with opened(write(tmp_path), severities={"expname-duplicate": None}) as editor:
        await editor.press("down", "y")
        assert editor.state == "duplicated member 2; u takes it back"


async def test_moving_takes_the_cursor_along_and_stops_at_the_ends(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("J")
        await editor.until(lambda: editor.app.members.cursor_row == 1)
        assert [each["exptype"] for each in editor.members()] == ["background", "science"]
        await editor.press("J")
        await editor.until_shown("it is the last already")
        await editor.press("K", "K")
        await editor.until_shown("it is the first already")
        assert [each["exptype"] for each in editor.members()] == ["science", "background"]
        assert editor.app.members.cursor_row == 0


async def test_the_exptype_is_chosen_from_any_column_by_its_beginning(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("down", "t", *"im")
        await editor.until_shown("▸ imprint", '"im" as typed')
        await editor.press("enter")
        await editor.until_shown("imprint 1")
        assert editor.members()[1]["exptype"] == "imprint"


async def test_every_exptype_of_the_list_has_a_meaning_beside_it(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("t")
        await editor.until_shown("▸ science", "background", "segmap")
        for name in ("science", "background", "imprint", "sourcecat", "segmap", "direct_image"):
            meanings = [line.rpartition(f" {name} ")[2] for line in editor.rows(editor.app.members)]
            assert max(map(len, meanings)) > 30, name


async def test_a_wrong_exptype_shows_in_row_product_problems_and_counts(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("t", *"sciense")
        await editor.until_shown('✖ "sciense" is not an exptype; did you mean "science"?')
        assert editor.members()[0]["exptype"] == "science"
        await editor.press("enter")
        await editor.until_shown("exptype-unknown")
        assert "✖ sciense" in editor.row(editor.app.members, "1")
        assert "✖1" in editor.row(editor.app.products, "▾")
        assert editor.row(editor.app.problems, "✖").endswith("exptype-unknown")
        assert "● modified" in editor.title
        assert "✖ 1" in editor.title
        await editor.press("enter", "backspace", "backspace", *"ce", "enter")
        await editor.until_gone("exptype-unknown")
        assert "✖ 0" in editor.title


async def test_choosing_an_exptype_replaces_a_wrong_one(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("t", *"sciense", "enter", "t", *"imp", "enter")
        assert editor.members()[0]["exptype"] == "imprint"


async def test_enter_on_an_exptype_filters_and_escape_shows_all(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "down", "down", "enter")
        await editor.until_shown("background only")
        assert editor.app.members.row_count == 1
        await editor.until(lambda: editor.rows(editor.app.members)[1].startswith(">  2"))
        await editor.press("escape")
        await editor.until_gone("background only")
        assert editor.app.members.row_count == 2
        assert editor.app.members.cursor_row == 1


async def test_a_filtered_member_is_edited_and_deleted_as_any_other(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "down", "down", "enter", "t", *"imprint", "enter")
        await editor.until_shown("imprint 1")
        assert editor.members()[1]["exptype"] == "imprint"
        await editor.press("u", "2", "ctrl+home", "down", "down", "down", "enter", "d")
        await editor.until(lambda: len(editor.members()) == 1)
        assert editor.members()[0]["exptype"] == "science"


async def test_adding_under_a_filter_shows_all_first(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("2", "down", "down", "enter", "a", *"c_rate.fits", "enter")
        await editor.until_gone("background only")
        assert [each["expname"] for each in editor.members()][2] == "c_rate.fits"


async def test_members_that_are_no_objects_are_shown_edited_moved_and_deleted(tmp_path: Path):
    product = {"name": FIRST, "members": ["m_rate.fits", 7, None]}
    path = write(tmp_path, EXAMPLE | {"products": [product]})
    async with opened(path) as editor:
        await editor.until_shown("✖ m_rate.fits", "✖ ‹7›", "✖ ‹null›")
        assert editor.rules == ["member-object"] * 3
        await editor.press("J")
        assert editor.members() == [7, "m_rate.fits", None]
        await editor.press("enter")
        await editor.until_shown("JSON", '"m_rate.fits"')
        await editor.press("ctrl+z", "home", *'{"expname": ', "end", *', "exptype": "science"}')
        await editor.press("enter")
        member = {"expname": "m_rate.fits", "exptype": "science"}
        assert editor.members() == [7, member, None]
        await editor.press("y")
        assert editor.members() == [7, member, member, None]
        await editor.press("u", "down", "d", "g", "d")
        assert editor.members() == [member]
        await editor.press("u", "u", "u", "u")
        await editor.until_shown("‹null›")
        assert editor.text == path.read_text()


async def test_a_product_without_members_gets_them_with_its_first(tmp_path: Path):
    path = write(tmp_path, EXAMPLE | {"products": [{"name": FIRST}]})
    async with opened(path) as editor:
        await editor.until_shown("members-required")
        await editor.press("a", *f"{FIRST}_rate.fits", "enter")
        await editor.until_gone("members-required")
        assert editor.members()[0]["exptype"] == "science"
        await editor.press("u")
        await editor.until_shown("members-required")
        assert editor.text == path.read_text()


@pytest.mark.parametrize(
    ("product", "words"),
    [
        ({"name": FIRST, "members": {"expname": "a"}}, "members is no list"),
        ({"name": FIRST, "members": "a_rate.fits"}, "members is no list"),
        (7, "the product is no object"),
    ],
)
async def test_where_no_member_can_be_added_the_product_is_gone_to(
    tmp_path: Path, product: object, words: str
):
    async with opened(write(tmp_path, EXAMPLE | {"products": [product]})) as editor:
        await editor.press("a")
        await editor.until_shown(words)
        assert editor.app.focused is editor.app.products
        assert editor.app.products.product


async def test_a_key_that_stands_twice_in_a_member_is_found(tmp_path: Path):
    twice = '{"expname": "a_rate.fits", "exptype": "imprint", "exptype": "science"}'
    text = f'{{"asn_id": "a3001", "asn_pool": "none", "products": [{{"name": "x", "members": [{twice}]}}]}}'
    async with opened(write(tmp_path, text)) as editor:
        await editor.until_shown("json-duplicate-key", "science 1")
        await editor.press("t", *"back", "enter")
        assert editor.text == text.replace('"science"', '"background"')


async def test_a_key_that_no_member_has_takes_no_room_that_names_need_until_it_is_gone_to(
    tmp_path: Path,
):
    members = [{"expname": f"{FIRST}_rate.fits", "exptype": "science"}]
    association = EXAMPLE | {"products": [{"name": FIRST, "members": members}]}
    async with opened(write(tmp_path, association), (80, 24)) as editor:
        assert "exposerr" not in editor.screen
        await editor.press("end")
        await editor.until_shown("exposerr")
        await editor.press("enter", *"Jitter", "enter")
        assert editor.document["products"][0]["members"] == [members[0] | {"exposerr": "Jitter"}]


async def test_a_value_that_goes_gives_its_room_back_where_another_is_cut(tmp_path: Path):
    acquisition = "target_acquisition"
    members = [
        {"expname": f"{FIRST[:-14]}{n}_mirimage_rate.fits", "exptype": acquisition, "note": "x"}
        for n in range(1, 4)
    ]
    members[0]["exptype"] = "science"
    members[2]["expname"] = "./data/" + members[2]["expname"]
    data = EXAMPLE | {"products": [{"name": FIRST, "members": members}]}
    async with opened(write(tmp_path, data), (80, 24)) as editor:
        assert acquisition not in editor.row(editor.app.members, "2 ")
        await editor.press("f8")
        while editor.session.findings and editor.app.problems.visited.rule != "expname-path":
            await editor.press("f8")
        await editor.press("full_stop", "enter")
        await editor.until(lambda: "expname-path" not in editor.rules, "the fix")
        assert acquisition in editor.row(editor.app.members, "2 ")


async def test_titles_end_in_a_mark_where_a_column_with_values_has_no_room(tmp_path: Path):
    member = {
        "expname": f"{FIRST}_rate.fits",
        "exptype": "background",
        "exposerr": "null",
        "candidates": "a long value",
    }
    data = EXAMPLE | {"products": [{"name": FIRST, "members": [member]}]}
    async with opened(write(tmp_path, data), (80, 24)) as editor:
        await editor.until(lambda: "exptype" in editor.row(editor.app.members, "exp"), "titles")
        # The name keeps room for what is different in it, until the cursor asks for another column.
        assert "exposerr" not in editor.row(editor.app.members, "exp")
        assert "candidates" not in editor.row(editor.app.members, "exp")
        assert editor.row(editor.app.members, "exp").endswith("›")
        await editor.press("3", "right", "right")
        await editor.until(lambda: "exposerr" in editor.row(editor.app.members, "exp"), "exposerr")
        assert "exptype" in editor.row(editor.app.members, "exp")
        await editor.pilot.resize_terminal(140, 24)
        await editor.until(lambda: "candidates" in editor.row(editor.app.members, "exp"), "room")
        assert not editor.row(editor.app.members, "exp").endswith("›")


async def test_what_is_wrong_in_a_column_without_room_is_marked_at_the_name(tmp_path: Path):
    members = [
        {"expname": f"{FIRST}_rate.fits", "exptype": "science", "exposerr": "null"},
        {
            "expname": FIRST.replace("_00001_", "_00002_") + "_rate.fits",
            "exptype": "background",
            "exposerr": 5,
        },
    ]
    data = EXAMPLE | {"products": [{"name": FIRST, "members": members}]}
    async with opened(write(tmp_path, data), (80, 24)) as editor:
        members_pane = editor.app.members
        await editor.until(lambda: "▲" in editor.row(members_pane, "002_miri"), "the mark")
        assert "exposerr" not in editor.row(members_pane, "exp")
        assert "▲" not in editor.row(members_pane, "001_miri")
        name = editor.row(members_pane, "002_miri").index("002_miri")
        assert editor.row(members_pane, "002_miri").index("▲") < name
        await editor.press("3", "down", "right", "right")
        await editor.until(lambda: "exposerr" in editor.row(members_pane, "exp"), "its column")
        assert editor.row(members_pane, "002_miri").index("▲") > name
