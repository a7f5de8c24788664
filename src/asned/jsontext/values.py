"""JSON values as this project holds them: like `json.loads`, but objects keep every pair in order."""

import json
from typing import Any, TypeAlias


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


Value: TypeAlias = None | bool | int | float | str | list[Any] | Pairs
"""A JSON value; arrays are lists, objects are `Pairs`."""


def pairs_of(items: list[tuple[str, Any]]) -> Pairs:
    """Make a `Pairs` of (key, value) tuples."""
    return Pairs((tuple(key for key, _ in items), *(value for _, value in items)))


def plain(value: Value) -> Any:
    """Give the value as `json.loads` would: objects as dicts, the last of duplicate keys wins."""
    if isinstance(value, Pairs):
        return {key: plain(inner) for key, inner in zip(value.keys, value.values, strict=True)}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def spelled(value: Value, *, ascii_only: bool = True) -> str:
    """Spell a value as JSON on one line. Lone surrogates are escaped in any case."""
    if isinstance(value, Pairs):
        inner = (
            f"{spelled(key, ascii_only=ascii_only)}: {spelled(each, ascii_only=ascii_only)}"
            for key, each in zip(value.keys, value.values, strict=True)
        )
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(spelled(each, ascii_only=ascii_only) for each in value) + "]"
    if isinstance(value, str) and not ascii_only and not _has_surrogate(value):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
