from pathlib import Path

import pytest

from tui.editor import EXAMPLE, FIRST, SECOND, Editor, opened, write

MEMBERS = [
    {"expname": f"{FIRST}_rate.fits", "exptype": "science"},
    {"expname": f"{FIRST}_rate.fits", "exptype": "sciense"},
    {"expname": "b_rate.fits", "exptype": "BACKGROUND"},
]
BROKEN = {key: value for key, value in EXAMPLE.items() if key != "asn_pool"} | {
    "version_id": "yesterday",
    "products": [{"name": FIRST, "members": MEMBERS}, {"name": SECOND, "members": []}],
}
IN_FILE_ORDER = [
    ("keywords", "asn-pool-required"),
    ("keywords", "version-id-format"),
    ("members", "expname-duplicate"),
    ("members", "exptype-unknown"),
    ("members", "exptype-case"),
    ("products", "members-empty"),
]


def where(editor: Editor) -> tuple[str, str]:
    """Give the pane that the keyboard is in and the rule that the problems pane is on."""
    finding = editor.app.problems.finding(editor.app.problems.cursor_row)
    assert finding is not None
    return editor.app.pane.NAME, finding.rule


async def test_all_problems_show_with_errors_first_and_are_counted(tmp_path: Path):
    async with opened(write(tmp_path, BROKEN)) as editor:
        assert sorted(editor.rules) == sorted(rule for _, rule in IN_FILE_ORDER)
        marks = [row.lstrip("›> ")[:1] for row in editor.rows(editor.app.problems)]
        assert "".join(marks).strip() == "✖✖✖✖▲·"
        for count in ("✖ 4", "▲ 1", "· 1"):
            assert count in editor.title
        row = editor.row(editor.app.problems, "exptype-unknown")
        assert '"sciense" is not an exptype; did you mean' in row
        assert f"m2 of …{FIRST[-21:]}" in row


async def test_in_80_columns_places_are_short_and_most_of_the_line_says_what_is_wrong(
    tmp_path: Path,
):
    async with opened(write(tmp_path, BROKEN), (80, 24)) as editor:
        row = editor.row(editor.app.problems, '"sciense"')
        assert f"m2 of …{FIRST[-17:]}  " in row
        assert '"sciense" is not an exptype; did you mean "sc…' in row


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_of_one_product_alone_the_name_is_left_out(tmp_path: Path, size: tuple[int, int]):
    only = BROKEN | {"products": BROKEN["products"][:1]}
    async with opened(write(tmp_path, only), size) as editor:
        row = editor.row(editor.app.problems, '"sciense"')
        assert row.split()[1:3] == ["m2", '"sciense"']
        assert 'did you mean "science"?' in row
        await editor.press("2", "y")
        await editor.until(
            lambda: f"{FIRST[-17:]}  " in editor.row(editor.app.problems, "m2 of …"),
            "the product's name beside another product",
        )
        await editor.press("]")
        assert f" {1 + editor.app.problems.cursor_row} of " in editor.state[:18]


async def test_in_40_columns_severity_and_place_stand_before_what_is_wrong(tmp_path: Path):
    async with opened(write(tmp_path, BROKEN), (40, 10)) as editor:
        await editor.press("4")
        row = editor.row(editor.app.problems, '"sciense"')
        assert row.split()[:3] == ["✖", "m2", "of"]
        marks = [row.lstrip("›> ")[:1] for row in editor.rows(editor.app.problems)]
        assert set("".join(marks).strip()) <= set("✖▲·")
        assert len("".join(marks).strip()) > 3


