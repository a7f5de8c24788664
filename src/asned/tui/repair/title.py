"""The line above the text: the file, whether it was changed, and how many defects are left."""

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from asned.jsontext.display import displayable
from asned.tui.cutting import cut_start
from asned.tui.inked import Inked
from asned.tui.inks import Look

_GAP = 2
_WIDE = 60


class RepairTitle(Inked):
    """Draws what `show` was given."""

    INKS: ClassVar[Mapping[str, Look]] = {
        "name": Look("text-accent", bold=True),
        "changed": Look("text-success"),
        "error": Look("text-error", bold=True),
    }
    DEFAULT_CSS = """
    RepairTitle { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._file_name = displayable(name)
        self._is_changed = False
        self._words = ""
        self._is_sound = False

    def show(self, words: str, *, is_changed: bool, is_sound: bool) -> None:
        """Show whether the text was changed and, in a few words, how it stands."""
        if (words, is_changed, is_sound) != (self._words, self._is_changed, self._is_sound):
            self._words, self._is_changed, self._is_sound = words, is_changed, is_sound
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line for the width there is."""
        width = self.size.width
        state = " ●" if self._is_changed else ""
        if state and width >= _WIDE:
            state = f"{state} changed, not saved"
        right = f"{self._words} "
        room = width - 1 - cell_len(state) - cell_len(right) - _GAP
        name = cut_start(self._file_name, max(8, room))
        plain = self.ink()
        changed = self.ink("changed") if self._is_changed else plain
        tone = self.ink("changed" if self._is_sound else "error")
        gap = " " * max(1, room - cell_len(name) + _GAP)
        segments = [
            Segment(" ", plain),
            Segment(name, self.ink("name")),
            Segment(state, changed),
            Segment(gap, plain),
            Segment(right, tone),
        ]
        return Strip(segments).adjust_cell_length(width, plain)
