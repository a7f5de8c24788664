"""`asned schema`: the JSON Schema of an association, for other editors."""

import json
from argparse import ArgumentParser, Namespace

from asned.cli.saying import say
from asned.rules.vocabulary import described_schema

DESCRIPTION = """\
Print the JSON Schema (2020-12) of an association, with the field's vocabulary for
completion in other editors. It knows the shape and the words; only "asned check"
knows the rest. In VS Code: write it to a file and name that under "json.schemas"
in the settings, with "fileMatch": ["*_asn.json"]."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--stage", type=int, choices=(2, 3), default=2, help="the stage (default: 2)"
    )


def run(arguments: Namespace, parser: ArgumentParser) -> int:
    """Print the schema."""
    say(json.dumps(described_schema(arguments.stage), indent=2))
    return 0
