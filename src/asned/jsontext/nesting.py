"""How deeply a text nests, counted before any scanner that recurses sees it."""

import re
from array import array
from itertools import accumulate

_STRUCTURE = b'[]{}"'
_ALL_BUT_STRUCTURE = bytes(set(range(256)) - set(_STRUCTURE))
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_STRING = re.compile(rb'"[^"]*"?')

_PEELED = 8
"""So many levels are taken off from within before levels are counted one bracket at a time."""


def nesting_exceeds(data: bytes, limit: int = 512) -> bool:
    """Say whether more than `limit` brackets are open at once anywhere outside the strings.

    Exact for every JSON text, and for the part of any other text that a JSON scanner would enter.
    """
    if len(data) <= limit:
        return False
    if b"\\" in data:
        # A run of backslashes begins with an escape: pairs go first, what then stands before a
        # quote escapes it.
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    structure = data.translate(None, _ALL_BUT_STRUCTURE)
    # Two adjacent quotes change nothing about what stands inside a string and what outside.
    brackets = _STRING.sub(b"", structure.replace(b'""', b""))
    if len(brackets) <= limit or (limit >= _PEELED and _vanishes(brackets)):
        return False
    return max(accumulate(array("b", brackets.translate(_STEPS))), default=0) > limit


def _vanishes(brackets: bytes) -> bool:
    """Say whether nothing is left when innermost pairs are taken out, each of which is a level at most."""
    for _ in range(_PEELED // 2):
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets
