"""The screen that holds the panes: where they lie (`app.tcss`), and Tab as the registry has it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from asned.tui.actions import bindings
from asned.tui.painting import paint_at_once


class Workbench(Screen[None]):
    """Keywords, products, members, problems.

    The grid wants the members before the products, the keyboard after them; so Tab goes by the panes'
    numbers and not, as Textual's own would, by their order here.
    """

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (60, "-normal"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - likewise
        (0, "-low"),
        (18, "-tall"),
    ]

    AUTO_FOCUS = "#members"
    """From the first moment: what is typed while the screen is still made must not reach another pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings() if each.id in ("next-pane", "previous-pane")
    ]

    def fit(self, size: Size) -> None:
        """Lie as a terminal of this size wants it: Textual sees to that only after the first paint."""
        for breakpoints, length in (
            (self.HORIZONTAL_BREAKPOINTS, size.width),
            (self.VERTICAL_BREAKPOINTS, size.height),
        ):
            fitting = [name for least, name in breakpoints or () if length >= least]
            self.add_class(*fitting[-1:], update=False)

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Leave out what Textual would add for tooltips and notices: nothing here ever shows any."""

    def paint(self) -> None:
        """Paint now what changed, where that is no more than lines of the panes."""
        paint_at_once(self, self.children)
