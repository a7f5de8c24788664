"""The scrollbar of a table, drawn in the last cell of its lines.

Textual's own is a widget beside the lines; painting both costs nearly twice as much a page.
"""

from typing import NamedTuple


class Track(NamedTuple):
    """A scrollbar as high as the rows that show: `height` of `length` rows from `top` on."""

    top: int
    height: int
    length: int

    @property
    def shows(self) -> bool:
        """Whether there is something to scroll."""
        return self.length > self.height > 0

    @property
    def thumb(self) -> range:
        """The lines of the thumb, the first row's line being 0; at an end only at that end."""
        if not self.shows:
            return range(0)
        size = max(1, self.height * self.height // self.length)
        free = self.height - size
        last_top = self.length - self.height
        start = self.top * free // last_top
        if free > 1:
            start = min(max(start, self.top > 0), free - (self.top < last_top))
        return range(start, start + size)

    def top_at(self, line: int) -> int:
        """Give the first row to show when the mouse takes the thumb to this line."""
        reach = max(1, self.height - 1)
        return min(max(line, 0), reach) * max(0, self.length - self.height) // reach
