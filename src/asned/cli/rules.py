"""`asned rules`: all rules in a list, or one explained."""

import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from textwrap import wrap

from asned.cli.saying import coloured, say, wants_colour
from asned.cli.severities import NoSuchChoice, known_rule
from asned.rules.registry import RULES

DESCRIPTION = """\
List the rules with their severities, or explain one: what it states, why, an
example that breaks it and one that keeps it, the fix, and the source."""

_WIDEST = 100
_NARROWEST = 60


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("rule", metavar="ID", nargs="?", type=_rule, help="the rule to explain")


def run(arguments: Namespace, parser: ArgumentParser) -> int:
    """Print the list, or the explanation."""
    if arguments.rule is None:
        _list()
    else:
        from asned.rules.explaining import explanation  # noqa: PLC0415 - the list needs no example

        _explain(explanation(arguments.rule))
    return 0


def _list() -> None:
    id_width = max(map(len, RULES))
    indent = id_width + len("  warning  ")
    has_colour = wants_colour(sys.stdout)
    for rule in RULES.values():
        first, *more = wrap(rule.statement, _width() - indent, break_on_hyphens=False)
        severity = f"{rule.severity:<7}"
        if has_colour:
            severity = coloured(severity, rule.severity)
        say(f"{rule.id:<{id_width}}  {severity}  {first}")
        for line in more:
            say(" " * indent + line)


def _explain(paragraphs: tuple[str, ...]) -> None:
    has_colour = wants_colour(sys.stdout)
    for number, paragraph in enumerate(paragraphs):
        if number:
            say()
        is_prose = "\n" not in paragraph
        lines = (
            wrap(paragraph, _width(), break_on_hyphens=False) if is_prose else paragraph.split("\n")
        )
        for line in lines:
            say(coloured(line, "strong") if has_colour and not number else line)


def _width() -> int:
    """A piped list is cut as on a wide terminal, so that it reads the same everywhere."""
    columns = shutil.get_terminal_size((_WIDEST, 0)).columns if sys.stdout.isatty() else _WIDEST
    return max(_NARROWEST, min(_WIDEST, columns))


def _rule(text: str) -> str:
    try:
        return known_rule(text)
    except NoSuchChoice as error:
        raise ArgumentTypeError(str(error)) from error
