"""Reading JSON: a whole file, or one value for a place in it.

A `Layout` says how deep a text is taken apart: which keys of an object, and whether the elements of an
array, become branches of their own. Everything else is one leaf, scanned in C.
"""

from __future__ import annotations

from typing import NamedTuple

from asned.jsontext.collecting import collector_paused
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.ids import Ids
from asned.jsontext.limits import MAX_NESTING
from asned.jsontext.nesting import nesting_exceeds
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.reader import Layout, MalformedError, Reader
from asned.jsontext.values import Pairs, Value

__all__ = [
    "Ids",
    "Layout",
    "Reading",
    "leaf_of",
    "piece_of",
    "read",
    "read_text",
    "taken_apart",
    "value_of",
]


class Reading(NamedTuple):
    """A whole text taken apart: the root with the blanks before it as its lead, and what follows it."""

    root: Piece
    tail: str


def read(data: bytes, layout: Layout | None, ids: Ids) -> Reading:
    """Take a text apart.

    Raises:
        NotAnAssociationText: it is not UTF-8, not JSON, or beyond 512 levels or 4,300 digits.
    """
    try:
        # As `json.loads` does: a surrogate in the bytes is a finding, not a reason to refuse the file.
        text = data.decode("utf-8", "surrogatepass")
        with collector_paused():
            return _read(text, data, layout, ids)
    except (UnicodeDecodeError, MalformedError):
        raise _refusal(data) from None


def read_text(text: str, layout: Layout | None, ids: Ids) -> Reading:
    """Take a text apart that is already decoded; raises ValueError where it is not JSON."""
    return _read(text, text.encode("utf-8", "surrogatepass"), layout, ids)


def _read(text: str, data: bytes, layout: Layout | None, ids: Ids) -> Reading:
    if nesting_exceeds(data, MAX_NESTING):
        raise MalformedError
    reader = Reader(text, ids)
    start = reader.after_blanks(0)
    root = reader.piece(start, text[:start], None, layout)
    if reader.after_blanks(reader.end) != len(text):
        raise MalformedError
    return Reading(root, text[reader.end :])


def value_of(text: str) -> Value:
    """Decode one JSON value.

    Raises:
        NotAnAssociationText: the text is not one JSON value within the limits.
    """
    piece = leaf_of(text, Ids().new(), "", None)
    return piece.value


def leaf_of(text: str, id: int, lead: str, key: str | None, *, depth: int = 0) -> Leaf:
    """Make a leaf of new text; blanks around the value are dropped. `depth` is as for `piece_of`.

    Raises:
        NotAnAssociationText: the text is not one JSON value within the limits.
    """
    piece = piece_of(text, id, lead, key, None, Ids(), depth=depth)
    assert isinstance(piece, Leaf)
    return piece


def piece_of(
    text: str,
    id: int,
    lead: str,
    key: str | None,
    layout: Layout | None,
    ids: Ids,
    *,
    depth: int = 0,
) -> Piece:
    """Make a piece of new text under a known id, taken apart by `layout`; blanks around it are dropped.

    `depth` is how many brackets are open around the place that it is for.

    Raises:
        NotAnAssociationText: the text is not one JSON value within the limits.
    """
    text = text.strip(" \t\n\r")
    data = text.encode("utf-8", "surrogatepass")
    try:
        root = read_text(text, layout, ids).root
    except MalformedError:
        raise _refusal(data) from None
    if depth and nesting_exceeds(data, MAX_NESTING - depth):
        message = (
            f"with what is around it, more than {MAX_NESTING} levels of brackets; nest less deeply"
        )
        raise NotAnAssociationText("json-limits", 1, 1, 0, message)
    if isinstance(root, Leaf):
        return Leaf(id, lead, key, text, 0, len(text), root.value)
    return Branch(id, lead, key, root.opening, root.children, root.closing)


def taken_apart(leaf: Leaf, ids: Ids) -> Branch | None:
    """Give an object leaf as a branch of its pairs, or None where it is no object."""
    if not isinstance(leaf.value, Pairs):
        return None
    piece = piece_of(leaf.text, leaf.id, leaf.lead, leaf.key, Layout("{"), ids)
    assert isinstance(piece, Branch)
    return piece


def _refusal(data: bytes) -> NotAnAssociationText:
    """Find out where a text is not JSON."""
    from asned.jsontext.defects import first_defect  # noqa: PLC0415 - most files are JSON

    return first_defect(data)
