"""The list of what can be done about a finding: each fix with what it changes and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from asned.jsontext.display import displayable
from asned.tui.dialogbox import DialogBox


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

    def on_mount(self) -> None:
        """Say how to choose."""
        super().on_mount()
        self._box.border_subtitle = Content("enter do it   escape go back")

    def answer_width(self) -> int:
        """As wide as the box may be, for texts before and after are long."""
        return self.WIDEST

    def body(self, width: int) -> Content:
        """Give the finding, the fixes, and under the marked one what it does."""
        parts: list[Content | tuple[str, str] | str] = [self._finding, "\n"]
        for number, offer in enumerate(self._offers):
            is_marked = number == self._marked
            style = "bold $text-accent" if is_marked else ""
            mark = "▸" if is_marked else " "
            parts += ["\n", (f"{mark} {number + 1} {displayable(offer.label)}", style)]
            if is_marked:
                parts += self._details(offer)
        return Content.assemble(*parts)

    @staticmethod
    def _details(offer: Offer) -> list[Content | tuple[str, str] | str]:
        details: list[Content | tuple[str, str] | str] = []
        for before, after in offer.changes:
            if before:
                details.append((f"\n      − {displayable(before)}", "$text-error"))
            if after:
                details.append((f"\n      + {displayable(after)}", "$text-success"))
        if offer.loses:
            details.append((f"\n      ▲ {displayable(offer.loses)}", "$text-warning"))
        if offer.follows:
            details.append((f"\n      then: {displayable(offer.follows)}", "$text-muted"))
        return details

    def action_mark(self, step: int) -> None:
        """Mark the fix above or below, round at the ends."""
        self._marked = (self._marked + step) % len(self._offers)
        self._fit(self.app.size.width, self.app.size.height)

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
