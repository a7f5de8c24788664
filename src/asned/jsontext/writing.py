"""Changing a branch: every change is an exchange of pieces, and its inverse is the exchange turned round.

The layout of a lead (comma and blanks) belongs to the position, key and colon to the piece; so a piece
that is moved to the front leaves its comma to the one that was there.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from asned.jsontext.pieces import Branch, Piece
from asned.jsontext.style import Lead, Style, parted


class Exchange(NamedTuple):
    """Pieces of a branch, from position `start`, to be taken out and others put in their place.

    `closing` is (old, new) where the branch's closing changes too, else None. `mover` is the id of the
    piece that went to another position, where that is what happened, else 0.
    """

    start: int
    removed: tuple[Piece, ...]
    inserted: tuple[Piece, ...]
    closing: tuple[str, str] | None = None
    mover: int = 0

    def inverse(self) -> Exchange:
        """Give the exchange that takes this one back, with the very pieces that went out."""
        closing = self.closing and (self.closing[1], self.closing[0])
        return Exchange(self.start, self.inserted, self.removed, closing, self.mover)

    def apply(self, branch: Branch) -> None:
        """Do it."""
        branch.children.splice(self.start, self.start + len(self.removed), self.inserted)
        if self.closing:
            branch.closing = self.closing[1]


class Spot(NamedTuple):
    """The layout at a position of a branch: its lead without a key, and the colon that keys have."""

    lead: Lead
    colon: str

    def lead_for(self, spelled_key: str | None) -> str:
        """Give the lead of a piece put here."""
        if spelled_key is None:
            return self.lead.text
        return self.lead._replace(key=spelled_key, colon=self.colon).text


def replaced(branch: Branch, index: int, piece: Piece) -> Exchange:
    """Put one piece in the place of another; its lead is taken as it is."""
    return Exchange(index, (branch.children[index],), (piece,))


def spot_for(branch: Branch, index: int, style: Style, level: int) -> Spot:
    """Say how a piece inserted at `index` is laid out. `level` is the nesting of the branch's children."""
    count = len(branch.children)
    if count == 0:
        return Spot(Lead("", "", _first_blank(branch, style, level), "", ""), style.colon)
    first = parted(branch.children[0].lead)
    colon = (parted(branch.children[max(index - 1, 0)].lead) if index else first).colon
    bare = first._replace(key="", colon="")
    if index == 0:
        return Spot(bare, colon or style.colon)
    if count > 1:
        sibling = parted(branch.children[index - 1 if index > 1 else 1].lead)
        return Spot(sibling._replace(key="", colon=""), colon or style.colon)
    return Spot(Lead("", ",", first.blank or style.gap, "", ""), colon or style.colon)


def inserted(
    branch: Branch, index: int, pieces: Sequence[Piece], style: Style, level: int
) -> Exchange:
    """Insert pieces at `index`, at the end where that is beyond it.

    Their leads are learned here, from the siblings or the file's style.
    """
    index = max(0, min(index, len(branch.children)))
    spot = spot_for(branch, index, style, level)
    following = spot if index else spot_for(branch, 1, style, level)
    if not len(branch.children) and len(pieces) > 1:
        following = Spot(Lead("", ",", spot.lead.blank or style.gap, "", ""), spot.colon)
    new = [_new(piece, following if at else spot, style) for at, piece in enumerate(pieces)]
    closing = None
    if not len(branch.children):
        closing = _closing_for(branch, style, level)
    elif index == 0:
        old_first = branch.children[0]
        return Exchange(0, (old_first,), (*new, _laid(old_first, following)))
    return Exchange(index, (), tuple(new), closing)


def deleted(branch: Branch, start: int, stop: int) -> Exchange:
    """Delete pieces; the comma before goes with them, or after where they stand first."""
    return deleted_among(
        branch, start, stop, {piece.id for piece in branch.children.slice(start, stop)}
    )


def deleted_among(branch: Branch, start: int, stop: int, ids: Set[int]) -> Exchange:
    """Delete, from `start` up to `stop`, the pieces with these ids; the commas go as in `deleted`."""
    removed = branch.children.slice(start, stop)
    kept = [piece for piece in removed if piece.id not in ids]
    if start == 0 and removed and removed[0].id in ids:
        if not kept and stop < len(branch.children):
            following = branch.children[stop]
            removed.append(following)
            kept.append(following)
        if kept:
            first = parted(removed[0].lead)._replace(key="", colon="")
            kept[0] = _laid(kept[0], Spot(first, parted(kept[0].lead).colon))
    return Exchange(start, tuple(removed), tuple(kept))


def moved(branch: Branch, index: int, to: int) -> Exchange:
    """Move one piece so that it stands at position `to`."""
    low, high = min(index, to), max(index, to)
    pieces = branch.children.slice(low, high + 1)
    order = list(pieces)
    order.insert(to - low, order.pop(index - low))
    new = (_at_place_of(old, piece) for old, piece in zip(pieces, order, strict=True))
    return Exchange(low, tuple(pieces), tuple(new), mover=branch.children[index].id)


def renamed(piece: Piece, key: str, style: Style) -> Piece:
    """Give the piece under another key."""
    return piece.with_lead(parted(piece.lead)._replace(key=style.spell(key)).text, key)


def _new(piece: Piece, spot: Spot, style: Style) -> Piece:
    spelled_key = None if piece.key is None else parted(piece.lead).key or style.spell(piece.key)
    return piece.with_lead(spot.lead_for(spelled_key), piece.key)


def _at_place_of(old: Piece, piece: Piece) -> Piece:
    """Lay a piece out as another one is."""
    if piece.lead == old.lead and piece.key is None:
        return piece
    spot = Spot(parted(old.lead)._replace(key="", colon=""), parted(piece.lead).colon)
    return _laid(piece, spot)


def _laid(piece: Piece, spot: Spot) -> Piece:
    own = parted(piece.lead)
    lead = spot.lead._replace(key=own.key, colon=(own.colon or spot.colon) if own.key else "").text
    return piece if lead == piece.lead else piece.with_lead(lead, piece.key)


def _first_blank(branch: Branch, style: Style, level: int) -> str:
    blanks = branch.closing[:-1]
    if style.newline and style.newline in blanks:
        return blanks + style.indent
    return style.blank(level)


def _closing_for(branch: Branch, style: Style, level: int) -> tuple[str, str] | None:
    if not style.newline or style.newline in branch.closing:
        return None
    return (branch.closing, style.blank(level - 1) + branch.closing[-1])
