"""The one virtual table: keywords, products, members, problems and lines of text alike.

It paints the lines on the screen and asks its source for nothing else, so that a hundred thousand
rows cost what ten do.
"""

from collections.abc import Collection
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, clamp
from textual.message import Message

from asned.tui.columns import ColumnLayout
from asned.tui.rowpaint import cell_span, column_at
from asned.tui.rows import RowSource
from asned.tui.rowview import RowView


class _Pressed(NamedTuple):
    """The row that the mouse was pressed on, and whether the cursor was on its cell already."""

    row: int
    is_here: bool


class VirtualTable(RowView, can_focus=True):
    """A table over a `RowSource`, with a cursor on a row and, where columns stop it, on a cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("left,h", "move_column(-1)", "Left", show=False),
        Binding("right,l", "move_column(1)", "Right", show=False),
        Binding("home", "end_column(-1)", "First column", show=False),
        Binding("end", "end_column(1)", "Last column", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+home,g", "end_row(-1)", "First row", show=False),
        Binding("ctrl+end,G", "end_row(1)", "Last row", show=False),
        Binding("enter", "activate", "Open", show=False),
    ]

    class AtRow(Message):
        """What concerns a row and column; row 0 of a table without rows is no row."""

        def __init__(self, table: "VirtualTable", row: int, column: int) -> None:
            super().__init__()
            self.table = table
            self.row = row
            self.column = column

        @property
        def control(self) -> "VirtualTable":
            """The table, so that handlers can choose by selector."""
            return self.table

    class CursorMoved(AtRow):
        """The cursor is on another row or column."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place counts."""
            return isinstance(message, VirtualTable.CursorMoved) and message.table is self.table

    class Activated(AtRow):
        """Enter was pressed on a row."""

    class EditRequested(AtRow):
        """A double click, or a click on the cursor's cell, asked for the cell's editor."""

    def __init__(
        self,
        source: RowSource | None = None,
        *,
        header: bool = True,
        empty_text: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(header=header, empty_text=empty_text, id=id, classes=classes)
        self._settled = False
        """Whether the user has acted here since focus came: a click that brings it only moves."""
        self._pressed: _Pressed | None = None
        if source is not None:
            self.set_source(source)

    # What is shown

    @property
    def source(self) -> RowSource | None:
        """Where the rows come from; None before one is set."""
        return self._source

    @property
    def cursor_row(self) -> int:
        """The row of the cursor; 0 also where there are no rows."""
        return self._cursor_row

    @property
    def cursor_column(self) -> int:
        """The column of the cursor, an index into the source's columns."""
        return self._cursor_column

    def set_source(self, source: RowSource) -> None:
        """Show another source from its first row, the cursor on the first column that stops it.

        Posts nothing: who sets a source knows where the cursor is.
        """
        self._source = source
        self._cursor_row = 0
        self._cursor_column = 0
        self._placing = ColumnLayout(())
        self._seen.forget_all_painted()
        self._reread()
        if self.scroll_y:
            self.scroll_to(y=0, animate=False, force=True)

    def structure_changed(
        self, cursor_row: int | None = None, *, first: int = 0, also: Collection[int] = ()
    ) -> None:
        """Show what the source holds now that rows came, went or moved.

        The scroll stays where it is, and so does the cursor unless a row is given or its own went.
        Rows before `first` are known to be what they were, but for those in `also`.
        """
        at = (self._cursor_row, self._cursor_column)
        self._reread(first, also)
        if cursor_row is not None:
            self._cursor_row = clamp(cursor_row, 0, max(0, self._length - 1))
            self._show_row(self._cursor_row)
        if at != (self._cursor_row, self._cursor_column):
            self._refresh_rows(at[0], self._cursor_row)
            self._post_cursor()

    def _reread(self, first: int = 0, also: Collection[int] = ()) -> None:
        """Take columns and length from the source anew, keeping the cursor on a row and column."""
        assert self._source is not None
        length, window = self._length, self._window
        gone = self._seen.forget(range(first, max(first, length)), also, window)
        columns = tuple(self._source.columns())
        is_whole = columns != self._placing.columns
        if not is_whole and length == len(self._source) <= first and self._refresh_few(gone):
            return
        if is_whole:
            before = self._placing.columns
            key = before[self._cursor_column].key if before else ""
            self._placing = ColumnLayout(columns)
            self._cursor_column = next(
                (index for index, column in enumerate(columns) if column.key == key),
                min(self._cursor_column, len(columns) - 1),
            )
            self._cursor_column = self._nearest_stop(self._cursor_column)
        self._set_length(len(self._source))
        if self._fit(stale=True, gone=gone.values()) or is_whole or self._window != window:
            self._seen.forget_all_painted()
            is_same_size = self._window.height == window.height and self._window.top == window.top
            self._refresh_content(max(length, self._length) if is_same_size else None)
        else:
            self._refresh_differing(gone, length)

    # The cursor

    def move_cursor(self, row: int, column: int | None = None, *, scroll: bool = True) -> None:
        """Put the cursor on a row, and on a column where one is given; out of range means the end.

        The row is brought on the screen unless `scroll` is False.
        """
        if not self._length:
            return
        was_row, was_column = self._cursor_row, self._cursor_column
        self._cursor_row = clamp(row, 0, self._length - 1)
        if column is not None:
            self._cursor_column = clamp(column, 0, max(0, len(self._placing.columns) - 1))
        if scroll:
            self._show_row(self._cursor_row)
        if (was_row, was_column) == (self._cursor_row, self._cursor_column):
            return
        if was_column != self._cursor_column and self._fit(stale=True):
            self._refresh_content()
        self._refresh_rows(was_row, self._cursor_row)
        self._post_cursor()

    def show_cursor(self) -> None:
        """Bring the cursor on the screen."""
        self._show_row(self._cursor_row)

    def cell_region(self, row: int, column: int) -> Region:
        """Give where the text of a cell is on the screen, one line high, for an editor over it.

        A row that is not on the screen gives a region outside of the table.
        """
        content = self.content_region
        x, end = cell_span(self._row(row), self._placing, self._window.width, column)
        y = content.y + self._header_lines + row - round(self.scroll_y)
        return Region(content.x + x, y, end - x, 1)

    def _nearest_stop(self, column: int) -> int:
        """Give the column itself if it stops the cursor, else the first that does, else 0."""
        stops = self.stops
        return column if column in stops else next(iter(stops), 0)

    def _post_cursor(self) -> None:
        self.post_message(self.CursorMoved(self, self._cursor_row, self._cursor_column))

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        self._settled = True
        self.move_cursor(self._cursor_row + step)

    def action_page(self, step: int) -> None:
        """Move cursor and scroll by a page, so that the cursor stays at its place on the screen."""
        self._settled = True
        page = max(1, self._window.height - 1) * step
        self.scroll_to(y=round(self.scroll_y) + page, animate=False, force=True)
        self.move_cursor(self._cursor_row + page)

    def action_end_row(self, direction: int) -> None:
        """Move the cursor to the first or the last row."""
        self._settled = True
        self.move_cursor(0 if direction < 0 else self._length - 1)

    def action_move_column(self, step: int) -> None:
        """Move the cursor to the column that stops it before or after."""
        self._settled = True
        stops = self.stops
        ahead = [i for i in stops if (i - self._cursor_column) * step > 0]
        if ahead:
            self.move_cursor(self._cursor_row, ahead[0] if step > 0 else ahead[-1])

    def action_end_column(self, direction: int) -> None:
        """Move the cursor to the first or last column, or row where it has no other column."""
        stops = self.stops
        if len(stops) < 2:
            self.action_end_row(direction)
        else:
            self._settled = True
            self.move_cursor(self._cursor_row, stops[0 if direction < 0 else -1])

    def action_activate(self) -> None:
        """Post `Activated` for the cursor's row."""
        self._settled = True
        if self._length:
            self.post_message(self.Activated(self, self._cursor_row, self._cursor_column))

    def on_focus(self) -> None:
        """Take the click that brings focus as a move only."""
        self._settled = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse, and note what was there: when it is let go that may be elsewhere.

        With focus a pane may get more lines, and what lies below it another place.
        """
        self._pressed = None
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1 or not self.is_in_rows(offset.x, offset.y):
            return
        row = self.row_at(offset.y)
        column = column_at(self._row(row), self._placing, self._window.width, offset.x)
        is_here = column in (None, self._cursor_column) and row == self._cursor_row
        self._pressed = _Pressed(row, is_here)
        if not (event.ctrl or event.shift):
            stops = column is not None and self._placing.columns[column].stops
            self.move_cursor(row, column if stops else None)

    def on_click(self, event: events.Click) -> None:
        """Ask for the editor where the cursor's own cell was clicked, or any twice."""
        if self._pressed is None:
            return
        if event.chain == 2 or (self._pressed.is_here and self._settled):
            self.post_message(self.EditRequested(self, self._cursor_row, self._cursor_column))
        self._settled = True
