import pytest

from asned.tui import rowview
from asned.tui.rows import Column, Row
from tui.screentext import screen_lines, until
from tui.tableapp import MANY, CountingSource, TableApp, cursor_line, settled


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
