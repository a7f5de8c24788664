"""The program with a fault: `?` raises, with the file's text in the message and in a variable."""

import sys

from asned.cli.main import main
from asned.tui import commands


def fail(app):
    """Raise what a fault could raise."""
    text = app.session.document.text
    raise ValueError(text)


if __name__ == "__main__":
    commands.COMMANDS["keys"] = fail
    sys.exit(main(sys.argv[1:]))
