"""Growth from 1,000 members to 100,000: opening, checking and saving with the members, edits not at all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from time import perf_counter

from asned.association.document import Document
from asned.rules.checking import judge_file
from asned.session import Session
from benchmarks.bench import Bench
from benchmarks.edits import edits_of
from benchmarks.generator import SEED, Shape
from benchmarks.results import Result, median
from benchmarks.saving import edited, save_seconds

LINEAR = 1.5
"""What a member may cost more in a hundred times as many: caches of the processor miss more often."""

FLAT = 2.0
"""What an edit may cost more in a hundred times as many members."""


def reading(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Measure opening, checking and saving, by member."""
    small = shape.with_total(1_000)
    measured: tuple[tuple[str, Callable[[Shape], float]], ...] = (
        ("open", lambda size: _median(bench, size, Document)),
        ("check", lambda size: _median(bench, size, judge_file)),
        ("save", lambda size: save_seconds(bench, size)),
    )
    for name, seconds in measured:
        few, many = seconds(small) / small.total, seconds(shape) / shape.total
        note = f"{few * 1e6:.2f} µs a member at 1,000, {many * 1e6:.2f} µs"
        what = f"growth of {name} by member, {shape.words}"
        yield Result(what, LINEAR, many / few, note=note, numbers={"few": few, "many": many})


def editing(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Measure edits and their undo as the session does them."""
    few, many = _edit_costs(bench, shape.with_total(1_000)), _edit_costs(bench, shape)
    growth = {name: many[name] / few[name] for name in many}
    most = max(growth, key=lambda name: growth[name])
    note = f"{most}: {few[most] * 1e6:.0f} µs at 1,000, {many[most] * 1e6:.0f} µs"
    what = f"growth of edit, undo, move, {shape.words}"
    yield Result(what, FLAT, growth[most], note=note, numbers=many)


def opening_work(bench: Bench, shape: Shape) -> Callable[[], object]:
    """Give opening and judging as the editor does it, to profile."""
    path = bench.file(shape)
    return lambda: Session.open(path).judge_all()


def editing_work(bench: Bench, shape: Shape) -> Callable[[], object]:
    """Give many edits and undos, to profile."""
    session = edited(bench, shape)
    chance = random.Random(SEED)

    def run() -> None:
        for _, make in edits_of(shape):
            for _ in range(50):
                session.execute(make(session.document, chance))
                session.undo()

    return run


def _median(bench: Bench, shape: Shape, read: Callable[[bytes], object]) -> float:
    data = bench.file(shape).read_bytes()
    seconds = []
    for _ in range(bench.runs(3, 2) if shape.total > 10_000 else 20):
        start = perf_counter()
        read(data)
        seconds.append(perf_counter() - start)
    return median(seconds)


def _edit_costs(bench: Bench, shape: Shape) -> dict[str, float]:
    session = edited(bench, shape)
    chance = random.Random(SEED)
    found = {}
    for name, make in edits_of(shape):
        done, undone = [], []
        for _ in range(bench.runs(80, 30)):
            edit = make(session.document, chance)
            start = perf_counter()
            session.execute(edit)
            middle = perf_counter()
            session.undo()
            undone.append(perf_counter() - middle)
            done.append(middle - start)
        found[name], found[f"undo: {name}"] = median(done), median(undone)
    return found
