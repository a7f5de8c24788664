"""Which rows of a table are selected, by numbers that stay the same while rows come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

KeysAt = Callable[[range], Sequence[int | None]]
"""Gives the numbers of what rows show, None for a row that cannot be selected."""


class Selection:
    """A set of selected things, and the stretch of rows that is being selected just now."""

    def __init__(self) -> None:
        self._keys: set[int] = set()
        self._anchor = -1
        self._end = -1
        self._before: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    @property
    def keys(self) -> frozenset[int]:
        """What is selected."""
        return frozenset(self._keys)

    def toggle(self, key: int) -> None:
        """Select it, or no longer."""
        self._anchor = -1
        self._keys.symmetric_difference_update((key,))

    def replace(self, keys: Iterable[int]) -> None:
        """Select these and nothing else."""
        self._anchor = -1
        self._keys = set(keys)

    def discard(self, keys: Iterable[int]) -> None:
        """Forget what is not there any more."""
        self._anchor = -1
        self._keys.difference_update(keys)

    def extend(self, start: int, end: int, keys_at: KeysAt) -> range:
        """Select from where extending began, at row `start`, to row `end`; give the rows to repaint.

        Rows that a step back leaves are as they were before. Each step costs the rows it passes.
        """
        if self._anchor < 0 or start != self._end:
            self._anchor = self._end = start
            self._before = frozenset(self._keys)
            self._set(range(start, start + 1), keys_at)
        low, high = min(self._end, end), max(self._end, end)
        self._end = end
        passed = range(low, high + 1)
        self._set(passed, keys_at)
        return passed

    def _set(self, rows: range, keys_at: KeysAt) -> None:
        first, last = min(self._anchor, self._end), max(self._anchor, self._end)
        for row, key in zip(rows, keys_at(rows), strict=True):
            if key is None:
                continue
            if first <= row <= last or key in self._before:
                self._keys.add(key)
            else:
                self._keys.discard(key)
