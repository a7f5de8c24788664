"""An edit at random with what it makes of plain lists, and what every maker of such needs."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from asned.association.document import Document
from asned.association.edits import Edit
from builders import some_layout, written
from plain import products_of


@dataclass
class Attempt:
    """An edit and the tree that it must give; or, where it is `refused`, that nothing may change.

    `added` is the list and the position of a new object whose keys may stand in any order, and to which
    `exposerr` may have come.
    """

    edit: Edit
    root: Any
    refused: bool = False
    added: tuple[list[Any], int] | None = None


Made = Attempt | None


def some_spelling(random: Random, value: Any) -> str:
    """Spell a value as JSON in some layout."""
    return written(value, some_layout(random))


def some_product_of(
    random: Random, document: Document, root: Any
) -> tuple[list[Any], int, int] | None:
    """Choose a product: the list, its position, its id."""
    products = products_of(root)
    if not products:
        return None
    at = random.randrange(len(products))
    return products, at, document.products[at].id
