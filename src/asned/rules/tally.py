"""What the members of one product sum up to, kept by counters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from asned.jsontext.pieces import Branch, Leaf
from asned.rules.copies import Copies
from asned.rules.kinds import Kinds


class ProductTally:
    """Counts over the members of one product.

    `exptypes` counts members by exptype as it is meant (stripped, lower case), `untyped` those that are no
    object or have no text as exptype. `names` knows which members repeat an expname.
    """

    __slots__ = ("_sciences", "exptypes", "names", "untyped")

    def __init__(self, position: Callable[[int], int]) -> None:
        self.exptypes: dict[str, int] = {}
        self.untyped = 0
        self.names = Copies(position)
        self._sciences = 0

    @property
    def only_science(self) -> int | None:
        """The id of the science member where there is just one."""
        return self._sciences if self.exptypes.get("science") == 1 else None

    def add(
        self, id: int, name: str | None, exptype: str | None, *, is_last: bool = False
    ) -> Iterable[int]:
        """Count a member and give the ids of members whose being a copy may have changed."""
        self.count((id,), exptype)
        return () if name is None else self.names.add(name, id, is_last=is_last)

    def remove(self, id: int, name: str | None, exptype: str | None) -> None:
        """Take a member out; `names.settle` then says whose being a copy has changed."""
        self._uncount((id,), exptype)
        if name is not None:
            self.names.remove(name, id)

    def change(self, ids: Sequence[int], old: str | None, new: str | None) -> None:
        """Count members that keep their names under another exptype."""
        if old != new:
            self._uncount(ids, old)
            self.count(ids, new)

    def count(self, ids: Sequence[int], exptype: str | None) -> None:
        """Count members of one exptype, without their names."""
        self._add(exptype, len(ids))
        self._note_sciences(ids, exptype)

    def _uncount(self, ids: Sequence[int], exptype: str | None) -> None:
        self._add(exptype, -len(ids))
        self._note_sciences(ids, exptype)

    def _note_sciences(self, ids: Sequence[int], exptype: str | None) -> None:
        if exptype == "science":
            for id in ids:
                # The exclusive or of all ids is the id itself where there is but one.
                self._sciences ^= id

    def _add(self, exptype: str | None, number: int) -> None:
        if exptype is None:
            self.untyped += number
            return
        count = self.exptypes.get(exptype, 0) + number
        if count:
            self.exptypes[exptype] = count
        else:
            del self.exptypes[exptype]


def tally_of(branch: Branch | None, kinds: Kinds) -> ProductTally:
    """Count all members of a product at once; `branch` is None where it has no list of them."""
    if branch is None:
        return ProductTally(lambda id: 0)
    tally = ProductTally(branch.children.index)
    of_exptype: dict[str | None, list[int]] = {}
    named: list[tuple[str, int]] = []
    for member in branch.children:
        assert isinstance(member, Leaf)
        name, kind = kinds.of_value(member.value)
        of_exptype.setdefault(kind.exptype, []).append(member.id)
        if name is not None:
            named.append((name, member.id))
    for exptype, ids in of_exptype.items():
        tally.count(ids, exptype)
    tally.names.append(named)
    return tally
