"""Keys: from the key to the painted answer, floor and asned by turns, in real terminals.

The keys of a cycle lead back to where it began. What each shows in the end, findings and counts
included, is learned first; a key is answered when the screen shows just that, and missed when it
does not within `LONGEST` seconds. A floor answers with whatever it paints first.

Every cycle is pressed in a small file of the same shape too. That has ten members, but a thousand where
pages are turned or ends jumped to: ten rows are all on the screen, and there such keys have next to
nothing to do.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.bench import Bench
from benchmarks.generator import Shape
from benchmarks.results import Result, median, percentile
from benchmarks.starts import is_judged, is_ready, start
from benchmarks.terminal import Cells, Terminal

LONGEST = 3.0
QUIET = 0.04
"""Seconds of silence after which what has come is looked at."""
SETTLED = 0.2
"""Seconds of silence after which nothing more will come."""
ANSWERED = 0.6
"""Seconds within which the first of an answer comes, where nothing is measured."""
MOST_ROUNDS = 6
NAMES = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "backspace": "\x7f",
}


@dataclass(frozen=True, slots=True)
class Cycle:
    """Keys to press over and over, and the keys that lead to where they are pressed, each time anew.

    `before` comes once, before the first `way`; `floor` is what the keys are held against, `small` how
    many members the file has that the large one is compared with.
    """

    name: str
    keys: tuple[str, ...]
    way: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    floor: str = "echo"
    floor_keys: tuple[str, ...] = ("j", "k")
    small: int = 10


MEMBER_EDITS = Cycle(
    "edits and undo of members",
    ("d", "u", "y", "u", "K", "u", "U", "u"),
    ("G", "up"),
    ("2", "G", "3"),
)
ONLY_MEMBER_EDITS = Cycle(
    "edits and undo of members", ("d", "u", "y", "u", "U", "u"), ("G",), ("2", "G", "3")
)
PRODUCT_EDITS = Cycle(
    "edits and undo of products", ("d", "u", "y", "u", "K", "u", "U", "u"), ("G",), ("2",)
)
MEMBER_MOVES = Cycle("cursor up and down in members", ("up", "down"), ("G",))
PRODUCT_MOVES = Cycle("cursor up and down in products", ("up", "down"), ("G",), ("2",))
PROBLEM_MOVES = Cycle("cursor up and down in problems", ("up", "down"), ("G",), ("4",))
_PAGES, _ENDS, _PAGED = ("pageup", "pagedown"), ("g", "G"), 1_000
MEMBER_PAGES = Cycle("paging in members", _PAGES, ("G",), small=_PAGED)
PRODUCT_PAGES = Cycle("paging in products", _PAGES, ("G",), ("2",), small=_PAGED)
PROBLEM_PAGES = Cycle("paging in problems", _PAGES, ("G",), ("4",), small=_PAGED)
MEMBER_JUMPS = Cycle("first and last of members", _ENDS, ("G",), small=_PAGED)
PRODUCT_JUMPS = Cycle("first and last of products", _ENDS, ("G",), ("2",), small=_PAGED)
PROBLEM_JUMPS = Cycle("first and last of problems", _ENDS, ("G",), ("4",), small=_PAGED)
_TYPED = ("q", "z", "backspace", "backspace")
TYPING = Cycle("typing an exptype", _TYPED, (), ("2", "G", "3", "G", "t", "x"), "field", _TYPED)


@dataclass(slots=True)
class Pressed:
    """Seconds to the answer of each key that was answered, and how many were not."""

    seconds: list[float] = field(default_factory=list)
    missed: int = 0


class Pressing:
    """One terminal in which the keys of a cycle are pressed."""

    def __init__(
        self,
        terminal: Terminal,
        keys: Sequence[str],
        way: Sequence[str] = (),
        before: Sequence[str] = (),
        *,
        is_floor: bool = False,
    ) -> None:
        self._terminal = terminal
        self._keys = keys
        self._way = way
        self._at = 0
        self._is_floor = is_floor
        self.result = Pressed()
        terminal.settle(SETTLED, first=ANSWERED)
        self._go(before)
        self._answers = self._learned()
        if terminal.has_left:
            raise RuntimeError(
                f"the program ended at one of {before}, {way}, {keys}:\n{terminal.text}"
            )

    def _learned(self) -> list[Cells]:
        """Go round until two rounds show the same."""
        answers: list[list[Cells]] = []
        while len(answers) < 2 or (answers[-1] != answers[-2] and len(answers) < MOST_ROUNDS):
            self._go(self._way)
            answers.append([self._go([key]) for key in self._keys])
        return answers[-1]

    def press(self) -> None:
        """Press the next key and take the time."""
        terminal, answer = self._terminal, self._answers[self._at]
        if not self._at:
            self._go(self._way)
        terminal.settle(0.002)
        before = terminal.cells
        is_new = answer != before
        moment = self._type(self._keys[self._at])
        self._at = (self._at + 1) % len(self._keys)
        answered = None
        while answered is None and time.perf_counter() - moment < LONGEST:
            pieces = terminal.read_until_quiet(QUIET, LONGEST)
            answered = terminal.replay(pieces, lambda: self._is_answer(before, answer))
        if answered is None or not is_new:
            self.result.missed += 1
        else:
            self.result.seconds.append(answered - moment)

    def _is_answer(self, before: Cells, answer: Cells) -> bool:
        cells = self._terminal.cells
        return cells != before if self._is_floor else cells == answer

    def _go(self, keys: Sequence[str]) -> Cells:
        for key in keys:
            self._type(key)
            self._terminal.settle(SETTLED, first=ANSWERED)
        return self._terminal.cells

    def _type(self, key: str) -> float:
        return self._terminal.send(NAMES.get(key, key).encode())


def pressed(bench: Bench, cycle: Cycle, shape: Shape) -> dict[str, Pressed]:
    """Press a cycle in the floor, in asned with a small file and with one of this shape, by turns."""
    return bench.once((cycle, shape), lambda: _pressed(bench, cycle, shape))


def _pressed(bench: Bench, cycle: Cycle, shape: Shape) -> dict[str, Pressed]:
    opened: dict[str, Pressing] = {}
    terminals: list[Terminal] = []

    def begin(argv: list[str], mark: Callable[[str], bool]) -> Terminal:
        terminal, _ = start(bench, argv, (mark,))
        terminals.append(terminal)
        return terminal

    try:
        floor = begin(bench.floor(cycle.floor), is_ready)
        opened["floor"] = Pressing(floor, cycle.floor_keys, is_floor=True)
        for name, size in (("few", shape.with_total(cycle.small)), ("many", shape)):
            terminal = begin(bench.asned(bench.file(size)), is_judged)
            opened[name] = Pressing(terminal, cycle.keys, cycle.way, cycle.before)
        _press_by_turns(bench, list(opened.values()))
    finally:
        for terminal in terminals:
            terminal.close()
    return {name: pressing.result for name, pressing in opened.items()}


def _press_by_turns(bench: Bench, opened: Sequence[Pressing]) -> None:
    gc.disable()
    try:
        for _ in range(bench.runs(160, 48)):
            for pressing in opened:
                pressing.press()
                time.sleep(bench.chance.uniform(0.005, 0.025))  # at any point of a frame
    finally:
        gc.enable()


def latency(bench: Bench, cycle: Cycle, shape: Shape, bar: float) -> Iterator[Result]:
    """Give the medians of both sizes against the floor, the 99th percentile, and what was missed.

    The bar of the 99th percentile is held against the floor's median, and against the floor's own too: on a
    shared machine an empty app has slow keys itself.
    """
    found = pressed(bench, cycle, shape)
    floor, few, many = found["floor"], found["few"], found["many"]
    if not (floor.seconds and few.seconds and many.seconds):
        missed = f"missed: floor {floor.missed}, {cycle.small} members {few.missed}, {many.missed}"
        yield Result(f"{cycle.name}, {shape.words}", bar, math.inf, note=missed)
        return
    base = median(floor.seconds)
    for words, mine in ((shape.with_total(cycle.small).words, few), (shape.words, many)):
        yield Result(
            f"{cycle.name}, {words}",
            bar,
            median(mine.seconds) / base,
            note=f"{median(mine.seconds) * 1e3:.1f} ms, floor {base * 1e3:.1f} ms",
            numbers={"asned": median(mine.seconds), "floor": base},
        )
    slowest, floors_own = (percentile(each.seconds, 0.99) for each in (many, floor))
    note = f"{slowest * 1e3:.0f} ms; the floor's own {floors_own * 1e3:.0f} ms"
    yield Result("  slowest in a hundred, against the floor's median", 3, slowest / base, note=note)
    yield Result("  slowest in a hundred, against the floor's own", 3, slowest / floors_own)
    yield Result("  the same at both sizes", 1.2, median(many.seconds) / median(few.seconds))
    count = len(many.seconds) + many.missed
    yield Result("  keys missed", 0, few.missed + many.missed, "", note=f"of {count} at each size")


def floors(bench: Bench) -> Iterator[Result]:
    """Press keys in the floors, and in an app that paints its whole screen at each, for comparison."""
    terminals: list[Terminal] = []
    opened: dict[str, Pressing] = {}
    try:
        for name, keys in (("echo", ("j", "k")), ("whole_screen", ("j", "k")), ("field", _TYPED)):
            terminal, _ = start(bench, bench.floor(name), (is_ready,))
            terminals.append(terminal)
            opened[name] = Pressing(terminal, keys, is_floor=True)
        _press_by_turns(bench, list(opened.values()))
    finally:
        for terminal in terminals:
            terminal.close()
    echo, whole, field = (median(opened[name].result.seconds) for name in opened)
    for what, seconds in (
        ("an empty Textual app that echoes a key", echo),
        ("one that paints its whole screen at each", whole),
        ("an Input with a Static under it", field),
    ):
        yield Result(what, None, seconds / echo, note=f"{seconds * 1e3:.1f} ms")
