"""What all members of a file sum up to, for the rules about its keywords."""

from __future__ import annotations

from asned.rules.kinds import Kind


class Summary:
    """Counters over the members judged so far; `changes` grows whenever one of them moves."""

    __slots__ = ("changes", "degraded", "members", "programs", "suffixes")

    def __init__(self) -> None:
        self.changes = 0
        self.members = 0
        self.degraded = 0
        self.programs: dict[str, int] = {}
        self.suffixes: dict[str, int] = {}

    def count(self, kind: Kind, number: int) -> None:
        """Count so many members of a kind; a negative number takes them out."""
        self.changes += 1
        self.members += number
        if kind.is_degraded:
            self.degraded += number
        if kind.program is not None:
            _add(self.programs, kind.program, number)
        if kind.suffix is not None:
            _add(self.suffixes, kind.suffix, number)

    def change(self, old: Kind, new: Kind, number: int) -> None:
        """Count so many members of one kind as being of another."""
        was = old.is_degraded, old.program, old.suffix
        if was != (new.is_degraded, new.program, new.suffix):
            self.count(old, -number)
            self.count(new, number)


def _add(counter: dict[str, int], key: str, number: int) -> None:
    count = counter.get(key, 0) + number
    if count:
        counter[key] = count
    else:
        del counter[key]
