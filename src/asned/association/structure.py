"""The structure of an association as layouts of JSON, and changes of it as splices of pieces."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from asned.jsontext.reading import Layout
from asned.jsontext.writing import Exchange

MEMBERS = Layout("[")
PRODUCT = Layout("{", {"members": MEMBERS})
PRODUCTS = Layout("[", element=PRODUCT)
ASSOCIATION = Layout("{", {"products": PRODUCTS})


class Level(IntEnum):
    """Which container a splice changes; the value is the nesting of that container's children."""

    DOCUMENT = 0
    ASSOCIATION = 1
    PRODUCTS = 2
    PRODUCT = 3
    MEMBERS = 4


MEMBER_LEVEL = 5
"""The nesting of a member's keys."""


class Splice(NamedTuple):
    """An exchange of pieces in one container; `product` is the id of the product it lies in, or 0."""

    level: Level
    product: int
    exchange: Exchange

    def inverse(self) -> Splice:
        """Give the splice that takes this one back."""
        return Splice(self.level, self.product, self.exchange.inverse())


class CannotEdit(Exception):  # noqa: N818 - it reads as what the user is told
    """An edit that makes no sense here; the message says why and what to do instead."""
