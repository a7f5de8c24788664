"""The styles of a table's texts, from its component classes."""

from typing import Literal

from rich.style import Style
from textual.widget import Widget

from asned.tui.rowpaint import Ground
from asned.tui.rows import Tone

Ink = Tone | Literal["thumb"]


class Inks:
    """Works each style out once, until the widget says that its styles changed.

    The component classes `table--NAME` of the widget add to its own style: first that of the
    ground (`header`, `selected`, `cursor`), then that of the ink, then `cell` on the cursor's cell.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[Ink, Ground], Style] = {}

    def forget(self) -> None:
        """Work all styles out anew: the theme or the focus changed."""
        self._styles.clear()

    def style_of(self, ink: Ink, ground: Ground) -> Style:
        """Give the style of a text in this ink on this ground; the same object each time."""
        style = self._styles.get((ink, ground))
        if style is None:
            style = self._widget.rich_style
            if ground != "row":
                style += self._component("cursor" if ground == "cell" else ground)
            if ink != "plain":
                style += self._component(ink)
            # Last, so that a cell under the cursor can be read whatever its tone: its mark stays.
            if ground == "cell":
                style += self._component("cell")
            self._styles[ink, ground] = style
        return style

    def _component(self, name: str) -> Style:
        """Give what a component class adds, its colours made opaque over the background."""
        styles = self._widget.get_component_styles(f"table--{name}")
        under = self._widget.background_colors[1]
        background = under + styles.background if styles.has_rule("background") else None
        style = Style(bgcolor=background.rich_color if background else None)
        if styles.has_rule("color"):
            ground = background or under
            color = ground.get_contrast_text(styles.color.a) if styles.auto_color else styles.color
            style += Style(color=(ground + color).rich_color)
        return style + styles.text_style
