"""A question with choices, and an explanation to read; for what asks for a text see `asking`."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from asned.tui.choicebar import Choice, ChoiceBar
from asned.tui.dialogbox import DialogBox
from asned.tui.keynames import key_label

Value = TypeVar("Value")


class Question(DialogBox[Value]):
    """Asks one thing: title, a few lines, choices by letter, mouse, or Enter on the marked one.

    The first choice is marked, so it should be the one that loses nothing. Going back (Escape) is
    added as the last choice, in the words of `back`. Dismisses the value of the choice taken, None
    for going back.
    """

    DEFAULT_CSS = """
    Question ChoiceBar { margin-top: 1; }
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        choices: Sequence[Choice[Value]],
        *,
        back: str = "go back",
    ) -> None:
        super().__init__(title, lines)
        last: Choice[Any] = Choice("escape", back, None)
        self._bar = ChoiceBar([*choices, last])

    def answers(self) -> Sequence[Widget]:
        """The row of choices."""
        return [self._bar]

    def answer_width(self) -> int:
        """All choices side by side."""
        return self._bar.single_row_width

    def fit_answers(self, width: int, height: int) -> int:
        """The rows of choices and the blank line above them."""
        return 1 + len(self._bar.rows(width))

    def on_key(self, event: events.Key) -> None:
        """Take the choice whose letter is typed."""
        if event.character is not None and self._bar.take_key(event.character):
            event.stop()

    @on(ChoiceBar.Taken)
    def _answer(self, event: ChoiceBar.Taken) -> None:
        self.dismiss(event.choice.value)


class Message(DialogBox[None]):
    """A longer text to read and close; an empty line stands between its paragraphs.

    A paragraph may have several lines; what stands in it of a file has been made displayable.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "go_back", show=False),
        Binding("home,g,ctrl+home", "to_end(False)", show=False),
        Binding("end,G,ctrl+end", "to_end(True)", show=False),
        Binding("k", "scroll_text(-1)", show=False),
        Binding("j", "scroll_text(1)", show=False),
    ]

    def __init__(self, title: str, paragraphs: Sequence[str]) -> None:
        spaced = [line for each in paragraphs for line in (*each.split("\n"), "")]
        super().__init__(title, spaced[:-1])

    def on_mount(self) -> None:
        """Say how to read on and how to close."""
        super().on_mount()
        scroll = f"{key_label('up')} {key_label('down')} scroll"
        self._box.border_subtitle = Content(f"{scroll}   escape close")

    def action_to_end(self, last: bool) -> None:
        """Show the first or the last line."""
        if last:
            self._scroll.scroll_end(animate=False)
        else:
            self._scroll.scroll_home(animate=False)
