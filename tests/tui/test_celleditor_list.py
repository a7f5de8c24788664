import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset, Region, Size
from textual.widgets import Input

from asned.tui.choicelist import Choice, narrowed
from asned.tui.placement import lines_of_room, opens_upwards, place_box
from tui.celleditorapp import EXPTYPES, EditorApp, opened
from tui.screentext import screen_lines, screen_text, until, until_shown


async def test_the_list_narrows_and_marks_the_first_that_begins_with_the_text():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "background", choices=EXPTYPES, select_all=True)
        assert all(choice.value in screen_text(app) for choice in EXPTYPES)
        assert "▸ background" in screen_text(app)
        await pilot.press("s")
        await until_shown(pilot, "▸ science")
        assert "background" not in screen_text(app)
        assert '  "s" as typed' in screen_text(app)
        await until(pilot, lambda: app.said[-1] == ("typed", "science", "text"))
        await pilot.press("enter")
        await until(pilot, lambda: ("accepted", "science", "text", "stay", "t") in app.said)


async def test_the_mark_moves_to_the_text_as_typed_and_stops_there():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "", choices=EXPTYPES)
        await pilot.press("s", "down", "down", "down", "down", "down")
        await until_shown(pilot, '▸ "s" as typed')
        await until(pilot, lambda: app.said[-1] == ("typed", "s", "text"))
        await pilot.press("up")
        await until_shown(pilot, "▸ target_acquisition")
        await pilot.press("pageup")
        await until_shown(pilot, "▸ science")
        await pilot.press("pagedown", "enter")
        await until(pilot, lambda: ("accepted", "s", "text", "stay", "t") in app.said)


@pytest.mark.parametrize("text", ["sciense", "sci", "", "science"])
async def test_enter_at_once_changes_nothing(text: str):
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, text, choices=EXPTYPES)
        await pilot.press("enter")
        await until(pilot, lambda: ("accepted", text, "text", "stay", "t") in app.said)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("SCIENCE", "science", "kind5"), ("xyz", "science", "kind5"), ("kindd12", "kind5", "kind12")],
)
async def test_a_value_out_of_no_list_shows_the_top_or_as_far_down_as_the_nearest_choice(
    text: str, first: str, last: str
):
    app = EditorApp()
    choices = [*EXPTYPES[:2], *(Choice(f"kind{number}") for number in range(20))]
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, text, choices=choices)
        await until_shown(pilot, f'▸ "{text}" as typed')
        shown = [line for line in screen_text(app).split() if line in {c.value for c in choices}]
        assert (shown[0], shown[-1]) == (first, last)
        await pilot.press("down", "up")
        await until_shown(pilot, f"▸ {last}")
        assert first in screen_text(app)
        await pilot.press(*["down"] * len(choices))
        await until_shown(pilot, f'▸ "{text}" as typed')
        await pilot.press("up")
        await until_shown(pilot, "▸ kind19")


async def test_an_emptied_field_is_accepted_as_empty():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a", choices=EXPTYPES)
        await pilot.press("backspace")
        await until_shown(pilot, '▸ "" as typed')
        await pilot.press("enter")
        await until(pilot, lambda: ("accepted", "", "text", "stay", "t") in app.said)


async def test_json_has_no_list():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "science", choices=EXPTYPES)
        await pilot.press("ctrl+t")
        await until_shown(pilot, "JSON")
        await until(pilot, lambda: "sourcecat" not in screen_text(app))
        await pilot.press("ctrl+t")
        await until_shown(pilot, "sourcecat")


async def test_a_click_takes_a_choice():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "", choices=EXPTYPES)
        lines = screen_lines(app)
        y = next(y for y, line in enumerate(lines) if "imprint" in line)
        await pilot.click(offset=Offset(lines[y].index("imprint"), y))
        await until(pilot, lambda: ("accepted", "imprint", "text", "stay", "t") in app.said)


