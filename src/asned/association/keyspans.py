"""Where in the text of a flat object a value stands, found by one match of a pattern.

Taking a member apart costs ten times as much, and a bulk edit looks at a hundred thousand of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Pairs

_BLANK = r"[ \t\n\r]*+"
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_SCALAR = rf'(?:{_STRING}|[^ \t\n\r"{{\[,\]}}]++)'
_COLON = rf"{_BLANK}:{_BLANK}"
_COMMA = rf"{_BLANK},{_BLANK}"
_PAIR = rf"{_STRING}{_COLON}{_SCALAR}"


def _pairs(count: int) -> str:
    """Match the opening of an object and so many pairs, each with the comma after it."""
    return rf"\{{{_BLANK}(?:{_PAIR}{_COMMA}){{{count}}}"


@lru_cache(maxsize=64)
def _value_at(number: int) -> re.Pattern[str]:
    return re.compile(rf"{_pairs(number)}{_STRING}{_COLON}({_SCALAR})", re.DOTALL)


@lru_cache(maxsize=64)
def _end_of(count: int) -> re.Pattern[str]:
    before = rf"\{{{_BLANK}(?:{_PAIR}{_COMMA}){{{count - 2}}}{_PAIR}"
    return re.compile(rf"{before}({_COMMA}){_STRING}({_COLON}){_SCALAR}", re.DOTALL)


def value_span(buffer: str, start: int, number: int) -> tuple[int, int] | None:
    """Give begin and end of the value of pair `number` of the object that begins at `start`.

    None where that value, or one before it, is an array or object.
    """
    match = _value_at(number).match(buffer, start)
    return None if match is None else match.span(1)


def end_span(buffer: str, start: int, count: int) -> tuple[int, str, str] | None:
    """Give where the last of `count` pairs ends, the comma before it and its colon, blanks included.

    None where some value is an array or object, and for objects of fewer than two pairs.
    """
    match = _end_of(count).match(buffer, start) if count > 1 else None
    return None if match is None else (match.end(), match[1], match[2])


class Cuts:
    """Finds the one stretch in which the text of a changed member is another one.

    Members of the same keys and lengths that are changed together mostly differ at the same place, so
    that is tried first.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[int, int]] = {}

    def between(self, old: Leaf, new: Leaf, was: str, text: str) -> tuple[int, int] | None:
        """Give how many characters before the stretch, and how many behind it, stand in both texts.

        `was` is the old text and `text` the new one. Found is a scalar that changed, or a last pair that
        came or went; None where it is anything else.
        """
        if type(old.value) is not Pairs or type(new.value) is not Pairs:
            return None
        alike = old.value[0], len(was), len(text)
        around = self._known.get(alike)
        if around is None or not _are_around(around, was, text):
            around = _looked_up(old, new)
            if around is None or not _are_around(around, was, text):
                return None
            self._known[alike] = around
        return around


def _are_around(around: tuple[int, int], was: str, text: str) -> bool:
    begin, rest = around
    if begin + rest > len(was) or begin + rest > len(text):
        return False
    return was[:begin] == text[:begin] and was[-rest:] == text[-rest:]


def _looked_up(old: Leaf, new: Leaf) -> tuple[int, int] | None:
    assert isinstance(old.value, Pairs) and isinstance(new.value, Pairs)
    count, new_count = len(old.value[0]), len(new.value[0])
    if count == new_count:
        pairs = zip(old.value[1:], new.value[1:], strict=True)
        number = next((n for n, (was, now) in enumerate(pairs) if was != now), 0)
        stretch = value_span(old.buffer, old.start, number)
    else:
        last = value_span(old.buffer, old.start, count - 1)
        kept = value_span(old.buffer, old.start, min(count, new_count) - 1)
        stretch = (kept[1], last[1]) if kept and last else None
    return None if stretch is None else (stretch[0] - old.start, old.end - stretch[1])
