"""One run: its options, its directory, the files that are measured with, what was measured already."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.generator import SEED, Shape, association
from benchmarks.terminal import Terminal

FLOORS = Path(__file__).parent / "floors"
_KEPT = ("PATH", "HOME", "LANG", "PYTHONPATH")

T = TypeVar("T")


@dataclass(slots=True)
class Bench:
    """What every row gets. `runs` chooses between the number for a full run and for a quick one."""

    directory: Path
    is_quick: bool = False
    jwst: str = sys.executable
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    _known: dict[Any, Any] = field(default_factory=dict)

    def runs(self, full: int, quick: int) -> int:
        """Give how many runs to make."""
        return quick if self.is_quick else full

    def once(self, key: Any, measure: Callable[[], T]) -> T:
        """Give what was measured under a key, measuring it the first time."""
        if key not in self._known:
            self._known[key] = measure()
        known: T = self._known[key]
        return known

    def file(self, shape: Shape) -> Path:
        """Give the file of a shape."""
        name = f"jw01234-o001_{shape.label}_image2_00001_asn.json"
        path = self.directory / name
        if not path.exists():
            path.write_bytes(association(shape))
        return path

    @property
    def environment(self) -> Mapping[str, str]:
        """An environment for one program: a colour terminal, and directories without any history.

        A program that was killed leaves a journal, about which the next one would ask.
        """
        kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
        home = tempfile.mkdtemp(prefix="home-", dir=self.directory)
        state = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("STATE", "CONFIG")}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        return {"LANG": "C.UTF-8", **kept, **state, **terminal}

    def asned(self, *arguments: str | Path) -> list[str]:
        """Give the command that runs asned."""
        return [sys.executable, "-m", "asned", *map(str, arguments)]

    def floor(self, name: str, *arguments: str | Path) -> list[str]:
        """Give the command that runs one of the floors."""
        return [sys.executable, str(FLOORS / f"{name}.py"), *map(str, arguments)]

    def terminal(self, argv: Sequence[str]) -> Terminal:
        """Start a program in a terminal."""
        return Terminal(argv, self.environment, str(self.directory))

    def seconds(
        self, argv: Sequence[str], *, codes: Sequence[int] = (0, 1), given: str = ""
    ) -> float:
        """Run a program to its end and give how long it took.

        Raises:
            RuntimeError: it ended with another exit code than these.
        """
        start = time.perf_counter()
        done = subprocess.run(
            argv,
            env=self.environment,
            cwd=self.directory,
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        seconds = time.perf_counter() - start
        if done.returncode not in codes:
            raise RuntimeError(f"{' '.join(argv)}: {done.stderr.decode()[-500:]}")
        return seconds
