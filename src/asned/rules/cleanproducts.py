"""Products that need not be looked into: those like one that was judged without a finding.

While a file is judged for the first time, nearly all products are passed over in this way, and stay folded.
"""

from __future__ import annotations

from collections.abc import Sequence

from asned.association.outlines import Outline, outline_of
from asned.jsontext.pieces import Folded
from asned.jsontext.values import Pairs
from asned.rules.kinds import MOST_KINDS, Kind, Kinds
from asned.rules.names import PLAIN
from asned.rules.productkinds import plain_ending

FEW_MEMBERS = 8
"""Products of more members are never passed over: their counters are needed."""


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


class CleanProducts:
    """Remembers which likenesses were clean."""

    __slots__ = ("_clean", "_kinds", "_of_mould", "_places")

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._clean: dict[object, Clean] = {}
        # The same by mould and by what the strings of a product tell.
        self._of_mould: dict[object, Clean] = {}
        # Where name and members stand in the value of a product with these keys; 0 where not once each.
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}

    def known(self, product: Folded) -> tuple[str, Clean] | None:
        """Give the name of a product that is known to be clean, and what it is like."""
        known = outline_of(product)
        signature: object = None
        if known is not None:
            mould, outline, strings = known
            if len(outline.expnames) > FEW_MEMBERS:
                return None
            name = strings[outline.name]
            told = _told(name, outline, strings)
            if told is None:
                return None
            signature = mould, told
            clean = self._of_mould.get(signature)
            if clean is not None:
                return name, clean
        likeness = self.likeness(product)
        clean = self._clean.get(likeness.signature) if likeness else None
        if likeness is None or clean is None:
            return None
        if signature is not None:
            _remember(self._of_mould, signature, clean)
        return likeness.name, clean

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


def _told(name: str, outline: Outline, strings: tuple[str, ...]) -> tuple[object, ...] | None:
    """Give what rules look at in the strings of a product of one mould; None where that is everything.

    Of a plain name these are the last part, and what exposures' names add to it.
    """
    ending = plain_ending(name)
    if ending is None:
        return None
    told: list[object] = [ending]
    expnames = [strings[at] for at in outline.expnames]
    for expname in expnames:
        match = PLAIN.fullmatch(expname)
        if match is None:
            return None
        told.append(match.groups())
        told.append(expname[len(name) :] if expname.startswith(name) else None)
    if len(expnames) > 1 and len(set(expnames)) < len(expnames):
        return None
    for at in outline.others:
        told.append(strings[at])
    return tuple(told)


def _remember(clean: dict[object, Clean], signature: object, like: Clean) -> None:
    if len(clean) >= MOST_KINDS:
        clean.clear()
    clean[signature] = like
