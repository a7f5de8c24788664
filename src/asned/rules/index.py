"""All findings, by node, counted by product, and in the order of the file; kept as they come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from asned.association.places import member_place
from asned.rules.findings import Finding, Severity
from asned.rules.problemlist import (
    SEVERITIES,
    Order,
    OrderBeside,
    OrderOf,
    OrdersOf,
    Problem,
    ProblemList,
)

__all__ = ["SEVERITIES", "Counts", "FindingIndex", "News", "Order", "Problem"]

News = tuple[tuple[Finding, ...], tuple[Finding, ...]]
"""The findings that appeared, and those that are gone."""


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


class FindingIndex:
    """Findings by node and aspect; a badge, a row or the totals never need a scan.

    An aspect is what of a node was judged (its own content, how it stands among its siblings, the file
    that it names, the name of the association's file), so that each can be put anew by itself.
    """

    def __init__(
        self,
        order_of: OrderOf,
        orders_of: OrdersOf | None = None,
        beside: OrderBeside | None = None,
    ) -> None:
        self.problems = ProblemList(
            order_of,
            orders_of or (lambda places: [order_of(place) for place in places]),
            beside or (lambda order: order_of),
        )
        self._of_aspect: dict[str, dict[int, tuple[Problem, ...]]] = {each: {} for each in _ASPECTS}
        self._products: dict[int, Counts] = {}
        self.totals = Counts()
        self._appeared: list[Finding] = []
        self._gone: list[Finding] = []

    def __len__(self) -> int:
        return len(self.problems)

    def __iter__(self) -> Iterator[Finding]:
        return (problem.finding for problem in self.problems)

    def slice(self, start: int, stop: int) -> list[Finding]:
        """Give findings by their position in the list of problems: errors first, each in file order."""
        return [problem.finding for problem in self.problems.slice(start, stop)]

    def position(self, finding: Finding) -> int | None:
        """Give the position of a finding in the list of problems."""
        problem = self.problem(finding)
        return None if problem is None else self.problems.position(problem)

    def problem(self, finding: Finding) -> Problem | None:
        """Give a finding as the list of problems holds it."""
        for problems in self._aspects(finding.place.node):
            for problem in problems:
                if problem.finding == finding:
                    return problem
        return None

    def neighbour(self, order: Order, step: int) -> tuple[Finding, int] | None:
        """Give the next finding in the order of the file after (or with step -1 before) a place.

        With it comes its position among all in that order. After the last comes the first.
        """
        return self.problems.neighbour(order, step)

    def of_node(self, node: int) -> list[Finding]:
        """Give the findings of a keyword, product or member by its id; 0 for the document."""
        found: list[Finding] = []
        for of_node in self._of_aspect.values():
            problems = of_node.get(node)
            if problems:
                found += [problem.finding for problem in problems]
        return found

    def has(self, aspect: str) -> bool:
        """Say whether there is any finding of an aspect."""
        return bool(self._of_aspect[aspect])

    def of_product(self, product: int) -> Counts:
        """Count the findings of a product and its members."""
        return self._products.get(product, _NONE)

    def put(self, node: int, aspect: str, findings: tuple[Finding, ...]) -> None:
        """Replace the findings of one aspect of a node; what stays the same is not touched."""
        of_node = self._of_aspect[aspect]
        old = of_node.get(node)
        if old is None:
            if findings:
                of_node[node] = tuple([self._insert(finding) for finding in findings])
            return
        new = list(findings)
        problems = []
        for problem in old:
            if problem.finding in new:
                new.remove(problem.finding)
                problems.append(problem)
            else:
                self._remove(problem)
        problems += [self._insert(finding) for finding in new]
        if problems:
            of_node[node] = tuple(problems)
        else:
            del of_node[node]

    def put_alike(
        self, product: int, members: Sequence[int], aspect: str, verdict: Sequence[Finding]
    ) -> None:
        """Replace the findings of one aspect of many members of a product.

        Each member gets those of `verdict` with its own place. All that members had goes, so this is for
        findings that are not the same as before.
        """
        of_node = self._of_aspect[aspect]
        went = [problem for id in members for problem in of_node.pop(id, ())]
        if went:
            self.problems.remove_all(went)
            gone = [problem.finding for problem in went]
            self._gone += gone
            for severity, number in Counter([each.severity for each in gone]).items():
                self._count(severity, product, -number)
        if not verdict:
            return
        places = [member_place(product, id) for id in members]
        came: list[list[Problem]] = []
        for rule, severity, _, field, message, *_ in verdict:
            findings = [Finding(rule, severity, place, field, message) for place in places]
            came.append(self.problems.add_all(findings))
            self._appeared += findings
            self._count(severity, product, len(findings))
        of_node.update(zip(members, zip(*came, strict=True), strict=True))

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
            few, many = sorted((appeared, gone), key=len)
            nodes = {each.place.node for each in few}
            back = Counter(few) & Counter([each for each in many if each.place.node in nodes])
            if back:
                appeared = _without(appeared, back)
                gone = _without(gone, back)
        return tuple(appeared), tuple(gone)

    def put_back_news(self, news: News) -> None:
        """Let `take_news` give these too."""
        self._appeared[:0], self._gone[:0] = news

    def batch(self) -> AbstractContextManager[None]:
        """Let many findings come and go; in between, nothing is to be asked about their order."""
        return self.problems.batch()

    def begin_pass(self) -> None:
        """Expect many findings: they are appended, which is cheap."""
        self.problems.begin_pass()

    def end_pass(self, orders: Mapping[int, Order]) -> None:
        """Put the list of problems into the order of the file; `orders` says where each node stands."""
        self.problems.end_pass(orders)

    def resort(self, nodes: Iterable[int]) -> None:
        """Put the findings of nodes that were moved where they now belong in the list of problems."""
        self.problems.resort(
            [problem for node in nodes for problems in self._aspects(node) for problem in problems]
        )

    def _aspects(self, node: int) -> Iterator[tuple[Problem, ...]]:
        for of_node in self._of_aspect.values():
            problems = of_node.get(node)
            if problems:
                yield problems

    def _insert(self, finding: Finding) -> Problem:
        problem = self.problems.add(finding)
        self._count(finding.severity, finding.place.product, 1)
        self._appeared.append(finding)
        return problem

    def _remove(self, problem: Problem) -> None:
        self.problems.remove(problem)
        finding = problem.finding
        self._count(finding.severity, finding.place.product, -1)
        self._gone.append(finding)

    def _count(self, severity: Severity, product: int, number: int) -> None:
        """Count findings of a product and its members, or of what is in no product (0)."""
        self.totals.add(severity, number)
        if product:
            counts = self._products.get(product)
            if counts is None:
                counts = self._products[product] = Counts()
            counts.add(severity, number)
            if number < 0 and not counts:
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
_ASPECTS = ("own", "among", "file", "name")
