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


def members_difference(
    exchange: Exchange,
) -> tuple[list[Leaf], list[Leaf], list[tuple[Leaf, Leaf]], Piece | None]:
    """Say of members which went, which came, which of these are the same, and which one stands elsewhere.

    A member that changed went and came; it is among those that are the same as it was and is.
    """
    both = _changed_in_place(exchange)
    if both is not None:
        return [old for old, _ in both], [new for _, new in both], both, None
    removed, inserted, moved = difference(exchange)
    was = {piece.id: leaf(piece) for piece in removed}
    came = [leaf(piece) for piece in inserted]
    both = [(was[new.id], new) for new in came if new.id in was]
    return list(was.values()), came, both, moved


def _changed_in_place(exchange: Exchange) -> list[tuple[Leaf, Leaf]] | None:
    """Give the members that changed, as they were and are; None where any came, went or moved."""
    removed, inserted = exchange.removed, exchange.inserted
    if exchange.mover or len(removed) != len(inserted):
        return None
    both: list[tuple[Leaf, Leaf]] = []
    for old, new in zip(removed, inserted, strict=True):
        if old.id != new.id:
            return None
        if not _same(old, new):
            both.append((leaf(old), leaf(new)))
    return both
