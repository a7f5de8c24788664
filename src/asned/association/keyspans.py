"""Where in the text of a flat object a value stands, found by one match of a pattern.

Taking a member apart costs ten times as much, and a bulk edit looks at a hundred thousand of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
