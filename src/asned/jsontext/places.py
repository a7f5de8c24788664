"""Character offsets as line and column."""

from itertools import accumulate

_STRETCH = 4096
"""Characters after which lines are counted anew, so that no place costs more than counting these."""


class Places:
    """Tells the lines of one text. A line ends with a newline (the `\\n` of `\\r\\n`)."""

    def __init__(self, text: str) -> None:
        self._text = text
        begins = range(0, len(text) + 1, _STRETCH)
        # Of each stretch: the line that its first character is in, and where that line begins.
        counts = (text.count("\n", begin, begin + _STRETCH) for begin in begins)
        self._lines = list(accumulate(counts, initial=1))
        ends = (text.rfind("\n", begin, begin + _STRETCH) + 1 for begin in begins)
        self._starts = list(accumulate(ends, max, initial=0))

    def at(self, offset: int) -> tuple[int, int]:
        """Give line and column of an offset, both from 1, the column in characters."""
        number = offset // _STRETCH
        line = self._lines[number] + self._text.count("\n", number * _STRETCH, offset)
        start = self._text.rfind("\n", number * _STRETCH, offset) + 1 or self._starts[number]
        return line, offset - start + 1
