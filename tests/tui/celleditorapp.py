"""The cell editor over one cell, in an app of its own."""

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Button

from asned.tui.celleditor import CellEditor
from asned.tui.choicelist import Choice
from tui.screentext import until_shown

EXPTYPES = [
    Choice("science", "the exposure to process"),
    Choice("background", "subtracted from science"),
    Choice("imprint", "leakage of the shutters"),
    Choice("sourcecat", "catalog of sources"),
    Choice("target_acquisition", "read by nothing"),
]
CELL = Region(20, 6, 10, 1)


class EditorApp(App[None]):
    """A place for focus to come from, the editor, and what the editor said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[object, ...]] = []
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        yield Button("one", id="one")
        yield Button("two", id="two")
        yield CellEditor()

    @property
    def editor(self) -> CellEditor:
        return self.query_one(CellEditor)

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)

    def on_cell_editor_typed(self, event: CellEditor.Typed) -> None:
        self.said.append(("typed", event.value, event.kind))
        event.editor.show_verdict(f"judged {event.value}", "error")

    def on_cell_editor_accepted(self, event: CellEditor.Accepted) -> None:
        self.said.append(("accepted", event.value, event.kind, event.move, event.token))

    def on_cell_editor_cancelled(self, event: CellEditor.Cancelled) -> None:
        self.said.append(("cancelled", event.token))

    def on_cell_editor_kind_toggled(self, event: CellEditor.KindToggled) -> None:
        self.said.append(("toggled", event.value, event.kind))
        if event.kind == "text":
            event.editor.set_value(f'"{event.value}"', "json")
        else:
            event.editor.set_value(event.value.strip('"'), "text")


async def opened(app: EditorApp, pilot: Pilot[None], text: str, **how: object) -> None:
    """Open the editor over the cell, with focus coming from the first button."""
    app.screen.set_focus(app.query_one("#one"))
    app.editor.open(CELL, text, token="t", **how)
    await until_shown(pilot, "╭")


def of_kind(app: EditorApp, what: str) -> list[tuple[object, ...]]:
    return [said for said in app.said if said[0] == what]
