"""What a fix changes, as texts before and after: displayable, short, whatever the size of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from asned.association.document import Document
from asned.association.edits import perform, revert
from asned.association.structure import Level, Splice
from asned.jsontext.display import displayable
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.values import Pairs, spelled
from asned.rules.fixes.fix import Fix

WIDEST = 240
"""Characters of a text before or after that are shown: a small product, and less than a screen."""

_READ = 4000
_LEAST_CONTEXT = 20
_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


class Difference(NamedTuple):
    """One thing as it was and as it will be; empty where it was not there, or will not be."""

    before: str
    after: str


class _Row(NamedTuple):
    where: str
    before: str
    after: str


def difference(document: Document, fix: Fix) -> tuple[Difference, ...]:
    """Say what a fix would change, by doing it and taking it back; pairs are shown as JSON.

    What lies in a member begins with which member it is, and where there are several products, which.

    Raises:
        CannotEdit, NotAnAssociationText, KeyError: the fix is not for the document as it is.
    """
    rows: list[_Row] = []

    def apply(splice: Splice) -> None:
        rows.extend(_rows(document, splice))
        document.apply(splice)

    revert(perform(document, fix.edit, apply), document.apply)
    return tuple(_displayed(row) for row in rows)


def _rows(document: Document, splice: Splice) -> Iterator[_Row]:
    removed, inserted = splice.exchange.removed, splice.exchange.inserted
    after = {piece.id: piece for piece in inserted}
    before = {piece.id for piece in removed}
    for number, old in enumerate(removed, splice.exchange.start + 1):
        where = _where(document, splice, number)
        new = after.get(old.id)
        if new is None:
            yield _Row(where, _pair(old), "")
        elif isinstance(old, Leaf) and isinstance(new, Leaf):
            for texts in _between(old, new):
                yield _Row(where, *texts)
        elif not _is_same(old, new):
            yield _Row(where, _pair(old), _pair(new))
    for number, new in enumerate(inserted, splice.exchange.start + 1):
        if new.id not in before:
            yield _Row(_where(document, splice, number), "", _pair(new))


def _where(document: Document, splice: Splice, number: int) -> str:
    """Name the product or member at a position, both counted from 1, as the beginning of a row."""
    if splice.level < Level.PRODUCTS:
        return ""
    if splice.level == Level.PRODUCTS:
        return f"product {number}: "
    member = f"member {number}" if splice.level == Level.MEMBERS else ""
    if len(document.products) == 1:
        return f"{member}: " if member else ""
    product = f"product {document.products.index(splice.product) + 1}"
    return f"{product}, {member}: " if member else f"{product}: "


def _between(old: Leaf, new: Leaf) -> Iterator[tuple[str, str]]:
    """Give the texts before and after of a value, or of an object the pairs that differ."""
    if old.key == new.key and old.text == new.text:
        return
    if old.key is not None or not (isinstance(old.value, Pairs) and isinstance(new.value, Pairs)):
        yield _pair(old), _pair(new)
        return
    were, are = _pairs(old.value), _pairs(new.value)
    start = len(list(takewhile(_is_equal, zip(were, are, strict=False))))
    were, are = were[start:], are[start:]
    stop = len(list(takewhile(_is_equal, zip(reversed(were), reversed(are), strict=False))))
    were, are = were[: len(were) - stop], are[: len(are) - stop]
    if len(were) == len(are):
        yield from (pair for pair in zip(were, are, strict=True) if not _is_equal(pair))
    else:
        yield ", ".join(were), ", ".join(are)


def _is_equal(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _is_same(old: Piece, new: Piece) -> bool:
    """Say whether a piece that is taken apart only got another lead."""
    if not isinstance(old, Branch) or not isinstance(new, Branch):
        return False
    return old.key == new.key and old.children is new.children


def _pairs(value: Pairs) -> list[str]:
    return [
        f"{spelled(key, ascii_only=False)}: {spelled(each, ascii_only=False)}"
        for key, each in zip(value.keys, value.values, strict=True)
    ]


def _pair(piece: Piece) -> str:
    """Give the beginning of a piece on one line, with its key."""
    key = "" if piece.key is None else f"{spelled(piece.key, ascii_only=False)}: "
    parts: list[str] = []
    left = _READ
    for part in _texts(piece):
        parts.append(part)
        left -= len(part)
        if left <= 0:
            break
    return key + _LINE_END.sub(" ", "".join(parts))


def _texts(piece: Piece) -> Iterator[str]:
    if isinstance(piece, Leaf):
        yield piece.buffer[piece.start : min(piece.end, piece.start + _READ)]
        return
    yield piece.opening
    for child in piece.children:
        yield child.lead
        yield from _texts(child)
    yield piece.closing


def _displayed(row: _Row) -> Difference:
    """Cut both texts alike, so that where they begin to differ is seen."""
    common = sum(1 for _ in takewhile(_is_equal, zip(row.before, row.after, strict=False)))
    longest = max(len(row.before), len(row.after))
    start = max(0, common - _LEAST_CONTEXT) if longest > WIDEST else 0
    before, after = (
        row.where + displayable(_cut(text, start)) if text else ""
        for text in (row.before, row.after)
    )
    return Difference(before, after)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + WIDEST]
    return f"{'…' if start else ''}{shown}{'…' if start + WIDEST < len(text) else ''}"
