"""Which rows of a table are on the screen."""

from typing import NamedTuple


class Window(NamedTuple):
    """What is on the screen: the first row, how many rows there is room for, the width of a line."""

    top: int = 0
    height: int = 0
    width: int = 0

    def holds(self, row: int) -> bool:
        """Say whether the row, or the place where it would be, is on the screen."""
        return self.top <= row < self.top + self.height

    def rows(self, length: int) -> range:
        """Give the rows on the screen of a table with so many."""
        return range(self.top, min(self.top + self.height, length))

    def overlaps(self, other: "Window") -> bool:
        """Say whether some row is in both."""
        return self.top < other.top + other.height and other.top < self.top + self.height
