"""What a pane hands to the virtual table: columns, rows, cells, and where to ask for them.

The table knows nothing else of what it shows. A source is asked for the rows on the screen and for
no others, so it may stand for any number of rows as long as one row is cheap to make.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

Tone = Literal["plain", "error", "warning", "info", "muted", "key", "changed", "title"]
"""How a text is coloured; a tone never stands alone, a mark or the words say the same."""

Cut = Literal["end", "start", "shared"]
"""Where a value too long for its column loses text: its end, its start, or the beginning that the
values on the screen share, so that what differs between them shows."""

Align = Literal["left", "right"]


class Column(NamedTuple):
    """One column of a table.

    `least` is the width in cells below which it is left out rather than narrowed; `fixed` sets its
    width outright. `share` is its part of the width that no value needs (0: it takes none). `marks`
    keeps two cells before the text for the cells' marks, so that the texts stay aligned. A `whole`
    column is left out rather than cut. The column cursor passes over a column that does not stop.
    One that `yields` is left out, unless the cursor is in it, where it would leave another less than
    its `ample` width.
    """

    key: str
    title: str
    cut: Cut = "end"
    least: int = 4
    share: int = 0
    fixed: int | None = None
    align: Align = "left"
    whole: bool = False
    marks: bool = False
    stops: bool = True
    ample: int = 0
    yields: bool = False


class Cell(NamedTuple):
    """One value of a row; both were made displayable. `mark` is one glyph, or empty."""

    text: str
    tone: Tone = "plain"
    mark: str = ""


class Row(NamedTuple):
    """One line of a table.

    `mark` (one glyph, or empty) stands before the first cell, in `mark_tone`; `tone` is that of
    cells which are plain. `indent` counts levels of two cells. Where a row has fewer cells than
    there are columns, its last cell runs to the right edge.
    """

    cells: tuple[Cell, ...]
    mark: str = ""
    tone: Tone = "plain"
    indent: int = 0
    mark_tone: Tone = "plain"


class RowSource(Protocol):
    """Where a table gets its rows: what a pane implements."""

    def columns(self) -> Sequence[Column]:
        """Give the columns, left to right; asked when the source or its structure changes."""
        ...

    def __len__(self) -> int: ...

    def row(self, index: int) -> Row:
        """Give one row, `0 <= index < len(self)`; asked for rows on the screen only."""
        ...
