"""Members that were changed alike as one part of a journal's line: `{"run": …}`.

`run` is the number of the first of them among the pieces taken out, and `around` says for each, one after
the other, how many characters of its text stand before the stretch that was exchanged, and how many behind
it. `text` is what all of them got there, and `was` a checksum of all old texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asned.association.journalwords import (
    DoesNotFitError,
    Json,
    check_of,
    packed,
    position_of,
    unpacked,
)
from asned.association.keyspans import Cuts
from asned.jsontext.pieces import Leaf, Piece
from asned.jsontext.reading import Ids, piece_of


def runs(removed: Sequence[Piece], inserted: Sequence[Piece]) -> Iterator[Json | Piece]:
    """Give the pieces put in, those changed in their place as runs, all others as they are."""
    cuts = Cuts()
    run: _Run | None = None
    for number, piece in enumerate(inserted):
        old = removed[number] if number < len(removed) else None
        cut = None if old is None or old is piece else _cut(old, piece, cuts)
        if cut is None:
            if run is not None:
                yield run.line()
                run = None
            yield piece
            continue
        was, around, text = cut
        if run is None or run.text != text:
            if run is not None:
                yield run.line()
            run = _Run(number, text)
        run.around += around
        run.texts.append(was)
    if run is not None:
        yield run.line()


def unrun(line: Json, removed: Sequence[Piece], ids: Ids) -> Iterator[Piece]:
    """Give the pieces of a run.

    Raises:
        DoesNotFitError, KeyError, TypeError: other texts stand there, or it is no such line.
        NotAnAssociationText: what it makes of them is not JSON.
    """
    first, new = position_of(line["run"]), unpacked(line["text"])
    around = [position_of(each) for each in line["around"]]
    pieces = removed[first : first + len(around) // 2]
    texts = [piece.text for piece in pieces]
    if 2 * len(texts) != len(around) or check_of("".join(texts)) != line["was"]:
        raise DoesNotFitError("other texts stand there")
    for piece, text, begin, rest in zip(pieces, texts, around[::2], around[1::2], strict=True):
        changed = text[:begin] + new + text[len(text) - rest :]
        yield piece_of(changed, piece.id, piece.lead, piece.key, None, ids)


class _Run:
    """A run that is still growing."""

    __slots__ = ("_first", "around", "text", "texts")

    def __init__(self, first: int, text: str) -> None:
        self._first = first
        self.text = text
        self.around: list[int] = []
        self.texts: list[str] = []

    def line(self) -> Json:
        return {
            "run": self._first,
            "around": self.around,
            "text": packed(self.text),
            "was": check_of("".join(self.texts)),
        }


def _cut(old: Piece, new: Piece, cuts: Cuts) -> tuple[str, tuple[int, int], str] | None:
    """Give the old text, how much stands around what was exchanged in it, and the new text there.

    None where more than a stretch of the text is another one.
    """
    if old.id != new.id or old.lead != new.lead or old.key != new.key:
        return None
    if not isinstance(old, Leaf) or not isinstance(new, Leaf):
        return None
    was, text = old.text, new.text
    around = None if was == text else cuts.between(old, new, was, text)
    return None if around is None else (was, around, text[around[0] : len(text) - around[1]])
