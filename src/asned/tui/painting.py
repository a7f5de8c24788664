"""Painting at once, and nothing but the lines that changed.

Textual paints a frame after the messages that led to it, and for two changed lines far apart it goes
through every widget and line between them. For panes that lie side by side neither is needed: what is
dirty is known, and nothing lies over it. Where that is not so, Textual's own painting is left to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from rich.console import Console, RenderableType
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from asned.tui.codes import Coded
from asned.tui.rowview import RowView
from asned.tui.withheld import Withholding


class PaintedLines(CompositorUpdate):
    """Lines at their places on the screen: column, line, what the terminal is sent."""

    def __init__(self, lines: list[tuple[int, int, str]]) -> None:
        self.lines = lines

    def render_segments(self, console: Console) -> str:
        """Give what the terminal has to be sent."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{text}" for x, y, text in self.lines)


def paint_at_once(screen: Screen[Any], widgets: Sequence[Widget]) -> int:
    """Paint what is dirty among some widgets of the screen; give how many lines that was.

    Nothing is painted, and 0 given, where more is to come first (a layout, another style) or something
    lies over a widget: Textual then does it in the usual way, as it would have.
    """
    try:
        return _paint(screen, widgets)
    finally:
        for each in widgets:
            if isinstance(each, Withholding):
                each.let_go()


def _paint(screen: Screen[Any], widgets: Sequence[Widget]) -> int:
    app = screen.app
    due = [widget for widget in widgets if _is_due(widget) and widget.display]
    if not due or app.screen is not screen or app._batch_count or screen._layout_required:
        return 0
    if any(each._layout_required or each._refresh_styles_required for each in widgets):
        return 0
    visible = screen._compositor.visible_widgets
    for widget in due:
        placed = visible.get(widget)
        if placed is None or _is_covered(widget, placed[0], visible):
            return 0
    lines: list[tuple[int, int, str]] = []
    for widget in due:
        if isinstance(widget, RowView):
            widget.settle()
        place = visible[widget][0]
        whole = Region(0, 0, place.width, place.height)
        content = whole.shrink(widget.styles.gutter)
        dirty = [*widget._exchange_repaint_regions()]
        if isinstance(widget, Withholding):
            dirty += widget.take_withheld(content.offset)
        regions = [each.intersection(whole) for each in dirty]
        if isinstance(widget, RowView):
            lines += _painted_rows(widget, place, content, regions)
        else:
            lines += _painted(widget, place, content, regions)
        widget._repaint_required = False
    # Textual declares what it takes as something for Rich, and takes its own updates alone.
    app._display(screen, cast(RenderableType, PaintedLines(lines)))
    return len(lines)


def _is_due(widget: Widget) -> bool:
    if isinstance(widget, Withholding) and widget.withholds:
        return True
    return widget._repaint_required and bool(widget._repaint_regions)


def _is_covered(
    widget: Widget, region: Region, visible: dict[Widget, tuple[Region, Region]]
) -> bool:
    """Say whether something lies over a widget; `visible` goes from front to back."""
    for other, (place, clip) in visible.items():
        if other is widget:
            return False
        if place.intersection(clip).overlaps(region):
            return True
    return True


def _painted_rows(
    view: RowView, place: Region, content: Region, regions: Iterable[Region]
) -> Iterator[tuple[int, int, str]]:
    """Give the lines of regions of a table that is at a place of the screen, each of them whole."""
    for y in dict.fromkeys(y for region in regions for y in region.line_range):
        if content.y <= y < content.bottom:
            yield place.x + content.x, place.y + y, view.line_codes(y - content.y)
        else:
            yield place.x, place.y + y, view.coded(view.render_border(y, place.width))


def _painted(
    widget: Widget, place: Region, content: Region, regions: Iterable[Region]
) -> Iterator[tuple[int, int, str]]:
    """Give the lines of regions of a widget that is at a place of the screen."""
    for region in dict.fromkeys(regions):
        is_inside = content.x <= region.x and region.right <= content.right
        for y in region.line_range:
            if is_inside and content.y <= y < content.bottom:
                strip = widget.render_line(y - content.y)
                if strip.cell_length != content.width:
                    strip = strip.adjust_cell_length(content.width, widget.rich_style)
                if region.width != content.width:
                    left = region.x - content.x
                    strip = strip.crop(left, left + region.width)
                yield place.x + region.x, place.y + y, _text_of(widget, strip)
            else:
                (strip,) = widget.render_lines(Region(0, y, place.width, 1))
                yield place.x, place.y + y, strip.render(widget.app.console)


def _text_of(widget: Widget, strip: Strip) -> str:
    """Give what the terminal is sent for a line of a widget's content."""
    if isinstance(widget, Coded):
        return widget.coded(strip)
    background = widget.background_colors[1]
    for each in widget.get_line_filters():
        strip = strip.apply_filter(each, background)
    return strip.render(widget.app.console)
