"""The commands that there are, each in a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


class Command(Protocol):
    """What the module of a command provides; `DESCRIPTION` is what its --help says first."""

    DESCRIPTION: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: Namespace, parser: ArgumentParser) -> int:
        """Do it and give the exit code; `parser.error` refuses arguments that do not go together."""


class CommandRow(NamedTuple):
    """Where a command is, and what the overview says of it."""

    module: str
    usage: str
    summary: str


COMMANDS = {
    "edit": CommandRow("asned.cli.edit", "[edit] FILE", "open an association in the editor"),
    "demo": CommandRow("asned.cli.demo", "demo", "open an example, written into this directory"),
    "check": CommandRow("asned.cli.check", "check [PATH…]", "judge files and whole directories"),
    "rules": CommandRow("asned.cli.rules", "rules [ID]", "list the rules, or explain one"),
    "schema": CommandRow("asned.cli.schema", "schema", "print the JSON Schema, for other editors"),
}
"""The commands by the word that names them."""
