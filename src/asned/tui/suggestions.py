"""A short list under a text field: what can be chosen, narrowed by what is typed."""

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from asned.jsontext.display import displayable

ROWS = 7
"""The most rows that the list takes."""


class Suggestions(Widget):
    """Values that begin with the typed text, each with its meaning, then the text as typed.

    The first value is marked once something is typed; before that nothing is, so that Enter on an
    empty field chooses nothing.
    """

    DEFAULT_CSS = """
    Suggestions { width: 1fr; }
    Suggestions > .suggestions--marked { background: $accent 30%; text-style: bold; }
    Suggestions > .suggestions--meaning { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"suggestions--marked", "suggestions--meaning"}
    can_focus = False

    class Picked(Message):
        """The user clicked on this value."""

        def __init__(self, value: str) -> None:
            self.value = value
            super().__init__()

    def __init__(self, meanings: Mapping[str, str]) -> None:
        super().__init__()
        self._meanings = meanings
        self._typed = ""
        self._values = list(meanings)
        self._marked: int | None = None
        self._top = 0

    @property
    def chosen(self) -> str:
        """The marked value, or the text as typed."""
        return self._typed if self._marked is None else self._values[self._marked]

    def narrow(self, typed: str) -> None:
        """Show what begins with the typed text."""
        self._typed = typed
        self._values = [value for value in self._meanings if value.startswith(typed)]
        if typed and typed not in self._values:
            self._values.append(typed)
        self._marked = 0 if typed else None
        self._top = 0
        self.refresh()

    def move(self, step: int) -> None:
        """Move the mark, stopping at the ends."""
        if self._values:
            marked = -1 if self._marked is None else self._marked
            self._marked = min(max(marked + step, 0), len(self._values) - 1)
            self._top = min(max(self._top, self._marked - self.size.height + 1), self._marked)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one value."""
        width = self.size.width
        index = self._top + y
        if index >= len(self._values):
            return Strip.blank(width, self.rich_style)
        value = self._values[index]
        marked = index == self._marked
        style = self.get_component_rich_style("suggestions--marked") if marked else self.rich_style
        faint = style if marked else self.get_component_rich_style("suggestions--meaning")
        meaning = Content(displayable(self._meanings.get(value, "as typed")))
        name = f"{'▸' if marked else ' '}{displayable(value)}"
        column = max(Content(displayable(each)).cell_length for each in self._values) + 4
        blanks = " " * (column - Content(name).cell_length)
        meaning = meaning.truncate(max(width - column, 1), ellipsis=True)
        strip = Strip([Segment(name + blanks, style), Segment(meaning.plain, faint)])
        return strip.adjust_cell_length(width, style)

    def on_click(self, event: events.Click) -> None:
        """Choose the value under the mouse."""
        index = self._top + event.y
        if index < len(self._values):
            event.stop()
            self.post_message(self.Picked(self._values[index]))
