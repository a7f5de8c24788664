"""The line in which one types what to find or to filter by; it takes the place of the line of state."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widget import Widget

from asned.tui.cellfield import CellField
from asned.tui.cutting import cells, cut_end, pad

COUNT_WIDTH = 26
NARROW_COUNT_WIDTH = 12


class Words(Widget):
    """A few displayable words in a width that stays the same."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Words { height: 1; color: $text-accent; }
    """

    def __init__(self, align_right: bool = False) -> None:
        super().__init__()
        self._text = ""
        self._align_right = align_right

    def show(self, text: str) -> None:
        """Show these words."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw them."""
        width = self.size.width
        text = pad(cut_end(self._text, width), width, "right" if self._align_right else "left")
        return Strip([Segment(text, self.rich_style)], width)


class FindBar(Horizontal):
    """A mark, the text, and how much was found. It says nothing by itself: what is typed and which keys
    are pressed it hands to those who asked for it to be opened."""

    DEFAULT_CSS = f"""
    FindBar {{ height: 1; display: none; background: $boost; }}
    FindBar > #find-mark {{ width: 3; text-style: bold; }}
    FindBar > CellField {{ width: 1fr; border: none; padding: 0; background: $boost; }}
    FindBar > #find-count {{ width: {COUNT_WIDTH}; color: $foreground 70%; }}
    .-narrow FindBar > #find-count {{ width: {NARROW_COUNT_WIDTH}; }}
    """

    def __init__(self, typed: Callable[[str], None], pressed: Callable[[str], bool]) -> None:
        """Make it; `typed` takes the text after each change, `pressed` says whether it took a key."""
        super().__init__()
        self._typed = typed
        self._pressed = pressed
        self._mark = Words()
        self._mark.id = "find-mark"
        self._count = Words(align_right=True)
        self._count.id = "find-count"
        self._least = 0
        """Cells that the count needs at least, where these are more than it has anyway."""
        self._field = CellField(self._take_key, lambda: self._typed(self._field.value))

    def compose(self) -> ComposeResult:
        """Lay out mark, text and count."""
        yield self._mark
        yield self._field
        yield self._count

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return bool(self.display)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._field.value

    def open(self, mark: str, text: str) -> None:
        """Show it with a mark and a text to begin with, which typing replaces."""
        self.display = True
        self._mark.show(f" {mark} ")
        self._field.value = text
        self._field.focus()
        self._field.action_select_all()
        self.show_count("")

    def close(self) -> None:
        """Hide it."""
        self.display = False

    def show_count(self, words: str) -> None:
        """Say how much was found, displayable; the field makes room where that takes a sentence."""
        needed = cells(words) + 1
        least = needed if needed > NARROW_COUNT_WIDTH else 0
        if least != self._least:  # else Textual would lay all out anew for what is no change
            self._least = least
            self._count.styles.min_width = least or None
        self._count.show(f"{words} ")

    def _take_key(self, event: events.Key) -> bool:
        return self._pressed(event.key)
