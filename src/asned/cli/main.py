"""The command line: finds the command, reads its arguments, and lets it run.

Nothing but the command that is run gets imported, so that `asned --version` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from asned.cli.commands import COMMANDS
from asned.cli.exitcodes import FINE, INTERRUPTED, UNUSABLE
from asned.cli.saying import complain
from asned.later import Later

if TYPE_CHECKING:
    from asned.cli import edit, parsing
    from asned.cli.commands import Command
else:
    edit = Later("asned.cli.edit")
    parsing = Later("asned.cli.parsing")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and give the exit code.

    0: fine. 1: errors were found. 2: wrong usage, or something could not be read or written.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if sys.platform == "win32":
        complain("Windows is not supported; use it in WSL (Windows Subsystem for Linux).")
        return UNUSABLE
    _let_anything_be_printed()
    try:
        return _run(arguments)
    except SystemExit as stop:  # argparse has said what there was to say
        return FINE if stop.code is None else cast("int", stop.code)
    except BrokenPipeError:
        # Whoever read the output has gone; Python must not flush into the pipe at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        name, arguments = first, arguments[1:]
    elif not arguments or first in ("-h", "--help", "--version"):
        parser = parsing.overview()
        parser.parse_args(arguments)
        parser.error("name an association file, or a command")
    else:
        name = "edit"
        _refuse_slip(first)
    if name == "edit" and len(arguments) == 1 and not arguments[0].startswith("-"):
        # What parses arguments takes time to import that nobody should wait for without any.
        status = edit.open_alone(Path(arguments[0]))
    else:
        command = cast("Command", import_module(COMMANDS[name].module))
        status = parsing.run_parsed(name, command, arguments)
    sys.stdout.flush()
    return status


def _refuse_slip(word: str) -> None:
    """Refuse a word that is rather a slip for a command than the name of a file to begin."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from asned.rules.nearest import nearest  # noqa: PLC0415 - wanted for no name of an association

    meant = nearest(word, COMMANDS)
    if meant is not None:
        parsing.overview().error(
            f'there is no command "{word}" (did you mean "{meant}"?); '
            f"to begin a file of this name use ./{word}"
        )


def _let_anything_be_printed() -> None:
    """Let characters that the terminal's encoding lacks be escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
