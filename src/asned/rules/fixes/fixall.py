"""Fixing findings of one rule, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from asned.association.edits import Several
from asned.association.gathering import gathered
from asned.association.places import Kind
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Fix, together
from asned.rules.index import FindingIndex

PART = 512
"""How many members' fixes are made for the document as it is: beyond, the keyboard would wait for them."""

OfferedFor = Callable[[Iterable[Finding]], Iterator[tuple[Fix, ...]]]
"""Gives the fixes of each of some findings, all for the document as it is."""


class FixAll:
    """The edits that fix findings of one rule, each by its fix at the position `way`.

    An edit is made when it is asked for, of what the ones before have left: those are to be done and
    judged by then. What a member is fixed by concerns that member alone, so of these many are fixed by
    one edit; everything else is fixed one by one. `fixed` counts what was, and `len` says how many edits
    there are, but for members of which several findings are fixed.
    """

    def __init__(
        self, findings: Sequence[Finding], index: FindingIndex, offered_for: OfferedFor, way: int
    ) -> None:
        """Begin; `index` has the findings as they are at any time."""
        self.fixed = 0
        self._findings = findings
        self._index = index
        self._offered_for = offered_for
        self._way = way

    def __len__(self) -> int:
        members = sum(each.place.kind is Kind.MEMBER for each in self._findings)
        return len(self._findings) - members - (-members // PART)

    def __iter__(self) -> Iterator[Several]:
        for part in _parts(self._findings):
            left = [again for each in part if (again := self._again(each))]
            offered = self._offered_for(left)
            chosen = [fixes[self._way] for fixes in offered if self._way < len(fixes)]
            self.fixed += len(chosen)
            if part[0].place.kind is Kind.MEMBER:  # of another member each
                yield Several(tuple(gathered([fix.edit for fix in chosen])), "fix")
            else:
                yield together(chosen, "fix")

    def _again(self, finding: Finding) -> Finding | None:
        """Give a finding as it is now: other fixes may have changed its message, or removed it."""
        for each in self._index.of_node(finding.place.node):
            if each.rule == finding.rule:
                return each
        return None


def _parts(findings: Iterable[Finding]) -> Iterator[Sequence[Finding]]:
    """Cut findings into parts that may be fixed at once: of no member two."""
    for is_member, run in groupby(findings, lambda each: each.place.kind is Kind.MEMBER):
        while left := list(islice(run, PART if is_member else 1)):
            while left:
                first = {each.place.node: each for each in reversed(left)}
                if len(first) == len(left):
                    yield left
                    break
                yield [each for each in left if first[each.place.node] is each]
                left = [each for each in left if first[each.place.node] is not each]
