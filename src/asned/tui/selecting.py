"""A table whose rows can be selected: space, shift and arrows, all or none, ctrl, shift and dragging."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from textual import events
from textual.geometry import clamp
from textual.message import Message

from asned.tui.selection import Selection
from asned.tui.table import VirtualTable


class _Beginning(NamedTuple):
    """Where the mouse was pressed: the row, and the line of the screen, where that may be another now."""

    row: int
    screen_y: int


class SelectingTable(VirtualTable):
    """A virtual table with a selection. A subclass says by which number a row is known.

    The selection is marked in the gutter and by the ground of its rows.
    """

    class Selected(Message):
        """Other rows are selected than before."""

        def __init__(self, table: SelectingTable) -> None:
            super().__init__()
            self.table = table

        def can_replace(self, message: Message) -> bool:
            """Only the last one counts."""
            return isinstance(message, SelectingTable.Selected) and message.table is self.table

    selection: Selection
    _drags_from: _Beginning | None = None
    _is_dragging_rows = False

    # ---- a subclass gives these

    def id_at(self, row: int) -> int | None:
        """Give the number by which what a row shows is known, None where it cannot be selected."""
        raise NotImplementedError

    def ids_at(self, rows: range) -> Sequence[int | None]:
        """Give the same for many rows; a subclass that can do so faster overrides it."""
        return [self.id_at(row) for row in rows]

    def all_ids(self) -> Collection[int]:
        """Give the numbers of everything that is shown and can be selected."""
        raise NotImplementedError

    # ---- what is selected

    def is_selected(self, row: int) -> bool:
        """Say whether a row is selected."""
        return len(self.selection) > 0 and self.id_at(row) in self.selection

    def select(self, keys: Collection[int]) -> None:
        """Select these and nothing else."""
        if keys or len(self.selection):
            self.selection.replace(keys)
            self._show_selection(range(self.row_count))

    def action_toggle_selected(self) -> None:
        """Select the row, or no longer, and go on to the next."""
        if not self.row_count:
            return
        row = self.cursor_row
        key = self.id_at(row)
        if key is not None:
            self.selection.toggle(key)
            self._show_selection(range(row, row + 1))
        self.action_move(1)

    def action_extend(self, step: int) -> None:
        """Move the cursor and select what it passes, from where extending began."""
        if self.row_count:
            self._extend_to(clamp(self.cursor_row + step, 0, self.row_count - 1))

    def action_extend_page(self, step: int) -> None:
        """Move the cursor by a page and select what it passes."""
        self.action_extend(step * max(1, self._window.height - 1))

    def action_extend_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the last row and select what it passes."""
        self.action_extend(direction * self.row_count)

    def action_toggle_all(self) -> None:
        """Select all rows shown beside what is selected already; none of them where all are."""
        shown, selected = self.all_ids(), self.selection.keys
        is_all = len(selected) >= len(shown) and selected.issuperset(shown)
        self.select(selected.difference(shown) if is_all else selected.union(shown))

    def _extend_to(self, row: int) -> None:
        passed = self.selection.extend(self.cursor_row, row, self.ids_at)
        self.move_cursor(row)
        self._show_selection(passed)

    def _show_selection(self, rows: range) -> None:
        if rows:
            self.repaint_rows(rows[0], rows[-1])
        self.post_message(self.Selected(self))

    # ---- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where dragging may begin."""
        self._drags_from = None
        offset = event.get_content_offset(self)
        if event.button == 1 and offset is not None and self.is_in_rows(offset.x, offset.y):
            self._drags_from = _Beginning(self.row_at(offset.y), event.screen_y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from the row that was pressed to the one under the mouse."""
        if self._drags_from is None or event.button != 1:
            return
        row = self.row_at(event.get_content_offset_capture(self).y)
        if not self._is_dragging_rows:
            if event.screen_y == self._drags_from.screen_y:
                return
            self._is_dragging_rows = True
            self.capture_mouse()
            self.move_cursor(self._drags_from.row)
        self._extend_to(clamp(row, 0, max(0, self.row_count - 1)))

    def on_leave(self) -> None:
        """Forget where dragging may begin: the mouse may be let go elsewhere."""
        if not self._is_dragging_rows:
            self._drags_from = None

    def on_mouse_up(self) -> None:
        """End dragging."""
        self._drags_from = None
        if self._is_dragging_rows:
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """With ctrl select the row or no longer, with shift all from the cursor to it."""
        if self._is_dragging_rows:
            self._is_dragging_rows = False
            event.prevent_default()
            return
        if self._pressed is None or not (event.ctrl or event.shift):
            return
        event.prevent_default()
        row = self._pressed.row
        if event.shift:
            self._extend_to(row)
            return
        key = self.id_at(row)
        self.move_cursor(row)
        if key is not None:
            self.selection.toggle(key)
            self._show_selection(range(row, row + 1))
