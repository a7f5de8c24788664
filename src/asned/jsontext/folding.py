"""Objects that stay folded: what their values are until somebody asks for their pieces.

Most products of a file are spelled alike. What such have in common is a mould, made of the first of them: a
regular expression that tells the others apart from anything else, and gives the strings that differ, much
faster than a scanner gives their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from asned.jsontext.ids import Ids
from asned.jsontext.pieces import Branch, Folded, Piece
from asned.jsontext.values import Pairs, Value

MOST_SHARED = 20
"""Characters of a value that is kept once however often it stands in a file; names are longer."""

MOST_FOLDED = 16_000
"""Characters of an object that stays folded until its pieces are asked for."""

READ_SINGLY = 64
"""Elements of an array that are read before moulds are made: making one takes as long as reading many."""

MOST_MOULDS = 16

_string = re.compile(r'"[^"\\\x00-\x1f]*"([ \t\n\r]*:)?')
_OPEN = r'"([^"\\\x00-\x1f]*+)"'


class Gap:
    """Stands in a mould's skeleton for the string of this number."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


Skeleton: TypeAlias = "Value | Gap"


class Fold:
    """Elements of one array that stay folded: the text that they are in, and what takes them apart.

    `pieces_in` counts the pieces of one of this value. Leaves are never taken apart.
    """

    __slots__ = ("_pieces_in", "buffer", "take_apart")

    def __init__(
        self,
        buffer: str,
        take_apart: Callable[[Folded], Branch] | None = None,
        pieces_in: Callable[[Pairs], int | None] = len,
    ) -> None:
        self.buffer = buffer
        self.take_apart = take_apart
        self._pieces_in = pieces_in

    def count(self, content: Any) -> int:
        """Count the pieces of an element taken apart, itself included."""
        count = self._pieces_in(content)
        assert count is not None, "only what can be counted is folded"
        return count

    def value(self, content: Any) -> Pairs:
        """Give the value of an element by what is kept of it: here, that value."""
        pairs: Pairs = content
        return pairs

    def get(self, content: Any, key: str) -> Value:
        """Give what stands under a key of an element, None where it has no such key."""
        found: Value = self.value(content).get(key)
        return found

    def values_beside(self, content: Any, key: str) -> list[Value]:
        """Give the values of an element but for arrays under a key, which may be most of it."""
        return _beside(self.value(content), key)


class Mould(Fold):
    """Elements that differ in nothing but their long strings; these, in order, are kept of each.

    `size` is the number of pieces of such an element taken apart. `skeleton` is the value of one, with a
    `Gap` in the place of each string that differs. `following` says by the mould of the element before
    what the element after this one was like last time. `outline` is room for what somebody who knows the
    elements has learned of the skeleton.
    """

    __slots__ = ("_besides", "_places", "following", "match", "outline", "size", "skeleton")

    def __init__(self, fold: Fold, pattern: str, skeleton: Pairs, size: int) -> None:
        super().__init__(fold.buffer, fold.take_apart)
        compiled = re.compile(pattern)
        self.match = compiled.match
        self.skeleton = skeleton
        self.size = size
        # Where the strings stand, if they all are values of the object itself.
        gaps = [at for at, each in enumerate(skeleton) if type(each) is Gap]
        self._places = gaps if len(gaps) == compiled.groups else None
        self._besides: dict[str, list[Any]] = {}
        self.following: dict[Mould, Mould] = {}
        self.outline: object = None

    def count(self, content: Any) -> int:
        """Count the pieces of an element taken apart, as all of this mould have them."""
        return self.size

    def value(self, content: Any) -> Pairs:
        """Give the value of an element by its strings."""
        places = self._places
        if places is None:
            value = _filled(self.skeleton, content)
            assert isinstance(value, Pairs)
            return value
        values: list[Any] = list(self.skeleton)
        for place, string in zip(places, content, strict=True):
            values[place] = string
        return Pairs(values)

    def get(self, content: Any, key: str) -> Value:
        """Give what stands under a key of an element by its strings."""
        found: Value = _filled(self.skeleton.get(key), content)
        return found

    def values_beside(self, content: Any, key: str) -> list[Value]:
        """Give the values of an element but for arrays under a key, by its strings."""
        beside = self._besides.get(key)
        if beside is None:
            beside = self._besides[key] = _beside(self.skeleton, key)
        return [
            content[each.number] if type(each) is Gap else _filled(each, content) for each in beside
        ]


