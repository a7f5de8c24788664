"""What jwst needs to load an association, as `load_asn` does it; prints the seconds of each file.

Arguments: the files. Without jwst it names the module that is missing and exits with 3.
"""

import sys
import time
from importlib import import_module


def main(names: list[str]) -> int:
    """Load the files, one after the other."""
    try:
        jwst = import_module("jwst.associations")
    except ModuleNotFoundError as error:
        print(error.name)
        return 3
    for name in names:
        start = time.perf_counter()
        try:
            with open(name) as stream:
                jwst.load_asn(stream)
        except jwst.AssociationNotValidError:
            pass
        print(time.perf_counter() - start)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
