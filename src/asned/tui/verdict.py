"""The verdict at a cell: what the judge says of the value while it is typed."""

from rich.segment import Segment
from textual.strip import Strip

from asned.tui.cutting import pad, wrap
from asned.tui.inked import Inked
from asned.tui.inks import TONES
from asned.tui.rows import Tone

MOST_LINES = 3
MARKS = {"error": "✖", "warning": "▲", "info": "·"}


class Verdict(Inked):
    """Draws a sentence with its mark over up to three lines; a new one repaints, nothing more."""

    INKS = TONES
    DEFAULT_CSS = """
    Verdict { width: 1fr; height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._tone: Tone = "plain"

    def show(self, text: str, tone: Tone) -> None:
        """Show this sentence (displayable); an empty one leaves the line blank."""
        if (text, tone) != (self._text, self._tone):
            self._text, self._tone = text, tone
            self.refresh()

    def overflows(self, width: int) -> bool:
        """Say whether the verdict is cut at this width."""
        return len(self.lines_in(width, MOST_LINES + 1)) > MOST_LINES

    def lines_in(self, width: int, most: int = MOST_LINES) -> list[str]:
        """Give the lines of the verdict at this width, at least one."""
        mark = MARKS.get(self._tone, "")
        if not self._text or not mark:
            return wrap(self._text, width, most)
        lines = wrap(self._text, width - 2, most)
        return [f"{mark} {lines[0]}", *(f"  {line}" for line in lines[1:])]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the sentence."""
        width, height = self.size
        style = self.ink(self._tone if self._tone in self.INKS else "")
        lines = self.lines_in(width, height)
        return Strip([Segment(pad(lines[y] if y < len(lines) else "", width), style)], width)
