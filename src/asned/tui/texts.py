"""What rows show of members and of products, for looking in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asned.association.document import members_branch
from asned.jsontext.folding import Gap, Mould
from asned.jsontext.pieces import Folded, Leaf, Piece
from asned.jsontext.values import Pairs, Value
from asned.tui.target import shown

AT_A_TIME = 1000
"""How many members of a product are read in one stretch."""


def member_texts(members: Sequence[Piece]) -> list[str]:
    """Give the values of each member, but nothing of its keys."""
    return [_member_text(each.value) if isinstance(each, Leaf) else "" for each in members]


def _member_text(value: Value) -> str:
    return _joined(value[1:]) if type(value) is Pairs else _text(value)


def product_texts(products: Sequence[Piece]) -> list[str]:
    """Give each product's own values, but nothing of its members."""
    return [_own_text(each) for each in products]


def texts_within(products: Sequence[Piece]) -> Iterator[list[str]]:
    """Give each product's values and those of its members, but nothing of their keys.

    They come in stretches; while there are many members to be read, empty ones.
    """
    texts: list[str] = []
    shared: dict[Mould, str | None] = {}
    for product in products:
        if type(product) is Folded and product.is_folded:
            texts.append(_folded_text(product, shared))
            continue
        parts = [_own_text(product)]
        branch = members_branch(product)
        for start in range(0, len(branch.children) if branch else 0, AT_A_TIME):
            assert branch is not None
            parts += member_texts(branch.children.slice(start, start + AT_A_TIME))
            yield texts
            texts = []
        texts.append("\n".join(parts))
    yield texts


def _own_text(product: Piece) -> str:
    if isinstance(product, Leaf):
        return _text(product.value)
    if type(product) is Folded and product.is_folded:  # looking in it need not unfold it
        return _joined(product.values_beside("members"))
    return _joined([child.value for child in product.children if isinstance(child, Leaf)])


def _folded_text(product: Folded, shared: dict[Mould, str | None]) -> str:
    mould, strings = product.cast
    if type(mould) is Mould:
        if mould not in shared:
            shared[mould] = _shared_text(mould.skeleton)
        rest = shared[mould]
        if rest is not None:
            return "\n".join(strings) + rest
    value = product.value
    assert value is not None, "it is folded"
    return _joined(_values_in(value))


def _shared_text(skeleton: Pairs) -> str | None:
    """Give what the texts of all products of a mould hold, None where that is not to be told from the rest."""
    rest = [value for value in _values_in(skeleton) if type(value) is not Gap]
    if any(_holds_gap(value) for value in rest):
        return None
    return "".join(f"\n{text}" for text in dict.fromkeys(map(_text, rest)))


def _values_in(product: Pairs) -> list[Any]:
    """Give a product's own values and those of its members."""
    values: list[Any] = []
    for key, value in zip(product.keys, product.values, strict=True):
        if key != "members" or type(value) is not list:
            values.append(value)
            continue
        for member in value:
            values += member.values if type(member) is Pairs else (member,)
    return values


def _holds_gap(value: Any) -> bool:
    return type(value) is Gap or (isinstance(value, list | tuple) and any(map(_holds_gap, value)))


def _joined(values: Sequence[Value]) -> str:
    try:
        return "\n".join(values)  # type: ignore[arg-type]
    except TypeError:  # not all are strings, as they nearly always are
        return "\n".join(map(_text, values))


def _text(value: Value) -> str:
    """Give a string as it is, any other value as a cell shows it."""
    return value if type(value) is str else shown(value)
