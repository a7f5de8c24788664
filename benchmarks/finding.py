"""Find and filter: from a typed letter to the first hits it shows, in a real terminal.

A letter is answered by the first output with what is typed so far, the line that is under the cursor in
the end, and a count of hits: the whole count, or some of them with a mark that there may be more. Where
there is nothing to find, it is answered when that is said. The keyboard is tried with a second letter
while the search for the first is going on: it waits until that letter is on the screen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from asned.session import Session
from asned.tui.finding import Hits
from asned.tui.members import MembersPane
from asned.tui.pane import Pane
from asned.tui.problems import ProblemsPane
from asned.tui.products import ProductsPane
from asned.tui.query import asked
from benchmarks.bench import Bench
from benchmarks.generator import HUGE_PRODUCT, PRODUCTS_OF_1, SPOILT, Shape
from benchmarks.results import Result, median
from benchmarks.starts import is_judged, start
from benchmarks.terminal import Terminal

FIRST_HITS = 50.0
"""Milliseconds that the first hits may take."""
LONGEST_TURN = 100.0
"""Milliseconds that the keyboard may wait."""
QUIET = 0.25
"""Seconds of silence after which a search is taken to be over, if it says so."""
LONGEST = 20.0
GAP = 0.15
"""Seconds between the key that opens the bar and the first letter: 80 words a minute."""
SEARCH = 0.08
"""Seconds within which the second letter follows the first: sooner or later in its search."""

_CURSOR = re.compile("^[›>]")
_COUNT = re.compile(r"(\d+) of (\d+)(…?)$")


class Listed(NamedTuple):
    """What is searched: the pane, by its number, and what is typed, letter by letter.

    Of the texts one is found at the very end only, one nowhere, and one asks for findings.
    """

    pane: type[Pane]
    texts: tuple[str, ...]


LISTED = {
    HUGE_PRODUCT: Listed(MembersPane, ("029001", "zzz", "back _35", "!error")),
    PRODUCTS_OF_1: Listed(ProductsPane, ("029001", "zzz", "miri _35", "!error")),
    SPOILT: Listed(ProblemsPane, ("m99990", "zzz", "case _35", "!error")),
}
"""By the shape of the file that holds a hundred thousand of it."""


class Shown(NamedTuple):
    """What the screen says of a search: what is typed, how much is found, the line under the cursor."""

    text: str
    words: str
    line: str

    @property
    def is_over(self) -> bool:
        """Whether all is looked through."""
        return bool(self.words) and "…" not in self.words

    def hits(self, is_filter: bool) -> int:
        """Give how many hits are shown, 0 where none are."""
        found = _COUNT.search(self.words)
        return int(found[1 if is_filter else 2]) if found else 0


@dataclass(slots=True)
class Typed:
    """Seconds from letters to their first hits, to the whole count, and to a letter typed meanwhile."""

    hits: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    meanwhile: list[float] = field(default_factory=list)


class Typist:
    """Types into the find bar of one pane, in one terminal."""

    def __init__(
        self, bench: Bench, terminal: Terminal, listed: Listed, *, is_filter: bool
    ) -> None:
        self._bench = bench
        self._terminal = terminal
        self._listed = listed
        self._is_filter = is_filter
        self._mark = "&" if is_filter else "/"
        self.typed = Typed()
        self._press(str(listed.pane.NUMBER))

    def type(self, text: str, *, is_hasty: bool) -> None:
        """Type a text from the first row on; a hasty typist has every second letter meet a search."""
        self._press("escape", "g")
        end = self._terminal.send(self._mark.encode()) + GAP
        while (left := end - time.perf_counter()) > 0:
            if piece := self._terminal.read(left):
                self._terminal.show(piece)
        if is_hasty:
            for at in range(0, len(text) - 1, 2):
                self._type_two(text[: at + 2])
        else:
            for end in range(1, len(text) + 1):
                self._type_one(text[:end])

    def _type_one(self, text: str) -> None:
        moment = self._terminal.send(text[-1].encode())
        shown = self._watch()
        end = shown[-1][1]
        self.typed.hits.append(self._first(shown, lambda each: self._answers(each, end)) - moment)
        self.typed.whole.append(self._first(shown, lambda each: each == end) - moment)

    def _type_two(self, text: str) -> None:
        self._terminal.send(text[-2].encode())
        time.sleep(self._bench.chance.uniform(0, SEARCH))
        moment = self._terminal.send(text[-1].encode())
        shown = self._watch()
        typed = self._first(shown, lambda each: each.text == text.strip())
        self.typed.meanwhile.append(typed - moment)

    def _answers(self, shown: Shown, end: Shown) -> bool:
        if shown.text != end.text or shown.line != end.line:
            return False
        return shown.words == end.words or (
            not shown.is_over and 0 < shown.hits(self._is_filter) <= end.hits(self._is_filter)
        )

    def _first(self, shown: Sequence[tuple[float, Shown]], is_it: Callable[[Shown], bool]) -> float:
        return next(moment for moment, each in shown if is_it(each))

    def _watch(self) -> list[tuple[float, Shown]]:
        """Give what the screen said after each piece of output, until a search is over.

        Raises:
            RuntimeError: it never was.
        """
        terminal = self._terminal
        shown: list[tuple[float, Shown]] = []
        begun = time.perf_counter()
        while not shown or not shown[-1][1].is_over:
            for piece in terminal.read_until_quiet(QUIET, LONGEST):
                terminal.show(piece)
                shown.append((piece.moment, self._shown()))
            if terminal.has_left or time.perf_counter() - begun > LONGEST:
                raise RuntimeError(f"the search was never over:\n{terminal.text}")
        return shown

    def _shown(self) -> Shown:
        lines = self._terminal.text.split("\n")
        bar = next((each for each in lines if each.startswith(f" {self._mark} ")), "")
        text, _, count = bar[3:].strip().partition("  ")
        return Shown(text.strip(), count.strip(), self._line_of_cursor(lines))

    def _line_of_cursor(self, lines: Sequence[str]) -> str:
        """Give the pane's line under the cursor; the pane begins below its number on the border."""
        title = f"╭─ {self._listed.pane.NUMBER} "
        top = next(y for y, line in enumerate(lines) if title in line)
        left = lines[top].index(title)
        right = lines[top].index("╮", left)
        inside = (line[left + 1 : right] for line in lines[top + 1 :])
        return next(filter(_CURSOR.match, inside), "")

    def _press(self, *keys: str) -> None:
        for key in keys:
            self._terminal.send({"escape": "\x1b"}.get(key, key).encode())
            self._terminal.settle(QUIET, first=QUIET)


