"""The program that looks at its file often, and asks as soon as a key has been acted on."""

import sys

from asned.cli.main import main
from asned.tui import guarded, watching

if __name__ == "__main__":
    watching.LOOK_EVERY = 0.2
    guarded.IDLE = 0.2
    sys.exit(main(sys.argv[1:]))
