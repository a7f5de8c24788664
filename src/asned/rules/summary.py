"""What all members of a file sum up to, for the rules about its keywords."""

from __future__ import annotations

from collections import Counter

from asned.rules.kinds import Kind


class Summary:
    """Counters over the members judged so far.

    `changes` grows whenever what the rules see of them moves: whether any member is degraded, which
    programs and which suffixes there are.
    """

    __slots__ = ("changes", "degraded", "members", "programs", "suffixes")

    def __init__(self) -> None:
        self.changes = 0
        self.members = 0
        self.degraded = 0
        self.programs: dict[str, int] = {}
        self.suffixes: dict[str, int] = {}

    def count(self, kind: Kind, number: int) -> None:
        """Count so many members of a kind; a negative number takes them out."""
        self.members += number
        if kind.is_degraded:
            was_degraded = self.degraded > 0
            self.degraded += number
            self.changes += was_degraded != (self.degraded > 0)
        if kind.program is not None:
            self._add(self.programs, kind.program, number)
        if kind.suffix is not None:
            self._add(self.suffixes, kind.suffix, number)

    def count_all(self, kinds: Counter[Kind]) -> None:
        """Count members by their kinds."""
        for kind, number in kinds.items():
            self.count(kind, number)

    def change(self, old: Kind, new: Kind, number: int) -> None:
        """Count so many members of one kind as being of another."""
        was = old.is_degraded, old.program, old.suffix
        if was != (new.is_degraded, new.program, new.suffix):
            self.count(old, -number)
            self.count(new, number)

    def _add(self, counter: dict[str, int], key: str, number: int) -> None:
        former = counter.get(key, 0)
        count = former + number
        if count:
            counter[key] = count
            self.changes += not former
        else:
            del counter[key]
            self.changes += 1
