"""What `exposerr` means: the observatory log's word on errors of an exposure."""

from typing import Any

NO_ERROR = frozenset(
    {
        None,
        "",
        "NULL",
        "Null",
        "null",
        "--",
        "N",
        "n",
        "F",
        "f",
        "FALSE",
        "false",
        "False",
        "N/A",
        "n/a",
    }
)
"""The spellings of "no error" that the reference code takes as such (jwst.associations, `_EMPTY`)."""


def is_real_error(exposerr: Any) -> bool:
    """Say whether a value of `exposerr` reports an error; what is neither null nor text reports none."""
    return isinstance(exposerr, str) and exposerr not in NO_ERROR
