"""Kinds of members: what the counters and the rules need of all members that differ in nothing else.

A file of 100,000 members holds a few kinds of them. Two members are of one kind when they have the same
keys and values, but for an `expname` that is plain (`names.PLAIN`) and agrees in program, suffix and
extension; what one of them was judged, the other is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from asned.association.exposerr import is_real_error
from asned.jsontext.pieces import Leaf
from asned.jsontext.values import Pairs, Value
from asned.rules.conventions import meant_exptype
from asned.rules.findings import Finding
from asned.rules.names import PLAIN

MOST_KINDS = 4096
"""How many kinds are remembered before the memory is begun anew."""


@dataclass(slots=True, eq=False)
class Kind:
    """One kind of members, or a member that is a kind of its own (`is_shared` false).

    `exptype` is what is meant, None where it is no text; `program` five digits, or None; `suffix` that of
    a science member's plain name, or None. `verdict` is what the first member of it was judged, None as
    long as there was none; it holds for all of them, but for its place.
    """

    exptype: str | None = None
    program: str | None = None
    suffix: str | None = None
    is_degraded: bool = False
    is_shared: bool = False
    verdict: tuple[Finding, ...] | None = None


_SHAPELESS = Kind()


class Kinds:
    """Gives members their kind, and remembers the kinds met."""

    __slots__ = ("_groups", "_kinds", "_match", "_name", "_name_places")

    def __init__(self) -> None:
        self._kinds: dict[object, Kind] = {}
        self._name_places: dict[tuple[str, ...], int] = {}
        # The name looked at last: a member that is changed is asked about twice.
        self._name: object = None
        self._match: re.Match[str] | None = None
        self._groups: tuple[str | None, ...] = ()

    def of(self, member: Leaf) -> tuple[str | None, Kind]:
        """Give a member's expname (None where it is missing, empty or no text) and its kind."""
        return self.of_value(member.value)

    def of_value(self, value: Value) -> tuple[str | None, Kind]:
        """Give the expname and the kind of the member with this value, as `of` does."""
        if type(value) is not Pairs:
            return None, _SHAPELESS
        keys = value[0]
        at = self._name_places.get(keys)
        if at is None:
            at = self._name_places[keys] = _place_of_name(keys)
        if not at:
            name = value.get("expname")
            return name if type(name) is str and name else None, _kind_of(value, name, None)
        name = value[at]
        if name is not self._name:
            self._name = name
            self._match = PLAIN.fullmatch(name) if type(name) is str else None
            self._groups = self._match.groups() if self._match else ()
        match = self._match
        if match is None:
            return name if type(name) is str and name else None, _kind_of(value, name, None)
        rest = value[2:] if at == 1 else value[1:at] + value[at + 1 :]
        signature = (keys, self._groups, rest)
        try:
            kind = self._kinds.get(signature)
        except TypeError:  # lists are no keys: such members are judged one by one
            return name, _kind_of(value, name, match["suffix"])
        if kind is None:
            for each in rest:
                if each is not None and type(each) is not str:
                    # And so are these: True, 1 and 1.0 are equal.
                    return name, _kind_of(value, name, match["suffix"])
            if len(self._kinds) >= MOST_KINDS:
                self._kinds.clear()
            kind = self._kinds[signature] = _kind_of(value, name, match["suffix"])
            kind.is_shared = True
        return name, kind


def _place_of_name(keys: tuple[str, ...]) -> int:
    """Give where in a member's values the expname stands, 0 where such members are of no kind."""
    if "expname" not in keys or len(set(keys)) < len(keys):
        return 0
    return keys.index("expname") + 1


def _kind_of(value: Pairs, name: object, suffix: str | None) -> Kind:
    exptype = value.get("exptype")
    meant = meant_exptype(exptype) if isinstance(exptype, str) else None
    program = None
    if isinstance(name, str) and name.startswith("jw") and name[2:7].isdecimal():
        program = name[2:7]
    return Kind(
        meant,
        program,
        suffix if meant == "science" else None,
        is_real_error(value.get("exposerr")),
    )
