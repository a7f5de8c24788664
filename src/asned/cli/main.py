"""The command line: finds the command, reads its arguments, and lets it run.

Nothing but the command that is run gets imported, so that `asned --version` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn, Protocol, cast

from asned import __version__
from asned.cli.exitcodes import FINE, INTERRUPTED, UNUSABLE
from asned.cli.saying import complain
from asned.jsontext.display import displayable


class Command(Protocol):
    """What the module of a command provides; `DESCRIPTION` is what its --help says first."""

    DESCRIPTION: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: Namespace, parser: ArgumentParser) -> int:
        """Do it and give the exit code; `parser.error` refuses arguments that do not go together."""


class _Parser(ArgumentParser):
    """Says what is wrong with the arguments without obeying what they hold."""

    def error(self, message: str) -> NoReturn:
        super().error(displayable(message))


class _Row(NamedTuple):
    module: str
    usage: str
    summary: str


COMMANDS = {
    "edit": _Row("asned.cli.edit", "[edit] FILE", "open an association in the editor"),
    "demo": _Row("asned.cli.demo", "demo", "open an example, written into this directory"),
    "check": _Row("asned.cli.check", "check [PATH…]", "judge files and whole directories"),
    "rules": _Row("asned.cli.rules", "rules [ID]", "list the rules, or explain one"),
    "schema": _Row("asned.cli.schema", "schema", "print the JSON Schema, for other editors"),
}

_DESCRIPTION = """\
The terminal editor of JWST association files. It judges every edit at once, and
writes a file back changed only where it was edited."""


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
        parser = _overview()
        parser.parse_args(arguments)
        parser.error("name an association file, or a command")
    else:
        name = "edit"
        _refuse_slip(first)
    command = cast("Command", import_module(COMMANDS[name].module))
    parser = _Parser(
        prog=f"asned {name}",
        description=command.DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    status = command.run(parser.parse_args(arguments), parser)
    sys.stdout.flush()
    return status


def _refuse_slip(word: str) -> None:
    """Refuse a word that is rather a slip for a command than the name of a file to begin."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from asned.rules.nearest import nearest  # noqa: PLC0415 - wanted for no name of an association

    meant = nearest(word, COMMANDS)
    if meant is not None:
        _overview().error(
            f'there is no command "{word}" (did you mean "{meant}"?); '
            f"to begin a file of this name use ./{word}"
        )


def _overview() -> ArgumentParser:
    rows = "\n".join(f"  asned {row.usage:<14} {row.summary}" for row in COMMANDS.values())
    parser = _Parser(
        prog="asned",
        usage="asned [--help] [--version] FILE | COMMAND …",
        description=_DESCRIPTION,
        epilog=f"commands:\n{rows}\n\n"
        "Each has a --help of its own. A file that is named like a command is opened\n"
        "with ./check or with edit check.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"asned {__version__}")
    return parser


def _let_anything_be_printed() -> None:
    """Let characters that the terminal's encoding lacks be escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
