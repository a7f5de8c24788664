"""The upper and the lower border of a table with the words on them, painted without the rest of it."""

from rich.segment import Segment
from textual.strip import Strip

from asned.tui.cutting import cells

_PARTS = 5
"""Corner, line, words, line, corner."""


class Edges:
    """Draws borders as Textual drew them, with other words.

    Textual works a border out from the styles of the widget and all it lies in, each time anew.
    """

    def __init__(self) -> None:
        self._drawn: dict[bool, list[Segment]] = {}

    def forget(self) -> None:
        """Have Textual draw them again: the styles changed."""
        self._drawn.clear()

    def learn(self, strip: Strip, *, is_upper: bool) -> None:
        """Take note of a border as Textual drew it."""
        segments = [*strip]
        if len(segments) == _PARTS:
            self._drawn[is_upper] = segments

    def line(self, words: str, width: int, *, is_upper: bool) -> Strip | None:
        """Give a border with displayable words, None where Textual has to draw it."""
        drawn = self._drawn.get(is_upper)
        # Two corners, a cell of the line beside the words, and a blank at both their ends.
        room = width - 5 - cells(words)
        if drawn is None or not words or room < 1:
            return None
        before, after = (1, room) if is_upper else (room, 1)
        corner, line, label, other_line, other_corner = drawn
        segments = [
            corner,
            Segment(line.text[0] * before, line.style),
            Segment(f" {words} ", label.style),
            Segment(other_line.text[0] * after, other_line.style),
            other_corner,
        ]
        return Strip(segments, width)
