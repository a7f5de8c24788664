"""The difference between two texts over the whole screen, to be accepted or gone back from."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from asned.jsontext.display import displayable
from asned.tui.rows import Cell, Column, Row, Tone
from asned.tui.table import VirtualTable
from asned.tui.textlines import TextLines

_TONES: dict[str, Tone] = {"-": "error", "+": "changed", "@": "key", "\\": "muted"}
_COLUMNS = (Column("line", "", share=1, least=1),)


class DifferenceLines(TextLines):
    """The lines of a difference as `diff -u` prints it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._difference = lines
        super().__init__(header=False, empty_text="no difference", id="difference")

    def on_mount(self) -> None:
        """Show the lines."""
        self.set_source(self)

    def columns(self) -> Sequence[Column]:
        """Give the one column."""
        return _COLUMNS

    def __len__(self) -> int:
        return len(self._difference)

    def row(self, index: int) -> Row:
        """Give a line, coloured by the sign that it begins with."""
        line = self._difference[index]
        is_name = line.startswith(("--- ", "+++ ")) and index < 2
        tone = "title" if is_name else _TONES.get(line[:1], "plain")
        return Row((Cell(self.shown(line), tone),))

    def line_length(self, row: int) -> int:
        """Give the characters of a line."""
        return len(self._difference[row])


class DifferenceView(ModalScreen[bool]):
    """Shows a difference; dismisses True for Enter, False for Escape.

    `lines` are shown as they are, made displayable. `remarks` stand above them, `accept` and `back`
    say what the two keys do.
    """

    DEFAULT_CSS = """
    DifferenceView { background: $background; }
    DifferenceView > Vertical { height: 1fr; }
    DifferenceView Static { height: auto; padding: 0 1; color: $text-muted; }
    DifferenceView DifferenceLines { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "answer(False)", show=False),
    ]

    def __init__(
        self, title: str, lines: Sequence[str], *, remarks: Sequence[str], accept: str, back: str
    ) -> None:
        super().__init__()
        self._remarks = Static(Content(displayable(" ".join(remarks))), markup=False)
        self._lines = DifferenceLines(lines)
        self._lines.border_title = Content(displayable(title))
        self._lines.border_subtitle = Content(f"enter {accept}   escape {back}")

    def compose(self) -> ComposeResult:
        """Put the remarks over the lines."""
        with Vertical():
            yield self._remarks
            yield self._lines

    def on_mount(self) -> None:
        """Let the keys scroll the lines."""
        self._lines.focus()

    @on(VirtualTable.Activated)
    def _accepted(self, event: VirtualTable.Activated) -> None:
        event.stop()
        self.dismiss(True)

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.dismiss(answer)
