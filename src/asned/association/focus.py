"""What a change of the text was about: the nodes touched, and where a cursor should go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asned.association.document import Document
from asned.association.places import (
    DOCUMENT,
    Kind,
    Place,
    keyword_place,
    member_place,
    product_place,
)
from asned.association.structure import Level, Splice
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.values import Pairs
from asned.jsontext.writing import Exchange


def focus_of(document: Document, splices: Sequence[Splice]) -> tuple[Place, str]:
    """Give the place and the key that a cursor should go to after these splices were made.

    Something that moved, came or changed is preferred to the neighbour of something that went. What a
    later splice took away again is no place to go to.
    """
    for place, field in _candidates(document, splices):
        if _is_there(document, place):
            return place, field
    return DOCUMENT, ""


def _candidates(document: Document, splices: Sequence[Splice]) -> Iterator[tuple[Place, str]]:
    for splice in splices:
        for piece in splice.exchange.inserted if splice.exchange.mover else ():
            if piece.id == splice.exchange.mover:
                yield _place(splice, piece), piece.key or ""
    for splice in splices:
        for new, old in _changed(splice.exchange):
            yield _place(splice, new), _field(new, old)
    for splice in splices:
        if splice.exchange.inserted:
            yield _place(splice, splice.exchange.inserted[-1]), ""
    for splice in splices:
        yield from _places_of_gap(document, splice)


def _is_there(document: Document, place: Place) -> bool:
    if place.kind is Kind.DOCUMENT:
        return True
    if place.kind is Kind.KEYWORD:
        return place.node in document.keywords
    if place.product not in document.products:
        return False
    return place.kind is Kind.PRODUCT or place.node in document.members(place.product)


def touched_nodes(splice: Splice) -> Iterator[int]:
    """Give the ids of the keywords, products and members that a splice changed or brought."""
    if splice.level in (Level.PRODUCT, Level.MEMBERS):
        yield splice.product
    if splice.level != Level.PRODUCT:
        for new, _ in _changed(splice.exchange):
            yield new.id


def _changed(exchange: Exchange) -> Iterator[tuple[Piece, Piece | None]]:
    """Give the pieces that came or changed, with what they were."""
    old = {piece.id: piece for piece in exchange.removed}
    for piece in exchange.inserted:
        before = old.get(piece.id)
        if before is None or not _is_same(before, piece):
            yield piece, before


def _is_same(old: Piece, new: Piece) -> bool:
    if old is new:
        return True
    if old.key != new.key:
        return False
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return old.end - old.start == new.end - new.start and old.text == new.text
    return isinstance(old, Branch) and isinstance(new, Branch) and old.has_children_of(new)


def _place(splice: Splice, piece: Piece) -> Place:
    if splice.level == Level.DOCUMENT:
        return DOCUMENT
    if splice.level == Level.ASSOCIATION:
        return keyword_place(piece.id)
    if splice.level == Level.PRODUCTS:
        return product_place(piece.id)
    if splice.level == Level.PRODUCT:
        return product_place(splice.product)
    return member_place(splice.product, piece.id)


def _field(new: Piece, old: Piece | None) -> str:
    if new.key is not None:
        return new.key
    if not isinstance(new, Leaf) or not isinstance(old, Leaf):
        return ""
    now, before = new.value, old.value
    if not isinstance(now, Pairs) or not isinstance(before, Pairs):
        return ""
    for key, value in zip(now.keys, now.values, strict=True):
        if key not in before or before.get(key) != value:
            return key
    return ""


def _places_of_gap(document: Document, splice: Splice) -> Iterator[tuple[Place, str]]:
    """Give the neighbour that took the position of what went, then what it went from."""
    try:
        children = document.container(splice.level, splice.product).children
    except KeyError:  # the container went too
        return
    if len(children):
        yield _place(splice, children[min(splice.exchange.start, len(children) - 1)]), ""
    if splice.product:
        yield product_place(splice.product), ""
