"""The choices of a question in a row, each with its letter; one of them is marked for Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from asned.jsontext.display import displayable
from asned.tui.cutting import cut_end

Value = TypeVar("Value")

_GAP = 2


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One way to answer: the key that takes it (`g`, `escape`), what it does, and its value.

    Letters are told apart by case.
    """

    key: str
    label: str
    value: Value

    @property
    def text(self) -> str:
        """What is drawn, without the mark."""
        return f"{self.key} {displayable(self.label)}"


class ChoiceBar(Widget):
    """Draws the choices and takes the arrows, Tab, Enter and the mouse; posts `Taken`.

    Choices that do not fit side by side go on in the next row.
    """

    DEFAULT_CSS = """
    ChoiceBar { height: auto; width: 1fr; }
    ChoiceBar > .choice-bar--key { color: $text-accent; text-style: bold; }
    ChoiceBar > .choice-bar--marked { background: $accent 30%; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-bar--key", "choice-bar--marked"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up,shift+tab", "mark(-1)", show=False),
        Binding("right,down,tab", "mark(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    can_focus = True

    class Taken(Message):
        """The user took this choice."""

        def __init__(self, choice: Choice[Any]) -> None:
            self.choice = choice
            super().__init__()

    def __init__(self, choices: Sequence[Choice[Any]]) -> None:
        super().__init__()
        self._choices = choices
        self._marked = 0

    def rows(self, width: int) -> list[list[int]]:
        """Give the indices of the choices that stand in each row at this width."""
        rows: list[list[int]] = [[]]
        used = 0
        for index, choice in enumerate(self._choices):
            needed = self._width(choice)
            if rows[-1] and used + _GAP + needed > width:
                rows.append([])
                used = 0
            used += needed + (_GAP if rows[-1] else 0)
            rows[-1].append(index)
        return rows

    @property
    def single_row_width(self) -> int:
        """Columns needed to show all choices side by side."""
        return sum(map(self._width, self._choices)) + _GAP * (len(self._choices) - 1)

    @staticmethod
    def _width(choice: Choice[Any]) -> int:
        return Content(choice.text).cell_length + 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Say how many rows the choices take."""
        return len(self.rows(width))

    def render(self) -> Content:
        """Draw the choices; the marked one has a triangle and a background."""
        key_style = self.get_visual_style("choice-bar--key")
        marked_style = self.get_visual_style("choice-bar--marked")
        drawn: list[Content] = []
        for row in self.rows(self.size.width):
            parts: list[Content] = []
            for index in row:
                choice = self._choices[index]
                text = cut_end(choice.text, self.size.width - 2)
                content = Content(f"{'▸' if index == self._marked else ' '}{text} ")
                content = content.stylize(key_style, 1, 1 + len(choice.key))
                if index == self._marked:
                    content = content.stylize_before(marked_style)
                parts.append(content)
            drawn.append(Content(" " * _GAP).join(parts))
        return Content("\n").join(drawn)

    def take_key(self, key: str) -> bool:
        """Take the choice with this key; false if there is none."""
        for choice in self._choices:
            if choice.key == key:
                self.post_message(self.Taken(choice))
                return True
        return False

    def action_mark(self, step: int) -> None:
        """Mark the choice before or after, round at the ends."""
        self._marked = (self._marked + step) % len(self._choices)
        self.refresh()

    def action_take(self) -> None:
        """Take the marked choice."""
        self.post_message(self.Taken(self._choices[self._marked]))

    def on_click(self, event: events.Click) -> None:
        """Take the choice under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = 0
        for index in self.rows(self.size.width)[offset.y]:
            end = column + self._width(self._choices[index])
            if column <= offset.x < end:
                event.stop()
                self.post_message(self.Taken(self._choices[index]))
            column = end + _GAP
