"""For comparison with the floor: an app that paints its whole screen anew at each key."""

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static


class WholeScreenApp(App[None]):
    """A Static that fills the screen."""

    CSS = "Static { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Compose it."""
        yield Static(Content("ready"))

    def on_key(self, event: events.Key) -> None:
        """Fill the screen with the key."""
        line = f"ready {event.key} ".ljust(self.size.width, ".")
        self.query_one(Static).update(Content("\n".join([line] * self.size.height)), layout=False)


if __name__ == "__main__":
    WholeScreenApp().run()
