"""JSON as plain lists: the model that documents are compared with. It shares no code with asned."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from typing import Any


class Object(list[tuple[str, Any]]):
    """A JSON object as its pairs in order, duplicates included; arrays are bare lists."""

    def last(self, key: str) -> int | None:
        """Give the position of the last pair with a key."""
        return max((at for at, (name, _) in enumerate(self) if name == key), default=None)

    def get(self, key: str) -> Any:
        """Give the value of the last pair with a key, None where there is none."""
        at = self.last(key)
        return None if at is None else self[at][1]


def loads(text: str | bytes) -> Any:
    """Decode a JSON text."""
    return json.loads(text, object_pairs_hook=Object)


def same(one: Any, other: Any) -> bool:
    """Compare by type too: 1 is not true, an empty object is not an empty array."""
    pairs = [(one, other)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, dict):
            one, other = list(one.items()), list(other.items())
        if not isinstance(one, list | tuple):
            if one != other:
                return False
        elif len(one) != len(other):
            return False
        else:
            pairs += zip(one, other, strict=True)
    return True


def products_of(root: Any) -> list[Any] | None:
    """Give the list of products that counts, None where there is none."""
    found = root.get("products") if isinstance(root, Object) else None
    return found if type(found) is list else None


def members_of(product: Any) -> list[Any] | None:
    """Give the list of members that counts, None where there is none."""
    found = product.get("members") if isinstance(product, Object) else None
    return found if type(found) is list else None


def copied(value: Any) -> Any:
    """Give a copy that shares nothing."""
    return deepcopy(value)


@dataclass(frozen=True)
class Span:
    """Where in a text a value stands, and its children; `begin` is where its key begins, if any."""

    begin: int
    start: int
    end: int
    key: str | None
    children: tuple[Span, ...]

    def at(self, *path: int) -> Span:
        """Give the span of a child's child's child."""
        found = self
        for step in path:
            found = found.children[step]
        return found

    def named(self, key: str) -> Span:
        """Give the last child with a key."""
        return [child for child in self.children if child.key == key][-1]


def span_of(text: str) -> Span:
    """Find every value of a JSON text, character by character."""
    span, end = _value(text, _blanks(text, 0), None, None)
    assert not text[end:].strip(" \t\r\n")
    return span


def _blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _value(text: str, at: int, begin: int | None, key: str | None) -> tuple[Span, int]:
    children = []
    start = at
    if text[at] in "{[":
        closing = "}" if text[at] == "{" else "]"
        at = _blanks(text, at + 1)
        while text[at] != closing:
            name, child_begin = None, at
            if closing == "}":
                key_end = _string_end(text, at)
                name = json.loads(text[at:key_end])
                at = _blanks(text, _blanks(text, key_end) + 1)
            child, at = _value(text, at, child_begin, name)
            children.append(child)
            at = _blanks(text, at)
            if text[at] == ",":
                at = _blanks(text, at + 1)
        end = at + 1
    elif text[at] == '"':
        end = _string_end(text, at)
    else:
        end = at
        while end < len(text) and text[end] not in ",]} \t\r\n":
            end += 1
    return Span(start if begin is None else begin, start, end, key, tuple(children)), end


def _string_end(text: str, at: int) -> int:
    at += 1
    while text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at + 1
