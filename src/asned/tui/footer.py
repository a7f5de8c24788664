"""The last line: the most useful keys for where the keyboard is, and at its end the position."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from asned.jsontext.display import displayable
from asned.tui.actions import ACTIONS, Action, Place, applies
from asned.tui.cutting import pad
from asned.tui.inked import Inked
from asned.tui.inks import Look
from asned.tui.keynames import is_typed, key_label

_WIDE = 100
"""From this many columns on there is room for `ctrl+s` in full and for wider gaps."""


class Act(Message):
    """The user asked for an action by mouse; handle it like its key."""

    def __init__(self, action_id: str) -> None:
        self.id = action_id
        super().__init__()


class Hint(NamedTuple):
    """One key and its label, as the footer shows them."""

    id: str
    key: str
    label: str

    @property
    def width(self) -> int:
        """Columns needed; each character of the registry's keys and labels takes one."""
        return len(self.key) + 1 + len(self.label)


def hints_for(
    place: str,
    width: int,
    actions: Sequence[Action] = ACTIONS,
    *,
    is_selecting: bool = False,
) -> list[Hint]:
    """Choose the hints that fit into `width` columns, most useful first, in the registry's order.

    Actions of rank 0 are there in any case. A hint that does not fit gives way to the next one. While
    rows are selected (`is_selecting`), those come first that are about them.
    """
    ranked = sorted(
        (rank, order, action)
        for order, action in enumerate(actions)
        if (rank := action.rank(is_selecting=is_selecting)) is not None
        and action.keys
        and applies(action, place)
    )
    gap = gap_for(width)
    free = width + gap  # none is needed behind the last
    chosen: dict[int, Hint] = {}
    for rank, order, action in ranked:
        key = key_label(_key_in(action, place), short=width < _WIDE)
        hint = Hint(action.id, key, action.label_in(place))
        if rank == 0 or hint.width + gap <= free:
            chosen[order] = hint
            free -= hint.width + gap
    return [chosen[order] for order in sorted(chosen)]


def _key_in(action: Action, place: str) -> str:
    """Give the key to show: in a cell one that types nothing."""
    if place != Place.CELL:
        return action.keys[0]
    return next((key for key in action.keys if not is_typed(key)), action.keys[0])


def gap_for(width: int) -> int:
    """Give the number of blanks between two hints."""
    return 3 if width >= _WIDE else 2


class KeyFooter(Inked):
    """One line of hints. `show` sets what it depends on; a click on a hint posts `Act`.

    While a dialog is before its screen it shows nothing: the dialog names its own keys.
    """

    DEFAULT_CSS = """
    KeyFooter { height: 1; dock: bottom; color: $text-muted; background: $background; }
    """
    INKS: ClassVar[Mapping[str, Look]] = {
        "key": Look("text-accent", bold=True),
        "position": Look("foreground"),
    }

    def __init__(self, *, actions: Sequence[Action] = ACTIONS) -> None:
        super().__init__()
        self._actions = actions
        self._place = ""
        self._position = ""
        self._most = 0
        """Cells of the longest position at this place: the keys do not move with each digit."""
        self._is_selecting = False
        self._spans: list[tuple[int, int, str]] = []
        self._drawn: dict[tuple[str, bool, int], tuple[Strip, list[tuple[int, int, str]]]] = {}

    def on_mount(self) -> None:
        """Follow the dialogs that come and go."""
        self.app.screen_change_signal.subscribe(self, lambda _: self.refresh())

    def show(self, place: str, position: str = "", *, is_selecting: bool = False) -> None:
        """Show the hints of a place, and a text such as `member 2 of 4` at the right end."""
        position = displayable(position)
        if (place, is_selecting) != (self._place, self._is_selecting):
            self._place, self._is_selecting, self._position = place, is_selecting, position
            self._most = cell_len(position)
            self.refresh(self.size.region)
        elif position != self._position:
            room = self._room_for_position()
            self._position = position
            self._most = max(self._most, cell_len(position))
            if room == self._room_for_position():  # the keys before it stay as they are
                self.refresh(Region(self.size.width - room, 0, room, 1))
            else:
                self.refresh(self.size.region)

    def render_line(self, y: int) -> Strip:
        """Draw the line and note where each hint stands, for the mouse."""
        width = self.size.width
        if self.app.screen is not self.screen:
            self._spans = []
            return Strip.blank(width, self.ink())
        room = self._room_for_position()
        asked = self._place, self._is_selecting, width - room
        if asked not in self._drawn:
            self._drawn[asked] = self._draw_hints(width - room)
        hints, self._spans = self._drawn[asked]
        if not room:
            return hints
        words = pad(f" {self._position} ", room, "right")
        return Strip.join([hints, Strip([Segment(words, self.ink("position"))], room)])

    def notify_style_update(self) -> None:
        """Draw all anew in other styles."""
        super().notify_style_update()
        self._drawn.clear()

    def _room_for_position(self) -> int:
        """Give the cells at the right end: a quarter of a narrow line is the most that the hints give."""
        return self._most + 2 if self._most * 4 <= self.size.width else 0

    def _draw_hints(self, width: int) -> tuple[Strip, list[tuple[int, int, str]]]:
        """Give the hints in so many cells, and where each stands."""
        plain, key_style = self.ink(), self.ink("key")
        blanks = " " * gap_for(width - 1)
        segments = [Segment(" ", plain)]
        spans: list[tuple[int, int, str]] = []
        column = 1
        for hint in hints_for(
            self._place, width - 1, self._actions, is_selecting=self._is_selecting
        ):
            spans.append((column, column + hint.width, hint.id))
            segments += [
                Segment(hint.key, key_style),
                Segment(f" {hint.label}{blanks}", plain),
            ]
            column += hint.width + len(blanks)
        return Strip(segments).adjust_cell_length(width, plain), spans

    def on_click(self, event: events.Click) -> None:
        """Run the hint under the mouse."""
        for start, end, action_id in self._spans:
            if start <= event.x < end:
                event.stop()
                self.post_message(Act(action_id))
