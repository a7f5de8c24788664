"""The findings on members, and the counters that members move, while members come, change and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from asned.association.document import Document
from asned.association.places import member_place
from asned.jsontext.pieces import Leaf, Piece
from asned.rules.cross_rules import expname_duplicate_message
from asned.rules.exchanged import leaf
from asned.rules.findings import Finding
from asned.rules.index import FindingIndex
from asned.rules.kinds import Kind, Kinds
from asned.rules.memberkeys import name_of
from asned.rules.summary import Summary
from asned.rules.tally import ProductTally
from asned.rules.verdicts import Verdicts


class MemberFindings:
    """Judges the members of one document, by themselves and as copies of one another.

    A `tally` is that of their product, None where none is kept; then copies are found when the product
    is judged.
    """

    def __init__(
        self,
        document: Document,
        verdicts: Verdicts,
        findings: FindingIndex,
        summary: Summary,
        kinds: Kinds,
    ) -> None:
        self._document = document
        self._verdicts = verdicts
        self._findings = findings
        self._summary = summary
        self._kinds = kinds

    def enter(
        self, product: int, member: Leaf, tally: ProductTally | None, *, is_last: bool = False
    ) -> None:
        """Judge a member that has come; `is_last` says that none known of its product stands behind it."""
        name, kind = self._kinds.of(member)
        self._summary.count(kind, 1)
        if kind.verdict != ():
            self._judge(product, member, kind)
        if tally is not None:
            copies = tally.add(member.id, name, kind.exptype, is_last=is_last)
            if copies:
                self.put_copies(product, tally, copies)

    def enter_run(
        self,
        product: int,
        members: Sequence[Piece],
        tally: ProductTally,
        among: range | None = None,
    ) -> None:
        """Judge members that have come, one behind the other.

        They stand among these positions of their product, or where none are given behind all known of it.
        """
        of_kind: defaultdict[Kind, list[int]] = defaultdict(list)
        named: list[tuple[str, int]] = []
        kind_of = self._kinds.of
        for piece in members:
            member = leaf(piece)
            name, kind = kind_of(member)
            of_kind[kind].append(member.id)
            if kind.verdict != ():
                self._judge(product, member, kind)
            if name is not None:
                named.append((name, member.id))
        for kind, ids in of_kind.items():
            self._summary.count(kind, len(ids))
            tally.count(ids, kind.exptype)
        names = tally.names
        copies = names.append(named) if among is None else names.insert(named, among)
        if copies:
            come = {piece.id: piece for piece in members}
            for id in copies:
                member = leaf(come.get(id) or self._document.member(product, id))
                self.put_copy(product, tally, member)

    def change(
        self, product: int, pairs: Iterable[tuple[Leaf, Leaf]], tally: ProductTally | None
    ) -> set[int]:
        """Judge members anew that keep their names, given as they were and are; give their ids."""
        changed: set[int] = set()
        alike: defaultdict[tuple[Kind, Kind], list[Leaf]] = defaultdict(list)
        kind_of = self._kinds.of_value
        for old, new in pairs:
            name, former = kind_of(old.value)
            new_name, kind = kind_of(new.value)
            if name == new_name:
                alike[former, kind].append(new)
        for (former, kind), members in alike.items():
            ids = [member.id for member in members]
            changed.update(ids)
            self._summary.change(former, kind, len(ids))
            if tally is not None:
                tally.change(ids, former.exptype, kind.exptype)
            self._judge_anew(product, members, ids, former, kind)
        return changed

    def _judge_anew(
        self, product: int, members: Sequence[Leaf], ids: Sequence[int], former: Kind, kind: Kind
    ) -> None:
        """Judge members of one kind that were all of another."""
        if former.verdict == () == kind.verdict:
            return
        if kind.verdict is None and kind.is_shared:
            kind.verdict = self._verdicts.of_member(product, members[0])
        before, now = former.verdict, kind.verdict
        if before is None or now is None or _told(before) & _told(now):
            # What a member was and still is found guilty of stays the finding that it is.
            for member in members:
                self._judge(product, member, kind)
        else:
            self._findings.put_alike(product, ids, "own", now)

    def leave(self, member: Leaf, tally: ProductTally | None) -> None:
        """Forget a member that has gone; the tally's names are then to be settled."""
        name, kind = self._kinds.of(member)
        self._summary.count(kind, -1)
        self._findings.drop(member.id)
        if tally is not None:
            tally.remove(member.id, name, kind.exptype)

    def recount(self, product: int, member: Leaf, tally: ProductTally) -> None:
        """Add a member that is judged already to a tally that is begun anew."""
        name, kind = self._kinds.of(member)
        self.put_copies(product, tally, tally.add(member.id, name, kind.exptype))

    def put_copies(self, product: int, tally: ProductTally, ids: Iterable[int]) -> None:
        """Say of members by their ids whether they are copies."""
        for id in ids:
            self.put_copy(product, tally, self._document.member(product, id))

    def put_copy(self, product: int, tally: ProductTally, member: Leaf) -> None:
        """Say of a member whether it is a copy."""
        name = name_of(member)
        found: tuple[Finding, ...] = ()
        if name is not None and tally.names.is_copy(name, member.id):
            place, message = member_place(product, member.id), expname_duplicate_message(name)
            found = self._verdicts.cross("expname-duplicate", place, "expname", message)
        self._findings.put(member.id, "among", found)

    def _judge(self, product: int, member: Leaf, kind: Kind) -> None:
        found = kind.verdict
        if found is None:
            found = self._verdicts.of_member(product, member)
            if kind.is_shared:
                kind.verdict = found
        elif found:
            place = member_place(product, member.id)
            found = tuple(
                Finding(each.rule, each.severity, place, each.field, each.message) for each in found
            )
        self._findings.put(member.id, "own", found)


def _told(findings: Iterable[Finding]) -> set[tuple[object, ...]]:
    """Give what findings say, wherever it is."""
    return {(each.rule, each.severity, each.field, each.message) for each in findings}
