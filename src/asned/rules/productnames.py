"""The names of all products, and the findings on those that repeat one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asned.association.document import Document
from asned.association.keys import product_name
from asned.association.places import product_place
from asned.jsontext.pieces import Piece
from asned.rules.copies import Copies
from asned.rules.cross_rules import name_duplicate_message, name_duplicate_severity
from asned.rules.findings import Finding
from asned.rules.index import FindingIndex
from asned.rules.verdicts import Verdicts


class ProductNames:
    """Knows which products repeat a name, while products and names come and go."""

    def __init__(self, document: Document, verdicts: Verdicts, findings: FindingIndex) -> None:
        self._document = document
        self._verdicts = verdicts
        self._findings = findings
        self._names = Copies(self._position)

    def enter(self, name: str | None, product: int, *, is_last: bool) -> None:
        """Note the name of a product; `is_last` says that none stands behind it."""
        if name is not None:
            copies = self._names.add(name, product, is_last=is_last)
            if copies:
                self._put(copies)

    def append(self, bearers: Sequence[tuple[str, int]]) -> None:
        """Note names of products, each of which stands behind all that are known."""
        self._put(self._names.append(bearers))

    def leave(self, product: Piece) -> None:
        """Forget the name of a product; `settle` comes after all that go."""
        name = product_name(product)
        if name is not None:
            self._names.remove(name, product.id)
            self._findings.put(product.id, "among", ())

    def settle(self) -> None:
        """Find out who stands first now where the first has gone."""
        self._put(self._names.settle())

    def reorder(self, product: Piece) -> None:
        """Look again who stands first, after a product was moved."""
        name = product_name(product)
        if name:
            self._put(self._names.reorder(name))

    def _position(self, product: int) -> int:
        return self._document.products.index(product)

    def _put(self, ids: Iterable[int]) -> None:
        for id in ids:
            name = product_name(self._document.product(id))
            found: tuple[Finding, ...] = ()
            if name is not None and self._names.is_copy(name, id):
                found = self._verdicts.cross(
                    "name-duplicate",
                    product_place(id),
                    "name",
                    name_duplicate_message(name),
                    name_duplicate_severity(self._verdicts.stage),
                )
            self._findings.put(id, "among", found)
