"""What the full pass is done with, and the products that it does not look into."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import lt

from asned.jsontext.pieces import Piece
from asned.rules.cleanproducts import Known
from asned.rules.kinds import Kind
from asned.rules.productnames import ProductNames
from asned.rules.summary import Summary


class Passed:
    """A set of ids; those of products in a row, as they are when a file was read, take no room."""

    __slots__ = ("_single", "_starts", "_stops")

    def __init__(self) -> None:
        self._single: set[int] = set()
        # Ranges that rise and do not touch.
        self._starts: list[int] = []
        self._stops: list[int] = []

    def add(self, id: int) -> None:
        """Add one id."""
        self._single.add(id)

    def update(self, ids: Iterable[int]) -> None:
        """Add some ids."""
        self._single.update(ids)

    def add_ranges(self, starts: Sequence[int], sizes: Sequence[int]) -> None:
        """Add so many ids from each start on; no id lies in two of these ranges."""
        first, stop = starts[0], starts[-1] + sizes[-1]
        # Where they rise, and fill all between the first and the last, they are one.
        if sum(sizes) == stop - first and all(map(lt, starts, starts[1:])):
            self._add_range(first, stop)
        else:
            for start, size in zip(starts, sizes, strict=True):
                self._add_range(start, start + size)

    def _add_range(self, start: int, stop: int) -> None:
        last = self._stops[-1] if self._stops else -1
        if start == last:
            self._stops[-1] = stop
        elif start > last:
            self._starts.append(start)
            self._stops.append(stop)
        else:
            self._single.update(range(start, stop))

    def __contains__(self, id: int) -> bool:
        if id in self._single:
            return True
        at = bisect_right(self._starts, id) - 1
        return at >= 0 and id < self._stops[at]


class PassedOver:
    """Products one behind the other that are known to be clean; `settle` takes account of them all."""

    __slots__ = ("_known", "_names", "_passed", "_products", "_spoken", "_summary")

    def __init__(
        self, passed: Passed, spoken: set[int], names: ProductNames, summary: Summary
    ) -> None:
        """Note products in `passed`, with all that is in them, and in `spoken`."""
        self._passed = passed
        self._spoken = spoken
        self._names = names
        self._summary = summary
        self._products: list[int] = []
        self._known: list[Known] = []

    def add(self, products: Sequence[Piece], known: Sequence[Known]) -> None:
        """Pass over some products."""
        self._products += [product.id for product in products]
        self._known += known

    def settle(self) -> None:
        """Take account of the products passed over since this was done last."""
        if not self._products:
            return
        names, likes = zip(*self._known, strict=True)
        self._names.append(list(zip(names, self._products, strict=True)))
        self._spoken.update(self._products)
        self._passed.add_ranges(self._products, [like.size for like in likes])
        kinds: Counter[Kind] = Counter()
        for like, number in Counter(likes).items():
            for kind in like.kinds:
                kinds[kind] += number
        self._summary.count_all(kinds)
        self._products, self._known = [], []
