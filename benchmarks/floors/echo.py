"""The floor of start, keys and memory: an empty Textual app with one Static that shows the last key."""

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static


class EmptyApp(App[None]):
    """Nothing but the line."""

    def compose(self) -> ComposeResult:
        """Compose the line."""
        yield Static(Content("ready"))

    def on_key(self, event: events.Key) -> None:
        """Show the key."""
        self.query_one(Static).update(Content(f"ready {event.key}"))


if __name__ == "__main__":
    EmptyApp().run()
