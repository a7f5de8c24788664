"""What a new product or member looks like: like its nearest sibling, else as the file's style says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asned.association.document import Document, members_branch
from asned.association.exposerr import is_real_error
from asned.association.structure import MEMBER_LEVEL, Level
from asned.jsontext.pieces import Branch, Leaf
from asned.jsontext.reading import leaf_of, taken_apart
from asned.jsontext.style import Lead, Style, parted
from asned.jsontext.values import Pairs

Values = Sequence[tuple[str, str]]
"""Keys of a new object with their values spelled as JSON."""


@dataclass(frozen=True, slots=True)
class Form:
    """How new objects with certain keys are spelled: what stands before each value, and how they end.

    `fixed` are the values, spelled, that all of them have.
    """

    leads: tuple[tuple[str, str], ...]
    closing: str
    fixed: Mapping[str, str]

    def text(self, values: Mapping[str, str]) -> str:
        """Spell an object with these values, spelled themselves."""
        parts = ["{"]
        for key, lead in self.leads:
            parts.append(lead)
            parts.append(values[key] if key in values else self.fixed[key])
        parts.append(self.closing)
        return "".join(parts)


def member_text(document: Document, product: int, index: int, values: Values) -> str:
    """Spell a new member for a position, as `member_form` lays it out."""
    return member_form(document, product, index, [key for key, _ in values]).text(dict(values))


def member_form(document: Document, product: int, index: int, keys: Sequence[str]) -> Form:
    """Give the layout of new members for a position, keys in the order of the neighbour.

    Where the neighbour has `exposerr` and `keys` has not, the file's spelling of "no error" is added.
    """
    neighbour = _neighbour(document, product, index)
    apart = taken_apart(neighbour, document.ids) if neighbour else None
    if neighbour is None or apart is None or not len(apart.children):
        return _plain_form(document.style, MEMBER_LEVEL, keys)
    order = [pair.key or "" for pair in apart.children if pair.key in keys]
    order += [key for key in keys if key not in order]
    fixed = {}
    if any(pair.key == "exposerr" for pair in apart.children) and "exposerr" not in keys:
        fixed["exposerr"] = _no_error(document, product, index, neighbour)
        order.append("exposerr")
    return _form_of(apart, order, document.style, fixed)


def laid_out(document: Document, product: int, index: int, text: str) -> str:
    """Spell an object from elsewhere as members look at a position: its keys and values as they are.

    Anything but an object stays as it is.

    Raises:
        NotAnAssociationText: `text` is not JSON.
    """
    own = taken_apart(leaf_of(text, 0, "", None), document.ids)
    if own is None or not len(own.children):
        return text
    keys = [pair.key or "" for pair in own.children]
    if len(set(keys)) < len(keys):
        return text
    neighbour = _neighbour(document, product, index)
    apart = taken_apart(neighbour, document.ids) if neighbour else None
    if apart is None or not len(apart.children):
        form = _plain_form(document.style, MEMBER_LEVEL, keys)
    else:
        form = _form_of(apart, keys, document.style, {})
    return form.text({pair.key or "": pair.text for pair in own.children})


def product_text(document: Document, name: str) -> str:
    """Spell a new product without members, its keys in the order of the file's first product."""
    values = {"name": document.style.spell(name), "members": "[]"}
    for sibling in document.products.slice(0, 1):
        if isinstance(sibling, Branch) and len(sibling.children):
            keys = [piece.key for piece in sibling.children if piece.key in values]
            order = sorted(values, key=lambda key: keys.index(key) if key in keys else len(keys))
            return _form_of(sibling, order, document.style, {}).text(values)
    return _plain_form(document.style, Level.PRODUCT, list(values)).text(values)


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


def _form_of(model: Branch, keys: Sequence[str], style: Style, fixed: Mapping[str, str]) -> Form:
    """Lay an object out with the blanks and colons of another."""
    leads = [parted(piece.lead) for piece in model.children.slice(0, 2)]
    first = leads[0]
    later = leads[1] if len(leads) > 1 else Lead("", ",", first.blank or style.gap, "", "")
    laid = (
        (later if number else first)._replace(key=style.spell(key), colon=first.colon).text
        for number, key in enumerate(keys)
    )
    return Form(tuple(zip(keys, laid, strict=True)), model.closing, fixed)


def _plain_form(style: Style, level: int, keys: Sequence[str]) -> Form:
    """Lay an object out as the file's style says."""
    blank = style.blank(level)
    comma = "," if style.newline else "," + style.gap
    leads = (
        f"{comma if number else ''}{blank}{style.spell(key)}{style.colon}"
        for number, key in enumerate(keys)
    )
    return Form(tuple(zip(keys, leads, strict=True)), style.blank(level - 1) + "}", {})
