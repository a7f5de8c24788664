"""A table of lines of text that are scrolled sideways together, however long they are."""

from collections.abc import Sequence

from textual.geometry import clamp

from asned.jsontext.display import displayable
from asned.tui.rows import Column
from asned.tui.table import VirtualTable

_STEP = 16
_AFTER = 10
"""Characters that are in sight after the one that was gone to; those before it say more."""


class TextLines(VirtualTable):
    """Its source gives each line through `shown`, in the last column; left and right scroll them."""

    _shift = 0

    @property
    def first_shown(self) -> int:
        """The position in each line of the first character that is in sight."""
        return self._shift + 1 if self._shift else 0

    def shown(self, line: str) -> str:
        """Give what the screen shows of a line, displayable: not more of it than there is room for."""
        part = line[self.first_shown : self._shift + max(1, self.size.width)]
        return f"…{displayable(part)}" if self._shift else displayable(part)

    def line_length(self, row: int) -> int:
        """Give the characters of a line; a subclass knows them."""
        raise NotImplementedError

    def reveal(self, column: int) -> None:
        """Scroll sideways as far as it takes to see a character, counted from 0."""
        width = self._text_width()
        if column < width - 1:
            self._shift_to(0)
        elif not self.first_shown <= column < self._shift + width - 1:
            self._shift_to(max(0, column - width + min(_AFTER, width // 2)))

    def action_move_column(self, step: int) -> None:
        """Scroll sideways, to the right as far as the line under the cursor goes."""
        last = max(0, self.line_length(self.cursor_row) - _STEP) if len(self) else 0
        self._shift_to(clamp(self._shift + step * _STEP, 0, max(last, self._shift)))

    def action_end_column(self, direction: int) -> None:
        """Scroll to the beginning or to the end of the line under the cursor."""
        if direction < 0 or not len(self):
            self._shift_to(0)
        else:
            self.reveal(self.line_length(self.cursor_row))

    def on_resize(self) -> None:
        """Cut the lines for the new width."""
        self.rows_changed(0, self.row_count)

    def columns(self) -> Sequence[Column]:
        """Give the columns, the text's the last; a subclass knows them."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return True

    def _text_width(self) -> int:
        region = self.cell_region(0, len(self.columns()) - 1)
        return max(1, region.width) if len(self) else 1

    def _shift_to(self, shift: int) -> None:
        if shift != self._shift:
            self._shift = shift
            self.rows_changed(0, self.row_count)
