"""The program that looks at its file only when something makes it look."""

import sys

from asned.cli.main import main
from asned.tui import watching

if __name__ == "__main__":
    watching.LOOK_EVERY = 1000.0
    sys.exit(main(sys.argv[1:]))
