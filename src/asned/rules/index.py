"""All findings, by node, counted by product, and in the order of the file; kept as they come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import maxsize

from asned.association.places import Kind, Place
from asned.jsontext.blocks import Blocks
from asned.rules.findings import Finding, Severity

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)

Order = tuple[int, ...]
News = tuple[tuple[Finding, ...], tuple[Finding, ...]]
"""The findings that appeared, and those that are gone."""

OrderOf = Callable[[Place], Order]
"""Gives where a place stands in the file, as something to compare."""


@dataclass(slots=True)
class Counts:
    """How many findings of each severity there are."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    def add(self, severity: Severity, number: int) -> None:
        """Count some more, or with a negative number some less."""
        if severity is Severity.ERROR:
            self.errors += number
        elif severity is Severity.WARNING:
            self.warnings += number
        else:
            self.infos += number

    def __bool__(self) -> bool:
        return bool(self.errors or self.warnings or self.infos)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the list of problems, with a number of its own."""

    id: int
    finding: Finding


class FindingIndex:
    """Findings by node and aspect; a badge, a row or the totals never need a scan.

    An aspect is what of a node was judged (its own content, or how it stands among its siblings), so that
    each can be put anew by itself.
    """

    def __init__(self, order_of: OrderOf) -> None:
        self._order_of = order_of
        self._entries: dict[tuple[int, str], tuple[Entry, ...]] = {}
        self._products: dict[int, Counts] = {}
        self._sorted: dict[Severity, Blocks[Entry]] = {each: Blocks() for each in SEVERITIES}
        self._last_id = 0
        self._appending = False
        self.totals = Counts()
        self._appeared: list[Finding] = []
        self._gone: list[Finding] = []

    def __len__(self) -> int:
        return sum(len(entries) for entries in self._sorted.values())

    def __iter__(self) -> Iterator[Finding]:
        for severity in SEVERITIES:
            for entry in self._sorted[severity]:
                yield entry.finding

    def slice(self, start: int, stop: int) -> list[Finding]:
        """Give findings by their position in the list of problems: errors first, each in file order."""
        found: list[Finding] = []
        for severity in SEVERITIES:
            entries = self._sorted[severity]
            found += [entry.finding for entry in entries.slice(max(0, start), max(0, stop))]
            start, stop = start - len(entries), stop - len(entries)
        return found

    def position(self, finding: Finding) -> int | None:
        """Give the position of a finding in the list of problems."""
        for entries in self._aspects(finding.place.node):
            for entry in entries:
                if entry.finding == finding:
                    severity = finding.severity
                    before = SEVERITIES[: SEVERITIES.index(severity)]
                    start = sum(len(self._sorted[each]) for each in before)
                    return start + self._sorted[severity].index(entry.id)
        return None

    def neighbour(self, order: Order, step: int) -> tuple[Finding, int] | None:
        """Give the next finding in the order of the file after (or with step -1 before) a place.

        With it comes its position among all in that order. After the last comes the first.
        """
        if not len(self):
            return None
        found = self._beyond(order, step) or self._beyond((-2,) if step > 0 else (maxsize,), step)
        assert found is not None
        return found

    def _beyond(self, order: Order, step: int) -> tuple[Finding, int] | None:
        best: tuple[Order, Finding] | None = None
        rank = 0
        for entries in self._sorted.values():
            at = self._first_not_before(order, entries, includes_equal=step > 0)
            rank += at
            at = at if step > 0 else at - 1
            if not 0 <= at < len(entries):
                continue
            finding = entries[at].finding
            key = self._order_of(finding.place)
            if best is None or (key < best[0] if step > 0 else key > best[0]):
                best = key, finding
        return None if best is None else (best[1], rank if step > 0 else rank - 1)

    def of_node(self, node: int) -> list[Finding]:
        """Give the findings of a keyword, product or member by its id; 0 for the document."""
        return [entry.finding for entries in self._aspects(node) for entry in entries]

    def of_product(self, product: int) -> Counts:
        """Count the findings of a product and its members."""
        return self._products.get(product, _NONE)

    def put(self, node: int, aspect: str, findings: tuple[Finding, ...]) -> None:
        """Replace the findings of one aspect of a node; what stays the same is not touched."""
        key = (node, aspect)
        old = self._entries.get(key, ())
        if not old and not findings:
            return
        new = list(findings)
        entries = []
        for entry in old:
            if entry.finding in new:
                new.remove(entry.finding)
                entries.append(entry)
            else:
                self._remove(entry)
        entries += [self._insert(finding) for finding in new]
        if entries:
            self._entries[key] = tuple(entries)
        else:
            del self._entries[key]

    def drop(self, node: int) -> None:
        """Remove all findings of a node."""
        for aspect in _ASPECTS:
            self.put(node, aspect, ())

    def take_news(self) -> News:
        """Give what appeared and what went since this was asked last, and begin anew."""
        appeared, gone = self._appeared, self._gone
        self._appeared, self._gone = [], []
        if appeared and gone:
            # A node that is judged anew loses all its findings first: what came back never went.
            back = Counter(appeared) & Counter(gone)
            appeared = _without(appeared, back)
            gone = _without(gone, back)
        return tuple(appeared), tuple(gone)

    def put_back_news(self, news: News) -> None:
        """Let `take_news` give these too."""
        self._appeared[:0], self._gone[:0] = news

    def begin_pass(self) -> None:
        """Expect many findings: they are appended, which is cheap."""
        self._appending = True

    def end_pass(self, orders: Mapping[int, Order]) -> None:
        """Put the list of problems into the order of the file; `orders` says where each node stands."""
        self._appending = False
        for severity in SEVERITIES:
            entries = sorted(
                self._sorted[severity], key=lambda entry: orders[entry.finding.place.node]
            )
            self._sorted[severity] = Blocks(entries)

    def resort(self, nodes: Iterable[int]) -> None:
        """Put the findings of nodes that were moved where they now belong in the list of problems."""
        moved = [entry for node in nodes for entries in self._aspects(node) for entry in entries]
        for entry in moved:
            entries = self._sorted[entry.finding.severity]
            at = entries.index(entry.id)
            entries.splice(at, at + 1, [])
        for entry in moved:
            entries = self._sorted[entry.finding.severity]
            at = self._place_for(entry.finding, entries)
            entries.splice(at, at, [entry])

    def _aspects(self, node: int) -> Iterator[tuple[Entry, ...]]:
        for aspect in _ASPECTS:
            entries = self._entries.get((node, aspect))
            if entries:
                yield entries

    def _insert(self, finding: Finding) -> Entry:
        self._last_id += 1
        entry = Entry(self._last_id, finding)
        entries = self._sorted[finding.severity]
        at = len(entries) if self._appending else self._place_for(finding, entries)
        entries.splice(at, at, [entry])
        self._count(finding, 1)
        self._appeared.append(finding)
        return entry

    def _remove(self, entry: Entry) -> None:
        entries = self._sorted[entry.finding.severity]
        at = entries.index(entry.id)
        entries.splice(at, at + 1, [])
        self._count(entry.finding, -1)
        self._gone.append(entry.finding)

    def _place_for(self, finding: Finding, entries: Blocks[Entry]) -> int:
        return self._first_not_before(self._order_of(finding.place), entries, includes_equal=True)

    def _first_not_before(
        self, order: Order, entries: Blocks[Entry], *, includes_equal: bool
    ) -> int:
        """Give how many entries stand before a place, or with `includes_equal` at it too."""
        low, high = 0, len(entries)
        while low < high:
            middle = (low + high) // 2
            other = self._order_of(entries[middle].finding.place)
            if order < other or (order == other and not includes_equal):
                high = middle
            else:
                low = middle + 1
        return low

    def _count(self, finding: Finding, number: int) -> None:
        self.totals.add(finding.severity, number)
        if finding.place.kind in (Kind.PRODUCT, Kind.MEMBER):
            product = finding.place.product
            counts = self._products.setdefault(product, Counts())
            counts.add(finding.severity, number)
            if not counts:
                del self._products[product]


def _without(findings: Iterable[Finding], others: Counter[Finding]) -> list[Finding]:
    """Leave out as many of each finding as are among the others."""
    left = others.copy()
    kept = []
    for finding in findings:
        if left[finding]:
            left[finding] -= 1
        else:
            kept.append(finding)
    return kept


_NONE = Counts()
_ASPECTS = ("own", "among")
