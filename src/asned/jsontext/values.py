"""JSON values as this project holds them: like `json.loads`, but objects keep every pair in order."""

import json
import re
from math import isinf
from typing import Any, TypeAlias

_surrogate = re.compile("[\ud800-\udfff]").search


class Pairs(tuple[Any, ...]):
    """A JSON object: its keys as one (shared) tuple, then one value for each key, duplicates included.

    A tuple of its own kind, because a file of 100,000 members holds 100,000 of them.
    """

    __slots__ = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the file's order; a key that stands twice is here twice."""
        keys: tuple[str, ...] = self[0]
        return keys

    @property
    def values(self) -> tuple["Value", ...]:
        """The values, one for each key."""
        return self[1:]

    def get(self, key: str, default: Any = None) -> Any:
        """Give the value of the last pair with this key, as every JSON reader does."""
        keys = self[0]
        for index in range(len(keys) - 1, -1, -1):
            if keys[index] == key:
                return self[index + 1]
        return default

    def __contains__(self, key: object) -> bool:
        return key in self[0]


Value: TypeAlias = bool | int | float | str | list[Any] | Pairs | None
"""A JSON value; arrays are lists, objects are `Pairs`."""


def pairs_of(items: list[tuple[str, Any]]) -> Pairs:
    """Make a `Pairs` of (key, value) tuples."""
    return Pairs((tuple(key for key, _ in items), *(value for _, value in items)))


def plain(value: Value) -> Any:
    """Give the value as `json.loads` would: objects as dicts, the last of duplicate keys wins."""
    # Loops, not comprehensions: before Python 3.12 each of those is one more call for each level.
    if isinstance(value, Pairs):
        made = {}
        for key, inner in zip(value.keys, value.values, strict=True):
            made[key] = plain(inner)
        return made
    if isinstance(value, list):
        elements = []
        for inner in value:
            elements.append(plain(inner))
        return elements
    return value


def spelled(value: Value, *, ascii_only: bool = True) -> str:
    """Spell a value as JSON on one line. Lone surrogates are escaped in any case."""
    parts: list[str] = []
    _append_spelled(value, ascii_only, parts)
    return "".join(parts)


def _append_spelled(value: Value, ascii_only: bool, parts: list[str]) -> None:
    if isinstance(value, Pairs):
        parts.append("{")
        for number, (key, each) in enumerate(zip(value.keys, value.values, strict=True)):
            parts.append(", " if number else "")
            _append_spelled(key, ascii_only, parts)
            parts.append(": ")
            _append_spelled(each, ascii_only, parts)
        parts.append("}")
    elif isinstance(value, list):
        parts.append("[")
        for number, each in enumerate(value):
            parts.append(", " if number else "")
            _append_spelled(each, ascii_only, parts)
        parts.append("]")
    elif isinstance(value, float) and isinf(value):
        # JSON has no word for it; a number too large to hold is what it was read from.
        parts.append("1e999" if value > 0 else "-1e999")
    elif isinstance(value, str) and not ascii_only and not _has_surrogate(value):
        parts.append(json.dumps(value, ensure_ascii=False))
    else:
        parts.append(json.dumps(value))


def _has_surrogate(text: str) -> bool:
    return not text.isascii() and _surrogate(text) is not None
