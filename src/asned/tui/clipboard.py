"""Members that were copied, and how their text looks to other programs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

MOST_FOR_TERMINAL = 75_000
"""Characters that are sent to the terminal's clipboard: many terminals take no more (OSC 52)."""


class Clipboard:
    """The members copied or cut last, as their JSON texts, to the letter."""

    def __init__(self) -> None:
        self.texts: tuple[str, ...] = ()

    def take(self, texts: Sequence[str]) -> str:
        """Hold these members; give the text that other programs are to get."""
        self.texts = tuple(texts)
        return for_others(self.texts)


def for_others(texts: Sequence[str]) -> str:
    """Write members as JSON that can stand by itself: one as an object, many as a list of objects."""
    if len(texts) == 1:
        return _moved_left(texts[0])
    rows = ",\n".join(textwrap.indent(_moved_left(text), "    ") for text in texts)
    return f"[\n{rows}\n]"


def _moved_left(text: str) -> str:
    """Take away the indentation of the place where an object stood; its strings hold no line ends."""
    first, *others = text.splitlines()
    return "\n".join([first, *textwrap.dedent("\n".join(others)).splitlines()])
