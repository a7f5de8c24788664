"""Words on the terminal: complaints on standard error, and colours where they are wanted."""

import os
import sys
from typing import TextIO

from asned.jsontext.display import displayable

_RESET = "\x1b[0m"
_CODES = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[36m", "faint": "\x1b[2m"}
_CODES |= {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m", "strong": "\x1b[1m"}


def complain(message: str) -> None:
    """Say on standard error what is wrong, on one line."""
    # GitHub's runner obeys `##[` wherever it stands in a line.
    shown = displayable(message).replace("##[", "## [")
    sys.stderr.write(f"asned: {shown}\n")


def say(line: str = "") -> None:
    """Write a line on standard output, as it is: what comes from a file is made displayable before."""
    sys.stdout.write(f"{line}\n")


def wants_colour(stream: TextIO) -> bool:
    """Say whether to colour what goes there: a terminal, and the user has not declined (NO_COLOR)."""
    is_declined = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not is_declined


def coloured(text: str, kind: str) -> str:
    """Put a text into the colour of its kind: a severity, `faint`, `strong`, or a difference's mark."""
    return f"{_CODES[kind]}{text}{_RESET}" if kind in _CODES else text