def typing(bench: Bench, shape: Shape, is_filter: bool) -> Iterator[Result]:
    """Measure the first hits of each letter, the slowest, the whole count, and a letter meanwhile."""
    listed = LISTED[shape]
    terminal, _ = start(bench, bench.asned(bench.file(shape)), (is_judged,))
    try:
        terminal.settle(QUIET, first=QUIET)
        typist = Typist(bench, terminal, listed, is_filter=is_filter)
        for _ in range(bench.runs(4, 1)):
            for text in listed.texts:
                for is_hasty in (False, True):
                    typist.type(text, is_hasty=is_hasty)
    finally:
        terminal.close()
    typed = typist.typed
    what = f"{'filtering' if is_filter else 'finding'} {listed.pane.NAME}, {shape.words}"
    letters = f"{len(typed.hits)} letters"
    yield _milliseconds(f"{what}: first hits", FIRST_HITS, median(typed.hits), letters)
    yield _milliseconds("  the slowest of all letters", FIRST_HITS, max(typed.hits))
    slowest = f"at most {max(typed.whole) * 1e3:.0f} ms"
    yield _milliseconds("  until all are counted", None, median(typed.whole), slowest)
    others = f"median {median(typed.meanwhile) * 1e3:.0f} ms"
    yield _milliseconds(
        "  a letter typed while searching, the slowest", LONGEST_TURN, max(typed.meanwhile), others
    )


def _milliseconds(what: str, bar: float | None, seconds: float, note: str = "") -> Result:
    return Result(what, bar, seconds * 1e3, "ms", note=note, numbers={"seconds": seconds})


def work(bench: Bench, shape: Shape) -> Callable[[], object]:
    """Give looking through all of it for each text, to profile."""
    listed = LISTED[shape]
    session = Session.open(bench.file(shape))
    session.judge_all()
    pane = listed.pane(session)

    def run() -> None:
        for text in listed.texts:
            for _ in Hits(pane, asked(text), 0).slices():
                pass

    return run
