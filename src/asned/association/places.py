"""Where something is in an association: by ids that stay the same while rows come and go."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What kind of thing a place is."""

    DOCUMENT = "document"
    KEYWORD = "keyword"
    PRODUCT = "product"
    MEMBER = "member"


class Place(NamedTuple):
    """Where in an association: the ids of nodes, stable within one run; 0 where there is none.

    `product` is the id of the product that a product or member place lies in; `node` is the id of the
    keyword, product or member itself. The document's place has neither.
    """

    kind: Kind
    product: int = 0
    node: int = 0


DOCUMENT = Place(Kind.DOCUMENT)


def keyword_place(keyword: int) -> Place:
    """Give the place of a keyword."""
    return Place(Kind.KEYWORD, 0, keyword)


def product_place(product: int) -> Place:
    """Give the place of a product."""
    return Place(Kind.PRODUCT, product, product)


def member_place(product: int, member: int) -> Place:
    """Give the place of a member."""
    return Place(Kind.MEMBER, product, member)
