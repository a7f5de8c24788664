"""The list of problems: all findings, errors first, each severity in the order of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from operator import attrgetter, itemgetter
from sys import maxsize
from typing import NamedTuple

from asned.association.places import Place
from asned.jsontext.blocks import Blocks
from asned.rules.findings import Finding, Severity

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)

Order = tuple[int, ...]

OrderOf = Callable[[Place], Order]
"""Gives where a place stands in the file, as something to compare."""

OrdersOf = Callable[[Sequence[Place]], Sequence[Order]]
"""Gives the same for many places at once."""

OrderBeside = Callable[[Order], OrderOf]
"""Gives, for one order, an `OrderOf` that is good for comparing with it."""

FEW = 8
"""Up to so many findings of one severity are put in or taken out one by one."""


class Problem(NamedTuple):
    """A finding in the list of problems, with a number of its own."""

    id: int
    finding: Finding


class ProblemList:
    """Findings in order, found by position, by their number, and by the place of their neighbours.

    What comes and goes within `batch` is put in and taken out at its end, a stretch at a time.
    """

    def __init__(self, order_of: OrderOf, orders_of: OrdersOf, beside: OrderBeside) -> None:
        self._order_of = order_of
        self._orders_of = orders_of
        self._beside = beside
        self._sorted: dict[Severity, Blocks[Problem]] = {each: Blocks() for each in SEVERITIES}
        self._last_id = 0
        self._is_appending = False
        self._coming: dict[int, Problem] | None = None
        self._going: dict[int, Problem] = {}

    def __len__(self) -> int:
        return sum(len(problems) for problems in self._sorted.values())

    def __iter__(self) -> Iterator[Problem]:
        for severity in SEVERITIES:
            yield from self._sorted[severity]

    def __contains__(self, problem: object) -> bool:
        return isinstance(problem, Problem) and problem.id in self._sorted[problem.finding.severity]

    def slice(self, start: int, stop: int) -> list[Problem]:
        """Give problems by position."""
        found: list[Problem] = []
        for severity in SEVERITIES:
            problems = self._sorted[severity]
            found += problems.slice(max(0, start), max(0, stop))
            start, stop = start - len(problems), stop - len(problems)
        return found

    def position(self, problem: Problem) -> int:
        """Give the position of a problem; raises KeyError where it is not there (any more)."""
        severity = problem.finding.severity
        before = SEVERITIES[: SEVERITIES.index(severity)]
        start = sum(len(self._sorted[each]) for each in before)
        return start + self._sorted[severity].index(problem.id)

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
        for problems in self._sorted.values():
            at = self._first_not_before(order, problems, includes_equal=step > 0)
            rank += at
            at = at if step > 0 else at - 1
            if not 0 <= at < len(problems):
                continue
            finding = problems[at].finding
            key = self._order_of(finding.place)
            if best is None or (key < best[0] if step > 0 else key > best[0]):
                best = key, finding
        return None if best is None else (best[1], rank if step > 0 else rank - 1)

    # ---- what comes and goes

    def add(self, finding: Finding) -> Problem:
        """Put a finding where it belongs."""
        self._last_id += 1
        problem = Problem(self._last_id, finding)
        if self._coming is not None:
            self._coming[problem.id] = problem
        else:
            self._put_in(problem)
        return problem

    def remove(self, problem: Problem) -> None:
        """Take a problem out."""
        if self._coming is None:
            self._take_out(problem)
        elif self._coming.pop(problem.id, None) is None:
            self._going[problem.id] = problem

    def add_all(self, findings: Sequence[Finding]) -> list[Problem]:
        """Put findings where they belong."""
        problems = list(map(Problem, count(self._last_id + 1), findings))
        self._last_id += len(problems)
        if self._coming is not None:
            self._coming.update((problem.id, problem) for problem in problems)
        else:
            for problem in problems:
                self._put_in(problem)
        return problems

    def remove_all(self, problems: Sequence[Problem]) -> None:
        """Take problems out."""
        if self._coming is None or self._coming:
            for problem in problems:
                self.remove(problem)
        else:
            self._going.update((problem.id, problem) for problem in problems)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Let many come and go; in between, the list is as before and is not to be asked for order."""
        if self._coming is not None or self._is_appending:
            yield
            return
        self._coming = {}
        try:
            yield
        finally:
            going, coming = self._going, self._coming
            self._going, self._coming = {}, None
            for some in _by_severity(going.values()):
                self._take_all(some)
            for some in _by_severity(coming.values()):
                self._put_all(some)

    def begin_pass(self) -> None:
        """Expect many findings: they are appended, which is cheap."""
        self._is_appending = True

    def end_pass(self, orders: Mapping[int, Order]) -> None:
        """Put all into the order of the file; `orders` says where each node stands."""
        self._is_appending = False
        for severity in SEVERITIES:
            problems = sorted(
                self._sorted[severity], key=lambda problem: orders[problem.finding.place.node]
            )
            self._sorted[severity] = Blocks(problems)

    def resort(self, moved: Sequence[Problem]) -> None:
        """Put problems whose places have moved where they now belong."""
        if self._is_appending:  # the end of the pass sorts them
            return
        if self._coming is not None:
            for problem in moved:
                if problem.id not in self._coming:
                    self._going[problem.id] = problem
                    self._coming[problem.id] = problem
            return
        for some in _by_severity(moved):
            self._take_all(some)
            self._put_all(some)

    def _put_in(self, problem: Problem) -> None:
        problems = self._sorted[problem.finding.severity]
        at = len(problems) if self._is_appending else self._place_for(problem.finding, problems)
        problems.splice(at, at, [problem])

    def _take_out(self, problem: Problem) -> None:
        problems = self._sorted[problem.finding.severity]
        at = problems.index(problem.id)
        problems.splice(at, at + 1, [])

    def _take_all(self, going: Sequence[Problem]) -> None:
        """Take out problems of one severity; those of neighbouring places stand together."""
        if len(going) <= FEW:
            for problem in going:
                self._take_out(problem)
            return
        problems = self._sorted[going[0].finding.severity]
        ids = {problem.id for problem in going}
        ends = (going[0], going[-1], min(going, key=_node), max(going, key=_node))
        for some in (ends, going):
            positions = [problems.index(problem.id) for problem in some]
            start, stop = min(positions), max(positions) + 1
            kept = [problem for problem in problems.slice(start, stop) if problem.id not in ids]
            # Mostly nodes stand as their ids rise; where not, only all of them tell how far they reach.
            if stop - start - len(kept) == len(ids):
                break
        problems.splice(start, stop, kept)

    def _put_all(self, coming: Sequence[Problem]) -> None:
        """Put in problems of one severity, those between the same two others at once."""
        if len(coming) <= FEW:
            for problem in coming:
                self._put_in(problem)
            return
        problems = self._sorted[coming[0].finding.severity]
        orders = self._orders_of([problem.finding.place for problem in coming])
        ordered = sorted(zip(orders, coming, strict=True), key=_order)
        start = self._first_not_before(ordered[0][0], problems, includes_equal=True)
        stop = self._first_not_before(ordered[-1][0], problems, includes_equal=True)
        between = problems.slice(start, stop)
        old = zip(self._orders_of([each.finding.place for each in between]), between, strict=True)
        merged = sorted([*old, *ordered], key=_order)
        problems.splice(start, stop, [problem for _, problem in merged])

    def _place_for(self, finding: Finding, problems: Blocks[Problem]) -> int:
        return self._first_not_before(self._order_of(finding.place), problems, includes_equal=True)

    def _first_not_before(
        self, order: Order, problems: Blocks[Problem], *, includes_equal: bool
    ) -> int:
        """Give how many problems stand before a place, or with `includes_equal` at it too."""
        low, high = 0, len(problems)
        if not high:
            return 0
        order_of = self._beside(order)
        while low < high:
            middle = (low + high) // 2
            other = order_of(problems[middle].finding.place)
            if order < other or (order == other and not includes_equal):
                high = middle
            else:
                low = middle + 1
        return low


_order = itemgetter(0)
_node = attrgetter("finding.place.node")


def _by_severity(problems: Iterable[Problem]) -> Iterable[list[Problem]]:
    """Part problems by their severities."""
    found: defaultdict[Severity, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.finding.severity].append(problem)
    return found.values()
