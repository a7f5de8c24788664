"""Where the box of a cell's editor goes: over its cell, and never outside of the screen.

The box has a border of one cell, the text field on the line of the cell, and its other lines below
the field, or above it where the screen ends.
"""

from textual.geometry import Region, Size

FRAME = 1
"""Cells of the border on each side."""


def opens_upwards(cell: Region, screen: Size, lines: int) -> bool:
    """Say whether so many lines have no room under the cell and more of it above."""
    below = _room(cell, screen, upwards=False)
    return lines > below and _room(cell, screen, upwards=True) > below


def lines_of_room(cell: Region, screen: Size, *, upwards: bool) -> int:
    """Give how many lines fit beside the field, at least one."""
    return max(1, _room(cell, screen, upwards=upwards))


def _room(cell: Region, screen: Size, *, upwards: bool) -> int:
    return cell.y - FRAME if upwards else screen.height - cell.bottom - FRAME


def place_box(cell: Region, screen: Size, *, width: int, lines: int, upwards: bool) -> Region:
    """Give the box, border included, of a field `width` cells wide with so many lines beside it.

    The field's text stands where the cell's does. Where the box would leave the screen it moves
    back inside, and it is never larger than the screen.
    """
    width = min(width + 2 * FRAME, screen.width)
    height = min(1 + lines + 2 * FRAME, screen.height)
    top = cell.y + 1 + FRAME - height if upwards else cell.y - FRAME
    x = max(0, min(cell.x - FRAME, screen.width - width))
    y = max(0, min(top, screen.height - height))
    return Region(x, y, width, height)
