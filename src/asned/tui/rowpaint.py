"""Painting one line of a table as a strip: gutter, marks, cells, the cursor."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from asned.tui.columns import GUTTER, INDENT, ColumnLayout, Place
from asned.tui.cutting import cut_end, cut_hiding, cut_start, pad
from asned.tui.layout import MARK_LANE
from asned.tui.rows import Align, Cell, Column, Row, Tone

Ground = Literal["row", "cursor", "cell", "header"]
"""What a text stands on: a row, the cursor's row, the cursor's cell, the header."""

StyleOf = Callable[[Tone, Ground], Style]


def paint_row(
    row: Row,
    layout: ColumnLayout,
    width: int,
    style_of: StyleOf,
    *,
    cursor: str = "",
    cursor_column: int = -1,
) -> Strip:
    """Paint a row `width` cells wide; `cursor` is the cursor's mark, empty on other rows."""
    ground: Ground = "cursor" if cursor else "row"
    blank = style_of("plain", ground)
    segments = [
        Segment(cursor or " ", style_of("title", ground)),
        Segment(pad(row.mark, GUTTER - 1), style_of(row.mark_tone, ground)),
    ]
    x = GUTTER
    for span in _spans(row, layout, width):
        column = layout.columns[span.place.index]
        tone = row.tone if span.cell.tone == "plain" else span.cell.tone
        here: Ground = "cell" if cursor and span.holds(cursor_column) else ground
        lane = MARK_LANE if column.marks else 0
        segments.append(Segment(" " * (span.start - lane - x), blank))
        if lane:
            segments.append(Segment(pad(span.cell.mark, lane), style_of(tone, here)))
        room = span.end - span.start
        style = style_of(tone, here)
        if span.runs_on:
            segments += _aligned(cut_end(span.cell.text, room), room, "left", style)
        else:
            text = _cut_cell(span.cell, column, span.place.hidden, room)
            segments += _aligned(text, room, column.align, style)
        x = span.end
    return _line(segments, width, blank)


def paint_header(layout: ColumnLayout, width: int, style_of: StyleOf) -> Strip:
    """Paint the titles of the columns in a line `width` cells wide."""
    style = style_of("plain", "header")
    segments: list[Segment] = []
    x = 0
    for place in layout.places:
        column = layout.columns[place.index]
        segments.append(Segment(" " * (place.x - x), style))
        segments += _aligned(cut_end(column.title, place.width), place.width, column.align, style)
        x = place.x + place.width
    return _line(segments, width, style)


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


def _aligned(text: str, width: int, align: Align, style: Style) -> list[Segment]:
    blanks = Segment(" " * (width - cell_len(text)), style)
    return [blanks, Segment(text, style)] if align == "right" else [Segment(text, style), blanks]


def _line(segments: Iterable[Segment], width: int, blank: Style) -> Strip:
    """Give the segments as a strip exactly `width` cells wide."""
    return Strip([part for part in segments if part.text]).adjust_cell_length(width, blank)
