"""The floor of typing in a cell: a Textual Input with a Static under it that shows what was typed."""

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Input, Static


class FieldApp(App[None]):
    """A field and a line."""

    def compose(self) -> ComposeResult:
        """Compose the two."""
        field = Input("science", select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Static(Content("ready"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is typed, painted once: `layout=True` would paint twice."""
        self.query_one(Static).update(Content(f"ready {event.value}"), layout=False)


if __name__ == "__main__":
    FieldApp().run()
