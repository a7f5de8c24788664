"""Where the places of a document stand in its file, as something to sort by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

from asned.association.document import Document, members_branch
from asned.association.places import Kind, Place
from asned.jsontext.blocks import Blocks
from asned.jsontext.pieces import Piece
from asned.rules.problemlist import Order, OrderOf

_MANY = 8
"""From so many members of one product on, they are found by looking along its list."""


_node = attrgetter("node")


class FileOrder:
    """The order of one document as it is now. A place that is not there (any more) raises KeyError."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of(self, place: Place) -> Order:
        """Say where a place stands."""
        keywords = self._document.keywords
        if place.kind is Kind.DOCUMENT:
            return (-1,)
        if place.kind is Kind.KEYWORD:
            return (keywords.index(place.node),)
        products = self._document.products_branch
        assert products is not None
        at = keywords.index(products.id), products.children.index(place.product)
        if place.kind is Kind.PRODUCT:
            return at
        return (*at, self._document.members(place.product).index(place.node))

    def beside(self, order: Order) -> OrderOf:
        """Give what tells of any place where it stands against this one, as long as nothing changes.

        It says no more of a place than that takes: of a member of another product, where that stands.
        """
        document = self._document
        products = document.products_branch
        if products is None:
            return self.of
        at, index = document.keywords.index(products.id), products.children.index
        same = 0
        siblings: Blocks[Piece] | None = None

        def of(place: Place) -> Order:
            nonlocal same, siblings
            product = place.product
            if not product:
                return self.of(place)
            if product != same:
                known = at, index(product)
                if known != order[:2]:
                    return known
                same, siblings = product, document.members(product)
            if siblings is None or place.kind is Kind.PRODUCT:
                return order[:2]
            return (*order[:2], siblings.index(place.node))

        return of

    def of_many(self, places: Sequence[Place]) -> list[Order]:
        """Say where each of many places stands; members side by side are found together."""
        by_product: defaultdict[int, list[Place]] = defaultdict(list)
        for place in places:
            if place.kind is Kind.MEMBER:
                by_product[place.product].append(place)
        known: dict[int, Order] = {}
        for members in by_product.values():
            if len(members) >= _MANY:
                known.update(self._along(members))
        return [known.get(place.node) or self.of(place) for place in places]

    def _along(self, places: Sequence[Place]) -> dict[int, Order]:
        """Find members of one product between the first and the last of them.

        Which these are is likely told by their ids, or by their order here; of others nothing is said.
        """
        ends = [
            self.of(each)
            for each in (places[0], places[-1], min(places, key=_node), max(places, key=_node))
        ]
        at, start, stop = ends[0][:2], min(ends)[2], max(ends)[2] + 1
        if stop - start > _MANY * len(places):
            return {}
        members = self._document.members(places[0].product).slice(start, stop)
        return {member.id: (*at, start + number) for number, member in enumerate(members)}

    def of_all(self, places: Iterable[Place]) -> dict[int, Order]:
        """Say where the nodes of any number of places stand, in one walk."""
        orders: dict[int, Order] = {0: (-1,)}
        nodes, products = set(), set()
        for place in places:
            nodes.add(place.node)
            products.add(place.product)
        counted = self._document.products_branch
        for number, keyword in enumerate(self._document.keywords):
            orders[keyword.id] = (number,)
            if keyword is not counted:
                continue
            for at, product in enumerate(counted.children):
                if product.id not in products:
                    continue
                orders[product.id] = number, at
                branch = members_branch(product)
                for n, member in enumerate(branch.children if branch else ()):
                    if member.id in nodes:
                        orders[member.id] = number, at, n
        return orders
