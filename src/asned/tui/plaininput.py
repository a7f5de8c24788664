"""A text field for one line that can be shown as it is."""

from textual.message import Message
from textual.widgets import Input

from asned.jsontext.display import displayable, is_displayable


class PlainInput(Input):
    """Textual's Input sends what it holds to the terminal as it is; this one holds nothing unsafe.

    Text to begin with is made displayable, and typed or pasted text with a character that is not is
    turned away with `Refused`.
    """

    class Refused(Message):
        """The text that was typed or pasted holds characters that a terminal hides or obeys."""

    def __init__(self, value: str = "") -> None:
        super().__init__(displayable(value), select_on_focus=False, compact=True)
        self.cursor_blink = False

    def on_resize(self) -> None:
        """Bring the cursor in sight in the new width; to begin with it is behind the text's end."""
        self.mutate_reactive(PlainInput.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put the text in place of a stretch, unless it cannot be shown."""
        if is_displayable(text):
            super().replace(text, start, end)
        else:
            self.post_message(self.Refused())
