"""Where the pieces of a document begin: offsets, lines, columns and JSON pointers, computed when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asned.association.document import Document
from asned.association.places import Kind, Place
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.places import Places
from asned.jsontext.reading import Ids, taken_apart


@dataclass(frozen=True, slots=True)
class Location:
    """Where a value begins: JSON pointer (RFC 6901), line and column from 1, column in characters."""

    pointer: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Spot:
    """What is to be located: a place, a key in it (or ""), and whether the first of duplicates is meant."""

    place: Place
    field: str = ""
    is_first: bool = False


def locate(document: Document, spots: Sequence[Spot]) -> list[Location]:
    """Locate any number of spots in one walk over the document."""
    if not spots:
        return []
    wanted = {spot.place.node for spot in spots}
    begun, paths = _walk(document, wanted)
    found = [_within(document, spot, begun, paths) for spot in spots]
    places = Places(document.text)
    return [Location(pointer, *places.at(offset)) for offset, pointer in found]


def _walk(document: Document, wanted: set[int]) -> tuple[dict[int, int], dict[int, str]]:
    """Give offset and pointer of the value of each wanted piece; the root is wanted as 0."""
    begun: dict[int, int] = {}
    paths: dict[int, str] = {}

    def walk(piece: Piece, at: int, pointer: str) -> int:
        at += len(piece.lead)
        if piece.id in wanted:
            begun[piece.id], paths[piece.id] = at, pointer
        if isinstance(piece, Leaf):
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
    begun[0], paths[0] = len(root.lead), ""
    return begun, paths


def _within(
    document: Document, spot: Spot, begun: Mapping[int, int], paths: Mapping[int, str]
) -> tuple[int, str]:
    """Give offset and pointer of a key within the object at a place; of the object where it is not there."""
    node = spot.place.node
    offset, pointer = begun[node], paths[node]
    if not spot.field or spot.place.kind is Kind.KEYWORD:
        return offset, pointer
    branch: Piece | None = None
    if spot.place.kind is Kind.DOCUMENT:
        branch = document.root
    elif spot.place.kind is Kind.PRODUCT:
        branch = document.product(node)
    else:
        branch = taken_apart(document.member(spot.place.product, node), Ids())
    inner = _offset_of_key(branch, spot) if isinstance(branch, Branch) else None
    if inner is None:
        return offset, pointer
    return offset + inner, f"{pointer}/{_escaped(spot.field)}"


def _offset_of_key(branch: Branch, spot: Spot) -> int | None:
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
