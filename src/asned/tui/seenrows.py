"""Rows that were read of a source, and the lines painted of them, for as long as they hold."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from rich.segment import Segment

from asned.tui.rows import Row, RowSource
from asned.tui.window import Window

_MOST = 512
"""Rows, and painted lines, that are kept for scrolling back."""


class PaintedRow(NamedTuple):
    """A row as it was painted, as segments and as the terminal is sent it, and what that depended on.

    `cursor_column` is None on rows that the cursor is not on.
    """

    segments: list[Segment]
    codes: str
    is_selected: bool
    on_thumb: bool
    cursor_column: int | None


class SeenRows:
    """What is known of the rows of a table by their indices."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self.fresh: list[Row] = []
        """Rows that were read since the columns were placed."""
        self._painted: dict[int, PaintedRow] = {}

    def row(self, source: RowSource, index: int) -> Row:
        """Give a row, read where it is not known."""
        row = self._rows.get(index)
        if row is None:
            if len(self._rows) >= _MOST:
                self._rows.clear()
            row = self._rows[index] = source.row(index)
            self.fresh.append(row)
        return row

    def painted(self, index: int) -> PaintedRow | None:
        """Give a row as it was painted."""
        return self._painted.get(index)

    def keep_painted(self, index: int, painted: PaintedRow) -> None:
        """Keep a row as it was painted."""
        if len(self._painted) >= _MOST:
            self._painted.clear()
        self._painted[index] = painted

    def forget_all_painted(self) -> None:
        """Forget all lines that were painted."""
        self._painted.clear()

    def forget_painted(self, rows: Iterable[int]) -> None:
        """Forget lines that were painted of some rows."""
        for index in rows:
            self._painted.pop(index, None)

    def keep_only(self, window: Window) -> None:
        """Forget rows and lines that are out of a window."""
        for kept in (self._rows, self._painted):
            for index in [index for index in kept if not window.holds(index)]:
                kept.pop(index)

    def forget(self, rows: range, also: Collection[int], window: Window) -> dict[int, Row]:
        """Forget rows, and lines of them out of the window; give those that were in it.

        The lines in the window stay until it is known whether their rows are others now.
        """
        gone: dict[int, Row] = {}
        for index in {*self._within(rows, self._rows), *also}:
            row = self._rows.pop(index, None)
            if row is not None and window.holds(index):
                gone[index] = row
        for index in {*self._within(rows, self._painted), *also}:
            if index not in gone:
                self._painted.pop(index, None)
        return gone

    @staticmethod
    def _within(rows: range, known: Collection[int]) -> list[int]:
        first, second = (rows, known) if len(rows) < len(known) else (known, rows)
        return [index for index in first if index in second]

    def is_other(self, index: int, before: Row) -> bool:
        """Say whether a row is not the one that it was."""
        return self._rows.get(index) != before
