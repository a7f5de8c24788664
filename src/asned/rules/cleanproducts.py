"""Products that need not be looked into: those like one that was judged without a finding.

While a file is judged for the first time, nearly all products are passed over in this way, and stay folded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from asned.association.outlines import Outline, outline_of
from asned.jsontext.folding import Mould
from asned.jsontext.pieces import Folded, Piece
from asned.jsontext.values import Pairs
from asned.rules.kinds import MOST_KINDS, Kind, Kinds
from asned.rules.names import PLAIN
from asned.rules.productkinds import plain_ending, plain_endings

FEW_MEMBERS = 8
"""Products of more members are never passed over: their counters are needed."""

CHUNK = 128
"""How many products are looked at together for whether they are like others."""

_PLAIN_LINES = re.compile(f"(?m:^(?:{PLAIN.pattern})$)").findall
"""Gives the groups of `PLAIN` for each line that is a plain name."""


class Likeness:
    """What a folded product has in common with all that are clean if one is.

    `kinds` are those of its members. Two products with the same `signature` differ only in what no rule
    over one product or one member looks at.
    """

    __slots__ = ("kinds", "name", "signature", "size")

    def __init__(self, name: str, size: int, kinds: Sequence[Kind], signature: object) -> None:
        """Take the product's name, the number of its pieces, and what it is known by."""
        self.name = name
        self.size = size
        self.kinds = kinds
        self.signature = signature


class Clean:
    """Products without a finding that are alike: the kinds of their members, and how many pieces they have."""

    __slots__ = ("kinds", "size")

    def __init__(self, kinds: Sequence[Kind], size: int) -> None:
        self.kinds = kinds
        self.size = size


Known = tuple[str, Clean]
"""The name of a product that is known to be clean, and what it is like."""


