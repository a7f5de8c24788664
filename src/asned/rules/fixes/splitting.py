"""The edit that makes one product for each science member of a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asned.association.document import Document, last_with_key
from asned.association.structure import Level, Splice
from asned.jsontext.blocks import Blocks
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.reading import leaf_of
from asned.jsontext.writing import Exchange, inserted


@dataclass(frozen=True, slots=True)
class OneProductForEach:
    """Leave the first of some members in a product and put each other into a copy of it, after it.

    `sciences` are the ids of those members, in their order; `names` are the names of the copies, one
    for each but the first. All other members stand in every copy.
    """

    product: int
    sciences: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "split a product"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        members = document.container(Level.MEMBERS, self.product).children
        moving = frozenset(self.sciences[1:])
        stays = [member for member in members if member.id not in moving]
        at = members.index(self.sciences[0])
        copies = []
        for id, name in zip(self.sciences[1:], self.names, strict=True):
            # The first one's position in the copy, and the comma or blank before it, are the other's.
            science = members[members.index(id)].with_lead(stays[at].lead, None)
            copies.append(self._copy(document, [*stays[:at], science, *stays[at + 1 :]], name))
        products = document.container(Level.PRODUCTS, 0)
        index = products.children.index(self.product) + 1
        exchange = inserted(products, index, copies, document.style, Level.PRODUCTS)
        return (
            Splice(Level.MEMBERS, self.product, Exchange(0, tuple(members), tuple(stays))),
            Splice(Level.PRODUCTS, 0, exchange),
        )

    def _copy(self, document: Document, members: Sequence[Piece], name: str) -> Branch:
        """Copy the product, to the letter but for its name and its members."""
        product = document.container(Level.PRODUCT, self.product)
        old_name = last_with_key(product, "name")
        new_id = document.ids.new
        children: list[Piece] = []
        for piece in product.children:
            if isinstance(piece, Branch):
                inner: Blocks[Piece] = Blocks(_copied(each, new_id()) for each in members)
                copy = Branch(new_id(), piece.lead, piece.key, "[", inner, piece.closing)
                children.append(copy)
            elif piece is old_name:
                text = document.style.spell(name)
                children.append(leaf_of(text, new_id(), piece.lead, piece.key))
            else:
                children.append(_copied(piece, new_id()))
        return Branch(new_id(), "", None, product.opening, Blocks(children), product.closing)


def _copied(piece: Piece, id: int) -> Leaf:
    assert isinstance(piece, Leaf), "only the list of members is taken apart"
    return Leaf(id, piece.lead, piece.key, piece.buffer, piece.start, piece.end, piece.value)
