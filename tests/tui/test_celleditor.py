import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region, Size
from textual.pilot import Pilot
from textual.widgets import Button, Input

from asned.tui.celleditor import CellEditor
from asned.tui.choicelist import Choice, narrowed
from asned.tui.placement import lines_of_room, opens_upwards, place_box
from asned.tui.verdict import Verdict
from tui.screentext import screen_lines, screen_text, until, until_shown

EXPTYPES = [
    Choice("science", "the exposure to process"),
    Choice("background", "subtracted from science"),
    Choice("imprint", "leakage of the shutters"),
    Choice("sourcecat", "catalog of sources"),
    Choice("target_acquisition", "read by nothing"),
]
CELL = Region(20, 6, 10, 1)


class EditorApp(App[None]):
    """A place for focus to come from, the editor, and what the editor said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[object, ...]] = []
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        yield Button("one", id="one")
        yield Button("two", id="two")
        yield CellEditor()

    @property
    def editor(self) -> CellEditor:
        return self.query_one(CellEditor)

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)

    def on_cell_editor_typed(self, event: CellEditor.Typed) -> None:
        self.said.append(("typed", event.value, event.kind))
        event.editor.show_verdict(f"judged {event.value}", "error")

    def on_cell_editor_accepted(self, event: CellEditor.Accepted) -> None:
        self.said.append(("accepted", event.value, event.kind, event.move, event.token))

    def on_cell_editor_cancelled(self, event: CellEditor.Cancelled) -> None:
        self.said.append(("cancelled", event.token))

    def on_cell_editor_kind_toggled(self, event: CellEditor.KindToggled) -> None:
        self.said.append(("toggled", event.value, event.kind))
        if event.kind == "text":
            event.editor.set_value(f'"{event.value}"', "json")
        else:
            event.editor.set_value(event.value.strip('"'), "text")


async def opened(app: EditorApp, pilot: Pilot[None], text: str, **how: object) -> None:
    """Open the editor over the cell, with focus coming from the first button."""
    app.screen.set_focus(app.query_one("#one"))
    app.editor.open(CELL, text, token="t", **how)
    await until_shown(pilot, "╭")


def of_kind(app: EditorApp, what: str) -> list[tuple[object, ...]]:
    return [said for said in app.said if said[0] == what]


async def test_the_text_stands_where_the_cells_does_and_the_border_names_the_kind():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sciense")
        lines = screen_lines(app)
        assert lines[CELL.y][CELL.x :].startswith("sciense")
        assert lines[CELL.y - 1][CELL.x - 1 :].startswith("╭─ text ─")
        assert app.said == []


async def test_each_key_is_told_and_the_verdict_shows_with_its_mark():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sciens")
        await pilot.press("e")
        await until_shown(pilot, "✖ judged sciense")
        assert app.said == [("typed", "sciense", "text")]
        assert screen_lines(app)[CELL.y + 1][CELL.x :].startswith("✖ judged sciense")


async def test_a_judge_is_asked_at_once_and_its_verdict_painted_with_the_key():
    def judge(value: str, kind: str) -> tuple[str, str]:
        return f"{value} in {kind}", "warning"

    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a", choices=EXPTYPES, judge=judge)
        await until_shown(pilot, "▲ a in text")
        app.editor.query_one(Input).replace("im", 0, 1)
        assert app.editor.query_one(Verdict).lines_in(40) == ["▲ imprint in text"]
        await until_shown(pilot, "▲ imprint in text")


async def test_a_key_lays_nothing_out_anew():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "sci")
        await pilot.press("e")
        await until_shown(pilot, "judged scie")
        laid_out: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, laid_out.append)
        await pilot.press("n", "c", "e", "backspace")
        await until_shown(pilot, "judged scienc")
        assert laid_out == []


@pytest.mark.parametrize(("key", "move"), [("enter", "stay"), ("tab", "right")])
async def test_enter_and_tab_accept_and_give_focus_back(key: str, move: str):
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("b", key)
        await until(pilot, lambda: ("accepted", "ab", "text", move, "t") in app.said)
        assert not app.editor.is_open
        await until(pilot, lambda: app.focused is app.query_one("#one"))
        await until(pilot, lambda: "╭" not in screen_text(app))
        assert len(of_kind(app, "accepted")) == 1


async def test_escape_gives_up():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("b", "escape")
        await until(pilot, lambda: ("cancelled", "t") in app.said)
        await pilot.pause()
        assert not of_kind(app, "accepted")
        assert app.focused is app.query_one("#one")


async def test_all_is_selected_only_when_asked():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "old", select_all=True)
        await pilot.press("n")
        await until(pilot, lambda: app.editor.value == "n")
        app.editor.close()
        await opened(app, pilot, "old")
        await pilot.press("n")
        await until(pilot, lambda: app.editor.value == "oldn")


async def test_undo_in_a_cell_restores_its_first_text_and_the_app_never_hears_of_it():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "first")
        await pilot.press("x", "ctrl+z", "ctrl+y")
        await until(pilot, lambda: app.said[-1:] == [("typed", "first", "text")])
        assert app.editor.is_open
        assert app.keys == []


async def test_undo_in_a_cell_restores_the_kind_too():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "first")
        await pilot.press("ctrl+t")
        await until_shown(pilot, "JSON")
        await pilot.press("ctrl+z")
        await until_shown(pilot, "╭─ text")
        assert (app.editor.value, app.editor.kind) == ("first", "text")


async def test_the_other_kind_is_asked_for_and_shown():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "null")
        await pilot.press("ctrl+t")
        await until_shown(pilot, "╭─ JSON")
        assert '"null"' in screen_lines(app)[CELL.y]
        await until(pilot, lambda: app.said[-1] == ("typed", '"null"', "json"))
        await pilot.press("enter")
        await until(pilot, lambda: ("accepted", '"null"', "json", "stay", "t") in app.said)


async def test_going_elsewhere_accepts():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("b")
        app.query_one("#two").focus()
        await until(pilot, lambda: ("accepted", "ab", "text", "stay", "t") in app.said)
        assert app.focused is app.query_one("#two")


async def test_a_terminal_that_loses_focus_accepts_nothing():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        app.post_message(events.AppBlur())
        await until(pilot, lambda: app.focused is None)
        await pilot.pause()
        assert app.editor.is_open
        app.post_message(events.AppFocus())
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("b")
        await until(pilot, lambda: app.editor.value == "ab")
        assert not of_kind(app, "accepted")


async def test_the_app_can_accept_at_once_and_nothing_is_posted():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        accepted = app.editor.accept()
        assert accepted is not None
        assert (accepted.value, accepted.kind, accepted.token) == ("a", "text", "t")
        assert app.editor.accept() is None
        await pilot.pause()
        assert app.said == []


async def test_keys_that_come_at_once_act_in_their_order():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "")
        for key in ["s", "x", "backspace", "c", "home", "a", "delete", "enter", "z"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: ("accepted", "ac", "text", "stay", "t") in app.said)
        await until(pilot, lambda: app.keys == ["z"])


async def test_a_choice_typed_and_accepted_at_once_is_taken():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "", choices=EXPTYPES)
        for key in ["s", "o", "enter"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: ("accepted", "sourcecat", "text", "stay", "t") in app.said)


async def test_keys_of_the_app_reach_it_from_the_cell():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        await pilot.press("f8", "ctrl+s")
        await until(pilot, lambda: app.keys == ["f8", "ctrl+s"])
        assert app.editor.is_open


async def test_pasted_text_is_one_line_without_what_a_terminal_obeys():
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, "a")
        app.focused.post_message(events.Paste("b\x1b[2J\u202ec\nd"))
        await until(pilot, lambda: app.editor.value == "ab[2Jc")
        app.focused.post_message(events.Paste("\n"))
        await pilot.pause()
        assert app.editor.value == "ab[2Jc"


async def test_a_text_with_a_control_character_is_not_opened():
    app = EditorApp()
    async with app.run_test(size=(80, 24)):
        with pytest.raises(ValueError, match="JSON"):
            app.editor.open(CELL, "a\x1bb")
        assert not app.editor.is_open


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
