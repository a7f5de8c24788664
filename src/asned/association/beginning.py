"""The beginning of a large file as an association of its own, to be shown while the rest is read."""

from __future__ import annotations

import re

from asned.association.document import Document
from asned.jsontext.errors import NotAnAssociationText

LARGE = 1 << 20
"""Bytes of a file from which on reading it takes long enough to be seen."""

_BEGINNING = 1 << 16
"""Bytes that hold the keywords and more members than a screen shows."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_CLOSING = {b"{": b"}", b"[": b"]"}
_MEMBER = [b"{", b"[", b"{", b"[", b"{"]
"""What is open within a member: association, products, product, members, member."""


def beginning(data: bytes) -> bytes | None:
    """Give the text up to a member with all that is open there closed; None where there is no need or way.

    Reading the whole may still show that it is not JSON.
    """
    if len(data) < LARGE:
        return None
    start = data[:_BEGINNING]
    opened: list[bytes] = []
    end = 0
    for token in _TOKEN.finditer(start):
        text = token.group()
        if text in _CLOSING:
            opened.append(text)
        elif not text.startswith(b'"'):
            if opened == _MEMBER:
                end = token.end()
            if not opened or _CLOSING[opened.pop()] != text:
                return None
    if not end:
        return None
    closed = start[:end] + b"".join(_CLOSING[each] for each in reversed(_MEMBER[:-1]))
    # What new text looks like depends on whether the file has other characters than ASCII.
    return closed if closed.isascii() == data.isascii() and _is_association(closed) else None


def _is_association(data: bytes) -> bool:
    try:
        return len(Document(data).products) > 0
    except NotAnAssociationText:
        return False
