"""A long sequence of numbered things in blocks of a few hundred, so that an edit is flat in its length."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Generic, Protocol, TypeVar


class Numbered(Protocol):
    """What a sequence of blocks holds: anything with an id that no other in it has."""

    @property
    def id(self) -> int:
        """The number it is found by."""


T = TypeVar("T", bound=Numbered)

BLOCK_SIZE = 256
"""How many pieces a new block holds; a block is split when it has grown to four times that."""

_NEAR = 8
"""How far from where a piece should be by its id it is looked for before all its block is."""

_SPARSE = 16
"""Where fewer than one in so many pieces is meant they are looked up, else all are walked over."""


class Blocks(Generic[T]):
    """Ts in order. Reading and exchanging a few costs the same at ten pieces and at 100,000."""

    __slots__ = ("_blocks", "_count", "_first_ids", "_home", "_numbers", "_starts")

    def __init__(self, pieces: Iterable[T] = ()) -> None:
        listed = pieces if isinstance(pieces, list) else list(pieces)
        self._blocks: list[list[T]] = _cut(listed)
        self._count = len(listed)
        # Where each block begins, and which one it is; None until asked for after blocks have changed.
        self._starts: list[int] | None = None
        self._numbers: dict[int, int] | None = None
        self._first_ids: list[int] | None = None
        self._home: dict[int, list[T]] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self._blocks)

    def __getitem__(self, index: int) -> T:
        if index < 0:
            index += len(self)
        if index < 0 or index >= len(self):
            raise IndexError(f"there is no piece {index}")
        block, offset = self._find(index)
        return self._blocks[block][offset]

    def slice(self, start: int, stop: int) -> list[T]:
        """Give the pieces from `start` up to `stop`, fewer where the sequence ends before."""
        stop = min(stop, len(self))
        if start >= stop:
            return []
        block, offset = self._find(start)
        found = self._blocks[block][offset : offset + stop - start]
        while len(found) < stop - start:
            block += 1
            found += self._blocks[block][: stop - start - len(found)]
        return found

    def index(self, id: int) -> int:
        """Give the position of the piece with this id.

        Raises:
            KeyError: no such piece is here.
        """
        number, offset = self._place_of(id)
        return offset if number == 0 else self._first_positions()[number] + offset

    def with_id(self, id: int) -> T:
        """Give the piece with this id.

        Raises:
            KeyError: no such piece is here.
        """
        number, offset = self._place_of(id)
        return self._blocks[number][offset]

    def positions(self, ids: Collection[int]) -> list[int]:
        """Give the positions of the pieces with these ids, in order; those not here are passed over."""
        if len(ids) * _SPARSE < len(self):
            return sorted(self.index(id) for id in ids if id in self)
        return [at for at, piece in enumerate(self) if piece.id in ids]

    def pick(self, ids: Collection[int]) -> list[T]:
        """Give the pieces with these ids, in order; those not here are passed over."""
        if len(ids) * _SPARSE < len(self):
            return [self[at] for at in self.positions(ids)]
        return [piece for piece in self if piece.id in ids]

    def __contains__(self, id: object) -> bool:
        if len(self._blocks) == 1:
            return any(piece.id == id for piece in self._blocks[0])
        if self._home is None and isinstance(id, int) and self._by_first_ids(id):
            return True
        return id in self._homes()

    def splice(self, start: int, stop: int, pieces: Iterable[T]) -> None:
        """Put `pieces` in the place of those from `start` up to `stop`."""
        new = list(pieces)
        if start == len(self) and start > 0:
            first, offset = len(self._blocks) - 1, len(self._blocks[-1])
        else:
            first, offset = self._find(start)
        last, taken = first, len(self._blocks[first]) - offset
        while taken < stop - start:
            last += 1
            taken += len(self._blocks[last])
        merged = list(chain.from_iterable(self._blocks[first : last + 1]))
        self._count += len(new) - len(merged[offset : offset + stop - start])
        if self._home is not None:
            for piece in merged[offset : offset + stop - start]:
                del self._home[piece.id]
        if first == last:
            block = self._blocks[first]
            block[offset : offset + stop - start] = new
            if 0 < len(block) <= 4 * BLOCK_SIZE:
                if self._home is not None:
                    self._home.update((piece.id, block) for piece in new)
                if len(new) != stop - start:
                    self._starts = None
                return
        merged[offset : offset + stop - start] = new
        cut = _cut(merged) if merged else []
        self._blocks[first : last + 1] = cut
        self._numbers = self._first_ids = None
        if self._home is not None:
            self._home.update((piece.id, block) for block in cut for piece in block)
        if not self._blocks:
            self._blocks = [[]]
        self._starts = None

    def _find(self, index: int) -> tuple[int, int]:
        if len(self._blocks) == 1:
            return 0, index
        starts = self._first_positions()
        block = bisect_right(starts, index) - 1
        return block, index - starts[block]

    def _place_of(self, id: int) -> tuple[int, int]:
        """Give the number of the block that holds an id, and where in it; KeyError if none does."""
        if len(self._blocks) == 1:
            return 0, _offset(self._blocks[0], id)
        found = None if self._home is not None else self._by_first_ids(id)
        if found is not None:
            return found
        block = self._homes()[id]
        return self._number_of(block), _offset(block, id)

    def _by_first_ids(self, id: int) -> tuple[int, int] | None:
        """Find an id as long as ids rise from block to block, as when they were read."""
        if self._first_ids is None:
            self._first_ids = [block[0].id for block in self._blocks]
        number = max(bisect_right(self._first_ids, id) - 1, 0)
        try:
            return number, _offset(self._blocks[number], id)
        except KeyError:
            return None

    def _first_positions(self) -> list[int]:
        if self._starts is None:
            self._starts = list(accumulate(map(len, self._blocks[:-1]), initial=0))
        return self._starts

    def _number_of(self, block: list[T]) -> int:
        if self._numbers is None:
            self._numbers = {id(each): number for number, each in enumerate(self._blocks)}
        return self._numbers[id(block)]

    def _homes(self) -> dict[int, list[T]]:
        if self._home is None:
            self._home = {piece.id: block for block in self._blocks for piece in block}
        return self._home


def _offset(block: Sequence[Numbered], id: int) -> int:
    """Find an id in a block. Those read from a file rise evenly, so it mostly is where it should be."""
    if not block:
        raise KeyError(id)
    first, span = block[0].id, block[-1].id - block[0].id
    guess = (id - first) * (len(block) - 1) // span if span > 0 else 0
    if 0 <= guess < len(block) and block[guess].id == id:
        return guess
    for offset in range(max(0, guess - _NEAR), min(len(block), guess + _NEAR + 1)):
        if block[offset].id == id:
            return offset
    for offset, piece in enumerate(block):
        if piece.id == id:
            return offset
    raise KeyError(id)


def _cut(pieces: list[T]) -> list[list[T]]:
    if len(pieces) <= BLOCK_SIZE:
        return [pieces]
    return [pieces[at : at + BLOCK_SIZE] for at in range(0, len(pieces), BLOCK_SIZE)]
