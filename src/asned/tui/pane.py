"""What the four panes have in common: a table over rows of the session, each row at a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.message import Message

from asned.association.places import Place
from asned.jsontext.display import displayable
from asned.jsontext.writing import Exchange
from asned.rules.findings import Finding, Severity
from asned.session import Change, Session
from asned.tui.listing import Listing
from asned.tui.query import Query
from asned.tui.rows import Cell, Column, Row, Tone
from asned.tui.target import Target

MARKS: dict[Severity, str] = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "·"}
TONES: dict[Severity, Tone] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
CHANGED = "●"
ADDABLE = "○"
ORDER = tuple(MARKS)
FEW_ROWS = 64
"""Up to so many changed rows or findings are looked up one by one, to leave all others as they are."""


class Pane(Listing[Any]):
    """A table that reads the session and never changes it.

    Subclasses give rows and things; the base keeps title, counts, and the cursor by place.
    """

    NAME: ClassVar[str] = ""
    NUMBER: ClassVar[int] = 0

    def __init__(self, session: Session) -> None:
        self.session = session
        self.cursor_moved: Callable[[Pane], None] = lambda pane: None
        """What is told at once that the cursor is on another row or column."""
        super().__init__(None, header=self.HEADER, empty_text="", id=self.NAME)

    HEADER: ClassVar[bool] = False

    class LaidOut(Message):
        """The pane has another size, and its rows are where they are going to be."""

    def on_resize(self) -> None:
        """Tell it once the rows are painted."""
        self.retitle()
        self.call_after_refresh(self.post_message, self.LaidOut())

    def on_show(self) -> None:
        """Name the panes that this one has taken the place of; the cursor may have moved meanwhile."""
        self.retitle()
        self.call_after_refresh(self.show_cursor)

    def _post_cursor(self) -> None:
        self.cursor_moved(self)

    def on_mount(self) -> None:
        """Show the rows."""
        self.set_source(self)
        self.retitle()

    # ---- rows; a subclass gives these

    def columns(self) -> Sequence[Column]:
        """Give the columns."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return True

    def row(self, index: int) -> Row:
        """Give one row."""
        raise NotImplementedError

    def place_at(self, row: int) -> Place | None:
        """Give the place that a row shows, None where it shows nothing of the file."""
        raise NotImplementedError

    def row_of(self, place: Place) -> int | None:
        """Give the row that shows a place, None where it is not in this pane."""
        raise NotImplementedError

    def target(self, row: int, column: int) -> Target | None:
        """Say what editing a cell means, None where it cannot be edited."""
        return None

    def whole_value(self, row: int, column: int) -> str:
        """Give the whole text of a cell, displayable, for the line of state."""
        return ""

    def title(self) -> str:
        """Give the pane's title, displayable."""
        raise NotImplementedError

    def count_words(self) -> str:
        """Say how much there is, for the border: not where the cursor is, which moves too often."""
        return str(self.count_all()) if self.count_all() else ""

    def position_words(self) -> str:
        """Say which row the cursor is on, for the end of the line of keys."""
        return f"{self.NAME.removesuffix('s')} {self.cursor_row + 1} of {self.row_count}"

    def filter_words(self) -> str:
        """Say what a filter leaves, displayable, "" where there is none."""
        query, words = self.query_by, []
        if query.exptype is not None:
            words.append(f"{displayable(query.exptype) or 'no exptype'} only")
        if query.text:
            words.append(f"& {displayable(query.text)}")
        return " ".join(words)

    def action_activate(self) -> None:
        """Let Enter be asked for where there are no rows, too: the app says what there is to do."""
        super().action_activate()
        if not len(self):
            self.post_message(self.Activated(self, 0, 0))

    # ---- what the app asks for

    @property
    def place(self) -> Place | None:
        """The place under the cursor."""
        return self.place_at(self.cursor_row) if self.cursor_row < len(self) else None

    @property
    def field(self) -> str:
        """The key of the column under the cursor."""
        columns = self.columns()
        return columns[self.cursor_column].key if columns else ""

    def go_to(self, place: Place, field: str = "") -> bool:
        """Put the cursor on a place, and on a field's column; say whether it is here."""
        row = self.row_of(place)
        if row is None and self.kept is not None:
            self.filter_by(Query())
            row = self.row_of(place)
        if row is None:
            return False
        keys = [column.key for column in self.columns()]
        column = keys.index(field) if field in keys else None
        if column is not None and not self.columns()[column].stops:
            column = None
        self.move_cursor(row, column)
        return True

    def is_touched(self, change: Change) -> bool:
        """Say whether a change may show in this pane."""
        return bool(change.is_whole or change.splices or change.appeared or change.gone)

    def column_of(self, key: str) -> int:
        """Give the position of a column, the first where there is none of this key."""
        keys = [column.key for column in self.columns()]
        return keys.index(key) if key in keys else 0

    def show_change(self, change: Change) -> None:
        """Show the rows as they are after a change."""
        self.structure_changed()
        self.retitle()

    def follow_exchange(self, exchange: Exchange) -> None:
        """Take account of pieces that came, went or moved, where things are kept or selected."""
        if self.kept is None and not len(self.selection):
            return
        removed = {piece.id for piece in exchange.removed}
        inserted = {piece.id for piece in exchange.inserted}
        gone = [piece.id for piece in exchange.removed if piece.id not in inserted]
        came = [piece for piece in exchange.inserted if piece.id not in removed]
        if self.kept is not None and exchange.mover in self.kept:
            self.kept.discard((exchange.mover,))
            came += [piece for piece in exchange.inserted if piece.id == exchange.mover]
        self.follow(gone, came)

    def retitle(self) -> None:
        """Write title and counts on the border, or in place of the counts the panes that are hidden."""
        words = self.filter_words()
        # The title comes last: where there is no room it is what can be done without.
        head = f"{self.NUMBER} {words} (escape: all)  " if words else f"{self.NUMBER} "
        self.show_on_border(head + self.title(), self._counts())

    def _counts(self) -> str:
        counts = ["…" if self.session.is_begun else self.count_words()]
        if self.kept is not None:
            more = "…" if self.is_filtering else ""
            counts[0] = f"{len(self.kept)}{more} of {self.count_all()}"
        if len(self.selection):
            counts.insert(0, f"{len(self.selection)} selected")
        elif self.kept is None and (hidden := self._hidden_panes()):
            return "  ".join(f"{pane.NUMBER} {pane.NAME}" for pane in hidden)
        return " · ".join(filter(None, counts))

    def _hidden_panes(self) -> list[Pane]:
        """Give the other panes where there is room for one only, so that they are known of."""
        hidden = [each for each in self.siblings if isinstance(each, Pane) and not each.display]
        return sorted(hidden, key=lambda pane: pane.NUMBER)

    def filter_changed(self, row: int | None) -> None:
        """Show what is left now, and how much that is."""
        super().filter_changed(row)
        self.retitle()


def worst(findings: Sequence[Finding]) -> Finding | None:
    """Give the weightiest finding."""
    return min(findings, key=lambda each: ORDER.index(each.severity), default=None)


def marked(text: str, finding: Finding | None, tone: Tone = "plain") -> Cell:
    """Give a cell with the mark and colour of a finding."""
    if finding is None:
        return Cell(text, tone)
    return Cell(text, TONES[finding.severity], MARKS[finding.severity])
