"""What an exchange of pieces did to an association: what went, what came, what it was before."""

from __future__ import annotations

from collections.abc import Sequence

from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.writing import Exchange


def leaf(piece: Piece) -> Leaf:
    """Give a member as the leaf that it is."""
    assert isinstance(piece, Leaf), "members are leaves"
    return piece


def children_of(piece: Piece | None) -> object:
    """Give the list of children by which a branch is known, whatever its lead."""
    return piece.children if isinstance(piece, Branch) else None


def before(branch: Branch, exchange: Exchange) -> Branch:
    """Give an object as it was before an exchange."""
    pieces = list(branch.children)
    pieces[exchange.start : exchange.start + len(exchange.inserted)] = exchange.removed
    children = type(branch.children)(pieces)
    return Branch(branch.id, branch.lead, branch.key, branch.opening, children, branch.closing)


def _same(old: Piece, new: Piece) -> bool:
    """Whether two pieces with one id differ in nothing but their lead."""
    if old is new:
        return True
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return old.buffer is new.buffer and (old.start, old.end) == (new.start, new.end)
    return isinstance(old, Branch) and isinstance(new, Branch) and old.has_children_of(new)


def difference(exchange: Exchange) -> tuple[Sequence[Piece], Sequence[Piece], Piece | None]:
    """Say which pieces went, which came, and which one stayed but stands elsewhere."""
    new = {piece.id: piece for piece in exchange.inserted}
    old = {piece.id: piece for piece in exchange.removed}
    stays = {id for id in new if id in old and _same(old[id], new[id])}
    removed = [piece for piece in exchange.removed if piece.id not in stays]
    inserted = [piece for piece in exchange.inserted if piece.id not in stays]
    return removed, inserted, new.get(exchange.mover)
