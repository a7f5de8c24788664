"""`asned check`, started afresh, against json.load and a full jsonschema pass; and against jwst."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import asned
from asned.rules.shape import schema_text
from benchmarks.bench import Bench
from benchmarks.generator import SEED, Shape, association, one_wrong_value
from benchmarks.results import Result, median, not_measured

REAL_SIZES = (Shape(1, 1), Shape(1, 3), Shape(2, 2), Shape(1, 8), Shape(4, 5), Shape(1, 40))
"""What associations in archives are like: one product or a few, of a few members."""

LONGEST = 600.0


def _schema(bench: Bench) -> Path:
    path = bench.directory / "schema.json"
    if not path.exists():
        path.write_text(schema_text(2), encoding="utf-8")
    return path


def large_file(bench: Bench, shape: Shape) -> Iterator[Result]:
    """Check one large file."""
    file = bench.file(shape)
    ours = bench.asned("check", file)
    theirs = bench.floor("schema_pass", _schema(bench), file)
    asned_seconds, floor_seconds = [], []
    for _ in range(bench.runs(5, 2)):
        floor_seconds.append(bench.seconds(theirs))
        asned_seconds.append(bench.seconds(ours))
    yield _result(f"asned check, {shape.words}", 0.35, floor_seconds, asned_seconds)


def many_files(bench: Bench) -> Iterator[Result]:
    """Check many files of real size in one run."""
    count = bench.runs(10_000, 1_000)
    directory = bench.directory / "archive"
    directory.mkdir(exist_ok=True)
    names = []
    for number in range(count):
        shape = REAL_SIZES[number % len(REAL_SIZES)]
        path = directory / f"jw01234-o{number % 1000:03d}_image2_{number:05d}_asn.json"
        if not path.exists():
            path.write_bytes(association(shape, seed=SEED + number))
        names.append(str(path))
    listed = "\n".join(names)
    theirs = bench.floor("schema_pass", _schema(bench), "-")
    asned_seconds, floor_seconds = [], []
    for _ in range(bench.runs(3, 1)):
        floor_seconds.append(bench.seconds(theirs, given=listed))
        asned_seconds.append(bench.seconds(bench.asned("check", "-"), given=listed))
    yield _result(f"asned check, {count:,} files of real size", 2.0, floor_seconds, asned_seconds)


def against_jwst(bench: Bench) -> Iterator[Result]:
    """Check 1,000 members with one wrong value: what jwst takes, over what asned takes."""
    warm = "asned.check, 1,000 members, one wrong: jwst, warm"
    cold = "asned check, the same: jwst, cold"
    wrong, right = (bench.directory / f"{name}_asn.json" for name in ("wrong", "right"))
    wrong.write_bytes(one_wrong_value(1_000))
    right.write_bytes(association(Shape(1, 1_000), mistakes=False))
    script = bench.floor("reference")[1]
    start = time.perf_counter()
    done = subprocess.run(
        [bench.jwst, script, wrong], capture_output=True, text=True, timeout=LONGEST, check=False
    )
    cold_seconds = time.perf_counter() - start
    if done.returncode:
        why = "jwst is not installed" if done.returncode == 3 else done.stderr.strip()[-80:]
        yield not_measured(warm, 100, why, at_least=True)
        yield not_measured(cold, 30, why, at_least=True)
        return
    # Loading a file without a fault first: everything is imported, and every rule of jwst is known.
    warmed = subprocess.check_output([bench.jwst, script, right, wrong], text=True, timeout=LONGEST)
    warm_seconds = float(warmed.split()[-1])
    data = wrong.read_bytes()
    yield _times(warm, 100, warm_seconds, [_seconds_of(data) for _ in range(9)][2:])
    ours = [bench.seconds(bench.asned("check", wrong)) for _ in range(bench.runs(7, 3))]
    yield _times(cold, 30, cold_seconds, ours)


def work(bench: Bench, shape: Shape) -> Callable[[], object]:
    """Give the checking of a file within this process, to profile."""
    data = bench.file(shape).read_bytes()
    return lambda: asned.check(data)


def _seconds_of(data: bytes) -> float:
    start = time.perf_counter()
    found = asned.check(data)
    seconds = time.perf_counter() - start
    if len(found) != 1:
        raise RuntimeError(f"one wrong value, but {len(found)} findings")
    return seconds


def _times(what: str, bar: float, jwst: float, ours: list[float]) -> Result:
    mine = median(ours)
    note = f"{mine * 1e3:.0f} ms, jwst {jwst:.1f} s"
    numbers = {"asned": mine, "jwst": jwst}
    return Result(what, bar, jwst / mine, at_least=True, note=note, numbers=numbers)


def _result(what: str, bar: float, floor: list[float], ours: list[float]) -> Result:
    mine, theirs = median(ours), median(floor)
    note = f"{mine:.2f} s, json.load and jsonschema {theirs:.2f} s"
    return Result(what, bar, mine / theirs, note=note, numbers={"asned": mine, "floor": theirs})
