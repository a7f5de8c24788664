"""Which of several things with one name stands first, and which are its copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class _Group:
    __slots__ = ("first", "ids")

    def __init__(self, first: int, second: int) -> None:
        self.first = first
        self.ids = {first, second}


class Copies:
    """Names with the ids that bear them, in a list whose order `position` tells.

    Adding, removing and asking are flat in the length of the list; only taking the first of many copies
    away costs as much as there are copies.
    """

    __slots__ = ("_holders", "_position")

    def __init__(self, position: Callable[[int], int]) -> None:
        self._position = position
        self._holders: dict[str, int | _Group] = {}

    def add(self, name: str, id: int, *, is_last: bool = False) -> Iterable[int]:
        """Note one more bearer of a name and give the ids that this may have made copies or firsts."""
        holder = self._holders.get(name)
        if holder is None:
            self._holders[name] = id
            return ()
        if not isinstance(holder, _Group):
            self._holders[name] = holder = _Group(holder, id)
        holder.ids.add(id)
        if is_last or self._position(holder.first) < self._position(id):
            return (id,)
        former, holder.first = holder.first, id
        return (former, id)

    def remove(self, name: str, id: int) -> Iterable[int]:
        """Note that a bearer is gone and give the ids that this may have made firsts."""
        holder = self._holders[name]
        if not isinstance(holder, _Group):
            del self._holders[name]
            return ()
        holder.ids.remove(id)
        if holder.first != id:
            first = holder.first
        else:
            first = holder.first = min(holder.ids, key=self._position)
        if len(holder.ids) == 1:
            self._holders[name] = first
        return (first,)

    def reorder(self, name: str) -> Iterable[int]:
        """Look again which bearer stands first, after some were moved."""
        holder = self._holders.get(name)
        if not isinstance(holder, _Group):
            return ()
        former, holder.first = holder.first, min(holder.ids, key=self._position)
        return (former, holder.first)

    def is_copy(self, name: str, id: int) -> bool:
        """Say whether another bearer of the name stands before this one."""
        holder = self._holders.get(name)
        return isinstance(holder, _Group) and id in holder.ids and holder.first != id
