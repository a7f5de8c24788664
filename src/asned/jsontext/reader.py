"""Taking a JSON text apart at the speed of `json`'s own scanner, with every place kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from json import decoder as json_decoder
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from asned.jsontext.blocks import Blocks
from asned.jsontext.folding import MOST_FOLDED, MOST_SHARED, Fold, Mould, Moulds
from asned.jsontext.ids import Ids
from asned.jsontext.limits import MAX_DIGITS
from asned.jsontext.pieces import Branch, Folded, Leaf, Piece
from asned.jsontext.values import Pairs, Value

_next = re.compile(r"[ \t\n\r]*([,}\]])[ \t\n\r]*").match
_plain_key = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*').match
_SCAN_ERRORS = (StopIteration, json.JSONDecodeError, RecursionError)

# Not in the standard library's stubs: what reads a string, in C.
_scan_string: Callable[[str, int, bool], tuple[str, int]] = getattr(json_decoder, "scanstring")  # noqa: B009

_blanks = cast(
    "Callable[[str, int], re.Match[str]]",
    re.compile(r"[ \t\n\r]*").match,  # it always matches
)


class Layout(NamedTuple):
    """How a container is taken apart: an object's keys with layouts of their own, or an array's elements.

    `opening` is the bracket that the layout is for; a value of another shape stays a leaf.
    """

    opening: str
    keys: Mapping[str, Layout] = MappingProxyType({})
    element: Layout | None = None


class MalformedError(ValueError):
    """The text is not JSON or beyond the limits; `first_defect` finds out where."""


class _Elements:
    """The elements of one array that stay folded: what takes them apart, and which of their pairs are lists."""

    def __init__(self, text: str, layout: Layout) -> None:
        self._layout = layout
        self._reader = Reader(text, Ids(), Moulds(Fold(text), _leaf))
        self._lists: dict[tuple[str, ...], tuple[int, ...] | None] = {}
        self.fold = Fold(text, self._take_apart, self.pieces_in)
        self.moulds = Moulds(self.fold, Folded)

    def _take_apart(self, folded: Folded) -> Branch:
        """Take an object apart, with the ids that were reserved for it."""
        # One reader for all: what it has learned of the members of one it knows of the others'.
        reader = self._reader
        reader.ids = Ids.reserved(folded.id)
        piece = reader.piece(folded.start, folded.lead, folded.key, self._layout)
        assert isinstance(piece, Branch)
        return piece

    def pieces_in(self, value: Pairs) -> int | None:
        """Count the pieces of an object taken apart, itself included; None where its value does not tell."""
        keys = value[0]
        try:
            places = self._lists[keys]
        except KeyError:
            places = self._lists[keys] = self._places_of_lists(keys)
        if places is None:
            return None
        count = len(value)
        for place in places:
            within = value[place]
            if type(within) is list:
                count += len(within)
        return count

    def _places_of_lists(self, keys: tuple[str, ...]) -> tuple[int, ...] | None:
        places = []
        for key, inner in self._layout.keys.items():
            if key not in keys:
                continue
            # Of a key that stands twice only the last is taken apart; layouts within are not looked into.
            if keys.count(key) > 1 or inner.opening != "[" or inner.element is not None:
                return None
            places.append(keys.index(key) + 1)
        return tuple(places)


class Reader:
    """Walks over one text, which raises `MalformedError`.

    `end` is where the piece read last ends, and `ids` gives the next ones their numbers. `leaves` are the
    moulds of all its arrays that are not taken apart further, where these are alike; else each has its own.
    """

    def __init__(self, text: str, ids: Ids, leaves: Moulds | None = None) -> None:
        self.text = text
        self.end = 0
        self.ids = ids
        self._leads: dict[str, str] = {}
        self._share = self._leads.setdefault
        self._shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._leaves = leaves
        decoder = json.JSONDecoder(
            object_pairs_hook=self._pairs,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_float,
        )
        # Not in the standard library's stubs: the scanner in C that `json.loads` calls.
        self._scan: Callable[[str, int], tuple[Value, int]] = getattr(decoder, "scan_once")  # noqa: B009

    def _pairs(self, items: list[tuple[str, Any]]) -> Pairs:
        if not items:
            return Pairs(((),))
        keys, values = zip(*items, strict=True)
        share = self._share
        pairs: list[Any] = [self._shapes.setdefault(keys, keys)]
        for each in values:
            # Values like "science" stand in every member: one string serves them all.
            is_short = type(each) is str and len(each) <= MOST_SHARED
            pairs.append(share(each, each) if is_short else each)
        return Pairs(pairs)

    def after_blanks(self, at: int) -> int:
        """Say where the blanks that begin at an offset end."""
        return _blanks(self.text, at).end()

    def piece(self, at: int, lead: str, key: str | None, layout: Layout | None) -> Piece:
        """Read the value at an offset, taken apart by a layout."""
        if layout is not None and self.text.startswith(layout.opening, at):
            if layout.opening == "{":
                return self._object(at, lead, key, layout)
            return self._array(at, lead, key, layout)
        value = self._value(at)
        return Leaf(self.ids.new(), lead, key, self.text, at, self.end, value)

    def _value(self, at: int) -> Value:
        value: Value
        try:
            value, self.end = self._scan(self.text, at)
        except (StopIteration, json.JSONDecodeError):
            raise MalformedError from None
        return value

    def _object(self, at: int, lead: str, key: str | None, layout: Layout) -> Branch:
        text, shared = self.text, self._leads.setdefault
        id = self.ids.new()
        children: list[Piece] = []
        expanded: dict[str, tuple[int, int]] = {}
        closed = at + 1
        after = _blanks(text, closed).end()
        while children or not text.startswith("}", after):
            name, start = self._key(after)
            child_lead = text[closed:start]
            child_lead = shared(child_lead, child_lead)
            inner = layout.keys.get(name)
            if inner is None:
                try:
                    value, self.end = self._scan(text, start)
                except _SCAN_ERRORS:
                    raise MalformedError from None
                child: Piece = Leaf(self.ids.new(), child_lead, name, text, start, self.end, value)
            else:
                if name in expanded:
                    # Of duplicates the last counts: the earlier one is only text.
                    number, begin = expanded[name]
                    earlier = children[number]
                    children[number] = self.piece(begin, earlier.lead, name, None)
                expanded[name] = (len(children), start)
                child = self.piece(start, child_lead, name, inner)
            children.append(child)
            closed = self.end
            match = _next(text, closed)
            if match is None:
                raise MalformedError
            after = match.end()
            if match[1] != ",":
                after = match.end(1) - 1
                break
        return self._closed(Branch(id, lead, key, "{", Blocks(children), ""), closed, after)

    def _key(self, at: int) -> tuple[str, int]:
        """Read a key and its colon; give the key and where its value begins."""
        match = _plain_key(self.text, at)
        if match is not None:
            return self._leads.setdefault(match[1], match[1]), match.end()
        if not self.text.startswith('"', at):
            raise MalformedError
        try:
            name, colon = _scan_string(self.text, at + 1, True)
        except json.JSONDecodeError:
            raise MalformedError from None
        colon = _blanks(self.text, colon).end()
        if not self.text.startswith(":", colon):
            raise MalformedError
        return name, _blanks(self.text, colon + 1).end()

    def _array(self, at: int, lead: str, key: str | None, layout: Layout) -> Branch:
        text, shared, ids = self.text, self._leads.setdefault, self.ids
        id = ids.new()
        children: list[Piece] = []
        closed = at + 1
        after = _blanks(text, closed).end()
        element = layout.element
        elements: _Elements | None = None
        moulds: Moulds | None = None
        if element is None:
            moulds = self._leaves or Moulds(Fold(text), _leaf)
        while children or not text.startswith("]", after):
            child_lead = text[closed:after]
            child_lead = shared(child_lead, child_lead)
            closed = moulds.run(after, child_lead, ids, children) if moulds else 0
            if closed:
                pass
            elif element is None:
                value = self._value(after)
                closed = self.end
                children.append(Leaf(ids.new(), child_lead, None, text, after, closed, value))
                if moulds and type(value) is Pairs:
                    moulds.learn(after, closed, value, 1)
            else:
                child = elements and self._folded(after, child_lead, elements)
                children.append(child or self.piece(after, child_lead, None, element))
                closed = self.end
                # Long ones are not read twice: they mostly stand by themselves, or among their like.
                if closed - after > MOST_FOLDED or element.opening != "{":
                    elements = moulds = None
                elif elements is None:
                    elements = _Elements(text, element)
                    moulds = elements.moulds
            match = _next(text, closed)
            if match is None:
                raise MalformedError
            after = match.end()
            if match[1] != ",":
                after = match.end(1) - 1
                break
        return self._closed(Branch(id, lead, key, "[", Blocks(children), ""), closed, after)

    def _folded(self, at: int, lead: str, elements: _Elements) -> Folded | None:
        """Read an object that is to stay folded; None where it cannot."""
        value = self._value(at)
        if not isinstance(value, Pairs):
            return None
        count = elements.pieces_in(value)
        if count is None or self.end - at > MOST_FOLDED:
            return None
        elements.moulds.learn(at, self.end, value, count)
        id = self.ids.reserve(count)
        return Folded(id, lead, at, self.end, elements.fold, value)

    def _closed(self, branch: Branch, closed: int, at: int) -> Branch:
        """Give a branch its closing, the bracket at `at` with the blanks before it."""
        if not self.text.startswith("}" if branch.is_object else "]", at):
            raise MalformedError
        self.end = at + 1
        closing = self.text[closed : self.end]
        branch.closing = self._leads.setdefault(closing, closing)
        return branch


def _leaf(id: int, lead: str, start: int, end: int, mould: Mould, strings: tuple[str, ...]) -> Leaf:
    return Leaf(id, lead, None, mould.buffer, start, end, mould.value(strings))


def _refuse_constant(name: str) -> Value:
    raise MalformedError


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS and len(digits.lstrip("-")) > MAX_DIGITS:
        raise MalformedError
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > MAX_DIGITS and sum(map(str.isdigit, digits)) > MAX_DIGITS:
        raise MalformedError
    return float(digits)
