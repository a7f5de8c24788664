"""Edits of many members or products at once, each as few exchanges over whole stretches.

Ids are given in the order of the file. One such edit takes about as long as it has ids, so a caller that
must not keep the keyboard waiting does `parts` of them, one after the other, as one step of undo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from sys import maxsize

from asned.association.document import Document
from asned.association.memberedits import copied, inserted_members
from asned.association.productedits import copied_product
from asned.association.setting import Setter
from asned.association.structure import Level, Splice
from asned.jsontext.blocks import Blocks
from asned.jsontext.pieces import Branch, Piece
from asned.jsontext.writing import Exchange, deleted_among, inserted

PART = 512
"""How many members one edit of many takes on where the keyboard waits for it."""

PRODUCTS_PART = 128
"""How many products: each has members of its own."""

_SPARSE = 4
"""A stretch is exchanged as a whole while at least one in so many of its pieces is meant."""


def parts(ids: Iterable[int], size: int = PART) -> Iterator[tuple[int, ...]]:
    """Cut ids into parts for one edit each."""
    rest = iter(ids)
    while part := tuple(islice(rest, size)):
        yield part


@dataclass(frozen=True, slots=True)
class SetMembersKey:
    """Give a key of members of one product another value, as `SetMemberKey` does for each of them."""

    product: int
    members: tuple[int, ...]
    key: str
    text: str

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return f"set {self.key}"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices; raises NotAnAssociationText where `text` is not JSON."""
        setter = Setter(document, self.product, self.key, self.text)
        return changed_members(document, self.product, self.members, setter.set)


@dataclass(frozen=True, slots=True)
class DeleteMembers:
    """Delete members of one product."""

    product: int
    members: tuple[int, ...]

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "delete members"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.MEMBERS, self.product)
        return [
            Splice(Level.MEMBERS, self.product, exchange)
            for exchange in _deletions(branch, self.members)
        ]


@dataclass(frozen=True, slots=True)
class DeleteProducts:
    """Delete products with their members."""

    products: tuple[int, ...]

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "delete products"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.PRODUCTS, 0)
        return [
            Splice(Level.PRODUCTS, 0, exchange) for exchange in _deletions(branch, self.products)
        ]


@dataclass(frozen=True, slots=True)
class CopyMembers:
    """Put copies of members, to the letter, at a position of a product, which may be their own."""

    product: int
    members: tuple[int, ...]
    to: int
    index: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "copy members"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        pieces = document.container(Level.MEMBERS, self.product).children
        copies = [copied(document, piece) for piece in _with_ids(pieces, self.members)]
        return inserted_members(document, self.to, self.index, copies)


@dataclass(frozen=True, slots=True)
class AppendMembers:
    """Put copies of members of one product, to the letter, at the ends of others."""

    product: int
    members: tuple[int, ...]
    to: tuple[int, ...]

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "copy members"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        originals = _with_ids(
            document.container(Level.MEMBERS, self.product).children, self.members
        )
        return [
            splice
            for product in self.to
            for splice in inserted_members(
                document, product, maxsize, [copied(document, piece) for piece in originals]
            )
        ]


@dataclass(frozen=True, slots=True)
class CopyProducts:
    """Put copies of products, to the letter, at a position."""

    products: tuple[int, ...]
    index: int

    @property
    def label(self) -> str:
        """What is done, in two or three words."""
        return "copy products"

    def splices(self, document: Document) -> Sequence[Splice]:
        """Give the change as splices."""
        branch = document.container(Level.PRODUCTS, 0)
        copies = [
            copied_product(document, piece) for piece in _with_ids(branch.children, self.products)
        ]
        exchange = inserted(branch, self.index, copies, document.style, Level.PRODUCTS)
        return (Splice(Level.PRODUCTS, 0, exchange),)


def changed_members(
    document: Document, product: int, members: tuple[int, ...], change: Callable[[Piece], Piece]
) -> list[Splice]:
    """Exchange members of one product for what `change` makes of them, a stretch at a time."""
    pieces = document.container(Level.MEMBERS, product).children
    splices = []
    for start, stretch, meant in _stretches(pieces, members):
        new = [change(piece) if piece.id in meant else piece for piece in stretch]
        if any(old is not piece for old, piece in zip(stretch, new, strict=True)):
            exchange = Exchange(start, tuple(stretch), tuple(new))
            splices.append(Splice(Level.MEMBERS, product, exchange))
    return splices


def _deletions(branch: Branch, ids: tuple[int, ...]) -> list[Exchange]:
    """Delete pieces, those at the end first, so that positions stay what they were."""
    exchanges = [
        deleted_among(branch, start, start + len(stretch), meant)
        for start, stretch, meant in _stretches(branch.children, ids)
    ]
    exchanges.reverse()
    return exchanges


def _with_ids(pieces: Blocks[Piece], ids: tuple[int, ...]) -> list[Piece]:
    """Give the pieces with these ids; raises KeyError as `_stretches` does."""
    return [
        piece
        for _, stretch, meant in _stretches(pieces, ids)
        for piece in stretch
        if piece.id in meant
    ]


def _stretches(
    pieces: Blocks[Piece], ids: tuple[int, ...]
) -> Iterator[tuple[int, list[Piece], set[int]]]:
    """Give the stretches that hold the pieces with these ids: start, all pieces, the ids meant.

    Raises:
        KeyError: one of them is not there (any more).
    """
    if not ids:
        return
    meant = set(ids)
    start, last = pieces.index(ids[0]), pieces.index(ids[-1])
    if last - start < _SPARSE * len(ids):
        stretch = pieces.slice(start, last + 1)
        if sum(piece.id in meant for piece in stretch) == len(meant):
            yield start, stretch, meant
            return
    run: list[Piece] = []
    begin = 0
    for at in sorted(pieces.index(id) for id in meant):
        if run and at != begin + len(run):
            yield begin, run, meant
            run = []
        begin = begin if run else at
        run.append(pieces[at])
    yield begin, run, meant
