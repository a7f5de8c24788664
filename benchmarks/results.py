"""One measured number against its bar, and how a run prints it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the table; `value` is None where it was not measured, and `note` says why.

    The bar is the most that passes, or with `at_least` the least; None where the number is only for
    comparison. `numbers` are what it was made of.
    """

    what: str
    bar: float | None
    value: float | None
    unit: str = "×"
    at_least: bool = False
    note: str = ""
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def passes(self) -> bool | None:
        """Whether the bar is met, None where nothing was measured or there is none."""
        if self.value is None or self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    @property
    def verdict(self) -> str:
        """The same in words."""
        if self.value is None:
            return "not measured"
        return {True: "pass", False: "falls short", None: ""}[self.passes]

    @property
    def line(self) -> str:
        """The line as it is printed, without the name of its row."""
        sign = "≥" if self.at_least else "≤"
        bar = "" if self.bar is None else f"{sign} {self.bar:g} {self.unit}"
        value = "–" if self.value is None else f"{rounded(self.value)} {self.unit}"
        return f"  {self.what:<56} {bar:>9} {value:>9}  {self.verdict:<12} {self.note}".rstrip()

    @property
    def record(self) -> dict[str, object]:
        """The result as JSON keeps it."""
        return {
            "what": self.what,
            "bar": self.bar,
            "at_least": self.at_least,
            "unit": self.unit,
            "value": self.value if self.value is None or math.isfinite(self.value) else None,
            "passes": self.passes,
            "note": self.note,
            "numbers": self.numbers,
        }


def not_measured(what: str, bar: float, why: str, *, at_least: bool = False) -> Result:
    """Give the result of a row that could not be measured."""
    return Result(what, bar, None, at_least=at_least, note=why)


def rounded(number: float) -> str:
    """Write a number with three digits."""
    if number >= 100:
        return f"{number:.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def median(numbers: Sequence[float]) -> float:
    """Give the median."""
    return statistics.median(numbers)


def percentile(numbers: Sequence[float], part: float) -> float:
    """Give the number below which this part of the numbers lies."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
