"""Which process wrote something, and whether it still runs.

A process id alone is used again by the system, so a process is known by its id, its machine and the
moment it started.
"""

import functools
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_DEAD_STATES = ("Z", "X")  # ended, and only waiting for its parent to notice


@dataclass(frozen=True, slots=True)
class Process:
    """A process of some machine; `started` is opaque, and empty where the system would not tell."""

    pid: int
    host: str
    started: str

    @classmethod
    def from_json(cls, value: object) -> "Process | None":
        """Make a process of what `to_json` gave; None where the value is something else."""
        match value:
            case {"pid": int(pid), "host": str(host), "started": str(started)}:
                return cls(pid, host, started)
        return None

    def to_json(self) -> dict[str, object]:
        """Give the process as a JSON object."""
        return {"pid": self.pid, "host": self.host, "started": self.started}


def this_process() -> Process:
    """Give the process that asks."""
    return _own(os.getpid())


@functools.cache
def _own(pid: int) -> Process:
    return Process(pid, socket.gethostname(), start_of(pid) or "")


def is_running(process: Process) -> bool | None:
    """Say whether the process still runs; None where it is on another machine: nobody can know."""
    if process.host != socket.gethostname():
        return None
    started = start_of(process.pid)
    return started is not None and (not process.started or started == process.started)


def start_of(pid: int) -> str | None:
    """Say when a process of this machine started, in the system's own words; None if it is dead."""
    if not 0 < pid < 1 << 31:
        return None
    if sys.platform == "linux":
        return _start_in_proc(pid)
    return _start_from_ps(pid)


def _start_in_proc(pid: int) -> str | None:
    try:
        line = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # proc(5): pid (command) state ... and the start, in ticks since boot, as the 22nd field; the
    # command may hold blanks and brackets.
    fields = line.rpartition(")")[2].split()
    return None if fields[0] in _DEAD_STATES else f"{boot}/{fields[19]}"


def _start_from_ps(pid: int) -> str | None:
    answer = subprocess.run(
        ["/bin/ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "TZ": "UTC"},
        check=False,
    )
    state, _, started = answer.stdout.strip().partition(" ")
    if answer.returncode != 0 or state[:1] in _DEAD_STATES:
        return None
    return " ".join(started.split())
