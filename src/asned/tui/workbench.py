"""The screen that holds the panes: where they lie (`app.tcss`), and Tab as the registry has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from asned.tui.actions import bindings
from asned.tui.painting import paint_at_once
from asned.tui.withheld import Withholding

NARROW, WIDE = 60, 100
"""Columns of a terminal: below the one there is room for one pane, from the other on for all."""

LOW = 18
"""Lines below which there is room for one pane."""


class Workbench(Screen[None]):
    """Keywords, products, members, problems.

    The grid wants the members before the products, the keyboard after them; so Tab goes by the panes'
    numbers and not, as Textual's own would, by their order here.
    """

    AUTO_FOCUS = "#members"
    """From the first moment: what is typed while the screen is still made must not reach another pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings() if each.id in ("next-pane", "previous-pane")
    ]

    def fit(self, size: Size, *, update: bool = False) -> None:
        """Lie as a terminal of this size wants it; with `update` what is there already is moved.

        One pane at a time where it is `-single`, with room for little beside them where it is `-normal`.
        Textual's own breakpoints are looked at only after the first paint.
        """
        is_single = size.width < NARROW or size.height < LOW
        classes = {
            "-single": is_single,
            "-normal": not is_single and size.width < WIDE,
            "-narrow": size.width < NARROW,
        }
        self.update_classes(classes, update=update, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lie as the terminal wants it now."""
        self.fit(event.size, update=True)

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Leave out what Textual would add for tooltips and notices: nothing here ever shows any."""

    @contextmanager
    def painting(self) -> Iterator[None]:
        """Paint in the end, and nothing before, what is changed meanwhile."""
        for each in self.children:
            if isinstance(each, Withholding):
                each.withhold()
        try:
            yield
        finally:
            self.paint()

    def paint(self) -> None:
        """Paint now what changed, where that is no more than lines of the panes."""
        parts = [part for child in self.children for part in (child.children or (child,))]
        paint_at_once(self, parts)
