from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input

from asned.tui import rowview
from asned.tui.rows import Cell, Column, Row
from asned.tui.table import VirtualTable
from asned.tui.thumb import Track
from tui.screentext import screen_lines, screen_text, until

MANY = 100_000


class CountingSource:
    """Numbered rows that remember which of them were asked for."""

    def __init__(self, length: int = MANY) -> None:
        self.names = {i: f"row{i}" for i in range(min(length, 50))}
        self.length = length
        self.asked: list[int] = []
        self.extra: list[Column] = []

    def columns(self) -> Sequence[Column]:
        return [
            Column("number", "", fixed=6, align="right", stops=False),
            Column("name", "name", cut="shared"),
            Column("kind", "kind", marks=True),
            *self.extra,
        ]

    def __len__(self) -> int:
        return self.length

    def row(self, index: int) -> Row:
        assert 0 <= index < self.length
        self.asked.append(index)
        name = self.names.get(index, f"row{index}")
        return Row(
            (Cell(str(index)), Cell(name), Cell("science"), *(Cell("x") for _ in self.extra))
        )


class TableApp(App[None]):
    """One table, and the messages it posted."""

    CSS = "VirtualTable { height: 14; width: 40; } Input { height: 3; }"

    def __init__(self, source: CountingSource) -> None:
        super().__init__()
        self.source = source
        self.posted: list[tuple[str, int, int]] = []

    def compose(self) -> ComposeResult:
        yield VirtualTable(self.source)
        yield Input()

    @property
    def table(self) -> VirtualTable:
        return self.query_one(VirtualTable)

    def on_virtual_table_cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        self.posted.append(("moved", event.row, event.column))

    def on_virtual_table_activated(self, event: VirtualTable.Activated) -> None:
        self.posted.append(("activated", event.row, event.column))

    def on_virtual_table_edit_requested(self, event: VirtualTable.EditRequested) -> None:
        self.posted.append(("edit", event.row, event.column))


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the rows painted; to be cleared before what is counted."""
    rows: list[str] = []
    paint_row = rowview.paint_row

    def noting(row: Row, *rest: object, **named: object) -> object:
        rows.append(row.cells[1].text)
        return paint_row(row, *rest, **named)

    monkeypatch.setattr(rowview, "paint_row", noting)
    return rows


async def settled(pilot: Pilot[None], app: TableApp) -> None:
    await until(pilot, lambda: any(">" in line for line in screen_lines(app)), "the cursor")


def cursor_line(app: TableApp) -> str:
    (line,) = (line for line in screen_lines(app) if line.startswith("│>"))
    return line


async def test_only_rows_on_the_screen_are_asked_for_at_the_start_and_each_once():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert sorted(app.source.asked) == list(range(11))


async def test_moving_the_cursor_paints_two_rows_and_asks_for_none(painted: list[str]):
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.source.asked.clear()
        painted.clear()
        await pilot.press("down")
        await until(pilot, lambda: "row1" in cursor_line(app))
        assert app.source.asked == []
        assert sorted(painted) == ["row0", "row1"]


async def test_a_page_asks_for_a_page_of_rows_and_keeps_the_cursors_place():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.source.asked.clear()
        await pilot.press("down", "pagedown")
        await until(pilot, lambda: "row11" in cursor_line(app))
        assert sorted(app.source.asked) == list(range(11, 21))
        assert screen_lines(app).index(cursor_line(app)) == 3


async def test_the_far_end_costs_a_page_of_rows():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.source.asked.clear()
        await pilot.press("G")
        await until(pilot, lambda: f"row{MANY - 1}" in cursor_line(app))
        assert sorted(app.source.asked) == list(range(MANY - 11, MANY))


async def test_a_changed_row_is_asked_for_and_painted_alone(painted: list[str]):
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.source.asked.clear()
        painted.clear()
        app.source.names[3] = "new3"
        app.table.rows_changed(3, 3)
        await until(pilot, lambda: any("new3" in line for line in screen_lines(app)))
        assert app.source.asked == [3]
        assert painted == ["new3"]


async def test_a_row_that_changed_off_the_screen_is_asked_for_when_it_comes_in_sight():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press("pagedown", "pagedown", "pageup", "pageup")
        app.source.asked.clear()
        app.source.names[14] = "new14"
        app.table.rows_changed(12, MANY)
        await pilot.pause()
        assert app.source.asked == []
        await pilot.press("pagedown")
        await until(pilot, lambda: any("new14" in line for line in screen_lines(app)))


async def test_a_longer_value_widens_its_column_at_once():
    app = TableApp(CountingSource(20))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.source.names[3] = "a much longer name"
        app.table.rows_changed(3, 3)
        await until(pilot, lambda: any("a much longer name" in line for line in screen_lines(app)))
        kinds = {line.index("scie") for line in screen_lines(app) if "scie" in line}
        assert len(kinds) == 1


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["j", "j", "k"], 1),
        (["down", "down", "up"], 1),
        (["ctrl+end"], MANY - 1),
        (["G", "g"], 0),
        (["ctrl+end", "ctrl+home"], 0),
        (["up"], 0),
        (["pagedown", "pageup"], 0),
    ],
)
async def test_keys_move_the_row(keys: list[str], row: int):
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press(*keys)
        await until(pilot, lambda: f" {row} " in cursor_line(app))
        assert app.table.cursor_row == row


@pytest.mark.parametrize(
    ("keys", "column"),
    [(["right"], 2), (["l", "h"], 1), (["left"], 1), (["end"], 2), (["end", "home"], 1)],
)
async def test_keys_move_the_column_past_those_that_do_not_stop(keys: list[str], column: int):
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert app.table.cursor_column == 1
        await pilot.press(*keys)
        assert app.table.cursor_column == column


async def test_messages_tell_where_the_cursor_went_and_what_was_opened():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press("down", "right", "enter")
        await until(pilot, lambda: ("activated", 1, 2) in app.posted)
        assert app.posted == [("moved", 1, 1), ("moved", 1, 2), ("activated", 1, 2)]


async def test_only_the_last_of_many_moves_is_told():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        for row in range(1, 30):
            app.table.move_cursor(row)
        await until(pilot, lambda: ("moved", 29, 1) in app.posted)
        assert len(app.posted) < 5


async def test_a_move_out_of_range_goes_to_the_end():
    app = TableApp(CountingSource(30))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.table.move_cursor(500, 77)
        assert (app.table.cursor_row, app.table.cursor_column) == (29, 2)
        await until(pilot, lambda: "row29" in cursor_line(app))


async def test_a_removed_row_leaves_scroll_and_cursor_where_they_were():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.table.move_cursor(500)
        await until(pilot, lambda: "row500" in cursor_line(app))
        place = screen_lines(app).index(cursor_line(app))
        app.source.length -= 1
        app.table.structure_changed()
        await pilot.pause()
        assert screen_lines(app).index(cursor_line(app)) == place
        assert "row500" in cursor_line(app)


async def test_a_table_that_shrinks_keeps_cursor_and_scroll_in_range():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press("G")
        app.source.length = 5
        app.table.structure_changed()
        await until(pilot, lambda: "row4" in cursor_line(app))
        assert app.table.cursor_row == 4
        assert sum("row" in line for line in screen_lines(app)) == 5
        await until(pilot, lambda: app.posted[-1] == ("moved", 4, 1))


async def test_rows_that_come_make_the_table_scrollable():
    app = TableApp(CountingSource(3))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.source.length = 500
        app.table.structure_changed(cursor_row=400)
        await until(pilot, lambda: "row400" in cursor_line(app))
        app.source.length = 501
        app.table.structure_changed()
        await pilot.press("G")
        await until(pilot, lambda: "row500" in cursor_line(app))


async def test_a_column_that_comes_keeps_the_cursor_on_its_column():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press("right")
        app.source.extra = [Column("more", "more")]
        app.table.structure_changed()
        await until(pilot, lambda: any("more" in line for line in screen_lines(app)))
        assert app.table.cursor_column == 2


async def test_another_source_starts_at_its_first_row():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press("G", "right")
        app.table.set_source(CountingSource(7))
        await until(pilot, lambda: "row0" in cursor_line(app))
        assert (app.table.cursor_row, app.table.cursor_column) == (0, 1)
        assert sum("row" in line for line in screen_lines(app)) == 7


async def test_a_table_without_rows_says_so_and_takes_every_key():
    app = TableApp(CountingSource(0))
    async with app.run_test(size=(60, 24)) as pilot:
        app.table.empty_text = "no rows here"
        app.table.refresh()
        await until(pilot, lambda: "no rows here" in "\n".join(screen_lines(app)))
        await pilot.press("down", "pagedown", "G", "home", "end", "right", "enter")
        assert app.posted == []
        app.source.length = 2
        app.table.structure_changed()
        await until(pilot, lambda: "row0" in cursor_line(app))


async def test_the_cursor_stays_on_the_screen_when_that_shrinks():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        for _ in range(10):
            await pilot.press("down")
        app.table.styles.height = 8
        await until(pilot, lambda: "row10" in "\n".join(screen_lines(app)[:8]))
        assert "row10" in cursor_line(app)


async def test_a_low_table_gives_its_titles_up_for_a_row():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert "name" in screen_lines(app)[1]
        app.table.styles.height = 6
        await until(pilot, lambda: "row0" in screen_lines(app)[1])
        await pilot.press("G")
        await until(pilot, lambda: f"row{MANY - 1}" in screen_lines(app)[4])


async def test_a_table_without_focus_shows_a_fainter_cursor():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.query_one(Input).focus()
        await until(pilot, lambda: any(line.startswith("│›") for line in screen_lines(app)))
        assert not any(line.startswith("│>") for line in screen_lines(app))


async def test_the_focused_cursors_cell_has_a_background_of_its_own():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)

        def background(text: str) -> object:
            strips = app.screen._compositor.render_strips()
            segments: list[Segment] = [part for strip in strips for part in strip]
            return next(part.style.bgcolor for part in segments if text in part.text and part.style)

        await until(pilot, lambda: background("row0") != background("row1"))
        assert len({str(background(text)) for text in ("row0", "row1", "science")}) == 3


async def test_a_click_puts_the_cursor_on_the_cell_and_a_second_one_asks_for_the_editor():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        kind = screen_lines(app)[5].index("science")
        await pilot.click(VirtualTable, offset=(kind + 1, 5))
        await until(pilot, lambda: ("moved", 3, 2) in app.posted)
        assert not any(kind == "edit" for kind, *_ in app.posted)
        await pilot.click(VirtualTable, offset=(kind + 1, 5))
        await until(pilot, lambda: ("edit", 3, 2) in app.posted)


async def test_a_click_that_brings_focus_asks_for_no_editor():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        name = screen_lines(app)[2].index("row0")
        app.query_one(Input).focus()
        await until(pilot, lambda: not app.table.has_focus)
        await pilot.click(VirtualTable, offset=(name, 2))
        await until(pilot, lambda: app.table.has_focus)
        await pilot.pause()
        assert app.posted == []


async def test_a_click_on_titles_border_or_below_the_rows_does_nothing():
    app = TableApp(CountingSource(3))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        for y in (0, 1, 9, 13):
            await pilot.click(VirtualTable, offset=(12, y))
        assert app.posted == []


async def test_the_region_of_a_cell_is_where_its_text_stands():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        await pilot.press("G", "up")
        await until(pilot, lambda: f"row{MANY - 2}" in cursor_line(app))
        region = app.table.cell_region(app.table.cursor_row, 1)
        line = screen_lines(app)[region.y]
        assert line[region.x : region.right].rstrip() == f"row{MANY - 2}"
        assert region.height == 1
        assert app.screen.region.contains_region(Region(*region))


async def test_a_short_row_runs_its_last_cell_to_the_edge():
    class Tree(CountingSource):
        def row(self, index: int) -> Row:
            if index != 1:
                return super().row(index)
            return Row((Cell("science 1 · background 2"),), indent=1)

    app = TableApp(Tree(5))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert screen_lines(app)[3].startswith("│     science 1 · background 2 ")
        await pilot.press("down")
        region = app.table.cell_region(1, 2)
        assert region.right == app.table.content_region.right - 1


async def test_texts_of_a_file_are_no_markup():
    app = TableApp(CountingSource(3))
    app.source.names[0] = "[/][@click=app.quit]x[/]"
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert "[/][@click" in cursor_line(app)


async def test_a_theme_repaints_the_rows_in_its_colours():
    app = TableApp(CountingSource(3))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)

        def colours() -> set[str]:
            strips = app.screen._compositor.render_strips()[2:5]
            return {str(part.style.bgcolor) for strip in strips for part in strip if part.style}

        before = colours()
        app.theme = "textual-light"
        await until(pilot, lambda: not colours() & before)


async def test_the_wheel_scrolls_and_leaves_the_cursor():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        app.table.post_message(
            events.MouseScrollDown(app.table, 5, 5, 0, 1, 0, False, False, False)
        )
        await until(pilot, lambda: "row0" not in screen_text(app))
        assert app.table.cursor_row == 0
        await pilot.press("down")
        await until(pilot, lambda: "row1" in cursor_line(app))


async def test_the_thumb_is_drawn_at_the_edge_and_follows_the_mouse():
    app = TableApp(CountingSource())
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert [y for y, line in enumerate(screen_lines(app)) if line.endswith("┃│")] == [2]
        await pilot.mouse_down(VirtualTable, offset=(38, 2))
        await pilot.hover(VirtualTable, offset=(38, 12))
        await pilot.mouse_up(VirtualTable, offset=(38, 12))
        await until(pilot, lambda: f"row{MANY - 1}" in screen_text(app))
        assert app.table.cursor_row == 0
        await pilot.hover(VirtualTable, offset=(38, 2))
        await pilot.pause()
        assert f"row{MANY - 1}" in screen_text(app)


async def test_a_table_that_fits_has_no_thumb():
    app = TableApp(CountingSource(5))
    async with app.run_test(size=(60, 24)) as pilot:
        await settled(pilot, app)
        assert "┃" not in screen_text(app)


@given(st.integers(1, 60), st.integers(1, MANY), st.data())
def test_the_thumb_is_at_an_end_only_where_the_table_is(
    count: int, length: int, data: st.DataObject
):
    last_top = max(0, length - count)
    top = data.draw(st.integers(0, last_top))
    track = Track(top, count, length)
    assert track.shows == (length > count)
    if not track.shows:
        assert not track.thumb
        return
    assert 0 <= track.thumb.start < track.thumb.stop <= count
    if count - len(track.thumb) > 1:
        assert (track.thumb.start == 0) == (top == 0)
        assert (track.thumb.stop == count) == (top == last_top)
    assert track.top_at(0) == 0
    if count > 1:
        assert track.top_at(count - 1) == last_top
