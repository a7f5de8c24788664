"""Where in a mould of products the names stand, so that they are had without making any value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asned.jsontext.folding import Gap, Mould
from asned.jsontext.pieces import Folded
from asned.jsontext.values import Pairs


class Outline:
    """Which strings of the products of one mould are what; all numbers are positions among the strings.

    `name` is the product's, `expnames` are its members', `others` all the rest. The id of a product and
    `to_members` make the id of its first member.
    """

    __slots__ = ("expnames", "name", "others", "to_members")

    def __init__(self, name: int, expnames: tuple[int, ...], gaps: int, to_members: int) -> None:
        self.name = name
        self.expnames = expnames
        self.others = tuple(n for n in range(gaps) if n != name and n not in expnames)
        self.to_members = to_members


def outline_of(product: Folded) -> tuple[Mould, Outline, tuple[str, ...]] | None:
    """Give mould, outline and strings of a product; None where its names are not all among its strings.

    Its keys and those of its members are then all different, and every member is an object with an expname.
    """
    fold, strings = product.cast
    if type(fold) is not Mould or strings is None:
        return None
    if fold.outline is None:
        fold.outline = _learned(fold.skeleton) or False
    outline = fold.outline
    return (fold, outline, strings) if isinstance(outline, Outline) else None


def _learned(skeleton: Pairs) -> Outline | None:
    name, members = skeleton.get("name"), skeleton.get("members")
    if type(name) is not Gap or type(members) is not list or not _are_different(skeleton):
        return None
    expnames = []
    for member in members:
        expname = member.get("expname") if type(member) is Pairs else None
        if type(expname) is not Gap or not _are_different(member):
            return None
        expnames.append(expname.number)
    # Between a product and its members come the pairs before theirs, and their list.
    to_members = 2 + skeleton.keys.index("members")
    return Outline(name.number, tuple(expnames), sum(_gaps(skeleton)), to_members)


def _are_different(pairs: Pairs) -> bool:
    return len(set(pairs.keys)) == len(pairs.keys)


def _gaps(hollow: Any) -> Iterator[int]:
    """Give 1 for each gap."""
    if type(hollow) is Gap:
        yield 1
    elif isinstance(hollow, Pairs):
        yield from (n for each in hollow.values for n in _gaps(each))
    elif isinstance(hollow, list):
        yield from (n for each in hollow for n in _gaps(each))
