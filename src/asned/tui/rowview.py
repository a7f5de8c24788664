"""Painting rows on Textual's line API: what is on the screen is asked for, cached and painted."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size, clamp
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from asned.tui.columns import ColumnLayout
from asned.tui.cutting import pad
from asned.tui.inks import Inks
from asned.tui.rowpaint import paint_header, paint_row
from asned.tui.rows import Row, RowSource
from asned.tui.thumb import Track

_HEADER_NEEDS = 6
"""Lines of content below which the titles give way to one more row."""
_KEPT_LINES = 512
"""Painted lines and rows that are kept for scrolling back."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is on the screen: the first row, room for how many rows, the width of a line."""

    top: int = 0
    count: int = 0
    width: int = 0

    def holds(self, row: int) -> bool:
        """Say whether the row, or the place where it would be, is on the screen."""
        return self.top <= row < self.top + self.count

    def rows(self, length: int) -> range:
        """Give the rows on the screen of a table with so many."""
        return range(self.top, min(self.top + self.count, length))

    def overlaps(self, other: "Window") -> bool:
        """Say whether some row is in both."""
        return self.top < other.top + other.count and other.top < self.top + self.count


class RowView(ScrollView):
    """The painted half of a table: rows of a source, titles, and a cursor that others move.

    `header` says whether titles stand above the rows where there is room; `empty_text`
    (displayable) stands where there are no rows.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--selected",
        "table--cursor",
        "table--cell",
        "table--error",
        "table--warning",
        "table--info",
        "table--muted",
        "table--key",
        "table--changed",
        "table--title",
        "table--thumb",
    }
    DEFAULT_CSS = """
    RowView {
        background: $background;
        color: $foreground;
        overflow: hidden;
        border: round $foreground 30%;
        border-title-color: $foreground 70%;
        border-subtitle-color: $foreground 60%;
        &:focus {
            border: round $accent;
            border-title-color: $accent;
            border-title-style: bold;
        }
        & > .table--header { color: $foreground 55%; }
        & > .table--selected { background: $secondary 22%; }
        & > .table--cursor { background: $foreground 6%; }
        & > .table--cell { text-style: bold; }
        &:focus > .table--cursor { background: $primary 18%; }
        &:focus > .table--cell { background: $primary 75%; color: $text; }
        & > .table--error { color: $text-error; }
        & > .table--warning { color: $text-warning; }
        & > .table--info { color: $text-primary; }
        & > .table--muted { color: $foreground 50%; }
        & > .table--key { color: $text-secondary; }
        & > .table--changed { color: $text-success; }
        & > .table--title { text-style: bold; }
        & > .table--thumb { color: $foreground 35%; }
    }
    """

    # Rows that come or go change no other widget's place: the screen need not be laid out anew.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(
        self,
        *,
        header: bool,
        empty_text: str,
        id: str | None,
        classes: str | None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty_text = empty_text
        self._header = header
        self._source: RowSource | None = None
        self._length = 0
        self._placing = ColumnLayout(())
        self._cursor_row = 0
        self._cursor_column = 0
        self._window = Window()
        self._rows: dict[int, Row] = {}
        self._lines: dict[int, Strip] = {}
        self._inks = Inks(self)
        self._dragging = False
        self._thumb = range(0)

    @property
    def row_count(self) -> int:
        """How many rows the source had when it last told of a change."""
        return self._length

    def rows_changed(self, first: int, last: int) -> None:
        """Repaint the rows from `first` to `last`, both included, as far as they show."""
        for kept in (self._rows, self._lines):
            for index in [index for index in kept if first <= index <= last]:
                del kept[index]
        shown = [row for row in self._window.rows(self._length) if first <= row <= last]
        if shown and self._fit(stale=True):
            self.refresh()
        else:
            self._refresh_rows(*shown)

    def repaint_rows(self, first: int, last: int) -> None:
        """Paint rows again whose contents are the same, as far as they show."""
        for index in [index for index in self._lines if first <= index <= last]:
            del self._lines[index]
        shown = self._window.rows(self._length)
        self._refresh_rows(*range(max(first, shown.start), min(last + 1, shown.stop)))

    def row_at(self, y: int) -> int:
        """Give the row at a line of the content; it may be one that is not there."""
        return y - self._header_lines + self._window.top

    def is_in_rows(self, x: int, y: int) -> bool:
        """Say whether a cell of the content belongs to a row."""
        is_row = y >= self._header_lines and self.row_at(y) < self._length
        return is_row and x < self._window.width

    def _set_length(self, length: int) -> None:
        self._length = length
        self._cursor_row = clamp(self._cursor_row, 0, max(0, length - 1))
        self.virtual_size = Size(0, length + self._header_lines)
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def _show_row(self, row: int) -> None:
        count = self._window.count
        top = round(self.scroll_y)
        if not count or top <= row < top + count:
            return
        if row < top - count or row >= top + 2 * count:
            target = row - count // 2
        else:
            target = row if row < top else row - count + 1
        self.scroll_to(y=target, animate=False, force=True)

    @property
    def stops(self) -> list[int]:
        """The columns that stop the cursor."""
        return [index for index, column in enumerate(self._placing.columns) if column.stops]

    def on_resize(self) -> None:
        """Count the titles in or out of the height."""
        self._set_length(self._length)

    @property
    def _header_lines(self) -> int:
        return int(self._header and self.container_size.height >= _HEADER_NEEDS)

    def is_selected(self, row: int) -> bool:
        """Say whether a row is shown as selected; a table that selects overrides this."""
        return False

    def _row(self, index: int) -> Row:
        row = self._rows.get(index)
        if row is None:
            assert self._source is not None
            if len(self._rows) >= _KEPT_LINES:
                self._rows.clear()
            row = self._rows[index] = self._source.row(index)
        return row

    def _fit(self, *, stale: bool = False) -> bool:
        """Lay the columns out for what is on the screen now; say whether anything moved."""
        # The content's size; asking for its place would have Textual look through all widgets.
        size = self.container_size
        header = self._header_lines
        window = Window(round(self.scroll_y), max(0, size.height - header), max(0, size.width - 1))
        before = self._window
        if window == before and not stale:
            return False
        self._window = window
        if before.count != window.count and before.holds(self._cursor_row):
            # A smaller screen must not lose the cursor; painting is no place to scroll.
            self.call_later(self._show_row, self._cursor_row)
        moved = self._placing.fit(
            [self._row(index) for index in window.rows(self._length)],
            window.width,
            cursor=self._cursor_column,
            titles=bool(header),
            jumped=not before.overlaps(window),
        )
        if moved or window.width != before.width:
            self._lines.clear()
        return moved

    def _refresh_rows(self, *rows: int) -> None:
        for row in rows:
            if self._window.holds(row):
                y = row - self._window.top + self._header_lines
                self.refresh(Region(0, y, self._window.width + 1, 1))

    @property
    def allow_vertical_scroll(self) -> bool:
        """Scrolling needs none of Textual's scrollbars: one out of sight would slow every page."""
        return not self.disabled

    @property
    def _track(self) -> Track:
        return Track(self._window.top, self._window.count, self._length)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint what is asked for of the table, border included, laid out for the present size."""
        self._fit()
        self._thumb = self._track.thumb
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the content: the titles, a row, or a blank, and the scrollbar's cell."""
        line = y - self._header_lines
        on_thumb = line in self._thumb
        style = self._inks.style_of("thumb" if on_thumb else "plain", "row")
        bar = Segment("┃" if on_thumb else " ", style)
        return Strip([*self._line(line), bar], self._window.width + 1)

    def _line(self, line: int) -> Strip:
        width = self._window.width
        row = self._window.top + line
        if line < 0:
            return paint_header(self._placing, width, self._inks.style_of)
        if row >= self._length:
            text = f" {self.empty_text}" if not row else ""
            return Strip([Segment(pad(text, width), self._inks.style_of("muted", "row"))], width)
        if row == self._cursor_row:
            return paint_row(
                self._row(row),
                self._placing,
                width,
                self._inks.style_of,
                cursor=">" if self.has_focus else "›",
                cursor_column=self._cursor_column if self.stops else -1,
                is_selected=self.is_selected(row),
            )
        strip = self._lines.get(row)
        if strip is None:
            if len(self._lines) >= _KEPT_LINES:
                self._lines.clear()
            strip = paint_row(
                self._row(row),
                self._placing,
                width,
                self._inks.style_of,
                is_selected=self.is_selected(row),
            )
            self._lines[row] = strip
        return strip

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the scrollbar's thumb."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x == self._window.width and self._track.shows:
            self._dragging = True
            self.capture_mouse()
            self._drag_to(offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the thumb."""
        if self._dragging:
            self._drag_to(event.get_content_offset_capture(self).y)

    def on_mouse_up(self) -> None:
        """Let go of the thumb."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        top = self._track.top_at(y - self._header_lines)
        self.scroll_to(y=top, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Forget what was painted in the styles of before: theme, focus."""
        super().notify_style_update()
        self._inks.forget()
        self._lines.clear()
