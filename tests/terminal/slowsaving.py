"""The program with a disk so slow that a save takes seconds: `python -m`-less, run by path in a test.

The first argument is a file that is made when the slow call has begun.
"""

import sys
import time
from pathlib import Path

from asned.cli.main import main
from asned.disk import calls

SLOW = 2.5


def slow(name, call, *arguments):
    """Let the flush of the new file take its time."""
    if name == "rename":
        begun.touch()
        time.sleep(SLOW)
    return call(*arguments)


if __name__ == "__main__":
    begun = Path(sys.argv.pop(1))
    with calls.intercepted(slow):
        sys.exit(main(sys.argv[1:]))
