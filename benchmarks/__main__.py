"""`python -m benchmarks`: every row with its bar, what was measured, and whether it passes."""

from __future__ import annotations

import argparse
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.rows import ROWS

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", action="append")
    parser.add_argument("--quick", action="store_true")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as d:
        bench = Bench(Path(d), a.quick)
        for row in ROWS:
            if not a.only or any(fnmatch(row.name, p) for p in a.only):
                print(row.name, flush=True)
                for r in row.measure(bench):
                    print(r.line, flush=True)
