"""What tells the things that a query asks for, but for its words: findings after a `!`, an exptype."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from asned.jsontext.blocks import Numbered
from asned.jsontext.pieces import Leaf, Piece
from asned.rules import every
from asned.rules.findings import Finding
from asned.rules.index import FindingIndex
from asned.rules.memberkeys import exptype_of
from asned.rules.registry import RULES
from asned.tui.query import Query, severities_of, test_of

if TYPE_CHECKING:
    from asned.tui.problems import Problem

AT_A_TIME = 1000
"""How many findings are looked at between two looks at the clock."""

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Sieve(Protocol[T_contra]):
    """Leaves some of the things that it is given, once it is prepared."""

    def prepare(self) -> Iterator[None]:
        """Collect what has to be known first, a part at a time."""

    def left(self, found: Sequence[int], things: Sequence[T_contra]) -> Sequence[int]:
        """Give those of some positions in `things` whose thing is left."""


class NodeSieve:
    """Leaves the things whose id is one that findings are about, as `node_of` tells it of a finding.

    One walk over all findings tells it of all things; most files have far fewer findings than members.
    """

    def __init__(
        self, about: Sequence[str], findings: FindingIndex, node_of: Callable[[Finding], int]
    ) -> None:
        self._tests = [test_of(each) for each in about]
        self._findings = findings
        self._node_of = node_of
        self._nodes: list[set[int]] = [set() for _ in about]

    def prepare(self) -> Iterator[None]:
        """Collect the ids."""
        node_of = self._node_of
        if not self._tests:
            return
        for start in range(0, len(self._findings), AT_A_TIME):
            findings = self._findings.slice(start, start + AT_A_TIME)
            for is_meant, nodes in zip(self._tests, self._nodes, strict=True):
                nodes |= {node_of(each) for each in findings if is_meant(each)}
            yield

    def left(self, found: Sequence[int], things: Sequence[Numbered]) -> Sequence[int]:
        """Give those whose ids were collected."""
        for nodes in self._nodes:
            found = [at for at in found if things[at].id in nodes]
        return found


class MemberSieve:
    """Leaves members with findings, or of one exptype, or both."""

    def __init__(self, query: Query, findings: FindingIndex) -> None:
        self._with_findings = NodeSieve(query.about, findings, lambda finding: finding.place.node)
        self._exptype = query.exptype

    def prepare(self) -> Iterator[None]:
        """Collect the members with the findings."""
        return self._with_findings.prepare()

    def left(self, found: Sequence[int], things: Sequence[Piece]) -> Sequence[int]:
        """Give those with the findings and of the exptype."""
        found = self._with_findings.left(found, things)
        if self._exptype is None:
            return found
        return [at for at in found if self._is_of_exptype(things[at])]

    def _is_of_exptype(self, member: Piece) -> bool:
        return isinstance(member, Leaf) and (exptype_of(member) or "") == self._exptype


class OwnSieve(Generic[T]):
    """Leaves things by their own findings, which `findings_of` gives."""

    def __init__(self, about: Sequence[str], findings_of: Callable[[T], Sequence[Finding]]) -> None:
        self._tests = [test_of(each) for each in about]
        self._findings_of = findings_of

    def prepare(self) -> Iterator[None]:
        """Collect nothing."""
        return iter(())

    def left(self, found: Sequence[int], things: Sequence[T]) -> Sequence[int]:
        """Give those with the findings."""
        for is_meant in self._tests:
            found = [at for at in found if any(map(is_meant, self._findings_of(things[at])))]
        return found


class ProblemSieve:
    """Leaves findings of a kind."""

    def __init__(self, about: Sequence[str]) -> None:
        self._tests = [test_of(each) for each in about]

    def prepare(self) -> Iterator[None]:
        """Collect nothing."""
        return iter(())

    def left(self, found: Sequence[int], things: Sequence[Problem]) -> Sequence[int]:
        """Give those that were asked for."""
        for is_meant in self._tests:
            found = [at for at in found if is_meant(things[at].finding)]
        return found


def unknown(query: Query) -> str:
    """Give what stands after a `!` and is neither a severity nor in any rule's id, "" where all is known."""
    assert every.MODULES, "importing `every` fills the registry"
    for about in query.about:
        if not severities_of(about) and not any(about in rule for rule in RULES):
            return about
    return ""


def product_sieve(query: Query, findings: FindingIndex) -> NodeSieve | None:
    """Give what leaves products with findings on them and in them."""
    if not query.about:
        return None
    return NodeSieve(query.about, findings, lambda finding: finding.place.product)
