"""Edits of the list of products. Positions count from 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asned.association.document import Document
from asned.association.keyedits import AddKey
from asned.association.keys import key_node
from asned.association.layout import product_text
from asned.association.structure import PRODUCT, CannotEdit, Level, Splice
from asned.jsontext.pieces import Branch, Folded, Piece
from asned.jsontext.reading import piece_of
from asned.jsontext.writing import deleted, inserted, moved, replaced


@dataclass(frozen=True, slots=True)
class AddProduct:
    """Add a product without members at a position; `products` itself is added where it is missing."""

    index: int
    name: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "add a product"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        return _inserted(document, self.index, product_text(document, self.name))


@dataclass(frozen=True, slots=True)
class DuplicateProduct:
    """Put a copy of a product, to the letter, after it."""

    product: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "duplicate a product"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.PRODUCTS, 0)
        index = branch.children.index(self.product)
        copy = copied_product(document, branch.children[index])
        exchange = inserted(branch, index + 1, [copy], document.style, Level.PRODUCTS)
        return (Splice(Level.PRODUCTS, 0, exchange),)


@dataclass(frozen=True, slots=True)
class DeleteProduct:
    """Delete a product with its members."""

    product: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "delete a product"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.PRODUCTS, 0)
        index = branch.children.index(self.product)
        return (Splice(Level.PRODUCTS, 0, deleted(branch, index, index + 1)),)


@dataclass(frozen=True, slots=True)
class MoveProduct:
    """Move a product to another position."""

    product: int
    index: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "move a product"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.PRODUCTS, 0)
        index = branch.children.index(self.product)
        to = max(0, min(self.index, len(branch.children) - 1))
        if to == index:
            return ()
        return (Splice(Level.PRODUCTS, 0, moved(branch, index, to)),)


@dataclass(frozen=True, slots=True)
class ReplaceProduct:
    """Put another JSON text in the place of a product, whatever shape either has."""

    product: int
    text: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "set a product"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""
        branch = document.container(Level.PRODUCTS, 0)
        index = branch.children.index(self.product)
        old = branch.children[index]
        depth = Level.PRODUCTS
        new = piece_of(self.text, old.id, old.lead, None, PRODUCT, document.ids, depth=depth)
        if new.text == old.text:
            return ()
        return (Splice(Level.PRODUCTS, 0, replaced(branch, index, new)),)


@dataclass(frozen=True, slots=True)
class ReplaceDocument:
    """Put another JSON text in the place of the whole association, whatever shape either has."""

    text: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "set the document"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""
        return document.replacing(self.text)


def copied_product(document: Document, product: Piece) -> Piece:
    """Give a copy of a product to the letter, with ids of its own; folded as long as the product is."""
    if type(product) is Folded and product.is_folded:
        return product.copy(document.ids)
    return piece_of(product.text, document.ids.new(), "", None, PRODUCT, document.ids)


def _inserted(document: Document, index: int, text: str) -> Sequence[Splice]:
    branch = document.products_branch
    if branch is None:
        if not isinstance(document.root, Branch):
            raise CannotEdit(
                "the document is not a JSON object, so there are no products to add to; "
                "edit its text into an object first"
            )
        if key_node(document, 0, "products") is not None:
            raise CannotEdit(
                "products is not a list, so nothing can be added to it; "
                "edit its value into a list first"
            )
        return AddKey(0, "products", f"[{text}]").splices(document)
    piece = piece_of(text, document.ids.new(), "", None, PRODUCT, document.ids)
    exchange = inserted(branch, index, [piece], document.style, Level.PRODUCTS)
    return (Splice(Level.PRODUCTS, 0, exchange),)
