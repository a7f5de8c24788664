"""What a new product or member looks like: like its nearest sibling, else as the file's style says."""

from __future__ import annotations

from collections.abc import Sequence

from asned.association.document import Document, members_branch
from asned.association.exposerr import is_real_error
from asned.association.structure import MEMBER_LEVEL, Level
from asned.jsontext.pieces import Branch, Leaf
from asned.jsontext.reading import taken_apart
from asned.jsontext.style import Lead, Style, parted
from asned.jsontext.values import Pairs

Values = Sequence[tuple[str, str]]
"""Keys of a new object with their values spelled as JSON."""


def member_text(document: Document, product: int, index: int, values: Values) -> str:
    """Spell a new member for a position, keys in the order of its neighbour.

    Where the neighbour has `exposerr` and `values` has not, the file's spelling of "no error" is added.
    """
    neighbour = _neighbour(document, product, index)
    apart = taken_apart(neighbour, document.ids) if neighbour else None
    if neighbour is None or apart is None or not len(apart.children):
        return _object_text(document.style, MEMBER_LEVEL, values)
    given = dict(values)
    order = [pair.key or "" for pair in apart.children if pair.key in given]
    order += [key for key, _ in values if key not in order]
    if any(pair.key == "exposerr" for pair in apart.children) and "exposerr" not in given:
        given["exposerr"] = _no_error(document, product, index, neighbour)
        order.append("exposerr")
    return _like(apart, [(key, given[key]) for key in order], document.style)


def product_text(document: Document, name: str) -> str:
    """Spell a new product without members, its keys in the order of the file's first product."""
    values = {"name": document.style.spell(name), "members": "[]"}
    for sibling in document.products.slice(0, 1):
        if isinstance(sibling, Branch) and len(sibling.children):
            keys = [piece.key for piece in sibling.children if piece.key in values]
            order = sorted(values, key=lambda key: keys.index(key) if key in keys else len(keys))
            return _like(sibling, [(key, values[key]) for key in order], document.style)
    return _object_text(document.style, Level.PRODUCT, list(values.items()))


def _neighbour(document: Document, product: int, index: int) -> Leaf | None:
    """The nearest member that is an object: before, after, else the first one of another product."""
    own = document.members(product)
    near = [*reversed(own.slice(max(0, index - 8), index)), *own.slice(index, index + 8)]
    others = (
        member
        for other in document.products.slice(0, 8)
        if (branch := members_branch(other)) is not None
        for member in branch.children.slice(0, 1)
    )
    for piece in (*near, *others):
        if isinstance(piece, Leaf) and isinstance(piece.value, Pairs):
            return piece
    return None


def _no_error(document: Document, product: int, index: int, neighbour: Leaf) -> str:
    """How the nearest members say that there was no error, else null."""
    own = document.members(product)
    for piece in (neighbour, *own.slice(max(0, index - 32), index + 32)):
        value = piece.value if isinstance(piece, Leaf) else None
        if isinstance(value, Pairs) and "exposerr" in value:
            exposerr = value.get("exposerr")
            if exposerr is None or (isinstance(exposerr, str) and not is_real_error(exposerr)):
                return document.style.spell(exposerr)
    return "null"


def _like(model: Branch, values: Values, style: Style) -> str:
    """Spell an object with the blanks and colons of another."""
    leads = [parted(piece.lead) for piece in model.children.slice(0, 2)]
    first = leads[0]
    later = leads[1] if len(leads) > 1 else Lead("", ",", first.blank or style.gap, "", "")
    parts = [model.opening]
    for number, (key, text) in enumerate(values):
        lead = later if number else first
        parts.append(lead._replace(key=style.spell(key), colon=first.colon).text)
        parts.append(text)
    parts.append(model.closing)
    return "".join(parts)


def _object_text(style: Style, level: int, values: Values) -> str:
    blank = style.blank(level)
    pairs = [f"{blank}{style.spell(key)}{style.colon}{text}" for key, text in values]
    comma = "," if style.newline else "," + style.gap
    return "{" + comma.join(pairs) + style.blank(level - 1) + "}"
