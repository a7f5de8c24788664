"""The styles of texts, from the theme's colours.

Textual's own way, a component class for each, makes a node for every class of every widget and applies
the stylesheet to it; that took a third of the time before the first paint.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from asned.tui.rowpaint import Ground
from asned.tui.rows import Tone

Ink = Tone | Literal["thumb"]


class Look(NamedTuple):
    """What a text adds to the style of its widget: colours by the theme's names, each with its opacity."""

    color: str = ""
    opacity: float = 1.0
    background: str = ""
    background_opacity: float = 1.0
    bold: bool = False


TONES: Mapping[str, Look] = {
    "error": Look("text-error"),
    "warning": Look("text-warning"),
    "info": Look("text-primary"),
    "muted": Look("foreground", 0.6),
    "changed": Look("text-success"),
}
"""How what is said of the document looks in lines of text."""

_TABLE: Mapping[str, Look] = {
    **TONES,
    "header": Look("foreground", 0.55),
    "selected": Look(background="secondary", background_opacity=0.22),
    "cursor": Look(background="foreground", background_opacity=0.06),
    "cell": Look(bold=True),
    "cursor:focus": Look(background="primary", background_opacity=0.18),
    "cell:focus": Look("text", background="primary", background_opacity=0.75, bold=True),
    "muted": Look("foreground", 0.5),
    "key": Look("text-secondary"),
    "title": Look(bold=True),
    "thumb": Look("foreground", 0.35),
}


def style_of(widget: Widget, look: Look) -> Style:
    """Give the whole style of a text of a widget."""
    return widget.rich_style + added(widget, look)


def added(widget: Widget, look: Look) -> Style:
    """Give what a look adds to the widget's style, its colours made opaque over the background."""
    under = widget.background_colors[1]
    style = Style(bold=True if look.bold else None)
    if look.background:
        ground = _color(widget, look.background, under).multiply_alpha(look.background_opacity)
        under += ground
        style += Style(bgcolor=under.rich_color)
    if look.color:
        color = _color(widget, look.color, under).multiply_alpha(look.opacity)
        style += Style(color=(under + color).rich_color)
    return style


def _color(widget: Widget, name: str, under: Color) -> Color:
    """Give a colour of the theme, which may be spelled with its opacity: `auto 60%`."""
    color, _, share = widget.app.theme_variables[name].partition(" ")
    opacity = float(share.rstrip("%")) / 100 if share else 1.0
    if color == "auto":  # black or white, whichever can be read
        return under.get_contrast_text(opacity)
    return Color.parse(color).multiply_alpha(opacity)


class Inks:
    """The styles of a table's texts, each worked out once, until the widget says that they changed.

    A text has the look of its ground (`header`, `selected`, `cursor`), then that of its ink, then, on the
    cursor's cell, that of the cell.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[Ink, Ground], Style] = {}
        self._added: dict[str, Style] = {}

    def forget(self) -> None:
        """Work all styles out anew: the theme or the focus changed."""
        self._styles.clear()
        self._added.clear()

    def style_of(self, ink: Ink, ground: Ground) -> Style:
        """Give the style of a text in this ink on this ground; the same object each time."""
        style = self._styles.get((ink, ground))
        if style is None:
            style = self._look("plain")
            if ground != "row":
                style += self._look("cursor" if ground == "cell" else ground)
            if ink != "plain":
                style += self._look(ink)
            # Last, so that a cell under the cursor can be read whatever its tone: its mark stays.
            if ground == "cell":
                style += self._look("cell")
            self._styles[ink, ground] = style
        return style

    def _look(self, name: str) -> Style:
        style = self._added.get(name)
        if style is None:
            widget = self._widget
            if name == "plain":
                style = widget.rich_style
            else:
                focused = f"{name}:focus" if widget.has_focus else name
                style = added(widget, _TABLE.get(focused) or _TABLE[name])
            self._added[name] = style
        return style
