"""The options that several commands share: how an association is judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from asned.cli.configuration import configuration_path, read_configuration
from asned.cli.saying import complain
from asned.rules.findings import Severity

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_judging_options(parser: ArgumentParser) -> None:
    """Declare `--stage` and `--rule`."""
    parser.add_argument(
        "--stage",
        type=int,
        choices=(2, 3),
        help="judge by the rules of this stage; otherwise asn_type, asn_rule and the members tell it",
    )
    parser.add_argument(
        "--rule",
        type=_assignment,
        action="append",
        default=[],
        metavar="ID=SEVERITY",
        dest="severities",
        help="make findings of a rule error, warning or info, or switch it off"
        " (--rule file-name=off); may be given several times",
    )


class Chosen(NamedTuple):
    """What the user has chosen, and what is wrong with the configuration file."""

    severities: dict[str, Severity | None]
    problems: tuple[str, ...]


def chosen_severities(arguments: Namespace) -> dict[str, Severity | None]:
    """Give the user's severities: those of the configuration file, then those of the command line.

    What is wrong with the configuration file is said on standard error.
    """
    return chosen(arguments.severities).severities


def chosen(assigned: Iterable[tuple[str, Severity | None]] = ()) -> Chosen:
    """Give the user's severities as `chosen_severities` does, and what was said of the file.

    `assigned` are those of the command line.
    """
    configuration = read_configuration(configuration_path())
    for problem in configuration.problems:
        complain(problem)
    severities = {**configuration.severities, **dict(assigned)}
    return Chosen(severities, configuration.problems)


def _assignment(text: str) -> tuple[str, Severity | None]:
    from argparse import ArgumentTypeError  # noqa: PLC0415 - without options nobody parses them

    from asned.cli.severities import NoSuchChoice, assignment  # noqa: PLC0415 - imports every rule

    try:
        return assignment(text)
    except NoSuchChoice as error:
        raise ArgumentTypeError(str(error)) from error
