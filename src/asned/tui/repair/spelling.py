"""A line of a broken text as it can be typed, and back without losing a character."""

import re

from asned.jsontext.display import displayable, is_displayable

LONGEST = 1000
"""Characters of a line that are edited as a whole; of a longer one a stretch is."""

_STRETCH = 400


def typable(text: str) -> str | None:
    """Give a text with what a terminal hides or obeys made visible (`␉`); `typed_back` restores it.

    None where the way back is not clear: the text holds both a character and what would stand for it.
    """
    shown = displayable(text)
    return shown if typed_back(shown, text) == text else None


def typed_back(typed: str, before: str) -> str:
    """Give what was typed with the hidden characters of the text before in the place of their signs."""
    hidden = {displayable(each): each for each in set(before) if not is_displayable(each)}
    if not hidden:
        return typed
    signs = re.compile("|".join(map(re.escape, hidden)))
    return signs.sub(lambda match: hidden[match.group()], typed)


def stretch(length: int, column: int) -> tuple[int, int]:
    """Give which characters of a line to edit: all, or of a long line those about a column (from 0)."""
    if length <= LONGEST:
        return 0, length
    start = max(0, min(column, length) - _STRETCH // 2)
    return start, min(length, start + _STRETCH)
