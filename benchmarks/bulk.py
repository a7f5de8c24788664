"""What is done to many at once, in an editor in this process: how long it takes, and its longest turn.

Every run does it, takes it back, does it again and takes that back too, as a user would from the keyboard.
A turn is what the event loop does between two chances to act on a key: slices, and painting what they did.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from asned.association.bulkedits import PART, parts
from asned.association.edits import DeleteMembers, Edit, SetMembersKey
from asned.association.pasting import insertions, texts_of_names
from asned.rules.fixes.fixall import FixAll
from asned.session import Session
from asned.tui.app import AsnedApp
from asned.tui.commands import copying, long
from benchmarks.bench import Bench
from benchmarks.generator import HUGE_PRODUCT, PRODUCTS_OF_5, SPOILT, Shape
from benchmarks.results import Result, median

LONGEST = 2.0
"""Seconds that each of these may take."""
LONGEST_TURN = 100.0
"""Milliseconds that the keyboard may wait."""
PASTED = 10_000
SEVERITIES = {"file-name": None, "expname-missing-file": None}
SIZE = (120, 40)
_AFTER = 0.05
"""Seconds after the end in which its last painting is due."""

Begun = tuple[Iterable[Edit], int]
"""Edits, each made when it is asked for, and how many there are."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do to many."""

    name: str
    words: str
    shape: Shape
    begun: Callable[[Session], Begun]

    @property
    def row(self) -> str:
        """The name of its row."""
        return f"bulk-{self.name}-{self.shape.label}"

    def file(self, bench: Bench) -> Path:
        """Give a file of its own, as others save theirs."""
        path = bench.directory / f"{self.row}_asn.json"
        path.write_bytes(bench.file(self.shape).read_bytes())
        return path


def _first(session: Session) -> tuple[int, Sequence[int]]:
    product = session.document.products[0].id
    return product, [member.id for member in session.document.members(product)]


def _setting(session: Session) -> Begun:
    product, ids = _first(session)
    edits = (SetMembersKey(product, part, "exptype", '"sciense"') for part in parts(ids))
    return edits, -(-len(ids) // PART)


def _deleting(session: Session) -> Begun:
    product, ids = _first(session)
    half = ids[::2]
    edits = (DeleteMembers(product, part) for part in reversed(list(parts(half))))
    return edits, -(-len(half) // PART)


def _pasting(session: Session) -> Begun:
    product, ids = _first(session)
    names = [f"jw00001001001_01101_{number:05d}_nrca1_rate.fits" for number in range(PASTED)]
    at = len(ids) // 2
    texts = texts_of_names(session.document, product, at, names, ["background"] * PASTED)
    return insertions(product, at, texts), -(-PASTED // PART)


def _fixing(session: Session) -> Begun:
    alike = [each for each in session.findings if each.rule == "exptype-case"]
    edits = FixAll(alike, session.findings, session.fixes_for_each, 0)
    return edits, len(edits)


def _copying(session: Session, most: int | None) -> Begun:
    source, ids = _first(session)
    others = [each.id for each in session.document.products][1:]
    chosen = others[:: len(others) // most][:most] if most else others
    edits = copying.copies(source, ids[:1], chosen)
    return edits, -(-len(chosen) // copying.AT_ONCE)


ACTS = (
    Act("set", "setting an exptype on all", HUGE_PRODUCT, _setting),
    Act("delete", "deleting half", HUGE_PRODUCT, _deleting),
    Act("paste", f"pasting {PASTED:,} names", HUGE_PRODUCT, _pasting),
    Act("fix", "fixing all", SPOILT, _fixing),
    Act("copy-40", "copying one to forty", PRODUCTS_OF_5, lambda session: _copying(session, 40)),
    Act("copy-all", "copying one to all", PRODUCTS_OF_5, lambda session: _copying(session, None)),
)


class Turns:
    """Takes the time of what one does, and of the longest turn in it."""

    def __init__(self, app: AsnedApp) -> None:
        self._app = app
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.longest: defaultdict[str, list[float]] = defaultdict(list)

    async def of(self, name: str, begin: Callable[[], None]) -> None:
        """Begin something, and wait until it is done and painted."""
        start = last = perf_counter()
        longest, end = 0.0, None
        begin()
        while end is None or last - end < _AFTER:
            await asyncio.sleep(0)
            now = perf_counter()
            longest, last = max(longest, now - last), now
            if end is None and self._app.session.under_way is None:
                end = now
        self.seconds[name].append(end - start)
        self.longest[name].append(longest)


async def _run(bench: Bench, act: Act) -> Turns:
    session = Session.open(act.file(bench), severities=SEVERITIES)
    session.file.keep(None)
    app = AsnedApp(session)
    turns = Turns(app)

    def do() -> None:
        edits, count = act.begun(session)
        long.start(app, edits, act.words, count, lambda change: act.words)

    async with app.run_test(size=SIZE):
        while not (session.is_judged and app.is_complete):
            await asyncio.sleep(0.01)
        text = session.document.text
        for _ in range(bench.runs(3, 1)):
            await turns.of("done", do)
            for name in ("undo", "redo", "undo"):
                await turns.of(name, partial(app.action_act, name))
            if session.is_modified or session.document.text != text:
                raise RuntimeError(f"{act.words}: undo does not give back the file")
    if session.file.keeping:
        session.file.keeping.discard_edits()
    return turns


def changing(bench: Bench, act: Act) -> Iterator[Result]:
    """Measure one act: the slowest of doing, undo and redo, and the longest turn of them."""
    is_collecting = gc.isenabled()
    gc.disable()  # as the editor does until it is complete
    try:
        with patch.dict(os.environ, bench.environment):
            turns = asyncio.run(_run(bench, act))
    finally:
        gc.unfreeze()
        if is_collecting:
            gc.enable()
        else:
            gc.disable()
    seconds = {name: median(each) for name, each in turns.seconds.items()}
    longest = {name: median(each) * 1e3 for name, each in turns.longest.items()}
    note = ", ".join(f"{name} {each:.2f} s" for name, each in seconds.items())
    what = f"{act.words}, {act.shape.words}"
    yield Result(what, LONGEST, max(seconds.values()), "s", note=note, numbers=seconds)
    note = ", ".join(f"{name} {each:.0f} ms" for name, each in longest.items())
    turn = max(longest.values())
    yield Result("  the longest turn", LONGEST_TURN, turn, "ms", note=note, numbers=longest)


def work(bench: Bench, act: Act) -> Callable[[], object]:
    """Give doing it and taking it back, to profile."""
    session = Session.open(act.file(bench), severities=SEVERITIES)
    session.judge_all()

    def run() -> None:
        edits, count = act.begun(session)
        session.begin(edits, act.words, count).run()
        session.undo()

    return run
