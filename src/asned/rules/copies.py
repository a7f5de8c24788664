"""Which of several things with one name stands first, and which are its copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence


class _Group:
    """The ids that bear one name; `first` is None while it is not known which of them stands first."""

    __slots__ = ("first", "ids")

    def __init__(self, first: int, second: int) -> None:
        self.first: int | None = first
        self.ids = {first, second}


class Copies:
    """Names with the ids that bear them, in a list whose order `position` tells.

    Adding, removing and asking are flat in the length of the list; only taking the first of many copies
    away costs as much as there are copies.
    """

    __slots__ = ("_headless", "_holders", "_position")

    def __init__(self, position: Callable[[int], int]) -> None:
        self._position = position
        self._holders: dict[str, int | _Group] = {}
        self._headless: dict[str, None] = {}

    def add(self, name: str, id: int, *, is_last: bool = False) -> Iterable[int]:
        """Note one more bearer of a name and give the ids that this may have made copies or firsts."""
        holder = self._holders.get(name)
        if holder is None:
            self._holders[name] = id
            return ()
        if not isinstance(holder, _Group):
            self._holders[name] = holder = _Group(holder, id)
        holder.ids.add(id)
        former = holder.first
        assert former is not None, "`settle` comes after removing"
        if is_last or self._position(former) < self._position(id):
            return (id,)
        holder.first = id
        return (former, id)

    def append(self, bearers: Sequence[tuple[str, int]]) -> list[int]:
        """Note bearers, each of which stands behind all before it, and give those that are copies."""
        named = dict(bearers)
        if len(named) == len(bearers) and self._holders.keys().isdisjoint(named):
            self._holders.update(named)
            return []
        copies: list[int] = []
        enter = self._holders.setdefault
        for name, id in bearers:
            if enter(name, id) != id:
                copies += self.add(name, id, is_last=True)
        return copies

    def insert(self, bearers: Iterable[tuple[str, int]], among: range) -> list[int]:
        """Note bearers, each of which stands behind the one before it, and all at positions `among` some.

        Gives those that this may have made copies or firsts.
        """
        touched: list[int] = []
        enter = self._holders.setdefault
        for name, id in bearers:
            holder = enter(name, id)
            if holder == id:
                continue
            former = holder.first if isinstance(holder, _Group) else holder
            assert former is not None, "`settle` comes after removing"
            touched += self.add(name, id, is_last=self._position(former) < among.start)
        return touched

    def remove(self, name: str, id: int) -> None:
        """Note that a bearer is gone; when all that go are gone, `settle` says what follows."""
        holder = self._holders[name]
        if not isinstance(holder, _Group):
            del self._holders[name]
            return
        holder.ids.remove(id)
        if not holder.ids:
            del self._holders[name]
        elif holder.first == id:
            holder.first = None
            self._headless[name] = None
        elif len(holder.ids) == 1 and holder.first is not None:
            self._holders[name] = holder.first

    def settle(self) -> Iterator[int]:
        """Find out who stands first where the first was removed, and give those that now do."""
        names = list(self._headless)
        self._headless.clear()
        for name in names:
            holder = self._holders.get(name)
            if isinstance(holder, _Group):
                first = holder.first = min(holder.ids, key=self._position)
                if len(holder.ids) == 1:
                    self._holders[name] = first
                yield first

    def reorder(self, name: str) -> Iterable[int]:
        """Look again which bearer stands first, after one was moved."""
        holder = self._holders.get(name)
        if not isinstance(holder, _Group):
            return ()
        former, first = holder.first, min(holder.ids, key=self._position)
        assert former is not None, "`settle` comes after removing"
        holder.first = first
        return (former, first)

    @property
    def has_copies(self) -> bool:
        """Whether any name has several bearers; as costly as there are names."""
        return _Group in map(type, self._holders.values())

    def is_copy(self, name: str, id: int) -> bool:
        """Say whether another bearer of the name stands before this one."""
        holder = self._holders.get(name)
        return isinstance(holder, _Group) and id in holder.ids and holder.first != id
