"""`asned FILE`: opens the editor, or says why it cannot."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from asned.cli.exitcodes import UNUSABLE
from asned.cli.options import Chosen, add_judging_options, chosen
from asned.cli.saying import complain
from asned.disk import calls
from asned.disk.errors import DiskError, NotAFile, Unreadable
from asned.disk.fingerprint import kind, read_file
from asned.jsontext.display import displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.later import Later
from asned.rules.findings import Severity

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from asned.jsontext import defects
    from asned.tui import run as editor
else:
    defects = Later("asned.jsontext.defects")
    editor = Later("asned.tui.run")

DESCRIPTION = """\
Open an association in the editor. A file that does not exist is begun anew, and
is written when it is saved. Press ? in the editor for the keys."""

_AROUND = 2
_WIDEST = 200
_STDIN, _STDERR = 0, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    file = parser.add_argument("file", metavar="FILE", type=Path, help="the association file")
    file.required = False  # an unknown option is to be named before a file that is missing
    add_judging_options(parser)


def run(arguments: Namespace, parser: ArgumentParser) -> int:
    """Open the editor on the file."""
    if arguments.file is None:
        parser.error("the following arguments are required: FILE")
    return _open_as(arguments.file, arguments.stage, chosen(arguments.severities))


def open_alone(path: Path) -> int:
    """Open the editor on a file that no options go with; give the exit code."""
    return _open_as(path, None, chosen())


def _open_as(path: Path, stage: int | None, choice: Chosen) -> int:
    severities, problems = choice
    notice = "; ".join(problems)  # on standard error, which the editor covers, they are said too
    return open_editor(path, stage=stage, severities=severities, notice=notice)


def open_editor(
    path: Path, *, stage: int | None, severities: Mapping[str, Severity | None], notice: str = ""
) -> int:
    """Run the editor and give its exit code; `notice` is the first thing that it says.

    Where it cannot run, the reason is said on standard error.
    """
    try:
        _refuse(path)
        if not has_terminal():
            return UNUSABLE
        # Importing and reading leave no garbage; the editor collects again once it is complete.
        gc.disable()
        try:
            return editor.run(path, stage=stage, severities=severities, notice=notice)
        finally:
            gc.enable()
    except DiskError as error:
        complain(str(error))
    except NotAnAssociationText as refusal:
        complain(f"{path}: {refusal}")
        _show_lines_around(path, refusal.line)
    return UNUSABLE


def has_terminal() -> bool:
    """Say whether there is a terminal to edit in; where there is none, that is complained about."""
    if os.isatty(_STDIN) and os.isatty(_STDERR):  # Textual draws on standard error
        return True
    complain('the editor needs a terminal; "asned check" judges files without one')
    return False


def _show_lines_around(path: Path, line: int) -> None:
    lines = defects.readable_text(read_file(path).data).split("\n")
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        mark = ">" if number == line else " "
        text = displayable(lines[number - 1].removesuffix("\r"))
        sys.stderr.write(f"{mark} {number:>5}  {text[:_WIDEST]}\n")


def _refuse(path: Path) -> None:
    """Raise DiskError where nothing can be opened, nor begun anew, at the path."""
    try:
        status = calls.stat(path)
    except FileNotFoundError as error:
        if not path.parent.is_dir():
            text = (
                f"there is no directory {displayable(str(path.parent))}; make it, or check the name"
            )
            raise DiskError(path, text) from error
        return
    except OSError as error:
        raise Unreadable(path, error) from error
    if other := kind(status.st_mode):
        raise NotAFile(path, other)
    if not calls.access(path, os.R_OK):
        raise Unreadable(path, OSError(errno.EACCES, os.strerror(errno.EACCES)))
