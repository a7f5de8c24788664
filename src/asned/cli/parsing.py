"""Reading the arguments of a command, with help and complaints."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from typing import NoReturn

from asned import __version__
from asned.cli.commands import COMMANDS, Command
from asned.jsontext.display import displayable

_DESCRIPTION = """\
The terminal editor of JWST association files. It judges every edit at once, and
writes a file back changed only where it was edited."""


class Parser(ArgumentParser):
    """Says what is wrong with the arguments without obeying what they hold."""

    def error(self, message: str) -> NoReturn:
        """Complain, and end with the exit code of wrong usage."""
        super().error(displayable(message))


def run_parsed(name: str, command: Command, arguments: list[str]) -> int:
    """Let the command of this name run with the arguments, and give its exit code."""
    parser = Parser(
        prog=f"asned {name}",
        description=command.DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    parsed: Namespace = parser.parse_args(arguments)
    return command.run(parsed, parser)


def overview() -> Parser:
    """Give the parser of the arguments where no command is named, whose help lists the commands."""
    rows = "\n".join(f"  asned {row.usage:<14} {row.summary}" for row in COMMANDS.values())
    parser = Parser(
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
