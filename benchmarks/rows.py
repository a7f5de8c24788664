"""All rows of the table, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks import keys, starts
from benchmarks.bench import Bench
from benchmarks.generator import HUGE_PRODUCT, LARGE, TEN, Shape
from benchmarks.results import Result


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name for `--only` and `--profile`, what measures it."""

    name: str
    measure: Callable[[Bench], Iterator[Result]]


def _suffix(shape: Shape) -> str:
    return str(shape.total) if shape.total <= TEN.total else f"{shape.products}x{shape.members}"


def _rows() -> Iterator[Row]:
    for name, measure in (("start-paint", starts.first_paint), ("start-findings", starts.all_findings)):
        for shape in (TEN, *LARGE):
            yield Row(f"{name}-{_suffix(shape)}", partial(measure, shape=shape))
    for name, cycle, bar in (
        ("keys-edit", keys.EDITS, 1.2),
        ("keys-edit-products", keys.PRODUCT_EDITS, 1.2),
        ("keys-type", keys.TYPING, 1.3),
        ("keys-move", keys.MOVES, 1.2),
        ("keys-page", keys.PAGES, 1.2),
        ("keys-move-products", keys.PRODUCT_MOVES, 1.2),
        ("keys-page-products", keys.PRODUCT_PAGES, 1.2),
    ):
        for shape in LARGE:
            yield Row(f"{name}-{_suffix(shape)}", partial(keys.latency, cycle=cycle, shape=shape, bar=bar))


ROWS = tuple(_rows())
