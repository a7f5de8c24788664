from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.widgets import Input

from asned.tui.rows import Cell, Row
from asned.tui.table import VirtualTable
from asned.tui.thumb import Track
from tui.screentext import screen_lines, screen_text, until
from tui.tableapp import MANY, CountingSource, TableApp, cursor_line, settled


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
