"""Widgets drawn line by line in a few inks, each worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style

from asned.tui.inks import Look, style_of
from asned.tui.withheld import Withholding


class Inked(Withholding):
    """A widget with inks by name.

    Textual works styles out anew at each painting, which takes longer than the painting itself.
    """

    ALLOW_SELECT = False
    INKS: ClassVar[Mapping[str, Look]] = {}
    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_of: dict[str, Style] = {}

    def ink(self, name: str = "") -> Style:
        """Give the style of an ink, the widget's own where no name is given."""
        style = self._styles_of.get(name)
        if style is None:
            style = style_of(self, self.INKS[name]) if name else self.rich_style
            self._styles_of[name] = style
        return style

    def notify_style_update(self) -> None:
        """Work all inks out anew: the theme or a class changed."""
        super().notify_style_update()
        self._styles_of.clear()