class CleanProducts:
    """Remembers which likenesses were clean."""

    __slots__ = ("_clean", "_kinds", "_of_mould", "_places")

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._clean: dict[object, Clean] = {}
        # The same by mould and by what the strings of a product tell.
        self._of_mould: dict[Mould, dict[tuple[object, ...], Clean]] = {}
        # Where name and members stand in the value of a product with these keys; 0 where not once each.
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}

    def along(
        self, products: Sequence[Piece], may_know: Callable[[], bool]
    ) -> Iterator[tuple[Sequence[Piece], list[Known]]]:
        """Give products: many with what `known` says of each, or one of which nothing is known.

        Nothing is known unless it `may_know`, which is asked anew for all that is given.
        """
        for start in range(0, len(products), CHUNK):
            chunk = products[start : start + CHUNK]
            known = self.known(chunk) if may_know() else [None] * len(chunk)
            if None not in known:
                yield chunk, [each for each in known if each]
                continue
            for product, like in zip(chunk, known, strict=True):
                if type(product) is not Folded or not may_know():
                    yield (product,), []
                else:  # the first of a likeness may have been judged since
                    now = like or self.known((product,))[0]
                    yield (product,), [now] if now else []

    def known(self, products: Sequence[Piece]) -> list[Known | None]:
        """Give of each product that is known to be clean its name and what it is like, else None."""
        found: list[Known | None] = [None] * len(products)
        of_mould: defaultdict[Mould, list[int]] = defaultdict(list)
        for at, product in enumerate(products):
            if type(product) is not Folded:
                continue
            mould, strings = product.cast
            if type(mould) is Mould and strings is not None:
                of_mould[mould].append(at)
            else:
                found[at] = self._by_likeness(product)
        for mould, places in of_mould.items():
            some = [product for at in places if type(product := products[at]) is Folded]
            for at, known in zip(places, self._of_one_mould(mould, some), strict=True):
                found[at] = known
        return found

    def _of_one_mould(self, mould: Mould, products: Sequence[Folded]) -> Iterable[Known | None]:
        known = outline_of(products[0])
        if known is None:
            return map(self._by_likeness, products)
        outline = known[1]
        if len(outline.expnames) > FEW_MEMBERS:
            return repeat(None, len(products))
        columns = list(zip(*[product.cast[1] for product in products], strict=True))
        told = _told(outline, columns)
        if told is None:
            if len(products) == 1:
                return (None,)
            # Of one of them all is looked at: those far from it are still alike.
            half = len(products) // 2
            parts = products[:half], products[half:]
            return chain.from_iterable(self._of_one_mould(mould, part) for part in parts)
        clean = self._of_mould.setdefault(mould, {})
        signatures = list(told)
        likes = map(clean.get, signatures)
        return [
            (name, like) if like else self._by_signature(product, signature, clean)
            for name, like, product, signature in zip(
                columns[outline.name], likes, products, signatures, strict=True
            )
        ]

    def _by_signature(
        self, product: Folded, signature: tuple[object, ...], clean: dict[tuple[object, ...], Clean]
    ) -> Known | None:
        known = self._by_likeness(product)
        if known is not None:
            _remember(clean, signature, known[1])
        return known

    def _by_likeness(self, product: Folded) -> Known | None:
        likeness = self.likeness(product)
        clean = self._clean.get(likeness.signature) if likeness else None
        return None if likeness is None or clean is None else (likeness.name, clean)

    def likeness(self, product: Folded) -> Likeness | None:
        """Say what a product is like, None where it has to be looked into."""
        value = product.value
        if value is None:
            return None
        keys = value[0]
        places = self._places.get(keys)
        if places is None:
            places = self._places[keys] = _places(keys)
        at_name, at_members = places
        if not at_name:
            return None
        name, members = value[at_name], value[at_members]
        if type(name) is not str or type(members) is not list or len(members) > FEW_MEMBERS:
            return None
        ending = plain_ending(name)
        kinds = self._clean_kinds(members)
        if ending is None or kinds is None:
            return None
        science: object = None
        sciences = [n for n, kind in enumerate(kinds) if kind.exptype == "science"]
        if len(sciences) == 1:
            expname = members[sciences[0]].get("expname")
            if not expname.startswith(name):
                return None
            science = expname[len(name) :]
        others: tuple[object, ...] = ()
        if len(keys) > 2:
            others = tuple(each for at, each in enumerate(value) if at and at not in places)
            if any(type(each) is not str for each in others):
                return None
        size = 1 + len(keys) + len(members)
        return Likeness(name, size, kinds, (keys, ending, science, others, *kinds))

    def remember(self, likeness: Likeness) -> None:
        """Note that a product of this likeness was judged without a finding."""
        _remember(self._clean, likeness.signature, Clean(likeness.kinds, likeness.size))

    def _clean_kinds(self, members: list[object]) -> Sequence[Kind] | None:
        """Give the kinds of members that are all clean and all of different names, else None."""
        kinds: list[Kind] = []
        names: set[str | None] = set()
        for member in members:
            if type(member) is not Pairs:
                return None
            name, kind = self._kinds.of_value(member)
            if not kind.is_shared or kind.verdict != ():
                return None
            kinds.append(kind)
            names.add(name)
        return kinds if len(names) == len(kinds) else None


def _places(keys: tuple[str, ...]) -> tuple[int, int]:
    if "name" not in keys or "members" not in keys or len(set(keys)) < len(keys):
        return 0, 0
    return keys.index("name") + 1, keys.index("members") + 1


def _told(
    outline: Outline, columns: Sequence[tuple[str, ...]]
) -> Iterable[tuple[object, ...]] | None:
    """Give of products of one mould, by their strings, what rules look at in each; None where it is all of one.

    Of a plain name these are the last part, and what exposures' names add to it.
    """
    names = columns[outline.name]
    told: list[Sequence[object]] = [plain_endings(names)]
    expnames = [columns[at] for at in outline.expnames]
    for each in expnames:
        told.append(_PLAIN_LINES("\n".join(each)))
        told.append(
            [
                expname[len(name) :] if expname.startswith(name) else None
                for name, expname in zip(names, each, strict=True)
            ]
        )
    if any(len(column) != len(names) for column in told):
        return None
    if len(expnames) > 1 and any(len(set(own)) < len(own) for own in zip(*expnames, strict=True)):
        return None
    told += [columns[at] for at in outline.others]
    return zip(*told, strict=True)


def _remember(clean: dict[Any, Clean], signature: object, like: Clean) -> None:
    if len(clean) >= MOST_KINDS:
        clean.clear()
    clean[signature] = like
