"""`asned demo`: the specification's example as a file of its own, open in the editor."""

import os
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from asned.cli.edit import has_terminal, open_editor
from asned.cli.exitcodes import UNUSABLE
from asned.cli.options import add_judging_options, chosen_severities
from asned.cli.saying import complain, say
from asned.disk import calls
from asned.disk.errors import cause_text
from asned.jsontext.display import displayable

DESCRIPTION = """\
Write the specification's example association into this directory, as the next
free asned-demo-N_asn.json, and open it in the editor. Where this directory cannot
be written, a temporary one is made."""

_BESIDE_THE_POINT = ("file-name", "expname-missing-file")
"""Rules that are off where nobody asks for them: the copy has a name of its own, and no exposures."""

_EXAMPLE = Path(__file__).with_name("example_asn.json")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_judging_options(parser)


def run(arguments: Namespace, parser: ArgumentParser) -> int:
    """Write the example, open it, and say where it is, before and after."""
    if not has_terminal():
        return UNUSABLE
    try:
        path = write_example()
    except OSError as error:
        complain(f"the example could not be written: {cause_text(error)}; go to another directory")
        return UNUSABLE
    shown = displayable(str(path))
    say(f"The example is {shown}")
    status = open_editor(
        path,
        stage=arguments.stage,
        severities={**dict.fromkeys(_BESIDE_THE_POINT), **chosen_severities(arguments)},
        notice=f"this is a copy of the specification's example: {shown}",
    )
    say(f"The example, with what you saved, is {shown}")
    return status


def write_example() -> Path:
    """Write the example under the next free name, here or in a temporary directory.

    No file that is there is ever written to.

    Raises:
        OSError: neither directory can be written.
    """
    data = _EXAMPLE.read_bytes()
    try:
        return _write_new(Path(), data)
    except OSError:  # not writable, read-only, full, gone: the other place may serve
        return _write_new(Path(tempfile.mkdtemp(prefix="asned-demo-")), data)


def _write_new(directory: Path, data: bytes) -> Path:
    for path in _names(directory):
        try:
            descriptor = calls.open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
        try:
            calls.write_whole(descriptor, data)
        except OSError:
            calls.unlink(path)
            raise
        finally:
            calls.close(descriptor)
        return path
    raise AssertionError("there is no end of numbers")


def _names(directory: Path) -> Iterator[Path]:
    return (directory / f"asned-demo-{number}_asn.json" for number in count(1))
