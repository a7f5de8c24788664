"""The floor of start, keys and memory: a Textual app that shows nothing but the last key."""

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget


class Echo(Widget, can_focus=True):
    """One line with the last key in it."""

    DEFAULT_CSS = "Echo { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._key = "none"

    def render(self) -> Content:
        """Draw the line."""
        return Content(f"ready {self._key}")

    def on_key(self, event: events.Key) -> None:
        """Show the key."""
        self._key = event.key
        self.refresh()


class EmptyApp(App[None]):
    """Nothing but the line."""

    def compose(self) -> ComposeResult:
        """Compose the line."""
        yield Echo()


if __name__ == "__main__":
    EmptyApp().run()
