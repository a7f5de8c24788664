"""The numbers of pieces."""

from __future__ import annotations


class Ids:
    """Numbers for the pieces of one document, never used twice within a run."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> int:
        """Give a number that no piece has had."""
        self._last += 1
        return self._last

    def reserve(self, count: int) -> int:
        """Give the first of so many numbers in a row that no piece has had."""
        first = self._last + 1
        self._last += count
        return first

    @staticmethod
    def reserved(first: int) -> Ids:
        """Give out numbers that were reserved, from the first on."""
        ids = Ids()
        ids._last = first - 1
        return ids
