"""One-key edits, each at some place of a document, for what is measured in this process."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

from asned.association.document import Document, last_with_key
from asned.association.edits import (
    DeleteMember,
    DeleteProduct,
    DuplicateMember,
    DuplicateProduct,
    Edit,
    MoveMember,
    MoveProduct,
    SetKey,
    SetMemberKey,
)
from benchmarks.generator import Shape

Make = Callable[[Document, random.Random], Edit]


def _member(document: Document, chance: random.Random) -> tuple[int, int]:
    product = document.products[chance.randrange(len(document.products))].id
    members = document.members(product)
    return product, members[chance.randrange(len(members))].id


def _product(document: Document, chance: random.Random) -> int:
    return document.products[chance.randrange(len(document.products))].id


def set_exptype(document: Document, chance: random.Random) -> Edit:
    """Misspell the exptype of some member."""
    return SetMemberKey(*_member(document, chance), "exptype", json.dumps("backgruond"))


def set_expname(document: Document, chance: random.Random) -> Edit:
    """Change the expname of some member."""
    name = f"jw00001001001_01101_{chance.randrange(10**5):05d}_nrca1_rate.fits"
    return SetMemberKey(*_member(document, chance), "expname", json.dumps(name))


def delete_member(document: Document, chance: random.Random) -> Edit:
    """Delete some member."""
    return DeleteMember(*_member(document, chance))


def duplicate_member(document: Document, chance: random.Random) -> Edit:
    """Duplicate some member."""
    return DuplicateMember(*_member(document, chance))


def move_member(document: Document, chance: random.Random) -> Edit:
    """Move some member of the last product to another position."""
    product = document.products[-1].id
    members = document.members(product)
    at = chance.randrange(len(members))
    return MoveMember(product, members[at].id, at + 1 if at + 1 < len(members) else at - 1)


def rename_product(document: Document, chance: random.Random) -> Edit:
    """Change the name of some product."""
    id = _product(document, chance)
    name = last_with_key(document.product(id), "name")
    assert name is not None
    return SetKey(id, name.id, json.dumps(f"changed{chance.randrange(10**6)}"))


def set_keyword(document: Document, chance: random.Random) -> Edit:
    """Change the pool."""
    pool = last_with_key(document.root, "asn_pool")
    assert pool is not None
    return SetKey(0, pool.id, json.dumps(f"pool{chance.randrange(10**6)}"))


def delete_product(document: Document, chance: random.Random) -> Edit:
    """Delete some product."""
    return DeleteProduct(_product(document, chance))


def duplicate_product(document: Document, chance: random.Random) -> Edit:
    """Duplicate some product."""
    return DuplicateProduct(_product(document, chance))


def move_product(document: Document, chance: random.Random) -> Edit:
    """Move some product one down, the last one up."""
    products = document.products
    at = chance.randrange(len(products))
    return MoveProduct(products[at].id, at + 1 if at + 1 < len(products) else at - 1)


EDITS: dict[str, Make] = {
    "set an exptype": set_exptype,
    "set an expname": set_expname,
    "delete a member": delete_member,
    "duplicate a member": duplicate_member,
    "move a member": move_member,
    "rename a product": rename_product,
    "set a keyword": set_keyword,
    "delete a product": delete_product,
    "duplicate a product": duplicate_product,
    "move a product": move_product,
}

_OF_PRODUCTS = ("delete a product", "duplicate a product", "move a product")


def edits_of(shape: Shape) -> Iterator[tuple[str, Make]]:
    """Give the edits that change little in a shape, by name.

    Left out: moving where there is only one, and an only product as a whole.
    """
    for name, make in EDITS.items():
        if shape.members == 1 and name == "move a member":
            continue
        if shape.products > 1 or name not in _OF_PRODUCTS:
            yield name, make
