"""The floor of `asned check`: json.load and a full jsonschema pass over each file, in one process.

Arguments: the schema, then the files; `-` reads their names from standard input, one a line.
"""

import json
import sys

from jsonschema import Draft202012Validator


def main(schema: str, files: list[str]) -> None:
    """Judge the files and print how many errors there are."""
    with open(schema, "rb") as stream:
        validator = Draft202012Validator(json.load(stream))
    errors = 0
    for name in sys.stdin.read().splitlines() if files == ["-"] else files:
        with open(name, "rb") as stream:
            errors += sum(1 for _ in validator.iter_errors(json.load(stream)))
    print(errors)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
