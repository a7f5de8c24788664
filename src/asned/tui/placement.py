"""Where the box of a cell's editor goes: over its cell, and never outside of the screen."""

from dataclasses import dataclass

from textual.geometry import Region, Size

FRAME = 1
"""Cells of the border on each side."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A box on the screen; `upwards` says that its list stands above the text field."""

    region: Region
    upwards: bool


def place_box(cell: Region, screen: Size, *, width: int, below: int, upwards: bool) -> Region:
    """Give the box around a field over the cell with `below` lines on the far side of the field.

    The far side is below the field, or above it when `upwards`. Where the box meets an edge of the
    screen it moves back inside, and it is never larger than the screen.
    """
    width = min(width + 2 * FRAME, screen.width)
    height = min(1 + below + 2 * FRAME, screen.height)
    x = max(0, min(cell.x - FRAME, screen.width - width))
    y = cell.y + 1 + FRAME - height if upwards else cell.y - FRAME
    y = max(0, min(y, screen.height - height))
    return Region(x, y, width, height)


def opens_upwards(cell: Region, screen: Size, below: int) -> bool:
    """Say whether `below` lines have no room under the cell and more of it above."""
    room_below = screen.height - cell.bottom - FRAME
    room_above = cell.y - FRAME
    return below > room_below and room_above > room_below


def lines_of_room(cell: Region, screen: Size, *, upwards: bool) -> int:
    """Give how many lines fit beside the field on its far side, at least one."""
    room = cell.y - FRAME if upwards else screen.height - cell.bottom - FRAME
    return max(1, room)
