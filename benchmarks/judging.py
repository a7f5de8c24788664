"""Judging one edit, in this process: what the judge takes after the text has been changed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from time import perf_counter

from asned.association.document import Document
from asned.association.edits import perform
from asned.association.structure import Splice
from asned.rules.judge import Judge
from benchmarks.bench import Bench
from benchmarks.edits import edits_of
from benchmarks.generator import SEED, Shape
from benchmarks.results import Result, median


class Judged:
    """A document that was judged in full, and the seconds that the judge took for the last edit."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(data)
        self.judge = Judge(self.document, 2, {})
        self.seconds = 0.0
        for _ in self.judge.slices():
            pass

    def apply(self, splice: Splice) -> None:
        """Change the text, which does not count, and tell the judge, which does."""
        self.document.apply(splice)
        start = perf_counter()
        self.judge.note(splice)
        self.seconds += perf_counter() - start

    def finish(self) -> float:
        """Let the judge finish; give the seconds of the whole edit."""
        start = perf_counter()
        self.judge.finish()
        seconds = self.seconds + perf_counter() - start
        self.seconds = 0.0
        return seconds


def costs(bench: Bench, shape: Shape) -> dict[str, float]:
    """Give the median of the seconds that judging an edit and its undo takes, by the edit."""
    return bench.once(("judging", shape), lambda: _costs(bench, shape))


def _costs(bench: Bench, shape: Shape) -> dict[str, float]:
    judged = Judged(bench.file(shape).read_bytes())
    chance = random.Random(SEED)
    found = {}
    for name, make in edits_of(shape):
        seconds = []
        for _ in range(bench.runs(120, 40)):
            done = perform(judged.document, make(judged.document, chance), judged.apply)
            seconds.append(judged.finish())
            for splice in reversed(done):
                judged.apply(splice.inverse())
            seconds.append(judged.finish())
        found[name] = median(seconds)
    return found


def one_edit(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Give the median over all edits, and the edit whose cost grows most from ten members."""
    many, few = costs(bench, shape), costs(bench, shape.with_total(10))
    dearest = max(many, key=lambda name: many[name])
    yield Result(
        f"judging one edit, {shape.words}",
        100,
        median(list(many.values())) * 1e6,
        "µs",
        note=f"dearest: {dearest}, {many[dearest] * 1e6:.0f} µs",
        numbers=many,
    )
    growth = {name: many[name] / few[name] for name in many}
    most = max(growth, key=lambda name: growth[name])
    note = f"{most}: {few[most] * 1e6:.0f} µs at 10, {many[most] * 1e6:.0f} µs"
    yield Result("  the one that grows most, against 10 members", 2, growth[most], note=note)


def work(bench: Bench, shape: Shape) -> Callable[[], object]:
    """Give the judging of many edits, to profile."""
    judged = Judged(bench.file(shape).read_bytes())
    chance = random.Random(SEED)

    def run() -> None:
        for _, make in edits_of(shape):
            for _ in range(50):
                done = perform(judged.document, make(judged.document, chance), judged.apply)
                judged.finish()
                for splice in reversed(done):
                    judged.apply(splice.inverse())
                judged.finish()

    return run
