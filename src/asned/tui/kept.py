"""The rows that a filter leaves of a longer list, kept in its order while things come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from asned.jsontext.blocks import Blocks, Numbered

T = TypeVar("T", bound=Numbered)


class Kept(Generic[T]):
    """Some of the things of a longer list, whose order `position` tells; KeyError says that one is gone.

    A thing stays until it is gone from that list: what is edited does not vanish under the cursor.
    """

    def __init__(self, position: Callable[[T], int]) -> None:
        self._position = position
        self._things: Blocks[T] = Blocks()

    def __len__(self) -> int:
        return len(self._things)

    def __iter__(self) -> Iterator[T]:
        return iter(self._things)

    def __contains__(self, id: object) -> bool:
        return id in self._things

    def slice(self, start: int, stop: int) -> list[T]:
        """Give the things from position `start` up to `stop`."""
        return self._things.slice(start, stop)

    def index(self, id: int) -> int:
        """Give the position of the thing with this id; raises KeyError where it is not here."""
        return self._things.index(id)

    def append(self, things: Sequence[T]) -> None:
        """Keep things that stand behind all others."""
        self._things.splice(len(self), len(self), things)

    def discard(self, ids: Iterable[int]) -> None:
        """Forget things, given in their order; those not kept are passed over."""
        gone = [id for id in ids if id in self._things]
        if not gone:
            return
        ends = self._things.index(gone[0]), self._things.index(gone[-1])
        start, stop = min(ends), max(ends) + 1
        if stop - start < len(gone):
            start, stop = 0, len(self)
        meant = set(gone)
        stretch = self._things.slice(start, stop)
        left = [thing for thing in stretch if thing.id not in meant]
        self._things.splice(start, stop, left)
        if len(stretch) - len(left) < len(gone):  # they were not in order after all
            self.discard(gone)

    def insert(self, things: Sequence[T]) -> None:
        """Keep further things, given in their order, at their places."""
        new = [thing for thing in things if thing.id not in self._things]
        if not new:
            return
        at = self.place(new[0])
        if at == self.place(new[-1]):
            self._things.splice(at, at, new)
            return
        for thing in new:
            at = self.place(thing)
            self._things.splice(at, at, [thing])

    def place(self, thing: T) -> int:
        """Give how many kept things stand before one of the whole list."""
        position = self._position(thing)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._position(self._things[middle]) < position:
                low = middle + 1
            else:
                high = middle
        return low
