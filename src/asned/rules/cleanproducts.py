"""Products that need not be looked into: those like one that was judged without a finding.

While a file is judged for the first time, nearly all products are passed over in this way, and stay folded.
"""

from __future__ import annotations

from collections.abc import Sequence

from asned.jsontext.pieces import Folded
from asned.jsontext.values import Pairs
from asned.rules.kinds import MOST_KINDS, Kind, Kinds
from asned.rules.productkinds import plain_ending

FEW_MEMBERS = 8
"""Products of more members are never passed over: their counters are needed."""


class Likeness:
    """What a folded product has in common with all that are clean if one is.

    `name` is the product's, `ids` are those of its pieces, `kinds` those of its members. Two products
    with the same `signature` differ only in what no rule over one product or one member looks at.
    """

    __slots__ = ("ids", "kinds", "name", "signature")

    def __init__(self, name: str, ids: range, kinds: Sequence[Kind], signature: object) -> None:
        self.name = name
        self.ids = ids
        self.kinds = kinds
        self.signature = signature


class CleanProducts:
    """Remembers which likenesses were clean."""

    __slots__ = ("_clean", "_kinds", "_places")

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._clean: set[object] = set()
        # Where name and members stand in the value of a product with these keys; 0 where not once each.
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}

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
        ids = range(product.id, product.id + 1 + len(keys) + len(members))
        return Likeness(name, ids, kinds, (keys, ending, science, others, *kinds))

    def is_clean(self, likeness: Likeness) -> bool:
        """Say whether a product of this likeness was judged without a finding."""
        return likeness.signature in self._clean

    def remember(self, likeness: Likeness) -> None:
        """Note that a product of this likeness was judged without a finding."""
        if len(self._clean) >= MOST_KINDS:
            self._clean.clear()
        self._clean.add(likeness.signature)

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
