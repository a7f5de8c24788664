"""What a pasted text means: members as JSON, one or many, or plain names, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from asned.association.bulkedits import PART
from asned.association.document import Document
from asned.association.edits import InsertMembers
from asned.association.layout import laid_out, member_form
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.pieces import Branch, Leaf
from asned.jsontext.reading import Ids, Layout, piece_of


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted: names of files, or members as JSON texts; the other is empty."""

    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.names) + len(self.texts)


def understood(text: str) -> Pasted:
    """Take a text for JSON where it looks like it, else for names.

    JSON may be one value, a list, or values with commas between them; text values are names.

    Raises:
        NotAnAssociationText: it begins like an object or a list and is neither.
    """
    text = text.strip()
    if text[:1] in ("{", "["):
        return _of_json(text)
    if text[:1] == '"':
        try:
            return _of_json(text)
        except NotAnAssociationText:
            pass  # a name that begins with a quotation mark
    lines = (line.strip() for line in text.splitlines())
    return Pasted(names=tuple(line for line in lines if line))


def _of_json(text: str) -> Pasted:
    try:
        piece = piece_of(text, 0, "", None, Layout("["), Ids())
    except NotAnAssociationText as problem:
        try:
            piece = piece_of(f"[{text.rstrip(',')}]", 0, "", None, Layout("["), Ids())
        except NotAnAssociationText:
            raise problem from None
    values = list(piece.children) if isinstance(piece, Branch) else [piece]
    names = [
        each.value for each in values if isinstance(each, Leaf) and isinstance(each.value, str)
    ]
    if names and len(names) == len(values):
        return Pasted(names=tuple(names))
    return Pasted(texts=tuple(each.text for each in values))


def insertions(product: int, index: int, texts: Iterable[str]) -> Iterator[InsertMembers]:
    """Give the edits that insert members, to the letter, one after the other from a position on."""
    part: list[str] = []
    for text in texts:
        part.append(text)
        if len(part) == PART:
            yield InsertMembers(product, index, tuple(part))
            index += len(part)
            part = []
    if part:
        yield InsertMembers(product, index, tuple(part))


def texts_of_names(
    document: Document, product: int, index: int, names: Sequence[str], exptypes: Iterable[str]
) -> Iterator[str]:
    """Spell members with these names and exptypes as members look at a position."""
    form = member_form(document, product, index, ("expname", "exptype"))
    spell = document.style.spell
    for name, exptype in zip(names, exptypes, strict=False):
        yield form.text({"expname": spell(name), "exptype": spell(exptype)})


def texts_laid_out(
    document: Document, product: int, index: int, texts: Iterable[str]
) -> Iterator[str]:
    """Spell members from elsewhere as members look at a position."""
    return (laid_out(document, product, index, text) for text in texts)