async def test_meanings_stand_beside_where_there_is_room_else_that_of_the_marked_in_a_line():
    app = EditorApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, "", choices=EXPTYPES)
        assert all(choice.meaning in screen_text(app) for choice in EXPTYPES)
    narrow = EditorApp()
    async with narrow.run_test(size=(60, 24)) as pilot:
        await opened(narrow, pilot, "", choices=EXPTYPES)
        assert "catalog of sources" not in screen_text(narrow)
        await pilot.press("s", "o")
        await until_shown(pilot, "catalog of sources")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("choices", [(), EXPTYPES * 3])
@pytest.mark.parametrize("at", [(0, 0), (0.5, 0.5), (1, 0), (0, 1), (1, 1)])
async def test_the_box_never_leaves_the_screen(
    size: tuple[int, int], choices: list[Choice], at: tuple[float, float]
):
    app = EditorApp()
    async with app.run_test(size=size) as pilot:
        cell = Region(int((size[0] - 8) * at[0]), int((size[1] - 1) * at[1]), 8, 1)
        app.editor.open(cell, "s", choices=choices)
        app.editor.show_verdict("this is wrong and should be something else " * 3, "warning")
        await until_shown(pilot, "▲")
        await pilot.press("s")
        await until(pilot, lambda: app.said != [])
        await pilot.pause()
        assert app.screen.region.contains_region(app.editor.region)
        text = screen_text(app)
        assert all(corner in text for corner in "╭╮╰╯")
        assert not choices or "as typed" in text
        field = app.query_one(Input).region
        assert app.editor.region.contains_region(field)
        assert field.y == cell.y or cell.y in (0, size[1] - 1)


async def test_a_text_too_long_for_the_screen_shows_its_end():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "x" * 100 + "end")
        await until_shown(pilot, "xxend")


async def test_a_text_that_outgrows_the_box_makes_it_wider():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "y" * 30)
        width = app.editor.region.width
        await pilot.press(*"zzzzzzzz")
        await until_shown(pilot, "y" * 30 + "z" * 8)
        assert app.editor.region.width > width


async def test_the_open_editor_follows_its_cell():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sci")
        await pilot.press("e")
        app.editor.move_to(Region(3, 12, 10, 1))
        await until(pilot, lambda: screen_lines(app)[12][3:].startswith("scie"))


values = st.text("abcABC", max_size=4)


@given(st.lists(values, max_size=8, unique=True), values)
def test_narrowing_keeps_what_contains_the_text_and_puts_first_what_begins_with_it(
    names: list[str], text: str
):
    shown, begins = narrowed([Choice(name) for name in names], text)
    folded = text.casefold()
    got = [choice.value for choice in shown]
    assert sorted(got) == sorted(name for name in names if folded in name.casefold())
    starts = [value.casefold().startswith(folded) for value in got]
    assert starts == sorted(starts, reverse=True)
    assert begins == (bool(text) and any(starts))
    if text in names:
        assert got[0] == text


@given(
    st.tuples(st.integers(0, 130), st.integers(0, 45)),
    st.tuples(st.integers(20, 120), st.integers(8, 40)),
    st.integers(1, 150),
    st.integers(1, 50),
)
def test_a_box_is_inside_the_screen_and_over_its_cell_where_that_is_possible(
    at: tuple[int, int], size: tuple[int, int], width: int, lines: int
):
    screen = Size(*size)
    cell = Region(min(at[0], screen.width - 1), min(at[1], screen.height - 1), 1, 1)
    upwards = opens_upwards(cell, screen, lines)
    box = place_box(cell, screen, width=width, lines=lines, upwards=upwards)
    assert screen.region.contains_region(box)
    inside = 0 < cell.y < screen.height - 1
    if inside and lines <= lines_of_room(cell, screen, upwards=upwards):
        assert cell.y == (box.bottom - 2 if upwards else box.y + 1)
