"""Painting one line of a table as a strip: gutter, marks, cells, the cursor."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from asned.tui.columns import GUTTER, INDENT, ColumnLayout, Place
from asned.tui.cutting import cells, cut_end, cut_hiding, cut_start, pad
from asned.tui.layout import MARK_LANE
from asned.tui.rows import Cell, Column, Row, Tone

Ground = Literal["row", "selected", "cursor", "cell", "header"]
"""What a text stands on: a row, one that is selected, the cursor's row, its cell, the header."""

SELECTED = "▌"
"""The mark of a selected row, in the last cell of the gutter."""

StyleOf = Callable[[Tone, Ground], Style]


def paint_row(
    row: Row,
    layout: ColumnLayout,
    width: int,
    style_of: StyleOf,
    *,
    cursor: str = "",
    cursor_column: int = -1,
    is_selected: bool = False,
) -> Strip:
    """Paint a row `width` cells wide; `cursor` is the cursor's mark, empty on other rows."""
    ground: Ground = "cursor" if cursor else "selected" if is_selected else "row"
    blank = style_of("plain", ground)
    line = _Line(blank)
    if cursor:
        line.add(cursor, style_of("title", ground), 0)
    if row.mark:
        line.add(row.mark, style_of(row.mark_tone, ground), 1)
    if is_selected:
        line.add(SELECTED, style_of("title", ground), GUTTER - 1)
    for span in _spans(row, layout, width):
        column = layout.columns[span.place.index]
        tone = row.tone if span.cell.tone == "plain" else span.cell.tone
        style = style_of(tone, "cell" if cursor and span.holds(cursor_column) else ground)
        room, start = span.end - span.start, span.start
        if span.runs_on:
            text = pad(span.cell.text, room)
        else:
            text = pad(_cut_cell(span.cell, column, span.place.hidden, room), room, column.align)
        if column.marks:
            text, start = pad(span.cell.mark, MARK_LANE) + text, start - MARK_LANE
        line.add(text, style, start)
    return line.strip(width)


def paint_header(layout: ColumnLayout, width: int, style_of: StyleOf) -> Strip:
    """Paint the titles of the columns in a line `width` cells wide."""
    style = style_of("plain", "header")
    line = _Line(style)
    for place in layout.places:
        column = layout.columns[place.index]
        line.add(pad(column.title, place.width, column.align), style, place.x)
    return line.strip(width)


class _Line:
    """A line while it is painted: as few segments as its styles allow, for each costs bytes."""

    def __init__(self, blank: Style) -> None:
        self._blank = blank
        self._parts: list[tuple[str, Style]] = []
        self._x = 0

    def add(self, text: str, style: Style, x: int) -> None:
        """Put a text at this cell of the line, blanks before it."""
        if x > self._x:
            self._put(" " * (x - self._x), self._blank)
            self._x = x
        words = text.lstrip(" ")
        if words != text:
            self._put(text[: len(text) - len(words)], style)
        if words:
            self._put(words, style)
        self._x += cells(text)

    def strip(self, width: int) -> Strip:
        """Give the line, exactly so many cells wide."""
        if width > self._x:
            self._put(" " * (width - self._x), self._blank)
        strip = Strip([Segment(text, style) for text, style in self._parts], max(width, self._x))
        return strip if self._x <= width else strip.crop(0, width)

    def _put(self, text: str, style: Style) -> None:
        if self._parts and self._parts[-1][1] is style:
            before, _ = self._parts[-1]
            # Pictures of the screen lose the blanks before a text: these stay on their own.
            if text.isspace() or not before.isspace():
                text = self._parts.pop()[0] + text
        self._parts.append((text, style))


def cell_span(row: Row, layout: ColumnLayout, width: int, column: int) -> tuple[int, int]:
    """Give where the text of the row's cell at this column begins and ends, in cells of the line.

    A column that is left out gives the whole line after the gutter.
    """
    for span in _spans(row, layout, width):
        if span.holds(column):
            return span.start, span.end
    return GUTTER, width


def column_at(row: Row, layout: ColumnLayout, width: int, x: int) -> int | None:
    """Give the column whose cell, or the gap after it, is at this x; None left of all cells."""
    found: int | None = None
    for span in _spans(row, layout, width):
        if found is None or x >= span.start - MARK_LANE:
            found = span.place.index
    return found if x >= GUTTER else None


class _Span(NamedTuple):
    """A cell on the screen: where its text begins and ends, and whether it runs on to the edge."""

    place: Place
    cell: Cell
    start: int
    end: int
    runs_on: bool

    def holds(self, column: int) -> bool:
        return column == self.place.index or (self.runs_on and column > self.place.index)


def _spans(row: Row, layout: ColumnLayout, width: int) -> list[_Span]:
    """Give the cells of the row that show, left to right."""
    spans: list[_Span] = []
    last = len(row.cells) - 1
    short = last < len(layout.columns) - 1
    for place in layout.places:
        runs_on = short and place.index >= last
        end = width if runs_on else place.x + place.width
        indent = 0 if place.index else INDENT * row.indent
        if last >= 0:
            cell = row.cells[min(place.index, last)]
            spans.append(_Span(place, cell, min(place.x + indent, end), end, runs_on))
        if runs_on:
            break
    return spans


def _cut_cell(cell: Cell, column: Column, hidden: int, width: int) -> str:
    """Give the cell's text cut to `width` cells as its column wants it."""
    text = cell.text if column.marks or not cell.mark else f"{cell.mark} {cell.text}"
    if column.cut == "start":
        return cut_start(text, width)
    if column.cut == "shared":
        return cut_hiding(text, hidden, width)
    return cut_end(text, width)
