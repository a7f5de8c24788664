"""Where the time goes: the profile of what a row runs in this process, and what the editor imports."""

from __future__ import annotations

import cProfile
import gc
import pstats
import re
import subprocess
import sys

from benchmarks.bench import Bench
from benchmarks.rows import Row

MOST_LINES = 30

_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")
_SHOWN = 2_000
"""Microseconds from which on a module is shown."""


def profile(bench: Bench, row: Row) -> None:
    """Print the profile of a row; of the rows of start the imports too.

    Raises:
        ValueError: nothing of the row runs in this process.
    """
    if row.work is None:
        raise ValueError(f"nothing of {row.name} runs in this process")
    run = row.work(bench)
    gc.collect()
    profiler = cProfile.Profile()
    profiler.runcall(run)
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler).sort_stats(order).print_stats(MOST_LINES)
    if row.name.startswith("start"):
        _print_imports(bench)


def _print_imports(bench: Bench) -> None:
    command = [sys.executable, "-X", "importtime", "-c", "import asned.tui.run"]
    for _ in ("warm", "measured"):
        done = subprocess.run(
            command, env=bench.environment, capture_output=True, text=True, check=True
        )
    print("imports of the editor: own and cumulative ms, of modules that take 2 ms or more")
    for line in done.stderr.splitlines():
        if (found := _IMPORT.match(line)) and int(found[2]) >= _SHOWN:
            own, all_ = (int(found[n]) / 1e3 for n in (1, 2))
            print(f"{own:8.1f} {all_:8.1f}  {found[3]}{found[4]}")