Make: TypeAlias = Callable[[int, str, int, int, Mould, tuple[str, ...]], Piece]


class Moulds:
    """The moulds of one array, each made of an element that none before it fitted.

    `make` makes the piece of an element of id, lead, start and end, mould and strings.
    """

    __slots__ = ("_fold", "_is_useless", "_last", "_make", "_misses", "_moulds", "_read")

    def __init__(self, fold: Fold, make: Make) -> None:
        self._fold = fold
        self._make = make
        self._moulds: list[Mould] = []
        self._last: Mould | None = None
        self._read = self._misses = 0
        self._is_useless = False

    def run(self, at: int, lead: str, ids: Ids, children: list[Piece]) -> int:
        """Read elements into `children` as long as moulds fit them and `lead` parts them.

        Gives where the last of them ends; 0 where there is none at the offset.
        """
        former, buffer = self._last, self._fold.buffer
        if former is None or self._is_useless:
            return 0
        mould = former
        begun, end = len(children), 0
        add, make, reserve, width = children.append, self._make, ids.reserve, len(lead)
        while True:
            likely = mould.following.get(former, mould)
            match = likely.match(buffer, at)
            if match is None:
                fitting = self._fitting(at)
                if fitting is None:
                    break
                likely, match = fitting
                mould.following[former] = likely
            former, mould, stop = mould, likely, match.end()
            if stop - at > MOST_FOLDED:
                break
            end = stop
            add(make(reserve(mould.size), lead, at, end, mould, match.groups()))
            if not buffer.startswith(lead, end):
                break
            at = end + width
        self._last = mould
        self._read += len(children) - begun
        return end

    def _fitting(self, at: int) -> tuple[Mould, re.Match[str]] | None:
        for mould in self._moulds:
            match = mould.match(self._fold.buffer, at)
            if match is not None:
                return mould, match
        return None

    def learn(self, start: int, end: int, value: Pairs, count: int) -> None:
        """Make a mould of an element that was read, where that may be of use."""
        self._read += 1
        if self._read < READ_SINGLY or self._is_useless:
            return
        self._misses += 1
        self._is_useless = self._misses > READ_SINGLY and 4 * self._misses > self._read
        if len(self._moulds) < MOST_MOULDS:
            mould = _mould(self._fold, start, end, value, count)
            if mould is not None:
                self._moulds.append(mould)
                self._last = mould


def _mould(fold: Fold, start: int, end: int, value: Pairs, count: int) -> Mould | None:
    """Make the mould of an object; None where it holds strings that are not spelled as they are."""
    text = fold.buffer[start:end]
    if "\\" in text:
        return None
    parts: list[str] = []
    at = gaps = 0
    for string in _string.finditer(text):
        if string[1] is None and _is_long(string[0][1:-1]):
            parts += (re.escape(text[at : string.start()]), _OPEN)
            at = string.end()
            gaps += 1
    parts.append(re.escape(text[at:]))
    numbers = iter(range(gaps))
    skeleton = _hollow(value, numbers)
    assert isinstance(skeleton, Pairs)
    assert next(numbers, None) is None, "text and value have the same strings"
    return Mould(fold, "".join(parts), skeleton, count)


def _is_long(string: str) -> bool:
    return len(string) > MOST_SHARED


def _hollow(value: Any, numbers: Iterator[int]) -> Any:
    """Put gaps into the places of long strings."""
    if isinstance(value, Pairs):
        return Pairs((value.keys, *[_hollow(each, numbers) for each in value.values]))
    if isinstance(value, list):
        return [_hollow(each, numbers) for each in value]
    return Gap(next(numbers)) if isinstance(value, str) and _is_long(value) else value


def _beside(pairs: Pairs, key: str) -> list[Any]:
    """Give the values of pairs but for arrays under a key."""
    named = zip(pairs.keys, pairs.values, strict=True)
    return [each for name, each in named if name != key or type(each) is not list]


def _filled(hollow: Any, strings: tuple[str, ...]) -> Any:
    """Put strings into the gaps."""
    kind = type(hollow)
    if kind is Gap:
        return strings[hollow.number]
    if kind is Pairs:
        return Pairs([_filled(each, strings) for each in hollow])
    if kind is list:
        return [_filled(each, strings) for each in hollow]
    return hollow
