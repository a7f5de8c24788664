"""The in-place editor of a cell: one widget a screen, put over whatever cell is being edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from asned.jsontext.display import is_displayable
from asned.tui.cellfield import CellField
from asned.tui.choicelist import Choice, ChoiceList
from asned.tui.painting import paint_at_once
from asned.tui.placement import FRAME, lines_of_room, opens_upwards, place_box
from asned.tui.rows import Tone
from asned.tui.verdict import MOST_LINES, Verdict

Kind = Literal["text", "json"]
"""How the value is spelled in the field: as the string's own text, or as JSON."""

Move = Literal["stay", "right"]

Judge = Callable[[str, Kind], tuple[str, Tone]]
"""Gives the verdict on a value: a displayable sentence, empty for nothing, and its tone."""

_LEAST_WIDTH = 34
_MARK_STEPS = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5}
_LIST_NEEDS = 6
"""Lines of a list that shows a few values."""
_GROWTH = 12
"""Cells that a field gains when its text outgrows it, so that it does not grow at each key."""


class CellEditor(Widget):
    """A text field over a cell with the verdict, and the values to choose from, beside it.

    Compose one directly in the screen; it shows nothing until `open`. What Enter would accept is
    the marked choice, else the text. Until something is typed all choices show and the text is
    marked, or the value that equals it, so that Enter at once changes nothing; an emptied field is
    taken as empty. Tab, leaving the field and `accept` take what Enter would; Escape gives up.
    """

    DEFAULT_CSS = """
    CellEditor {
        display: none;
        position: absolute;
        overlay: screen;
        layout: vertical;
        background: $surface;
        color: $foreground;
        border: round $accent;
        border-title-color: $accent;
        border-title-style: bold;
        border-title-background: $surface;
        &.-json { border: round $warning; border-title-color: $text-warning; }
        & CellField, & CellField:focus {
            background: $surface;
            background-tint: transparent;
            width: 1fr;
        }
    }
    """

    @dataclass
    class Typed(Message):
        """What Enter would accept changed; without a judge, answer with `show_verdict`.

        Opening posts none.
        """

        editor: "CellEditor"
        value: str
        kind: Kind

        def can_replace(self, message: Message) -> bool:
            """Only the last value needs a verdict."""
            return isinstance(message, CellEditor.Typed)

    @dataclass
    class Accepted(Message):
        """The value is accepted and the editor closed; `move` says where the cursor goes next."""

        editor: "CellEditor"
        value: str
        kind: Kind
        move: Move
        token: object

    @dataclass
    class Cancelled(Message):
        """Escape closed the editor: the cell keeps its value."""

        editor: "CellEditor"
        token: object

    @dataclass
    class KindToggled(Message):
        """The other spelling is wanted; give it with `set_value`, or leave things as they are."""

        editor: "CellEditor"
        value: str
        kind: Kind

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._field = CellField(self._take_key, self._typed)
        self._verdict = Verdict()
        self._list = ChoiceList()
        self._is_open = False
        self._token: object = None
        self._judge: Judge | None = None
        self._kind: Kind = "text"
        self._first: tuple[str, Kind] = ("", "text")
        self._about = ""
        self._is_cut = False
        self._choices: tuple[Choice, ...] = ()
        self._cell = Region()
        self._upwards = False
        self._width = 0
        self._placed: tuple[Region, int] | None = None
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Compose field, verdict and list."""
        yield self._field
        yield self._verdict
        yield self._list

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._is_open

    @property
    def token(self) -> object:
        """What `open` was given to tell which cell is edited."""
        return self._token

    @property
    def kind(self) -> Kind:
        """How the value is spelled at present."""
        return self._kind

    @property
    def value(self) -> str:
        """What Enter would accept: the marked choice, else the text."""
        marked = self._list.marked if self._lists else None
        return self._field.value if marked is None else marked.value

    @property
    def _lists(self) -> bool:
        return bool(self._choices) and self._kind == "text"

    def open(
        self,
        region: Region,
        text: str,
        *,
        kind: Kind = "text",
        choices: Sequence[Choice] = (),
        select_all: bool = False,
        cursor: int | None = None,
        judge: Judge | None = None,
        token: object = None,
        about: str = "",
    ) -> None:
        """Edit a text over the cell at `region` (in cells of the screen, one line high).

        `choices` are offered while text is edited, not JSON. With `select_all` the first key
        replaces everything; `cursor` is where typing goes on, the end if it is None. `judge` is
        asked for the verdict now and at each change, and what it says is painted together with the
        change. `about` (displayable) stands on the border where it is not plain what is edited.
        Focus comes here and goes back when the editor closes. Raises ValueError for a text
        with characters that a terminal hides or obeys; these are edited as their JSON spelling.
        """
        self._check(text)
        if not self._is_open:
            self._came_from = self.screen.focused
        self._is_open = True
        self._token = token
        self._first = (text, kind)
        self._choices = tuple(choices)
        self._judge = judge
        self._about = about
        self._spell(text, kind, select_all=select_all)
        if cursor is not None:
            self._field.cursor_position = cursor
        self._verdict.show(*(judge(self.value, kind) if judge else ("", "plain")))
        self.display = True
        self.move_to(region)
        self.screen.set_focus(self._field, scroll_visible=False)

    def move_to(self, region: Region) -> None:
        """Put the open editor over this place: its cell moved, or the screen changed its size."""
        self._cell = region
        self._width = max(_LEAST_WIDTH, region.width)
        screen = self.screen.size
        lines = MOST_LINES
        if self._lists:
            self._width = max(self._width, self._list.width_within(screen.width * 3 // 5))
            lines = 1 + self._list.lines_in(min(self._width, screen.width), screen.height)
        self._upwards = opens_upwards(region, screen, lines)
        self._list.upwards = self._upwards
        parts = [self._field, self._verdict, self._list]
        self.sort_children(key=(parts[::-1] if self._upwards else parts).index)
        self._placed = None
        self._place()

    def set_value(self, text: str, kind: Kind) -> None:
        """Show another spelling of the value; raises ValueError as `open` does."""
        self._check(text)
        self._spell(text, kind)
        self._tell()
        self._place()

    def show_verdict(self, text: str, tone: Tone) -> None:
        """Show what the judge says of the value, a displayable sentence; empty for nothing."""
        self._verdict.show(text, tone)
        self._place()

    def accept(self, move: Move = "stay") -> Accepted | None:
        """Close the editor and give what was accepted; None if no cell is edited.

        Nothing is posted: who calls this acts on the value before going on, to save or to move.
        """
        if not self._is_open:
            return None
        accepted = self.Accepted(self, self.value, self._kind, move, self._token)
        self.close()
        return accepted

    def close(self) -> None:
        """Close the editor without a word; focus goes back to where it was, if it is still here."""
        if not self._is_open:
            return
        self._is_open = False
        if self.screen.focused is self._field:
            here = self._came_from is not None and self._came_from.is_attached
            self.screen.set_focus(self._came_from if here else None, scroll_visible=False)
        self.display = False

    @staticmethod
    def _check(text: str) -> None:
        if not is_displayable(text):
            raise ValueError("the text has characters that cannot be shown: edit its JSON spelling")

    def _spell(self, text: str, kind: Kind, *, select_all: bool = False) -> None:
        self._kind = kind
        self._field.value = text
        if select_all:
            self._field.select_all()
        else:
            self._field.cursor_position = len(text)
        self._list.show_all(self._choices, text)
        self._list.display = self._lists
        self.set_class(kind == "json", "-json")
        self._entitle()

    def _entitle(self, cut: str = "") -> None:
        title = self._about or ("JSON" if self._kind == "json" else "text")
        self.border_title = Content(cut or title)
        self._is_cut = bool(cut)

    def _place(self) -> None:
        """Give the box and its parts their sizes, if these have changed."""
        screen = self.screen.size
        most = screen.width - 2 * FRAME
        needed = cell_len(self._field.value) + 1
        if needed > self._width:
            self._width = needed + _GROWTH
        while self._width < most and self._verdict.overflows(self._width):
            self._width += _GROWTH
        width = min(self._width, most)
        room = lines_of_room(self._cell, screen, upwards=self._upwards)
        # Where there is little room the values matter more than the end of a long verdict.
        spare = room - _LIST_NEEDS if self._lists else room
        verdict = max(1, min(len(self._verdict.lines_in(width)), spare))
        lines = verdict
        if self._lists:
            lines += self._list.lines_in(width, room - verdict)
        box = place_box(self._cell, screen, width=width, lines=lines, upwards=self._upwards)
        if self._placed == (box, verdict):
            return
        self._placed = (box, verdict)
        self.styles.offset = (box.x, box.y)
        self.styles.width = box.width
        self.styles.height = box.height
        self._verdict.styles.height = verdict
        self._list.styles.height = lines - verdict

    def _tell(self) -> None:
        """Get the verdict on what Enter would accept."""
        if self._judge is not None:
            self._verdict.show(*self._judge(self.value, self._kind))
        self.post_message(self.Typed(self, self.value, self._kind))

    def _typed(self) -> None:
        if self._is_cut:
            self._entitle()
        self._list.narrow(self._field.value)
        self._tell()
        self._place()
        self._paint()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Accept when focus went elsewhere on the screen, not when the whole terminal lost it."""
        event.stop()
        if self.app.app_focus and self.screen.focused is not self._field:
            self._accept_and_tell("stay")

    def on_cell_field_cut(self, event: CellField.Cut) -> None:
        """Say on the border that only part of a paste is here, until something is typed."""
        event.stop()
        self._entitle(f"1 of {event.lines} lines pasted")

    def on_choice_list_picked(self, event: ChoiceList.Picked) -> None:
        """Take the choice that was clicked."""
        event.stop()
        self._accept_and_tell("stay")

    def _accept_and_tell(self, move: Move) -> None:
        accepted = self.accept(move)
        if accepted is not None:
            self.post_message(accepted)

    def _take_key(self, event: events.Key) -> bool:
        """Act on a key that is the editor's; say whether it was."""
        if not self._is_open:
            # Typed ahead, before the field could know that it was closed: meant for the app.
            self.app.post_message(events.Key(event.key, event.character))
            return True
        match event.key:
            case "enter" | "shift+tab":
                self._accept_and_tell("stay")
            case "tab":
                self._accept_and_tell("right")
            case "escape":
                self.close()
                self.post_message(self.Cancelled(self, self._token))
            case "ctrl+t":
                self.post_message(self.KindToggled(self, self._field.value, self._kind))
            case "ctrl+z":
                self.set_value(*self._first)
            case "up" | "down" | "pageup" | "pagedown":
                self._move_mark(_MARK_STEPS[event.key])
            case "ctrl+y":
                pass
            case _:
                return False
        return True

    def _move_mark(self, step: int) -> None:
        if self._lists:
            self._list.move(step)
            self._tell()
            self._place()
            self._paint()

    def _paint(self) -> None:
        """Paint now what is shown of the text and its verdict, unless the box is to move first."""
        if not self._layout_required:
            paint_at_once(self.screen, [self._field, self._verdict, self._list])
