"""Painting rows on Textual's line API: what is on the screen is asked for, cached and painted."""

from collections.abc import Collection, Mapping

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size, clamp
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from asned.tui.columns import ColumnLayout
from asned.tui.cutting import pad
from asned.tui.edges import Bordered
from asned.tui.inks import Inks
from asned.tui.rowpaint import paint_header, paint_row
from asned.tui.rows import Row, RowSource
from asned.tui.seenrows import PaintedRow, SeenRows
from asned.tui.thumb import Track
from asned.tui.window import Window

_HEADER_NEEDS = 6
"""Lines of content below which the titles give way to one more row."""


class RowView(Bordered, ScrollView):
    """The painted half of a table: rows of a source, titles, and a cursor that others move.

    `header` says whether titles stand above the rows where there is room; `empty_text`
    (displayable) stands where there are no rows.
    """

    ALLOW_SELECT = False
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
    }
    """

    # Rows that come or go change no other widget's place, and which lines change is known here.
    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)

    def __init__(
        self,
        *,
        header: bool,
        empty_text: str,
        id: str | None,
        classes: str | None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._empty_text = empty_text
        self._header = header
        self._source: RowSource | None = None
        self._length = 0
        self._placing = ColumnLayout(())
        self._cursor_row = 0
        self._cursor_column = 0
        self._window = Window()
        self._seen = SeenRows()
        self._inks = Inks(self)
        self._dragging = False
        self._thumb = range(0)

    @property
    def empty_text(self) -> str:
        """What stands where there are no rows, displayable."""
        return self._empty_text

    @empty_text.setter
    def empty_text(self, text: str) -> None:
        if text != self._empty_text:
            self._empty_text = text
            if not self._length:
                self._refresh_rows(0)

    @property
    def row_count(self) -> int:
        """How many rows the source had when it last told of a change."""
        return self._length

    def rows_in_sight(self, length: int) -> range:
        """Give the rows on the screen of a source with so many."""
        return self._window.rows(length)

    def forget_out_of_sight(self) -> None:
        """Read rows again that are not on the screen now, once they come there."""
        self._seen.keep_only(self._window)

    def rows_changed(self, first: int, last: int) -> None:
        """Repaint the rows from `first` to `last`, both included, as far as they show."""
        gone = self._seen.forget(range(first, last + 1), (), self._window)
        if self._fit(stale=True, gone=gone.values()):
            self._refresh_content()
        else:
            self._refresh_differing(gone, self._length)

    def repaint_rows(self, first: int, last: int) -> None:
        """Paint rows again whose contents are the same, as far as they show."""
        shown = self.rows_in_sight(self._length)
        rows = range(max(first, shown.start), min(last + 1, shown.stop))
        self._seen.forget_painted(rows)
        self._refresh_rows(*rows)

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
        self.virtual_size = Size(0, self._height_for(length) + self._header_lines)
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def _height_for(self, length: int) -> int:
        """Give the lines to scroll over: rows that go at the end leave up to half a page blank.

        All that is on the screen would move otherwise, with each row that is deleted there.
        """
        shown_to = round(self.scroll_y) + self._window.height
        return max(length, min(shown_to, length + self._window.height // 2))

    def _show_row(self, row: int) -> None:
        count = self._window.height
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

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint the rows that are on the screen now."""
        if round(old_value) != round(new_value):
            self._refresh_content()

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
        assert self._source is not None
        return self._seen.row(self._source, index)

    def _fit(self, *, stale: bool = False, gone: Collection[Row] = ()) -> bool:
        """Lay the columns out for what is on the screen now; say whether anything moved.

        `stale` says that rows may be others than before, `gone` which are not there any more.
        """
        # The content's size; asking for its place would have Textual look through all widgets.
        size = self.container_size
        header = self._header_lines
        window = Window(round(self.scroll_y), max(0, size.height - header), max(0, size.width - 1))
        before = self._window
        if window == before and not stale:
            return False
        self._window = window
        if before.height != window.height and (not before.height or before.holds(self._cursor_row)):
            # A smaller screen must not lose the cursor, nor may one that is shown for the first time
            # with the cursor gone elsewhere meanwhile; painting is no place to scroll.
            self.call_later(self._show_row, self._cursor_row)
        shown = window.rows(self._length)
        rows = [self._row(index) for index in shown]
        fresh, self._seen.fresh = self._seen.fresh, []
        cursor, titles = self._cursor_column, bool(header)
        has_lost = window == before and self._placing.has_lost(gone, fresh, rows)
        if (
            window == before
            and not has_lost
            and self._placing.takes_in(fresh, window.width, cursor=cursor, titles=titles)
        ):
            return False
        moved = self._placing.fit(
            rows,
            window.width,
            cursor=cursor,
            titles=titles,
            jumped=has_lost or not before.overlaps(window),
        )
        if moved or window.width != before.width:
            self._seen.forget_all_painted()
        return moved

    def _refresh_few(self, gone: Mapping[int, Row]) -> bool:
        """Read rows again that were forgotten, all others being what and where they were.

        False, and nothing done, where columns may have to move.
        """
        now = {index: self._row(index) for index in gone}
        others = [index for index in gone if now[index] != gone[index]]
        before, after = [gone[index] for index in others], [now[index] for index in others]
        placing, titles = self._placing, bool(self._header_lines)
        if not placing.takes_in(
            after, self._window.width, cursor=self._cursor_column, titles=titles
        ) or placing.has_lost(before, after, map(self._row, self.rows_in_sight(self._length))):
            return False
        self._seen.fresh.clear()
        self._seen.forget_painted(others)
        self._refresh_rows(*others)
        return True

    def _refresh_content(self, rows: int | None = None) -> None:
        """Have all lines painted anew, or those of so many rows: what lies below them is blank and stays so."""
        height = self.container_size.height
        if rows is not None:
            height = min(height, self._header_lines + max(1, rows - self._window.top))
        self.refresh(Region(0, 0, self._window.width + 1, height))

    def _refresh_differing(self, gone: Mapping[int, Row], length: int) -> None:
        """Paint again what is not what was painted, of a table that had so many rows.

        `gone` are the rows on the screen that were forgotten.
        """
        seen = self._seen
        differing = [
            index
            for index in self._window.rows(max(length, self._length))
            if index >= self._length
            or (painted := seen.painted(index)) is None
            or painted.is_selected != self.is_selected(index)
            or (index in gone and seen.is_other(index, gone[index]))
        ]
        seen.forget_painted(differing)
        self._refresh_rows(*differing)
        self._move_thumb()

    def _move_thumb(self) -> None:
        before, self._thumb = self._thumb, self._track.thumb
        if before != self._thumb:
            moved = set(before) ^ set(self._thumb)
            self._refresh_rows(*(self._window.top + line for line in moved))

    def _refresh_rows(self, *rows: int) -> None:
        window, header = self._window, self._header_lines
        regions = [
            Region(0, row - window.top + header, window.width + 1, 1)
            for row in rows
            if window.holds(row)
        ]
        if regions:
            self.refresh(*regions)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Scrolling needs none of Textual's scrollbars: one out of sight would slow every page."""
        return not self.disabled

    @property
    def _track(self) -> Track:
        return Track(self._window.top, self._window.height, self._length)

    def settle(self) -> None:
        """Lay out for the present size and place before single lines are asked for."""
        self._fit()
        self._move_thumb()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint what is asked for of the table, border included, laid out for the present size."""
        self._fit()
        self._thumb = self._track.thumb
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the content: the titles, a row, or a blank, and the scrollbar's cell."""
        row = self._window.top + y - self._header_lines
        is_row = y >= self._header_lines and row < self._length
        segments = self._painted(row).segments if is_row else self._beside_rows(y)
        return Strip(segments, self._window.width + 1)

    def line_codes(self, y: int) -> str:
        """Give what the terminal is sent for a line of the content."""
        row = self._window.top + y - self._header_lines
        is_row = y >= self._header_lines and row < self._length
        return self._painted(row).codes if is_row else self.coded(self._beside_rows(y))

    def _beside_rows(self, y: int) -> list[Segment]:
        """Paint the titles, or a line below the last row."""
        width = self._window.width
        if y < self._header_lines:
            titles = paint_header(self._placing, width, self._inks.style_of)
            more = "›" if self._placing.leaves_out_values else " "
            return [*titles, Segment(more, self._inks.style_of("plain", "header"))]
        text = f" {self.empty_text}" if self._window.top + y == self._header_lines else ""
        blank = Segment(pad(text, width), self._inks.style_of("muted", "row"))
        return self._with_bar([blank], on_thumb=False)

    def _painted(self, row: int) -> PaintedRow:
        on_thumb = row - self._window.top in self._thumb
        column = self._cursor_column if row == self._cursor_row else None
        depends = self.is_selected(row), on_thumb, column
        painted = self._seen.painted(row)
        if painted is None or painted[2:] != depends:
            segments = self._with_bar(self.paint(row), on_thumb=on_thumb)
            painted = PaintedRow(segments, self.coded(segments), *depends)
            self._seen.keep_painted(row, painted)
        return painted

    def paint(self, row: int) -> list[Segment]:
        """Paint a row as wide as the window; a subclass may add to it."""
        is_cursor = row == self._cursor_row
        return paint_row(
            self._row(row),
            self._placing,
            self._window.width,
            self._inks.style_of,
            cursor=(">" if self.has_focus else "›") if is_cursor else "",
            cursor_column=self._cursor_column if self.stops else -1,
            is_selected=self.is_selected(row),
        )

    def _with_bar(self, segments: list[Segment], *, on_thumb: bool) -> list[Segment]:
        style = self._inks.style_of("thumb" if on_thumb else "plain", "row")
        return [*segments, Segment("┃" if on_thumb else " ", style)]

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
        self._seen.forget_all_painted()
