"""What rows show of members and of products, for looking in it."""

from __future__ import annotations

from collections.abc import Sequence

from asned.jsontext.pieces import Folded, Leaf, Piece
from asned.jsontext.values import Pairs, Value
from asned.tui.target import shown


def member_texts(members: Sequence[Piece]) -> list[str]:
    """Give the values of each member, but nothing of its keys."""
    return [_member_text(each.value) if isinstance(each, Leaf) else "" for each in members]


def _member_text(value: Value) -> str:
    return _joined(value[1:]) if type(value) is Pairs else shown(value)


def product_texts(products: Sequence[Piece]) -> list[str]:
    """Give each product's own values, but nothing of its members."""
    return [_product_text(each) for each in products]


def _product_text(product: Piece) -> str:
    if isinstance(product, Leaf):
        return shown(product.value)
    if type(product) is Folded and product.is_folded:  # looking in it need not unfold it
        return _joined(product.values_beside("members"))
    return _joined([child.value for child in product.children if isinstance(child, Leaf)])


def _joined(values: Sequence[Value]) -> str:
    try:
        return "\n".join(values)  # type: ignore[arg-type]
    except TypeError:  # not all are strings, as they nearly always are
        return "\n".join([each if type(each) is str else shown(each) for each in values])
