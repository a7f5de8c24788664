"""All rows of the table, in its order: their names, what measures them, what a profile of them runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks import bulk, checking, finding, growth, judging, keys, saving, starts
from benchmarks.bench import Bench
from benchmarks.generator import LARGE, SPOILT, TEN, TEN_THOUSAND, Shape
from benchmarks.results import Result

Measure = Callable[[Bench], Iterator[Result]]
Work = Callable[[Bench], Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its name; `work` gives what it runs in this process, None where there is no such thing."""

    name: str
    measure: Measure
    work: Work | None = None


def _row(name: str, measure: Any, work: Any, shape: Shape, **more: Any) -> Row:
    measured = partial(measure, shape=shape, **more)
    return Row(f"{name}-{shape.label}", measured, work and partial(work, shape=shape))


def _rows() -> Iterator[Row]:
    for shape in (TEN, *LARGE):
        yield _row("start-paint", starts.first_paint, growth.opening_work, shape)
    for shape in (TEN, *LARGE):
        yield _row("start-findings", starts.all_findings, growth.opening_work, shape)
    yield Row("keys-floors", keys.floors)
    for shape in (TEN_THOUSAND, *LARGE, SPOILT):
        for name, cycle, bar in _cycles(shape):
            yield _row(name, keys.latency, growth.editing_work, shape, cycle=cycle, bar=bar)
    for name, is_filter in (("find", False), ("filter", True)):
        for shape in finding.LISTED:
            yield _row(name, finding.typing, finding.work, shape, is_filter=is_filter)
    for shape in (TEN_THOUSAND, *LARGE):
        yield _row("judge-edit", judging.one_edit, judging.work, shape)
    for shape in LARGE:
        yield _row("check", checking.large_file, checking.work, shape)
    yield Row("check-many", checking.many_files)
    yield Row("check-jwst", checking.against_jwst)
    for shape in LARGE:
        yield _row("save", saving.saving, saving.work, shape)
    for shape in LARGE:
        yield _row("memory", starts.memory, None, shape)
    for shape in LARGE:
        yield _row("growth-files", growth.reading, growth.opening_work, shape)
    for shape in LARGE:
        yield _row("growth-edits", growth.editing, growth.editing_work, shape)
    for act in bulk.ACTS:
        yield Row(act.row, partial(bulk.changing, act=act), partial(bulk.work, act=act))


def _cycles(shape: Shape) -> Iterator[tuple[str, keys.Cycle, float]]:
    if shape.is_spoilt:
        yield "keys-move-problems", keys.PROBLEM_MOVES, 1.2
        yield "keys-page-problems", keys.PROBLEM_PAGES, 1.2
        yield "keys-jump-problems", keys.PROBLEM_JUMPS, 1.2
        return
    edits = keys.MEMBER_EDITS if shape.members > 1 else keys.ONLY_MEMBER_EDITS
    yield "keys-edit", edits, 1.2
    if shape == TEN_THOUSAND:
        return
    yield "keys-type", keys.TYPING, 1.3
    if shape.products == 1:
        yield "keys-move", keys.MEMBER_MOVES, 1.2
        yield "keys-page", keys.MEMBER_PAGES, 1.2
        yield "keys-jump", keys.MEMBER_JUMPS, 1.2
    else:
        yield "keys-edit-products", keys.PRODUCT_EDITS, 1.2
        yield "keys-move-products", keys.PRODUCT_MOVES, 1.2
        yield "keys-page-products", keys.PRODUCT_PAGES, 1.2
        yield "keys-jump-products", keys.PRODUCT_JUMPS, 1.2


ROWS = tuple(_rows())
