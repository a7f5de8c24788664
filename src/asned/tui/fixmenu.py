"""The list of what can be done about a finding: each fix with what it changes and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from asned.jsontext.display import displayable
from asned.tui.cutting import wrap
from asned.tui.dialogbox import DialogBox

_MOST_CHANGED = 4
"""How many lines of a fix's difference are shown; the rest is counted."""
_MOST_ROWS = 2
"""How many rows a line may be wrapped into where there is little room."""
_ROOMY_ROWS = 8
"""How many a line of the difference may be wrapped into where there is more."""
_DETAIL = 6
"""Columns before a detail's mark."""

Line = tuple[str, str]
"""A row of text and its style."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One fix as it is shown: its label, the texts before and after, what it loses, what follows."""

    label: str
    changes: tuple[tuple[str, str], ...]
    loses: str
    follows: str


class FixMenu(DialogBox[int]):
    """Offers fixes; dismisses the index of the one taken, None for Escape. The first is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "mark(-1)", show=False),
        Binding("down,j", "mark(1)", show=False),
        Binding("enter,full_stop", "take", show=False),
    ]

    def __init__(self, finding: str, offers: Sequence[Offer]) -> None:
        super().__init__("What can be done", [finding])
        self._finding = displayable(finding)
        self._offers = offers
        self._marked = 0
        self._marked_rows = range(0)

    def on_mount(self) -> None:
        """Say how to choose, and which fix is marked."""
        super().on_mount()
        self._box.border_subtitle = Content("enter do it   escape go back")
        self._show_marked()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the box, and keep the marked fix in sight."""
        super().on_resize(event)
        self._show_marked()

    def answer_width(self) -> int:
        """As wide as the box may be, for texts before and after are long."""
        return self.WIDEST

    def body(self, width: int) -> Content:
        """Give the finding, the fixes, and under the marked one what it does."""
        rows: list[Line] = [*_wrapped(self._finding, width), ("", "")]
        labels = [self._label(number, width) for number in range(len(self._offers))]
        room = self.app.size.height - self.FRAME_ROWS - len(rows) - sum(map(len, labels))
        for number, label in enumerate(labels):
            begin = len(rows)
            rows += label
            if number == self._marked:
                rows += _details(self._offers[number], width, room)
                self._marked_rows = range(begin, len(rows))
        return Content("\n").join(Content.styled(*row) for row in rows)

    def _label(self, number: int, width: int) -> list[Line]:
        is_marked = number == self._marked
        style = "bold $text-accent" if is_marked else ""
        mark = f"{'▸' if is_marked else ' '} {number + 1} "
        most = _MOST_ROWS if is_marked else 1
        return _hanging(mark, displayable(self._offers[number].label), style, width, most)

    def action_mark(self, step: int) -> None:
        """Mark the fix above or below, round at the ends."""
        self._marked = (self._marked + step) % len(self._offers)
        self._fit(self.app.size.width, self.app.size.height)
        self._show_marked()

    def _show_marked(self) -> None:
        title = f"What can be done: {self._marked + 1} of {len(self._offers)}"
        self._box.border_title = Content(title)
        self.call_after_refresh(self._scroll_to_marked)

    def _scroll_to_marked(self) -> None:
        rows, height = self._marked_rows, self._scroll.size.height
        # Where not all of it fits, its label is what must show.
        top = min(rows.start, max(round(self._scroll.scroll_y), rows.stop - height))
        self._scroll.scroll_to(y=0 if not self._marked else top, animate=False)

    def action_take(self) -> None:
        """Take the marked fix."""
        self.dismiss(self._marked)

    def on_key(self, event: events.Key) -> None:
        """Take the fix whose number is typed."""
        if event.character and event.character.isdigit():
            number = int(event.character) - 1
            if 0 <= number < len(self._offers):
                event.stop()
                self.dismiss(number)


def _details(offer: Offer, width: int, room: int) -> list[Line]:
    """Give what a fix does in `room` rows, or where they do not suffice, in as few as may be.

    Room is taken first from the ends of long lines, then from the number of lines.
    """
    for each in range(_ROOMY_ROWS, _MOST_ROWS, -1):
        rows = _told(offer, width, _MOST_CHANGED, each)
        if len(rows) <= room:
            return rows
    for most in range(_MOST_CHANGED, 1, -1):
        rows = _told(offer, width, most)
        if len(rows) <= room:
            return rows
    return _told(offer, width, 1)


def _told(offer: Offer, width: int, most: int, each: int = _MOST_ROWS) -> list[Line]:
    """Give so many lines of the difference and how many more there are, what is lost, what follows.

    No line is wrapped into more than `each` rows.
    """
    changed = [
        (mark, text, style)
        for before, after in offer.changes
        for mark, text, style in (("−", before, "$text-error"), ("+", after, "$text-success"))
        if text
    ]
    told = changed[:most]
    if left := len(changed) - len(told):
        told.append((" ", f"and {left} more line{'' if left == 1 else 's'}", "$text-muted"))
    if offer.loses:
        told.append(("▲", offer.loses, "$text-warning"))
    if offer.follows:
        told.append(("then:", offer.follows, "$text-muted"))
    rows: list[Line] = []
    for mark, text, style in told:
        rows += _hanging(f"{'':{_DETAIL}}{mark} ", displayable(text), style, width, each)
    return rows


def _hanging(mark: str, text: str, style: str, width: int, most: int) -> list[Line]:
    """Wrap a text that stands behind a mark into so many rows at most, the further beneath the first."""
    blank = " " * len(mark)
    lines = wrap(text, width - len(mark), most)
    return [(f"{blank if number else mark}{line}", style) for number, line in enumerate(lines)]


def _wrapped(text: str, width: int) -> list[Line]:
    return [(line, "") for line in wrap(text, width, 2 * _MOST_ROWS)]
