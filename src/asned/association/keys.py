"""What stands under a key: of an association, of a product."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from asned.association.document import Document, last_with_key
from asned.jsontext.pieces import Folded, Leaf, Piece
from asned.jsontext.values import Value


def own_keys(children: Iterable[Piece], long_list: str) -> dict[str, Any]:
    """Give the values of an object by key (of duplicates the last), but for its list taken apart."""
    keys = {}
    for child in children:
        if isinstance(child, Leaf):
            keys[child.key or ""] = child.value
        else:
            keys.pop(long_list, None)
    return keys


def product_name(product: Piece) -> str | None:
    """Give the name of a product, None where it is missing, empty or no text."""
    value: Value
    if type(product) is Folded and product.is_folded:
        value = product.get("name")
    else:
        piece = last_with_key(product, "name")
        value = piece.value if isinstance(piece, Leaf) else None
    return value if isinstance(value, str) and value else None


def key_node(document: Document, product: int, key: str) -> int | None:
    """Give the id of the pair that counts for a key, of the association (0) or a product, or None."""
    piece = last_with_key(document.product(product) if product else document.root, key)
    return piece.id if piece else None
