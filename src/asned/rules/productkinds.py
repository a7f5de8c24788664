"""Kinds of products: what a product's verdict depends on, for the products that are named plainly.

As with members (`kinds`), a file of 100,000 products holds few kinds of them: what was found of one is
found of the others, too, but for what names the product.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from asned.jsontext.pieces import Branch, Leaf
from asned.rules.memberkeys import name_of
from asned.rules.tally import ProductTally

_NAME = r"(?:[A-Za-z0-9_+-]*[_+-])?([A-Za-z0-9]+)"
_PLAIN = re.compile(_NAME).fullmatch
_PLAIN_LINES = re.compile(f"(?m:^{_NAME}$)").findall

_READ_WHOLE = "nis"
"""The rule for single objects of NIRISS reads the whole name of the exposure."""


def product_kind(product: Branch, members: Branch | None, tally: ProductTally) -> object:
    """Give what the verdict on a product depends on, or None where that is everything.

    Of a plain name that the only science member's begins with, rules look at the last part (which may be
    a suffix) and at what the member's name adds to it; all else of the product is in its kind.
    """
    keys: list[str | None] = []
    values: list[str] = []
    name = ""
    for child in product.children:
        keys.append(child.key)
        if isinstance(child, Leaf):
            value = child.value
            if type(value) is not str:
                return None
            if child.key == "name":
                name = value
            else:
                values.append(value)
    ending = plain_ending(name)
    if ending is None or len(set(keys)) < len(keys):
        return None
    science = only_science(members, tally)
    if science is not None:
        if not science.startswith(name):
            return None
        science = science[len(name) :]
    return (
        *keys,
        ending,
        science,
        *values,
        members is None or len(members.children) > 0,
        tally.untyped,
        *tally.exptypes.items(),
    )


def plain_ending(name: str) -> str | None:
    """Give the last part of a plain name, None of another (or one that rules read as a whole)."""
    match = _PLAIN(name)
    return None if match is None or match[1] == _READ_WHOLE else match[1]


def plain_endings(names: Sequence[str]) -> Sequence[str]:
    """Give the last parts of names without line ends; too few where `plain_ending` is None for one."""
    endings: list[str] = _PLAIN_LINES("\n".join(names))
    return () if _READ_WHOLE in endings else endings


def only_science(members: Branch | None, tally: ProductTally) -> str | None:
    """Give the expname of the science member where there is just one."""
    id = tally.only_science
    if members is None or id is None:
        return None
    member = members.children.with_id(id)
    assert isinstance(member, Leaf)
    return name_of(member)
