"""Edits as lines of a journal: splices by position, which make the same bytes of the same bytes again.

A line is `{"label": …, "splices": […]}`. A splice says its level, the position of its product, where it
starts, how many pieces it takes out with a checksum of what they were, and what it puts in. A piece that
only moves or gets another lead or key is named by its number among those taken out, so that moving a
large product writes a short line; any other stands there as its text. Where many are changed at once,
only the stretch of their texts stands there that is another one (`journalruns`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

from asned.association.document import Document
from asned.association.edits import Apply, revert
from asned.association.history import Step
from asned.association.journalruns import runs, unrun
from asned.association.journalwords import DoesNotFitError, Json, packed, position_of, unpacked
from asned.association.structure import ASSOCIATION, PRODUCT, Level, Splice
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.pieces import Branch, Leaf, Piece
from asned.jsontext.reading import Layout, piece_of
from asned.jsontext.writing import Exchange

_MANY = 32
"""From so many pieces on whole texts would fill the disk; of fewer they tell a person what was changed."""
_SKETCHED = _MANY // 2
"""How many pieces of either end a checksum covers, so that it costs the same for long lists."""


def journaled(document: Document, splice: Splice) -> Json:
    """Give a splice by position; the document must be as it is before the splice is applied."""
    exchange = splice.exchange
    removed = exchange.removed
    numbers = {piece.id: number for number, piece in enumerate(removed)}
    is_of_many = len(removed) >= _MANY
    line = {
        "level": int(splice.level),
        "start": exchange.start,
        "removed": len(exchange.removed),
        "was": _sketch(exchange.removed),
        "inserted": [
            found if isinstance(found, dict) else _piece(found, removed, numbers.get(found.id))
            for found in (runs(removed, exchange.inserted) if is_of_many else exchange.inserted)
        ],
    }
    if splice.product:
        line["product"] = document.products.index(splice.product)
    if exchange.closing:
        line["closing"] = [packed(text) for text in exchange.closing]
    if exchange.mover:
        ids = [piece.id for piece in exchange.inserted]
        line["mover"] = ids.index(exchange.mover)
    return line


def replayed(document: Document, edits: Iterable[Json], apply: Apply) -> Iterator[Step]:
    """Do journaled edits again, one step for each; ends before the first that does not fit."""
    for edit in edits:
        done: list[Splice] = []
        try:
            label = str(edit["label"])
            for line in edit["splices"]:
                splice = _splice(document, line)
                apply(splice)
                done.append(splice)
        except (DoesNotFitError, KeyError, TypeError):
            revert(done, apply)
            return
        yield Step(tuple(done), label)


def new_texts(edit: Json) -> list[str]:
    """Give the lines that a journaled edit brings, for a person to read where it cannot be done again."""
    try:
        pieces = [piece for line in edit.get("splices", ()) for piece in line["inserted"]]
        texts = [unpacked(piece["text"]) for piece in pieces if "text" in piece]
        texts += [unpacked(new) for *_, new in edit.get("exchanges", ())]
        return [line for text in texts for line in text.split("\n")]
    except (DoesNotFitError, AttributeError, KeyError, TypeError, ValueError):
        return []


def _piece(piece: Piece, removed: Sequence[Piece], number: int | None) -> Json:
    """Write a piece; `number` is its own among those removed, None where it is new."""
    if number is None:
        line = {"text": packed(piece.text), **_named(piece)}
    else:
        old = removed[number]
        if old is piece:
            return {"same": number}
        named = {} if (old.lead, old.key) == (piece.lead, piece.key) else _named(piece)
        if isinstance(old, Branch) and isinstance(piece, Branch) and old.children is piece.children:
            return {"same": number, **named}
        text = piece.text
        if isinstance(old, Leaf) and isinstance(piece, Leaf) and old.text == text:
            return {"same": number, **named}
        line = {"id": number, "text": packed(text), **named}
    if isinstance(piece, Branch):
        line["apart"] = True
    return line


def _named(piece: Piece) -> dict[str, Json]:
    named = {"lead": packed(piece.lead)}
    if piece.key is not None:
        named["key"] = packed(piece.key)
    return named


def _splice(document: Document, line: Json) -> Splice:
    try:
        level = Level(line["level"])
        product = 0
        if "product" in line:
            product = document.products[position_of(line["product"])].id
        start = position_of(line["start"])
        removed = _removed(document, level, product, start, position_of(line["removed"]))
        if _sketch(removed) != line["was"]:
            raise DoesNotFitError("something else stands there")
        inserted = tuple(
            piece
            for each in line["inserted"]
            for piece in (
                unrun(each, removed, document.ids)
                if "run" in each
                else (_read_piece(document, level, each, removed),)
            )
        )
        closing = _closing(document, level, product, line.get("closing"))
        mover = inserted[position_of(line["mover"])].id if "mover" in line else 0
    except (KeyError, IndexError, TypeError, ValueError, NotAnAssociationText) as problem:
        raise DoesNotFitError("this is about another document") from problem
    return Splice(level, product, Exchange(start, removed, inserted, closing, mover))


def _removed(
    document: Document, level: Level, product: int, start: int, count: int
) -> tuple[Piece, ...]:
    if level == Level.DOCUMENT:
        return (document.root,)
    children = document.container(level, product).children
    if start + count > len(children):
        raise DoesNotFitError("the list is shorter")
    return tuple(children.slice(start, start + count))


def _closing(document: Document, level: Level, product: int, line: Json) -> tuple[str, str] | None:
    if line is None:
        return None
    old, new = (unpacked(text) for text in line)
    is_document = level == Level.DOCUMENT
    now = document.tail if is_document else document.container(level, product).closing
    if old != now:
        raise DoesNotFitError("it ends otherwise")
    return old, new


def _read_piece(document: Document, level: Level, line: Json, removed: Sequence[Piece]) -> Piece:
    if "same" in line:
        same = removed[position_of(line["same"])]
        if "lead" not in line:
            return same
        return same.with_lead(unpacked(line["lead"]), _key(line))
    old: Piece | None = removed[position_of(line["id"])] if "id" in line else None
    text = unpacked(line["text"])
    if old is not None and "lead" not in line:
        lead, key = old.lead, old.key
    else:
        lead, key = unpacked(line["lead"]), _key(line)
    id = document.ids.new() if old is None else old.id
    layout = _layout(level, key) if "apart" in line else None
    return piece_of(text, id, lead, key, layout, document.ids)


def _key(line: Json) -> str | None:
    return unpacked(line["key"]) if "key" in line else None


def _layout(level: Level, key: str | None) -> Layout | None:
    if level == Level.DOCUMENT:
        return ASSOCIATION
    if level == Level.PRODUCTS:
        return PRODUCT
    owner = ASSOCIATION if level == Level.ASSOCIATION else PRODUCT
    return owner.keys.get(key or "")


def _sketch(pieces: Sequence[Piece]) -> int:
    """Give a checksum of how many pieces these are and what the first and the last of them hold."""
    check = zlib.crc32(str(len(pieces)).encode())
    ends = pieces if len(pieces) <= 2 * _SKETCHED else [*pieces[:_SKETCHED], *pieces[-_SKETCHED:]]
    for piece in ends:
        if isinstance(piece, Leaf):
            text = f"{piece.lead}{piece.text}"
            check = zlib.crc32(text.encode("utf-8", "surrogatepass"), check)
        else:
            inner = _sketch(piece.children.slice(0, _SKETCHED))
            check = zlib.crc32(f"{piece.lead}{len(piece.children)} {inner}".encode(), check)
    return check
