"""What the full pass is done with, and the products that it does not look into."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from asned.rules.cleanproducts import Clean
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

    def add_range(self, start: int, stop: int) -> None:
        """Add the ids from `start` up to `stop`."""
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

    __slots__ = ("_clean", "_names", "_passed", "_products", "_spoken", "_summary")

    def __init__(
        self, passed: Passed, spoken: set[int], names: ProductNames, summary: Summary
    ) -> None:
        """Note products in `passed`, with all that is in them, and in `spoken`."""
        self._passed = passed
        self._spoken = spoken
        self._names = names
        self._summary = summary
        self._products: list[tuple[str, int]] = []
        self._clean: list[Clean] = []

    def add(self, product: int, name: str, clean: Clean) -> None:
        """Pass over a product."""
        self._products.append((name, product))
        self._clean.append(clean)

    def settle(self) -> None:
        """Take account of the products passed over since this was done last."""
        if not self._products:
            return
        self._names.append(self._products)
        for (_, product), clean in zip(self._products, self._clean, strict=True):
            self._spoken.add(product)
            self._passed.add_range(product, product + clean.size)
        kinds: Counter[Kind] = Counter()
        for clean, number in Counter(self._clean).items():
            for kind in clean.kinds:
                kinds[kind] += number
        self._summary.count_all(kinds)
        self._products, self._clean = [], []
