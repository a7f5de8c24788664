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

    def take(self, texts: Sequence[str]) -> str | None:
        """Hold these members; give the text for the terminal, None where it is more than that takes."""
        self.texts = tuple(texts)
        return for_others(self.texts, MOST_FOR_TERMINAL)


def for_others(texts: Sequence[str], most: int) -> str | None:
    """Write members as JSON that can stand by itself: one as an object, many as a list of objects.

    None where that takes more than `most` characters, which is noticed before all are written.
    """
    if len(texts) == 1:
        text = _moved_left(texts[0])
        return text if len(text) <= most else None
    rows: list[str] = []
    length = len("[\n\n]")
    for text in texts:
        rows.append(textwrap.indent(_moved_left(text), "    "))
        length += len(rows[-1]) + len(",\n")
        if length > most:
            return None
    return "[\n" + ",\n".join(rows) + "\n]"


def _moved_left(text: str) -> str:
    """Take away the indentation of the place where an object stood; its strings hold no line ends."""
    first, *others = text.splitlines()
    return "\n".join([first, *textwrap.dedent("\n".join(others)).splitlines()])
