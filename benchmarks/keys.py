"""Keys: from the key to the painted answer, floor and asned by turns, in real terminals.

The keys of a cycle lead back to where it began. What each shows in the end, findings and counts
included, is learned first; a key is answered when the screen shows just that, and missed when it
does not within `LONGEST` seconds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.bench import Bench
from benchmarks.generator import TEN, Shape
from benchmarks.results import Result, median, percentile
from benchmarks.starts import is_judged, is_ready, start
from benchmarks.terminal import Cells, Terminal

LONGEST = 3.0
QUIET = 0.04
NAMES = {"down": "\x1b[B", "up": "\x1b[A", "pagedown": "\x1b[6~", "pageup": "\x1b[5~"} | {
    "enter": "\r",
    "backspace": "\x7f",
    "ctrl+end": "\x1b[1;5F",
    "ctrl+home": "\x1b[1;5H",
}


@dataclass(frozen=True, slots=True)
class Cycle:
    """Keys to press over and over, after others that lead there; `floor` is what they are held against."""

    name: str
    keys: tuple[str, ...]
    before: tuple[str, ...] = ()
    floor: str = "echo"
    floor_keys: tuple[str, ...] = ("j", "k")


EDITS = Cycle("edits and undo in members", ("d", "u", "y", "u", "J", "u", "U", "u"))
PRODUCT_EDITS = Cycle(
    "edits and undo in products", ("d", "u", "y", "u", "J", "u", "U", "u"), ("2", "down")
)
MOVES = Cycle("cursor down and up", ("down", "up"))
PAGES = Cycle("paging", ("pagedown", "pageup"))
PRODUCT_MOVES = Cycle("cursor down and up in products", MOVES.keys, ("2",))
PRODUCT_PAGES = Cycle("paging in products", PAGES.keys, ("2",))
TYPING = Cycle(
    "typing an exptype",
    ("q", "z", "backspace", "backspace"),
    ("t", "x"),
    "field",
    ("q", "z", "backspace", "backspace"),
)


@dataclass(slots=True)
class Pressed:
    """Seconds to the answer of each key that was answered, and how many were not."""

    seconds: list[float] = field(default_factory=list)
    missed: int = 0


class Pressing:
    """One terminal in which a cycle is pressed."""

    def __init__(self, terminal: Terminal, keys: Sequence[str], before: Sequence[str]) -> None:
        self._terminal = terminal
        self._keys = keys
        self._pressed = 0
        self.result = Pressed()
        terminal.settle()
        for key in before:
            self._type(key)
            terminal.settle()
        # Once round to warm up, once to learn.
        self._answers: list[Cells] = []
        for key in [*keys, *keys]:
            self._type(key)
            terminal.settle()
            self._answers.append(terminal.cells)
        self._answers = self._answers[len(keys) :]

    def press(self) -> None:
        """Press the next key and take the time."""
        terminal, at = self._terminal, self._pressed % len(self._keys)
        self._pressed += 1
        terminal.settle(0.002, 1.0)
        is_new = self._answers[at] != terminal.cells
        moment = self._type(self._keys[at])
        answered = None
        while answered is None and time.perf_counter() - moment < LONGEST:
            pieces = terminal.read_until_quiet(QUIET, LONGEST)
            answered = terminal.replay(pieces, lambda: terminal.cells == self._answers[at])
        if answered is None or not is_new:
            self.result.missed += 1
        else:
            self.result.seconds.append(answered - moment)

    def _type(self, key: str) -> float:
        return self._terminal.send(NAMES.get(key, key).encode())


def pressed(bench: Bench, cycle: Cycle, shape: Shape) -> dict[str, Pressed]:
    """Press a cycle in the floor, in asned with ten members and with a file of this shape, by turns."""
    return bench.once((cycle, shape), lambda: _pressed(bench, cycle, shape))


def _pressed(bench: Bench, cycle: Cycle, shape: Shape) -> dict[str, Pressed]:
    opened: dict[str, Pressing] = {}
    terminals: list[Terminal] = []

    def begin(
        name: str, argv: list[str], mark: Callable[[str], bool], keys: Sequence[str], *before: str
    ) -> None:
        terminal, _ = start(bench, argv, (mark,))
        terminals.append(terminal)
        opened[name] = Pressing(terminal, keys, before)

    try:
        begin("floor", bench.floor(cycle.floor), is_ready, cycle.floor_keys)
        for name, size in (("few", TEN), ("many", shape)):
            argv = bench.asned(bench.file(size))
            begin(name, argv, is_judged, cycle.keys, *cycle.before)
        gc.disable()
        for _ in range(bench.runs(200, 40)):
            for pressing in opened.values():
                pressing.press()
                time.sleep(bench.chance.uniform(0.005, 0.025))  # at any point of a frame
    finally:
        gc.enable()
        for terminal in terminals:
            terminal.close()
    return {name: pressing.result for name, pressing in opened.items()}


def latency(bench: Bench, cycle: Cycle, shape: Shape, bar: float) -> Iterator[Result]:
    """Give the medians of both sizes against the floor, the 99th percentile, and what was missed."""
    found = pressed(bench, cycle, shape)
    floor, few, many = found["floor"], found["few"], found["many"]
    if not (floor.seconds and few.seconds and many.seconds):
        missed = f"missed: floor {floor.missed}, 10 members {few.missed}, {many.missed}"
        yield Result(f"{cycle.name}, {shape.words}", bar, float("inf"), note=missed)
        return
    base = median(floor.seconds)
    for words, mine in ((TEN.words, few), (shape.words, many)):
        yield Result(
            f"{cycle.name}, {words}",
            bar,
            median(mine.seconds) / base,
            note=f"{median(mine.seconds) * 1e3:.1f} ms, floor {base * 1e3:.1f} ms",
            numbers={"asned": median(mine.seconds), "floor": base},
        )
    slowest = percentile(many.seconds, 0.99)
    note = f"{slowest * 1e3:.0f} ms; the floor's own {percentile(floor.seconds, 0.99) * 1e3:.0f} ms"
    yield Result("  slowest in a hundred, against the floor's median", 3, slowest / base, note=note)
    yield Result(
        "  the same at both sizes", 1.2, median(many.seconds) / median(few.seconds)
    )
    count = len(many.seconds) + many.missed
    yield Result("  keys missed", 0, few.missed + many.missed, "", note=f"of {count} at each size")
