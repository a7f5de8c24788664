"""Edits of many members or products at once, each as few exchanges over whole stretches.

Ids are given in the order of the file. One such edit takes about as long as it has ids, so a caller that
must not keep the keyboard waiting does `parts` of them, one after the other, as one step of undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from asned.association.document import Document
from asned.association.keyspans import end_span, value_span
from asned.association.memberedits import SetMemberKey, copied, inserted_members
from asned.association.structure import PRODUCT, Level, Splice
from asned.jsontext.blocks import Blocks
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.reading import leaf_of, piece_of
from asned.jsontext.values import Pairs
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
        setter = _Setter(document, self.product, self.key, self.text)
        pieces = document.container(Level.MEMBERS, self.product).children
        splices = []
        for start, stretch, meant in _stretches(pieces, self.members):
            new = [setter.set(piece) if piece.id in meant else piece for piece in stretch]
            if any(old is not piece for old, piece in zip(stretch, new, strict=True)):
                exchange = Exchange(start, tuple(stretch), tuple(new))
                splices.append(Splice(Level.MEMBERS, self.product, exchange))
        return splices


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
        copies = [
            copied(document, piece)
            for _, stretch, meant in _stretches(pieces, self.members)
            for piece in stretch
            if piece.id in meant
        ]
        return inserted_members(document, self.to, self.index, copies)


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
            piece_of(piece.text, document.ids.new(), "", None, PRODUCT, document.ids)
            for _, stretch, meant in _stretches(branch.children, self.products)
            for piece in stretch
            if piece.id in meant
        ]
        exchange = inserted(branch, self.index, copies, document.style, Level.PRODUCTS)
        return (Splice(Level.PRODUCTS, 0, exchange),)


class _Setter:
    """Sets one key to one value in any number of members."""

    def __init__(self, document: Document, product: int, key: str, text: str) -> None:
        self._document = document
        self._product = product
        self._key = key
        self._value = leaf_of(text, 0, "", key, depth=Level.MEMBERS + 1)
        self._text = self._value.text
        self._spelled_key = document.style.spell(key)
        self._longer_keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._is_scalar = not isinstance(self._value.value, list | Pairs)

    def set(self, piece: Piece) -> Piece:
        """Give the member with the value, itself where that changes nothing."""
        assert isinstance(piece, Leaf)
        return (self._in_text(piece) if self._is_scalar else None) or self._by_pieces(piece)

    def _in_text(self, leaf: Leaf) -> Leaf | None:
        """Exchange the value in the text; None where it takes more than that."""
        if type(leaf.value) is not Pairs:
            return None
        keys: tuple[str, ...] = leaf.value[0]
        buffer, start = leaf.buffer, leaf.start
        number = _last(keys, self._key)
        if number is None:
            end = end_span(buffer, start, len(keys))
            if end is None:
                return None
            at, comma, colon = end
            pair = f"{comma}{self._spelled_key}{colon}{self._text}"
            text = buffer[start:at] + pair + buffer[at : leaf.end]
            longer = self._longer_keys.setdefault(keys, (*keys, self._key))
            return _rewritten(leaf, text, Pairs((longer, *leaf.value[1:], self._value.value)))
        span = value_span(buffer, start, number)
        if span is None:
            return None
        begin, end_of_value = span
        if buffer[begin:end_of_value] == self._text:
            return leaf
        text = buffer[start:begin] + self._text + buffer[end_of_value : leaf.end]
        before, after = leaf.value[: number + 1], leaf.value[number + 2 :]
        return _rewritten(leaf, text, Pairs((*before, self._value.value, *after)))

    def _by_pieces(self, leaf: Leaf) -> Leaf:
        edit = SetMemberKey(self._product, leaf.id, self._key, self._text)
        for splice in edit.splices(self._document):
            (new,) = splice.exchange.inserted
            assert isinstance(new, Leaf)
            return new
        return leaf


def _rewritten(old: Leaf, text: str, value: Pairs) -> Leaf:
    return Leaf(old.id, old.lead, None, text, 0, len(text), value)


def _last(keys: tuple[str, ...], key: str) -> int | None:
    """Give the number of the last pair with a key."""
    for number in range(len(keys) - 1, -1, -1):
        if keys[number] == key:
            return number
    return None


def _deletions(branch: Branch, ids: tuple[int, ...]) -> list[Exchange]:
    """Delete pieces, those at the end first, so that positions stay what they were."""
    exchanges = [
        deleted_among(branch, start, start + len(stretch), meant)
        for start, stretch, meant in _stretches(branch.children, ids)
    ]
    exchanges.reverse()
    return exchanges


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
