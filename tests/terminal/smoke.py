"""Runs an installed `asned` in a pseudo-terminal: the demo opens, shows its panes, and quits.

`python smoke.py PATH/TO/asned` needs pexpect and pyte, and nothing of the checkout.
"""

import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

LONGEST = 30.0
"""Seconds until the editor must have painted, or ended."""

ANSWERS = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[c": b"\x1b[?62c"}


def main(program: str) -> int:
    """Open the demo, wait for its panes, quit; give 0 where that went well."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as directory:
        path = str(Path(program).resolve())
        child = pexpect.spawn(path, ["demo"], dimensions=(24, 80), cwd=directory, timeout=1)
        end = time.monotonic() + LONGEST
        while not all(text in "\n".join(screen.display) for text in ("Keywords", "science")):
            if time.monotonic() > end:
                print("\n".join(screen.display))
                return 1
            try:
                output = child.read_nonblocking(65536, 0.1)
            except pexpect.TIMEOUT:
                continue
            for query, answer in ANSWERS.items():
                if query in output:
                    child.send(answer)
            # What pyte takes for private colours or modes of its own is left out.
            stream.feed(output.replace(b"\x1b[?2026", b"\x1b[?7").replace(b"\x1b[>", b"\x1b[?"))
        child.send("q")
        child.expect(pexpect.EOF, timeout=LONGEST)
        child.close()
    print(f"smoke test: exit {child.exitstatus}")
    return child.exitstatus or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
