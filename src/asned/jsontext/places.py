"""Character offsets as line and column."""

import re
from bisect import bisect_right


class Places:
    """The line starts of one text. A line ends with a newline (the `\\n` of `\\r\\n`)."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Give line and column of an offset, both from 1, the column in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
