"""The text field of the cell editor: an Input that keeps keys in order and holds no hidden text."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from asned.jsontext.display import insertable

_ACTIONS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}


class CellField(Input):
    """An Input whose keys are acted on in the order typed.

    Textual hands a key with a binding up to the app before it acts, while printable keys act at
    once: of keys that arrive together, as over a slow line, a letter would overtake the backspace
    before it. Here both act at once. `take_key` sees every key first and says whether it took it;
    `typed` is called when a key or a paste has changed the text, before anything is painted, so that
    the verdict can be painted with it. `Input.Changed` is not posted.
    """

    @dataclass
    class Cut(Message):
        """Of a paste only the first of so many lines was taken."""

        lines: int

    # The field keeps its place whatever is typed: laying the screen out at each key is for nothing.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, take_key: Callable[[events.Key], bool], typed: Callable[[], None]) -> None:
        super().__init__(select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.disable_messages(Input.Changed)
        self._take_key = take_key
        self._typed = typed

    async def on_key(self, event: events.Key) -> None:
        """Act on the key now, unless it is one that the field knows nothing of."""
        if self._take_key(event):
            event.stop()
            event.prevent_default()
        elif not event.is_printable and event.key in _ACTIONS:
            if await self.app.run_action(_ACTIONS[event.key], default_namespace=self):
                event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Leave the first line that is not blank for the Input to insert, and tell of the others."""
        lines = event.text.splitlines()
        lines = [line for line in lines if line.strip()] or lines
        event.text = lines[0] if lines else ""
        if len(lines) > 1:
            self.post_message(self.Cut(len(lines)))

    def on_resize(self) -> None:
        """Bring the cursor in sight in the new width."""
        self.mutate_reactive(CellField.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put the first line of a text in place of a stretch, less what a terminal hides or obeys.

        An Input sends what it holds to the terminal as it is; such characters are entered as JSON.
        """
        before = self.value
        super().replace(insertable(text), start, end)
        if self.value != before:
            self._typed()
