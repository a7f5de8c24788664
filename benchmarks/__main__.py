"""`python -m benchmarks`: prints every row with its bar, what was measured, and whether it passes.

Exit code: 0 all that was measured passes, 1 something falls short, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path

import asned
from benchmarks.bench import Bench
from benchmarks.profiling import profile
from benchmarks.results import Result
from benchmarks.rows import ROWS, Row


def main() -> int:
    """Measure the rows that are asked for."""
    parser = _parser()
    arguments = parser.parse_args()
    rows = [row for row in ROWS if _is_wanted(row, arguments.only)]
    if not rows:
        parser.error(f"no such row; there are {', '.join(row.name for row in ROWS)}")
    with tempfile.TemporaryDirectory(prefix="asned-benchmarks-") as directory:
        bench = Bench(Path(directory), arguments.quick, arguments.jwst)
        if arguments.profile:
            named = [row for row in ROWS if row.name == arguments.profile]
            if not named or named[0].work is None:
                names = ", ".join(row.name for row in ROWS if row.work)
                parser.error(f"cannot be profiled; these can: {names}")
            profile(bench, named[0])
            return 0
        return _measure(bench, rows, arguments.json)


def _measure(bench: Bench, rows: list[Row], kept: Path | None) -> int:
    about = _about()
    print("  ".join(f"{key} {value}" for key, value in about.items()))
    records: dict[str, list[dict[str, object]]] = {}
    results: list[Result] = []
    for row in rows:
        print(row.name)
        records[row.name] = []
        for result in row.measure(bench):
            print(result.line, flush=True)
            records[row.name].append(result.record)
            results.append(result)
    passed = sum(result.passes is True for result in results)
    short = sum(result.passes is False for result in results)
    others = len(results) - passed - short
    print(f"{passed} pass, {short} fall short, {others} not measured or without a bar")
    if kept:
        kept.write_text(json.dumps({"about": about, "rows": records}, indent=1), encoding="utf-8")
    return int(short > 0)


def _about() -> dict[str, str]:
    return {
        "asned": asned.__version__,
        "textual": version("textual"),
        "python": platform.python_version(),
        "processors": str(os.cpu_count()),
        "load": f"{os.getloadavg()[0]:.1f}",
        "at": time.strftime("%Y-%m-%d %H:%M"),
    }


def _is_wanted(row: Row, patterns: list[str] | None) -> bool:
    return not patterns or any(fnmatch(row.name, pattern) for pattern in patterns)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", metavar="PATTERN", action="append", help="rows by name, as in 'keys-*'"
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs of each")
    parser.add_argument("--json", metavar="FILE", type=Path, help="keep all numbers in a file")
    parser.add_argument(
        "--profile", metavar="ROW", help="print where a row spends its time, and measure nothing"
    )
    parser.add_argument(
        "--jwst",
        metavar="PYTHON",
        default=sys.executable,
        help="an interpreter that has jwst 3.0.0 (default: this one)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
