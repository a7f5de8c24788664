"""Where the pieces of a document begin: offsets, lines, columns and JSON pointers, computed when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asned.association.document import Document
from asned.association.keyspans import value_span
from asned.association.places import Kind, Place
from asned.jsontext.pieces import Branch, Folded, Leaf, Piece
from asned.jsontext.places import Places
from asned.jsontext.reading import Ids, taken_apart
from asned.jsontext.values import Pairs


class Location(NamedTuple):
    """Where a value begins: JSON pointer (RFC 6901), line and column from 1, column in characters."""

    pointer: str
    line: int
    column: int


class Spot(NamedTuple):
    """What is to be located: a place, a key in it (or ""), and whether the first of duplicates is meant."""

    place: Place
    field: str = ""
    is_first: bool = False


def locate(document: Document, spots: Sequence[Spot]) -> list[Location]:
    """Locate any number of spots in one walk over the document."""
    if not spots:
        return []
    begun = _walk(document, spots)
    found = [_within(spot, *begun[spot.place.node]) for spot in spots]
    places = Places(document.text)
    return [Location(pointer, *places.at(offset)) for offset, pointer in found]


def _walk(document: Document, spots: Sequence[Spot]) -> dict[int, tuple[int, str, Piece]]:
    """Give the piece of each spot with the offset and pointer of its value; the root is wanted as 0."""
    wanted = {spot.place.node for spot in spots}
    products = {spot.place.product for spot in spots} | wanted
    begun: dict[int, tuple[int, str, Piece]] = {}

    def walk(piece: Piece, at: int, pointer: str) -> int:
        at += len(piece.lead)
        if piece.id in wanted:
            begun[piece.id] = at, pointer, piece
        if isinstance(piece, Leaf):
            return at + piece.end - piece.start
        if type(piece) is Folded and piece.is_folded and piece.id not in products:
            return at + piece.end - piece.start
        at += len(piece.opening)
        is_object = piece.is_object
        for number, child in enumerate(piece.children):
            if isinstance(child, Leaf) and child.id not in wanted:
                at += len(child.lead) + child.end - child.start
            else:
                step = _escaped(child.key or "") if is_object else str(number)
                at = walk(child, at, f"{pointer}/{step}")
        return at + len(piece.closing)

    root = document.root
    walk(root, 0, "")
    begun[0] = len(root.lead), "", root
    return begun


def _within(spot: Spot, offset: int, pointer: str, piece: Piece) -> tuple[int, str]:
    """Give offset and pointer of a key within the object at a place; of the object where it is not there."""
    if not spot.field or spot.place.kind is Kind.KEYWORD:
        return offset, pointer
    inner = _in_leaf(piece, spot) if isinstance(piece, Leaf) else _in_branch(piece, spot)
    if inner is None:
        return offset, pointer
    return offset + inner, f"{pointer}/{_escaped(spot.field)}"


def _in_leaf(leaf: Leaf, spot: Spot) -> int | None:
    value = leaf.value
    if not isinstance(value, Pairs) or spot.field not in value:
        return None
    numbers = [number for number, key in enumerate(value.keys) if key == spot.field]
    span = value_span(leaf.buffer, leaf.start, numbers[0 if spot.is_first else -1])
    if span is not None:
        return span[0] - leaf.start
    branch = taken_apart(leaf, Ids())
    assert branch is not None, "an object can be taken apart"
    return _in_branch(branch, spot)


def _in_branch(branch: Branch, spot: Spot) -> int | None:
    at, found = len(branch.opening), None
    for child in branch.children:
        if child.key == spot.field and not (spot.is_first and found is not None):
            found = at + len(child.lead)
        at += len(child.lead) + (
            child.end - child.start if isinstance(child, Leaf) else len(child.text)
        )
    return found


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
