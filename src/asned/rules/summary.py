"""What all members of a file sum up to, for the rules about its keywords."""

from __future__ import annotations

from asned.association.exposerr import is_real_error
from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Pairs
from asned.rules.conventions import meant_exptype
from asned.rules.names import PLAIN


class Summary:
    """Counters over the members judged so far; `changes` grows whenever one of them moves."""

    __slots__ = ("changes", "degraded", "members", "programs", "suffixes")

    def __init__(self) -> None:
        self.changes = 0
        self.members = 0
        self.degraded = 0
        self.programs: dict[str, int] = {}
        self.suffixes: dict[str, int] = {}

    def add(self, member: Leaf) -> None:
        """Count a member."""
        self._count(member, 1)

    def remove(self, member: Leaf) -> None:
        """Take a member out."""
        self._count(member, -1)

    def _count(self, member: Leaf, number: int) -> None:
        self.changes += 1
        self.members += number
        value = member.value
        if type(value) is not Pairs:
            return
        exposerr = value.get("exposerr")
        if exposerr is not None and is_real_error(exposerr):
            self.degraded += number
        name = value.get("expname")
        if type(name) is not str:
            return
        program = name[2:7]
        if name.startswith("jw") and program.isdecimal():
            _add(self.programs, program, number)
        exptype = value.get("exptype")
        if type(exptype) is str and meant_exptype(exptype) == "science":
            match = PLAIN.fullmatch(name)
            if match and match["suffix"]:
                _add(self.suffixes, match["suffix"], number)


def _add(counter: dict[str, int], key: str, number: int) -> None:
    count = counter.get(key, 0) + number
    if count:
        counter[key] = count
    else:
        del counter[key]
