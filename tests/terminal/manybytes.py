"""The program, for which a few bytes are many."""

import sys

from asned.cli.main import main
from asned.tui import opening

if __name__ == "__main__":
    opening.LARGE = 100
    sys.exit(main(sys.argv[1:]))
