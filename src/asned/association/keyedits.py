"""Edits of keys and their values: keywords of the association, keys of a product.

In every one of them `product` is the id of a product, or 0 for the association itself; `text` is the
new value spelled as JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asned.association.document import Document
from asned.association.structure import ASSOCIATION, PRODUCT, CannotEdit, Level, Splice
from asned.jsontext.pieces import Branch, Piece
from asned.jsontext.reading import Layout, piece_of
from asned.jsontext.writing import Exchange, deleted, inserted, moved, renamed, replaced


@dataclass(frozen=True, slots=True)
class SetKey:
    """Give a key another value; `key` is its name, for the label alone."""

    product: int
    node: int
    text: str
    key: str = ""

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        if self.product and self.key == "name":
            return "rename a product"
        return f"set {self.key or 'a value'}"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""
        owner = _owner(document, self.product)
        index = owner.children.index(self.node)
        old = owner.children[index]
        layout = _layout(self.product).keys.get(old.key or "")
        depth = _depth(self.product)
        new = piece_of(self.text, old.id, old.lead, old.key, layout, document.ids, depth=depth)
        if new.text == old.text:
            return ()
        return _settled(document, self.product, replaced(owner, index, new))


@dataclass(frozen=True, slots=True)
class AddKey:
    """Add a key with its value at a position; None is the place where it is expected."""

    product: int
    key: str
    text: str
    index: int | None = None

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return f"add {self.key}"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""
        owner = _owner(document, self.product)
        index = self._place(owner) if self.index is None else self.index
        layout = _layout(self.product).keys.get(self.key)
        id, depth = document.ids.new(), _depth(self.product)
        piece = piece_of(self.text, id, "", self.key, layout, document.ids, depth=depth)
        level = Level.PRODUCT if self.product else Level.ASSOCIATION
        exchange = inserted(owner, index, [piece], document.style, level)
        return _settled(document, self.product, exchange)

    def _place(self, owner: Branch) -> int:
        """New keys come before the long list that ends an object by custom."""
        last = len(owner.children) - 1
        long_list = "members" if self.product else "products"
        if last >= 0 and owner.children[last].key == long_list:
            return last
        return last + 1


@dataclass(frozen=True, slots=True)
class DeleteKey:
    """Delete a key with its value."""

    product: int
    node: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "delete a key"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        owner = _owner(document, self.product)
        index = owner.children.index(self.node)
        return _settled(document, self.product, deleted(owner, index, index + 1))


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give a key another name; its value stays."""

    product: int
    node: int
    key: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return f"rename to {self.key}"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        owner = _owner(document, self.product)
        index = owner.children.index(self.node)
        old = owner.children[index]
        if old.key == self.key:
            return ()
        exchange = replaced(owner, index, renamed(old, self.key, document.style))
        return _settled(document, self.product, exchange)


@dataclass(frozen=True, slots=True)
class MoveKey:
    """Move a key to another position among its siblings."""

    product: int
    node: int
    index: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "move a key"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        owner = _owner(document, self.product)
        index = owner.children.index(self.node)
        to = max(0, min(self.index, len(owner.children) - 1))
        if to == index:
            return ()
        return _settled(document, self.product, moved(owner, index, to))


def _layout(product: int) -> Layout:
    return PRODUCT if product else ASSOCIATION


def _depth(product: int) -> int:
    """Give how many brackets are open around a value."""
    return Level.PRODUCT if product else Level.ASSOCIATION


def _owner(document: Document, product: int) -> Branch:
    owner = document.product(product) if product else document.root
    if not isinstance(owner, Branch):
        what = "product" if product else "association"
        raise CannotEdit(f"this {what} is not a JSON object and has no keys; edit its text instead")
    return owner


def _settled(document: Document, product: int, exchange: Exchange) -> Sequence[Splice]:
    """See to it that the list that counts is taken apart and nothing else is.

    Only where an edit touches `products` or `members` themselves does this look at all keys.
    """
    level = Level.PRODUCT if product else Level.ASSOCIATION
    ((long_list, layout),) = _layout(product).keys.items()
    touched = (*exchange.removed, *exchange.inserted)
    if not any(piece.key == long_list for piece in touched):
        return (Splice(level, product, exchange),)
    old = list(_owner(document, product).children)
    new = list(old)
    new[exchange.start : exchange.start + len(exchange.removed)] = exchange.inserted
    counted = max((at for at, piece in enumerate(new) if piece.key == long_list), default=-1)
    for at, piece in enumerate(new):
        new[at] = _as(piece, layout if at == counted else None, document)
    whole = Exchange(0, tuple(old), tuple(new), exchange.closing, exchange.mover)
    return (Splice(level, product, whole),)


def _as(piece: Piece, layout: Layout | None, document: Document) -> Piece:
    is_apart = isinstance(piece, Branch)
    if is_apart and layout is not None:
        return piece
    if not is_apart and (layout is None or not piece.text.startswith(layout.opening)):
        return piece
    return piece_of(piece.text, piece.id, piece.lead, piece.key, layout, document.ids)
