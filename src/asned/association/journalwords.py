"""What the lines of a journal are made of: positions, checksums, and texts as JSON carries them."""

from __future__ import annotations

import re
import zlib
from typing import Any

Json = Any
"""A JSON value as the standard library decodes it."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class DoesNotFitError(Exception):
    """A line of the journal that is not about this document as it is, or no such line at all."""


def position_of(value: Json) -> int:
    """Read a position or a count; DoesNotFitError where it is something else."""
    if not isinstance(value, int) or value < 0:
        raise DoesNotFitError(f"{value!r} is no position")
    return value


def check_of(text: str) -> int:
    """Give the checksum by which a text is known again."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def packed(text: str) -> Json:
    """Give a text so that JSON carries it as it is: of two lone surrogates it would make a pair."""
    if not text.isascii() and _SURROGATE.search(text):
        return {"utf-8": text.encode("utf-8", "surrogatepass").hex()}
    return text


def unpacked(line: Json) -> str:
    """Give the text that `packed` wrote; DoesNotFitError where it is something else."""
    if isinstance(line, str):
        return line
    if isinstance(line, dict):
        return bytes.fromhex(line["utf-8"]).decode("utf-8", "surrogatepass")
    raise DoesNotFitError("a text is missing")
