"""A report of the program's own failure, kept in the state directory."""

import os
import secrets
import time
from pathlib import Path

from asned.disk import calls
from asned.disk.state import create_private, state_directory, unusable

_PART = "reports"


def keep_report(text: str) -> Path:
    """Write a report for the user alone, and give where it is. Raises `StateUnusable`."""
    directory = state_directory(_PART)
    moment = time.strftime("%Y%m%d-%H%M%S")
    path = directory / f"{moment}-{os.getpid()}-{secrets.token_hex(4)}.txt"
    try:
        descriptor = create_private(path)
        try:
            calls.write_whole(descriptor, text.encode("utf-8", "backslashreplace"))
        finally:
            calls.close_quietly(descriptor)
    except OSError as error:
        raise unusable(path, error) from error
    return path