async def test_without_problems_the_pane_says_so(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        assert editor.row(editor.app.problems, "no problems")
        await editor.press("]")
        await editor.until_shown("no problems")
        assert editor.state == "no problems"
        await editor.press("4", "enter")
        assert editor.app.pane is editor.app.problems


async def test_enter_on_a_problem_goes_to_its_cell(tmp_path: Path):
    async with opened(write(tmp_path, BROKEN)) as editor:
        at = editor.rules.index("exptype-case")
        await editor.press("4", *["down"] * at, "enter")
        assert editor.app.pane is editor.app.members
        assert editor.app.members.cursor_row == 2
        assert editor.app.members.field == "exptype"
        assert editor.state.startswith("✖ ")


@pytest.mark.parametrize("key", ["]", "f8"])
async def test_next_goes_through_all_in_file_order_and_round(tmp_path: Path, key: str):
    async with opened(write(tmp_path, BROKEN)) as editor:
        await editor.press("1", "ctrl+home")
        seen = []
        for _ in range(len(IN_FILE_ORDER) + 1):
            await editor.press(key)
            seen.append(where(editor))
            assert editor.state.startswith(("✖ problem ", "▲ problem ", "· problem "))
        assert sorted(seen[:-1]) == sorted(IN_FILE_ORDER)
        assert seen[-1] == seen[0]


async def test_previous_is_next_backwards(tmp_path: Path):
    async with opened(write(tmp_path, BROKEN)) as editor:
        forwards, backwards = [], []
        for _ in IN_FILE_ORDER:
            await editor.press("]")
            forwards.append(where(editor))
        for _ in IN_FILE_ORDER:
            await editor.press("[")
            backwards.append(where(editor))
        assert [*reversed(backwards)] == [forwards[-1], *forwards[:-1]]


async def test_next_goes_through_what_a_filter_shows(tmp_path: Path):
    async with opened(write(tmp_path, BROKEN)) as editor:
        await editor.press("4", "ampersand", *"exptype", "enter")
        for rule in ("exptype-unknown", "exptype-case", "exptype-unknown"):
            await editor.press("]")
            assert where(editor)[1] == rule
        await editor.press("4", "ampersand", *"nothing", "enter", "]")
        assert "escape shows all" in editor.state
        await editor.press("4", "escape", "]")
        assert "escape shows all" not in editor.state


async def test_going_to_a_problem_that_a_filter_hides_says_that_all_is_shown_again(tmp_path: Path):
    async with opened(write(tmp_path, BROKEN), size=(120, 40)) as editor:
        await editor.press("3", "ampersand", *"b_rate", "enter")
        states = []
        for _ in IN_FILE_ORDER:
            await editor.press("]")
            states.append((where(editor)[1], "the filter is off: " in editor.state))
        assert [rule for rule, is_said in states if is_said] == ["exptype-unknown"]
        assert editor.app.members.kept is None


async def test_a_problem_in_another_product_shows_its_members(tmp_path: Path):
    products = [EXAMPLE["products"][0], {"name": SECOND, "members": MEMBERS[:2]}]
    async with opened(write(tmp_path, EXAMPLE | {"products": products})) as editor:
        await editor.press("4", "enter")
        await editor.until_shown(f"Members of {SECOND}")
        assert editor.app.products.position_words() == "product 2 of 2"
        assert "✖ sciense" in editor.row(editor.app.members, "sciense")


async def test_problems_come_and_go_with_edits_undo_and_redo(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("down", "t", *"flat", "enter")
        assert editor.rules == ["exptype-undocumented"]
        assert editor.row(editor.app.problems, "▲")
        await editor.press("u")
        assert editor.rules == []
        assert editor.row(editor.app.problems, "no problems")
        await editor.press("U")
        assert editor.rules == ["exptype-undocumented"]


async def test_a_fix_is_listed_previewed_done_and_taken_back(tmp_path: Path):
    products = [{"name": FIRST, "members": [MEMBERS[0] | {"exptype": "sciense"}]}]
    path = write(tmp_path, EXAMPLE | {"products": products})
    async with opened(path) as editor:
        await editor.press("]", ".")
        await editor.until_shown("What can be done", "science", "then: nothing new")
        assert editor.text == path.read_text()
        await editor.press("enter")
        await editor.until_gone("What can be done")
        assert editor.members()[0]["exptype"] == "science"
        assert editor.rules == []
        await editor.press("u")
        assert editor.text == path.read_text()


@pytest.mark.parametrize("key", [".", "!"])
async def test_where_there_is_no_problem_nothing_can_be_fixed(tmp_path: Path, key: str):
    async with opened(write(tmp_path)) as editor:
        await editor.press(key)
        assert editor.state == "no problems"
        await editor.press("j", "t", *"psf", "enter", "1", key)
        assert editor.state == "no problem here; ] goes to the next one"


async def test_the_stage_is_chosen_and_said(tmp_path: Path):
    async with opened(write(tmp_path)) as editor:
        await editor.press("S")
        await editor.until_shown("By which stage shall it be judged?")
        await editor.press("3")
        await editor.until_shown("Stage 3")
        await editor.until(lambda: editor.session.stage.stage == 3)
        assert editor.state.startswith("judged as ")
        assert not editor.session.is_modified


WITHOUT_POOL = {key: value for key, value in EXAMPLE.items() if key != "asn_pool"}


async def test_what_is_asked_for_is_about_the_problem_that_was_gone_to(tmp_path: Path):
    path = write(tmp_path, WITHOUT_POOL)
    async with opened(path, severities={"file-name": "error"}) as editor:
        await editor.until(lambda: "expname-missing-file" in editor.rules, "the look beside")
        for rule in ("asn-pool-required", "expname-missing-file", "asn-pool-required"):
            await editor.press("f8")
            while where(editor)[1] != rule:
                await editor.press("f8")
            await editor.press("f1")
            await editor.until_shown(f"{rule} ─")
            await editor.press("escape")
        # The cursor elsewhere asks about what is there.
        await editor.press("shift+f8", "g", "full_stop")
        assert "no problem here" in editor.state


async def test_enter_on_a_problem_of_the_whole_file_says_that_problem(tmp_path: Path):
    async with opened(write(tmp_path, WITHOUT_POOL), severities={}) as editor:
        await editor.until(lambda: "expname-missing-file" in editor.rules, "the look beside")
        await editor.press("4", "G", "enter")
        finding = editor.app.problems.visited
        assert finding is not None and not finding.field
        assert finding.message[:40] in editor.state


async def test_a_pane_shown_for_the_first_time_shows_the_cursor_that_was_put_there(tmp_path: Path):
    async with opened(write(tmp_path, WITHOUT_POOL), (40, 8)) as editor:
        await editor.press("]")
        await editor.until(lambda: "asn_pool" in editor.screen.splitlines()[-4], "the cursor's row")
        assert any(row.startswith(">") for row in editor.rows(editor.app.keywords))
