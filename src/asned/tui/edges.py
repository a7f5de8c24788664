"""The upper and the lower border of a table with the words on them, painted without the rest of it."""

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from asned.tui.cutting import cells
from asned.tui.withheld import Withholding

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
        """Give a border with displayable words, or without any, None where Textual has to draw it."""
        drawn = self._drawn.get(is_upper)
        # Two corners, a cell of the line beside the words, and a blank at both their ends.
        room = width - 5 - cells(words)
        if drawn is None or room < 1:
            return None
        before, after = (1, room) if is_upper else (room, 1)
        corner, line, label, other_line, other_corner = drawn
        if not words:
            return Strip([corner, Segment(line.text[0] * (width - 2), line.style), other_corner])
        segments = [
            corner,
            Segment(line.text[0] * before, line.style),
            Segment(f" {words} ", label.style),
            Segment(other_line.text[0] * after, other_line.style),
            other_corner,
        ]
        return Strip(segments, width)


class Bordered(Withholding):
    """A widget with a border, whose lines with their words are painted without the rest of it."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._edges = Edges()
        self._on_border = ("", "")

    def show_on_border(self, title: str, subtitle: str) -> None:
        """Write displayable texts on the upper and the lower border, and paint these alone."""
        width, height = self.container_size
        if title != self._on_border[0]:
            self._meant = Region(-1, -1, width + 2, 1)
            self.border_title = Content(title)
        if subtitle != self._on_border[1]:
            self._meant = Region(-1, height, width + 2, 1)
            self.border_subtitle = Content(subtitle)
        self._meant = None
        self._on_border = title, subtitle

    def render_border(self, y: int, width: int) -> Strip:
        """Paint the line of the upper border (`y` 0) or of the lower one, so many cells wide."""
        is_upper = y == 0
        words = self._on_border[not is_upper]
        strip = self._edges.line(words, width, is_upper=is_upper)
        if strip is None:
            (strip,) = self.render_lines(Region(0, y, width, 1))
            self._edges.learn(strip, is_upper=is_upper)
        return strip

    def notify_style_update(self) -> None:
        """Have the borders drawn in other styles."""
        super().notify_style_update()
        self._edges.forget()
