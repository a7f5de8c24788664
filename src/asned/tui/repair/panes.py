"""The two panes of the repair screen: the lines of the text, and the list of its defects."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from asned.association.brokentext import BrokenText
from asned.jsontext.display import displayable
from asned.tui.repair.actions import DEFECTS, TEXT
from asned.tui.rowpaint import cell_span
from asned.tui.rows import Cell, Column, Row
from asned.tui.table import VirtualTable
from asned.tui.textlines import TextLines

MARK = "✖"
_DEFECT_COLUMNS = (
    Column("place", "where", least=6, marks=True, stops=False),
    Column("message", "what", least=30, share=1),
    Column("fix", "fix", least=12, stops=False),
)
_WIDE = 100
"""Cells from which on the fix of a defect has a column of its own."""


class TextPane(TextLines):
    """The lines of the text with their numbers; where something is wrong, the character stands out."""

    NAME = TEXT

    def __init__(self, broken: BrokenText) -> None:
        self.broken = broken
        super().__init__(header=False, id=self.NAME)

    def on_mount(self) -> None:
        """Show the lines."""
        self.set_source(self)
        self.border_title = Content("Text")

    def columns(self) -> Sequence[Column]:
        """Give the number of the line and its text."""
        digits = len(str(len(self.broken)))
        return (
            Column("line", "", fixed=digits, align="right", stops=False),
            Column("text", "", share=1, least=4),
        )

    def __len__(self) -> int:
        return len(self.broken)

    def row(self, index: int) -> Row:
        """Give a line, marked where it has a defect."""
        has_defect = bool(self.broken.defects_of(index))
        return Row(
            (Cell(str(index + 1), "muted"), Cell(self.shown(self.line(index)))),
            mark=MARK if has_defect else "",
            mark_tone="error",
        )

    def line(self, row: int) -> str:
        """Give the text of a line."""
        start, end = self.broken.span(row)
        return self.broken.text[start:end]

    def line_length(self, row: int) -> int:
        """Give the characters of a line."""
        start, end = self.broken.span(row)
        return end - start

    def retitle(self) -> None:
        """Write on the border where the cursor is."""
        self.border_subtitle = Content(f"line {self.cursor_row + 1} of {len(self)}")

    def paint(self, row: int) -> list[Segment]:
        """Paint a line of the text, its defects marked where they are."""
        strip = Strip(super().paint(row), self._window.width)
        start, end = cell_span(self._row(row), self._placing, self._window.width, 1)
        text = self.line(row)
        ink = self._inks.style_of("error", "row") + Style(reverse=True)
        for index in self.broken.defects_of(row):
            column = self.broken.defects[index].column - 1
            if column < self.first_shown:
                continue
            before = displayable(text[self.first_shown : column])
            x = start + cell_len(before) + bool(self.first_shown)
            wide = max(1, cell_len(displayable(text[column : column + 1])))
            if x + wide <= end:
                marked = Segment(strip.crop(x, x + wide).text, ink)
                strip = Strip.join([strip.crop(0, x), Strip([marked]), strip.crop(x + wide)])
        return [*strip]


class DefectsPane(VirtualTable):
    """The defects in the order of the text: where, what is wrong, how it is mended."""

    NAME = DEFECTS

    def __init__(self, broken: BrokenText) -> None:
        self.broken = broken
        super().__init__(header=False, id=self.NAME)

    def on_mount(self) -> None:
        """Show the defects."""
        self.set_source(self)
        self.border_title = Content("Defects")

    def columns(self) -> Sequence[Column]:
        """Give where, what and, where there is room, the fix."""
        return _DEFECT_COLUMNS if self.size.width >= _WIDE else _DEFECT_COLUMNS[:2]

    def __len__(self) -> int:
        return len(self.broken.defects)

    def __bool__(self) -> bool:
        return True

    def row(self, index: int) -> Row:
        """Give a defect."""
        defect = self.broken.defects[index]
        return Row(
            (
                Cell(f"{defect.line}:{defect.column}", "error", MARK),
                Cell(displayable(defect.message)),
                Cell(displayable(fix_words(self.broken, index)), "muted"),
            )
        )

    def on_resize(self) -> None:
        """Give or take the column of the fixes."""
        self.structure_changed()

    def retitle(self) -> None:
        """Write on the border which defect the cursor is on."""
        count = len(self)
        self.border_subtitle = Content(f"{self.cursor_row + 1} of {count}" if count else "")


def fix_words(broken: BrokenText, index: int) -> str:
    """Say in few words how a defect is mended."""
    repairs = broken.defects[index].repairs
    if not repairs:
        return "edit the line"
    more = f", or {len(repairs) - 1} more" if len(repairs) > 1 else ""
    return f". {repairs[0].label}{more}"
