"""Saving an edited file durably, against json.dump with an indent, and against a plain write."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from asned.session import Session
from benchmarks.bench import Bench
from benchmarks.edits import set_exptype
from benchmarks.generator import SEED, Shape
from benchmarks.results import Result, median


def edited(bench: Bench, shape: Shape) -> Session:
    """Give a copy of a file, open and judged, with one edit in it."""
    path = bench.directory / "saved_asn.json"
    path.unlink(missing_ok=True)
    shutil.copy(bench.file(shape), path)
    session = Session.open(path)
    session.judge_all()
    session.execute(set_exptype(session.document, random.Random(SEED)))
    return session


def save_seconds(bench: Bench, shape: Shape) -> float:
    """Give the median of the seconds that saving after an edit takes."""
    session = edited(bench, shape)
    chance = random.Random(SEED + 1)
    seconds = []
    for _ in range(bench.runs(7, 3)):
        session.execute(set_exptype(session.document, chance))
        seconds.append(_taken(session.save))
    return median(seconds)


def saving(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Measure a save after an edit."""
    ours = save_seconds(bench, shape)
    file = bench.file(shape)
    data = file.read_bytes()
    value = json.loads(data)
    target = bench.directory / "dumped_asn.json"
    dumps = [_taken(lambda: _dump(target, value)) for _ in range(bench.runs(3, 1))]
    writes = [_taken(lambda: _write(target, data)) for _ in range(bench.runs(5, 3))]
    floor, plain = median(dumps), median(writes)
    note = f"{ours * 1e3:.0f} ms, json.dump {floor * 1e3:.0f} ms, a plain durable write {plain * 1e3:.0f} ms"
    numbers = {"asned": ours, "floor": floor, "plain": plain}
    what = f"saving after an edit, {shape.words}"
    yield Result(what, 0.25, ours / floor, note=note, numbers=numbers)


def work(bench: Bench, shape: Shape) -> Callable[[], object]:
    """Give a save, to profile."""
    return edited(bench, shape).save


def _dump(target: Path, value: object) -> None:
    with target.open("w") as stream:
        json.dump(value, stream, indent=4)


def _write(target: Path, data: bytes) -> None:
    with target.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _taken(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return perf_counter() - start
