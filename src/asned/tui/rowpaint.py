"""Painting one line of a table as a strip: gutter, marks, cells, the cursor."""

from collections.abc import Callable
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from asned.tui.columns import GUTTER, ColumnLayout, Place
from asned.tui.cutting import cells, cut_hiding, cut_start, pad
from asned.tui.layout import MARK_LANE
from asned.tui.rows import Cell, Column, Row, Tone

Ground = Literal["row", "selected", "cursor", "cell", "header"]
"""What a text stands on: a row, one that is selected, the cursor's row, its cell, the header."""

SELECTED = "▌"
"""The mark of a selected row, in the last cell of the gutter."""

HEAVIEST: tuple[Tone, ...] = ("error", "warning", "info")
"""The tones of marked cells, the weightiest first."""

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
) -> list[Segment]:
    """Paint a row `width` cells wide; `cursor` is the cursor's mark, empty on other rows."""
    if layout.yielding:
        row = _with_marks_of(row, layout)
    ground: Ground = "cursor" if cursor else "selected" if is_selected else "row"
    line = _Line(style_of("plain", ground))
    if cursor:
        line.add(cursor, style_of("title", ground), 0, cells(cursor))
    if row.mark:
        line.add(row.mark, style_of(row.mark_tone, ground), 1, cells(row.mark))
    if is_selected:
        line.add(SELECTED, style_of("title", ground), GUTTER - 1, cells(SELECTED))
    for span in layout.spans(len(row.cells), row.indent, width):
        cell, start = row.cells[span.cell], span.start
        is_cursor = bool(cursor) and span.holds(cursor_column)
        if not (cell.text or cell.mark or is_cursor):
            continue  # as blank as what is between the cells
        column = layout.columns[span.place.column]
        tone = row.tone if cell.tone == "plain" else cell.tone
        style = style_of(tone, "cell" if is_cursor else ground)
        room = max(0, span.end - start)
        text = pad(cell.text, room) if span.runs_on else _fitted(cell, column, span.place, room)
        if column.marks:
            text, start = pad(cell.mark, MARK_LANE) + text, start - MARK_LANE
            room += MARK_LANE
        line.add(text, style, start, room)
    return line.segments(width)


def _with_marks_of(row: Row, layout: ColumnLayout) -> Row:
    """Give the row with the weightiest mark of the columns that yielded where they yielded to."""
    count = len(row.cells)
    marked = [row.cells[at] for at in layout.yielding if at < count and row.cells[at].mark]
    if not marked:
        return row
    made = list(row.cells)
    for at, column in enumerate(layout.columns):
        if column.ample:
            marks = [made[at], *marked] if made[at].mark else marked
            heaviest = min(marks, key=lambda each: HEAVIEST.index(each.tone))
            made[at] = Cell(made[at].text, heaviest.tone, heaviest.mark)
    return row._replace(cells=tuple(made))


def paint_header(layout: ColumnLayout, width: int, style_of: StyleOf) -> list[Segment]:
    """Paint the titles of the columns in a line `width` cells wide."""
    style = style_of("plain", "header")
    line = _Line(style)
    for place in layout.places:
        column = layout.columns[place.column]
        line.add(pad(column.title, place.width, column.align), style, place.x, place.width)
    return line.segments(width)


class _Line:
    """A line while it is painted: as few segments as its styles allow, for each costs bytes."""

    __slots__ = ("_blank", "_parts", "_x")

    def __init__(self, blank: Style) -> None:
        self._blank = blank
        self._parts: list[tuple[str, Style]] = []
        self._x = 0

    def add(self, text: str, style: Style, x: int, width: int) -> None:
        """Put a text so many cells wide at this cell of the line, blanks before it."""
        if x > self._x:
            self._put(" " * (x - self._x), self._blank)
            self._x = x
        self._x += width
        if text.startswith(" "):
            words = text.lstrip(" ")
            self._put(text[: len(text) - len(words)], style)
            text = words
        if text:
            self._put(text, style)

    def segments(self, width: int) -> list[Segment]:
        """Give the line, exactly so many cells wide."""
        if width > self._x:
            self._put(" " * (width - self._x), self._blank)
        segments = [Segment(text, style) for text, style in self._parts]
        return segments if self._x <= width else [*Strip(segments, self._x).crop(0, width)]

    def _put(self, text: str, style: Style) -> None:
        parts = self._parts
        if parts:
            before, known = parts[-1]
            # Pictures of the screen lose the blanks before a text: these stay on their own.
            if known is style and (not before.isspace() or text.isspace()):
                parts[-1] = before + text, style
                return
        parts.append((text, style))


def cell_span(row: Row, layout: ColumnLayout, width: int, column: int) -> tuple[int, int]:
    """Give where the text of the row's cell at this column begins and ends, in cells of the line.

    A column that is left out gives the whole line after the gutter.
    """
    for span in layout.spans(len(row.cells), row.indent, width):
        if span.holds(column):
            return span.start, span.end
    return GUTTER, width


def column_at(row: Row, layout: ColumnLayout, width: int, x: int) -> int | None:
    """Give the column whose cell, or the gap after it, is at this x; None left of all cells."""
    found: int | None = None
    for span in layout.spans(len(row.cells), row.indent, width):
        if found is None or x >= span.start - MARK_LANE:
            found = span.place.column
    return found if x >= GUTTER else None


def _fitted(cell: Cell, column: Column, place: Place, room: int) -> str:
    """Give the cell's text in exactly `room` cells, cut as its column wants it."""
    text = cell.text if column.marks or not cell.mark else f"{cell.mark} {cell.text}"
    if cells(text) > room:
        if column.cut == "start":
            text = cut_start(text, room)
        elif column.cut == "shared":
            hides = text.startswith(place.beginning)
            text = cut_hiding(text, place.hidden if hides else 0, room)
    return pad(text, room, column.align)
