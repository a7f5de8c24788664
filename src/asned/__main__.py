"""`python -m asned` is the command `asned`."""

import sys

from asned.cli.main import main

sys.exit(main())
