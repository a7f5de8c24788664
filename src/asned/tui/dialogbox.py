"""The box that every question, request and explanation is shown in: title, text, and an answer."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from asned.jsontext.display import displayable

Answer = TypeVar("Answer")

_FRAME = 4
"""Columns of the box that are border and padding."""

_NARROWEST = 34
"""Columns inside the box that it has at least, where the terminal has them."""


class DialogBox(ModalScreen[Answer | None]):
    """A box in the middle of the screen that keeps all keys to itself; Escape dismisses None.

    Subclasses give `answers()`, the widgets under the text, and what room these take. Title and
    lines are plain text and may come from a file; each line is a paragraph and is wrapped.
    """

    DEFAULT_CSS = """
    DialogBox { align: center middle; background: $background 60%; }
    DialogBox > #box {
        height: auto; max-height: 100%;
        border: round $accent; border-title-color: $text-accent; border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface; padding: 0 0 0 1;
    }
    DialogBox #text {
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-background: $surface; scrollbar-color: $accent 50%;
    }
    DialogBox #text > Static { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", show=False),
        Binding("up", "scroll_text(-1)", show=False),
        Binding("down", "scroll_text(1)", show=False),
        Binding("pageup", "page_text(-1)", show=False),
        Binding("pagedown", "page_text(1)", show=False),
    ]
    WIDEST: ClassVar[int] = 76
    """Columns that the box takes at most; longer lines are wrapped."""
    FRAME_ROWS: ClassVar[int] = 2
    """Rows of the box that are border."""

    def __init__(self, title: str, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self._box_title = Content(displayable(title))
        self._lines = [displayable(line) for line in lines]
        self._text = Static(Content(), markup=False)
        self._scroll = VerticalScroll(self._text, id="text", can_focus=False)
        self._box = Vertical(id="box")

    def answers(self) -> Sequence[Widget]:
        """Give the widgets that stand under the text, top to bottom."""
        return ()

    def answer_width(self) -> int:
        """Give the columns that the answers would like to have."""
        return 0

    def fit_answers(self, width: int, height: int) -> int:
        """Fit the answers into this room and give the rows they take."""
        return 0

    def body(self, width: int) -> Content:
        """Give the text for this width; the default is the lines as they are."""
        return Content("\n".join(self._lines))

    def compose(self) -> ComposeResult:
        """Make the box."""
        self._box.border_title = self._box_title
        self._scroll.display = bool(self.body(self.WIDEST))
        with self._box:
            yield self._scroll
            yield from self.answers()

    def on_mount(self) -> None:
        """Fit the box before it is first painted."""
        self._fit(self.app.size.width, self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the box into what is left of the terminal."""
        self._fit(event.size.width, event.size.height)

    def _fit(self, width: int, height: int) -> None:
        longest = max((Content(line).cell_length for line in self._lines), default=0)
        columns = max(self.answer_width(), longest, self._box_title.cell_length + 2, _NARROWEST)
        columns = min(columns, self.WIDEST - _FRAME, width - _FRAME)
        rows = height - self.FRAME_ROWS
        self._box.styles.width = columns + _FRAME
        body = self.body(columns)
        self._text.update(body)
        # A height of its own: an automatic one counts the scrollbar's column twice.
        room = max(1, rows - self.fit_answers(columns, rows))
        self._scroll.styles.height = min(body.get_height({}, columns), room)

    def action_go_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def action_scroll_text(self, lines: int) -> None:
        """Move the text by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page_text(self, pages: int) -> None:
        """Move the text by what is shown of it."""
        self._scroll.scroll_relative(y=pages * self._scroll.size.height, animate=False)
