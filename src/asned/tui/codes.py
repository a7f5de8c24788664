"""What a terminal is sent for texts in the styles of a widget, each style worked out once.

Textual maps the styles of a line anew each time it is painted; there are few, and they stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

_END = "\x1b[0m"


class Coded(Widget):
    """A widget that knows the escape codes of its styles, as the terminal and the theme want them."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._codes: dict[Style | None, str] = {}

    def coded(self, segments: Iterable[Segment]) -> str:
        """Give what the terminal is sent for the segments of a line of this widget."""
        known, parts = self._codes, []
        for text, style, _ in segments:
            codes = known.get(style)
            if codes is None:
                codes = known[style] = self._codes_of(style)
            parts.append(f"{codes}{text}{_END}" if codes else text)
        return "".join(parts)

    def notify_style_update(self) -> None:
        """Work all codes out anew: the theme or the widget's colours changed."""
        super().notify_style_update()
        self._codes.clear()

    def _codes_of(self, style: Style | None) -> str:
        background = self.background_colors[1]
        segments = [Segment(" ", style)]
        for each in self.get_line_filters():
            segments = each.apply(segments, background)
        final = segments[0].style
        if final is None:
            return ""
        codes = Strip.render_ansi(final, self.app.console._color_system or ColorSystem.TRUECOLOR)
        return f"\x1b[{codes}m" if codes else ""
