"""Edits of any kind at random, each with what it makes of the plain lists of the same document."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from asned.association.document import Document
from asned.association.edits import (
    AddKey,
    AddProduct,
    DeleteKey,
    DeleteProduct,
    DuplicateProduct,
    Edit,
    MoveKey,
    MoveProduct,
    RenameKey,
    ReplaceDocument,
    ReplaceProduct,
    SetKey,
    Several,
)
from attempts import Attempt, Made, some_product_of, some_spelling
from builders import (
    KEYWORDS,
    NAMES,
    some_association,
    some_product,
    some_value,
)
from plain import Object, copied, loads, products_of
from randommembers import MEMBER_MAKERS, set_member_key

NOT_JSON = ("", "{", "[1,]", "nul", "'a'", '{"a": 1} 2', "\ufeff1", "NaN")


def some_edit(random: Random, document: Document, root: Any, *, whole: bool = True) -> Attempt:
    """Make an edit that can be tried on a document, whose value is `root`, which stays as it is."""
    makers = (*_MAKERS, _several, _failing) if whole else _MAKERS
    while True:
        maker = _replace_document if whole and random.random() < 0.02 else random.choice(makers)
        attempt = maker(random, document, copied(root))
        if attempt is not None:
            return attempt


# ---- keys of the association and of products


def _owner(random: Random, document: Document, root: Any) -> tuple[int, Any, Any] | None:
    """Choose an object with keys: its id (0 for the root), its plain value, its pieces."""
    products = products_of(root) or []
    if products and random.random() < 0.6:
        at = random.randrange(len(products))
        piece = document.products[at]
        return (piece.id, products[at], piece) if isinstance(products[at], Object) else None
    return (0, root, document.root) if isinstance(root, Object) else None


def _some_key(random: Random, product: int) -> str:
    if random.random() < 0.25:
        return "members" if product else "products"
    return random.choice(("name", "extra", "prodtype") if product else (*KEYWORDS, "target"))


def _pair(random: Random, document: Document, root: Any) -> tuple[int, Any, int, int] | None:
    owner = _owner(random, document, root)
    if owner is None or not owner[1]:
        return None
    product, pairs, piece = owner
    at = random.randrange(len(pairs))
    return product, pairs, at, piece.children[at].id


def _set_key(random: Random, document: Document, root: Any) -> Made:
    found = _pair(random, document, root)
    if found is None:
        return None
    product, pairs, at, node = found
    if random.random() < 0.05:
        return Attempt(SetKey(product, node, random.choice(NOT_JSON)), root, refused=True)
    text = some_spelling(random, some_value(random, pairs[at][0]))
    pairs[at] = pairs[at][0], loads(text)
    return Attempt(SetKey(product, node, text), root)


def _add_key(random: Random, document: Document, root: Any) -> Made:
    found = _owner(random, document, root)
    if found is None:
        return None
    product, pairs, _ = found
    key = _some_key(random, product)
    text = some_spelling(random, some_value(random, key))
    index = random.choice((None, random.randrange(len(pairs) + 1)))
    at = index
    if at is None:
        is_long_last = pairs and pairs[-1][0] == ("members" if product else "products")
        at = len(pairs) - 1 if is_long_last else len(pairs)
    pairs.insert(at, (key, loads(text)))
    return Attempt(AddKey(product, key, text, index), root)


def _delete_key(random: Random, document: Document, root: Any) -> Made:
    found = _pair(random, document, root)
    if found is None:
        return None
    product, pairs, at, node = found
    del pairs[at]
    return Attempt(DeleteKey(product, node), root)


def _rename_key(random: Random, document: Document, root: Any) -> Made:
    found = _pair(random, document, root)
    if found is None:
        return None
    product, pairs, at, node = found
    key = _some_key(random, product)
    pairs[at] = key, pairs[at][1]
    return Attempt(RenameKey(product, node, key), root)


def _move_key(random: Random, document: Document, root: Any) -> Made:
    found = _pair(random, document, root)
    if found is None:
        return None
    product, pairs, at, node = found
    to = random.randrange(len(pairs))
    pairs.insert(to, pairs.pop(at))
    return Attempt(MoveKey(product, node, to), root)


# ---- products


def _add_product(random: Random, document: Document, root: Any) -> Made:
    products = products_of(root)
    name = random.choice(NAMES)
    new = Object([("name", name), ("members", [])])
    index = random.randrange(len(products or ()) + 1)
    edit = AddProduct(index, name)
    if not isinstance(root, Object) or (products is None and root.last("products") is not None):
        return Attempt(edit, root, refused=True)
    if products is None:
        root.append(("products", [new]))
        return Attempt(edit, root, added=(root[-1][1], 0))
    products.insert(index, new)
    return Attempt(edit, root, added=(products, index))


def _duplicate_product(random: Random, document: Document, root: Any) -> Made:
    found = some_product_of(random, document, root)
    if found is None:
        return None
    products, at, id = found
    products.insert(at + 1, copied(products[at]))
    return Attempt(DuplicateProduct(id), root)


def _delete_product(random: Random, document: Document, root: Any) -> Made:
    found = some_product_of(random, document, root)
    if found is None:
        return None
    products, at, id = found
    del products[at]
    return Attempt(DeleteProduct(id), root)


def _move_product(random: Random, document: Document, root: Any) -> Made:
    found = some_product_of(random, document, root)
    if found is None:
        return None
    products, at, id = found
    to = random.randrange(len(products))
    products.insert(to, products.pop(at))
    return Attempt(MoveProduct(id, to), root)


def _replace_product(random: Random, document: Document, root: Any) -> Made:
    found = some_product_of(random, document, root)
    if found is None:
        return None
    products, at, id = found
    text = some_spelling(random, some_product(random))
    products[at] = loads(text)
    return Attempt(ReplaceProduct(id, text), root)


# ---- the whole, and several as one


def _replace_document(random: Random, document: Document, root: Any) -> Made:
    text = some_spelling(random, some_association(random))
    return Attempt(ReplaceDocument(text), loads(text))


def _several(random: Random, document: Document, root: Any) -> Made:
    """Set values one after the other: what is set keeps its place and its id."""
    edits: list[Edit] = []
    for _ in range(random.randrange(2, 5)):
        attempt = random.choice((_set_key, set_member_key))(random, document, copied(root))
        is_list = isinstance(attempt and attempt.edit, SetKey) and _sets_list(attempt, document)
        if attempt is None or attempt.refused or is_list:
            continue
        edits.append(attempt.edit)
        root = attempt.root
    return Attempt(Several(tuple(edits), "several"), root) if edits else None


def _failing(random: Random, document: Document, root: Any) -> Made:
    """Do some edit and then one that fails: nothing of the first may stay."""
    attempt = some_edit(random, document, root, whole=random.random() < 0.3)
    last = ReplaceDocument(random.choice(NOT_JSON))
    return Attempt(Several((attempt.edit, last), "failing"), root, refused=True)


def _sets_list(attempt: Attempt | None, document: Document) -> bool:
    assert attempt is not None and isinstance(attempt.edit, SetKey)
    product = attempt.edit.product
    owner = document.product(product) if product else document.root
    return any(
        each.id == attempt.edit.node and each.key in ("products", "members")
        for each in owner.children
    )


_MAKERS: tuple[Callable[[Random, Document, Any], Made], ...] = (
    _set_key,
    _add_key,
    _delete_key,
    _rename_key,
    _move_key,
    _add_product,
    _duplicate_product,
    _delete_product,
    _move_product,
    _replace_product,
    *MEMBER_MAKERS,
)
