"""Start: from the command to the first paint, and to all findings; and the memory held then."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.bench import Bench
from benchmarks.generator import TEN, Shape
from benchmarks.results import Result, median
from benchmarks.terminal import Terminal

LONGEST = 120.0
QUIET = 0.3

_COUNTS = re.compile(r"✖ \d")


@dataclass(slots=True)
class Starts:
    """Seconds to the first paint and to all findings, and bytes of memory, of each start."""

    painted: list[float] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    highest: list[int] = field(default_factory=list)


def is_ready(text: str) -> bool:
    """Say whether a floor is there."""
    return "ready" in text


def is_painted(text: str) -> bool:
    """Say whether keywords and the first screen of members are there."""
    return "asn_pool" in text and "_rate.fits" in text and "science" in text


def is_judged(text: str) -> bool:
    """Say whether the counts of findings are there, and no judging is under way."""
    return is_painted(text) and "judging" not in text and bool(_COUNTS.search(text))


def start(
    bench: Bench, argv: Sequence[str], marks: Sequence[Callable[[str], bool]]
) -> tuple[Terminal, list[float]]:
    """Start a program; give its terminal, and the seconds until its screen showed each mark.

    Raises:
        RuntimeError: it ended, or did not show them in time.
    """
    terminal = bench.terminal(argv)
    moments: list[float] = []
    while len(moments) < len(marks):
        for piece in terminal.read_until_quiet(QUIET, LONGEST):
            terminal.show(piece)
            while len(moments) < len(marks) and marks[len(moments)](terminal.text):
                moments.append(piece.moment - terminal.started)
        if terminal.is_gone or time.perf_counter() - terminal.started > LONGEST:
            shown = terminal.text
            terminal.close()
            raise RuntimeError(f"{' '.join(argv)} never showed what was waited for:\n{shown}")
    return terminal, moments


def starts(bench: Bench, shape: Shape) -> tuple[Starts, Starts]:
    """Start the floor and asned by turns; the first start of each only warms the disk."""
    return bench.once(("starts", shape), lambda: _starts(bench, shape))


def _starts(bench: Bench, shape: Shape) -> tuple[Starts, Starts]:
    argv = bench.asned(bench.file(shape))
    floor, asned = Starts(), Starts()
    runs = bench.runs(15, 5) if shape.total <= TEN.total else bench.runs(5, 2)
    for run in range(runs + 1):
        for kept, command, marks in (
            (floor, bench.floor("echo"), (is_ready,)),
            (asned, argv, (is_painted, is_judged)),
        ):
            terminal, moments = start(bench, command, marks)
            memory, highest = terminal.memory()
            terminal.close()
            if run:
                kept.painted.append(moments[0])
                kept.judged.append(moments[-1])
                kept.memory.append(memory)
                kept.highest.append(highest)
    return floor, asned


def first_paint(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Measure the start to the first paint."""
    floor, asned = starts(bench, shape)
    bar = 1.25 if shape.total <= TEN.total else 2.2
    yield _result(f"start to first paint, {shape.words}", bar, floor.painted, asned.painted)


def all_findings(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Measure the start until all findings are shown."""
    floor, asned = starts(bench, shape)
    bar = 1.5 if shape.total <= TEN.total else 6.0
    yield _result(f"start to all findings, {shape.words}", bar, floor.painted, asned.judged)


def memory(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Measure the memory after all is judged, in sizes of the file."""
    floor, asned = starts(bench, shape)
    size = bench.file(shape).stat().st_size
    above, most = (
        median(mine) - median(others)
        for mine, others in ((asned.memory, floor.memory), (asned.highest, floor.highest))
    )
    note = f"file {size / 1e6:.1f} MB, above the floor {above / 1e6:.0f} MB, at most {most / 1e6:.0f} MB"
    numbers = {"file": size, "above": above, "highest": most}
    yield Result(f"memory, {shape.words}", 5, above / size, note=note, numbers=numbers)


def _result(what: str, bar: float, floor: Sequence[float], asned: Sequence[float]) -> Result:
    ours, theirs = median(asned), median(floor)
    note = f"{ours * 1e3:.0f} ms, floor {theirs * 1e3:.0f} ms, {len(asned)} starts"
    return Result(what, bar, ours / theirs, note=note, numbers={"asned": ours, "floor": theirs})
