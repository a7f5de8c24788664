"""The list under a cell's editor: the values to choose from, narrowed by what is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from asned.rules.nearest import nearest
from asned.tui.cutting import cells, cut_end, pad
from asned.tui.inked import Inked
from asned.tui.inks import Look

_MOST_ROWS = 8
"""Values that show at once where there is room."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose and what it means, both displayable."""

    value: str
    meaning: str = ""


def narrowed(choices: Sequence[Choice], text: str) -> tuple[list[Choice], bool]:
    """Give the choices that contain the text, and whether the first of them begins with it.

    The value that equals the text comes first, then those that begin with it, then the others.
    Case does not matter but for equality. No text narrows nothing and begins nothing.
    """
    folded = text.casefold()
    begins = [choice for choice in choices if choice.value.casefold().startswith(folded)]
    begins.sort(key=lambda choice: choice.value != text)
    contains = [
        choice
        for choice in choices
        if folded in choice.value.casefold() and not choice.value.casefold().startswith(folded)
    ]
    return begins + contains, bool(begins and text)


class ChoiceList(Inked):
    """Draws the choices and, as the last line, the text as typed; one of these lines is marked.

    Meanings stand beside the values where the width allows it, else that of the marked value stands
    in a line of its own.
    """

    INKS: ClassVar[Mapping[str, Look]] = {
        "marked": Look(background="primary", background_opacity=0.4, bold=True),
        "meaning": Look("foreground", 0.6),
        "rule": Look("foreground", 0.3),
    }
    DEFAULT_CSS = """
    ChoiceList { width: 1fr; }
    """

    @dataclass
    class Picked(Message):
        """A line was clicked and is marked now."""

        choice_list: "ChoiceList"

    def __init__(self) -> None:
        super().__init__()
        self.upwards = False
        """Whether the list stands above its text field, so that the dividing line comes last."""
        self._choices: tuple[Choice, ...] = ()
        self._shown: list[Choice] = []
        self._text = ""
        self._mark = 0
        self._seen = 0
        self._top = 0

    def show_all(self, choices: Sequence[Choice], text: str) -> None:
        """Show all choices for a text not typed yet; what equals it is marked, else the text.

        The text being marked, the list stands at its top or where the choice nearest to it shows.
        """
        self._choices = tuple(choices)
        self._shown = list(choices)
        self._text = text
        values = [choice.value for choice in choices]
        self._top = 0
        near = nearest(text, values)
        seen = 0 if near is None else values.index(near)
        self._set_mark(values.index(text) if text in values else len(values), seen)

    def narrow(self, text: str) -> None:
        """Show what matches the typed text; the first that begins with it is marked, else it."""
        self._shown, begins = narrowed(self._choices, text)
        self._text = text
        self._set_mark(0 if begins else len(self._shown), 0)

    def move(self, step: int) -> None:
        """Move the mark by so many lines, stopping at the ends.

        From the text as typed it goes up to what stands above it on the screen, so that the choices in
        sight stay there.
        """
        last = len(self._shown)
        start = 1 + self._lowest_in_sight() if self._mark == last and step < 0 else self._mark
        mark = max(0, min(start + step, last))
        if mark != self._mark:
            self._set_mark(mark, len(self._shown) - 1)

    @property
    def marked(self) -> Choice | None:
        """The marked choice; None where the text as typed is marked."""
        return self._shown[self._mark] if self._mark < len(self._shown) else None

    @property
    def full_width(self) -> int:
        """Cells that the widest line takes with its meaning beside it."""
        return self._value_width + max((cells(c.meaning) for c in self._choices), default=0)

    def width_within(self, most: int) -> int:
        """Give the width the list would like, with meanings beside only if `most` allows it."""
        if self.full_width <= most:
            return self.full_width
        meaning = 2 + max((cells(choice.meaning) for choice in self._choices), default=0)
        return max(self._value_width, min(meaning, most))

    def lines_in(self, width: int, most: int) -> int:
        """Give how many lines the list takes at this width where there is room for `most`."""
        fixed = 2 + self._has_meaning_line(width)
        return min(fixed + min(len(self._shown), _MOST_ROWS), max(most, fixed + 1))

    @property
    def _value_width(self) -> int:
        return 4 + max((cells(choice.value) for choice in self._choices), default=0)

    def _has_meaning_line(self, width: int) -> bool:
        return width < self.full_width and any(choice.meaning for choice in self._choices)

    def _set_mark(self, mark: int, seen: int) -> None:
        """Mark a line; `seen` is the choice to have in sight where that line is the text as typed."""
        self._mark = mark
        self._seen = mark if mark < len(self._shown) else seen
        self.refresh()

    def _lines(self) -> list[int | str | None]:
        """Give what each line holds: an index (the last is the text), a meaning, a rule (None)."""
        width, height = self.size
        meaning = self._has_meaning_line(width)
        room = max(1, height - 2 - meaning)
        last = max(0, len(self._shown) - room)
        at = min(self._seen, len(self._shown) - 1)
        self._top = max(0, min(max(self._top, at - room + 1), at, last))
        lines: list[int | str | None] = list(
            range(self._top, min(self._top + room, len(self._shown)))
        )
        lines.append(len(self._shown))
        if meaning:
            lines.append(self.marked.meaning if self.marked else "")
        return [*lines, None] if self.upwards else [None, *lines]

    def _lowest_in_sight(self) -> int:
        """Give the choice that stands above the text as typed, -1 where there is none."""
        choices = [line for line in self._lines() if isinstance(line, int)]
        return max(choice for choice in (-1, *choices) if choice < len(self._shown))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._lines()
        width = self.size.width
        faint = self.ink("meaning")
        if y >= len(lines):
            return Strip.blank(width, self.ink())
        line = lines[y]
        if line is None:
            rule = self.ink("rule")
            return Strip([Segment("─" * width, rule)], width)
        if isinstance(line, str):
            return Strip([Segment(pad(f"  {line}", width), faint)], width)
        marked = line == self._mark
        style = self.ink("marked" if marked else "")
        sign = "▸ " if marked else "  "
        if line == len(self._shown):
            as_typed = cut_end(self._text, max(0, width - 13))
            return Strip([Segment(pad(f'{sign}"{as_typed}" as typed', width), style)], width)
        choice = self._shown[line]
        meaning = choice.meaning if width >= self.full_width else ""
        value = pad(sign + choice.value, min(self._value_width, width))
        rest = pad(meaning, max(0, width - cells(value)))
        return Strip([Segment(value, style), Segment(rest, style if marked else faint)], width)

    def on_click(self, event: events.Click) -> None:
        """Mark the line under the mouse and take it."""
        event.stop()
        lines = self._lines()
        line = lines[event.y] if 0 <= event.y < len(lines) else None
        if isinstance(line, int):
            self._set_mark(line, line)
            self.post_message(self.Picked(self))
