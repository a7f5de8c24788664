"""Copying, cutting and pasting members: as their JSON text, within and between products, and as names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from asned.association.bulkedits import PART
from asned.association.keys import product_name
from asned.association.pasting import (
    Pasted,
    insertions,
    texts_laid_out,
    texts_of_names,
    understood,
)
from asned.jsontext.display import displayable
from asned.jsontext.errors import NotAnAssociationText
from asned.jsontext.pieces import Leaf, Piece
from asned.jsontext.reading import leaf_of
from asned.rules.guesses import guessed_exptype
from asned.tui.commands import long, many, moving

if TYPE_CHECKING:
    from asned.session import Change
    from asned.tui.app import AsnedApp


def copy(app: AsnedApp) -> None:
    """Copy the selected members, else the one under the cursor."""
    things = _members(app)
    if not things:
        app.say("there is no member here to copy")
        return
    what = f"{many.counted(app.members, len(things))} copied; p pastes"
    if _take(app, things):
        app.say(what)
    else:
        app.say(f"{what} here, but it is too long for the terminal's clipboard", "warning")


def _take(app: AsnedApp, things: Sequence[Leaf]) -> bool:
    """Copy members, to the terminal's clipboard too; say whether that could be."""
    text = app.tools.copied.take([each.text for each in things])
    if text is not None:
        app.copy_to_clipboard(text)
    return text is not None


def cut(app: AsnedApp) -> None:
    """Copy the members, then delete them."""
    things = _members(app)
    if not things:
        app.say("there is no member here to cut")
        return
    if not len(app.members.selection):
        app.members.select([each.id for each in things])
    _take(app, things)
    many.delete(app, "cut")


def paste(app: AsnedApp) -> None:
    """Paste the members that were copied or cut, as they were."""
    texts = app.tools.copied.texts
    if not texts:
        app.say("nothing to paste: c copies members; the terminal pastes names, one a line")
        return
    _paste(app, Pasted(texts=texts), is_own=True)


def paste_text(app: AsnedApp, text: str) -> None:
    """Make members of what the terminal pasted: JSON, or names, one a line."""
    if app.pane not in (app.members, app.products):
        app.say("what is pasted becomes members: press 3 or 2 first, then paste", "warning")
        return
    try:
        pasted = understood(text)
    except NotAnAssociationText as problem:
        app.say(
            f"not pasted: it begins like JSON, but line {problem.line}, column {problem.column}:"
            f" {problem.expected}",
            "error",
        )
        return
    if len(pasted):
        _paste(app, pasted, is_own=False)


def _members(app: AsnedApp) -> list[Leaf]:
    members = app.members
    if len(members.selection):
        return members.selected()
    thing = members.thing
    return [thing] if isinstance(thing, Leaf) else []


def _paste(app: AsnedApp, pasted: Pasted, *, is_own: bool) -> None:
    document = app.session.document
    product, index = _place(app)
    if product not in document.products:
        app.say("there is no product to paste into; add one in the products pane", "warning")
        return
    count = len(pasted)
    what = f"paste {many.counted(app.members, count)}"
    pane = app.members

    def finished(change: Change) -> str:
        if product == pane.product:
            many.select_new(app, pane, change)
        return f"done: {what}; u takes it back"

    def do() -> None:
        if app.pane is pane:
            moving.unfilter(app)
        texts = _texts(app, pasted, product, index, is_own=is_own)
        long.start(app, insertions(product, index, texts), what, -(-count // PART), finished)

    if count == 1:
        do()
        return
    lines = [displayable(each[:120]) for each in pasted.names[: many.MOST_NAMED]]
    lines += [many.name(leaf_of(each, 0, "", None)) for each in pasted.texts[: many.MOST_NAMED]]
    if count > many.MOST_NAMED:
        lines.append(f"and {count - many.MOST_NAMED} more")
    if pasted.names:
        exptypes = Counter(_exptypes(app, product, pasted.names))
        lines.append("exptype: " + ", ".join(f"{each} {n}" for each, n in exptypes.items()))
    lines.append(f"They are put into {_name(document.product(product), index, count)}.")
    many.ask(app, f"{what.capitalize()}?", lines, ("p", "paste them"), do)


def _place(app: AsnedApp) -> tuple[int, int]:
    """Give the product to paste into and the position: below the cursor, or at the product's end."""
    document, members = app.session.document, app.members
    product = app.products.product if app.pane is app.products else members.product
    if product not in document.products:
        return product, 0
    thing = members.thing if app.pane is members else None
    return product, len(document.members(product)) if thing is None else members.position(thing) + 1


def _texts(
    app: AsnedApp, pasted: Pasted, product: int, index: int, *, is_own: bool
) -> Iterator[str]:
    document = app.session.document
    if pasted.names:
        exptypes = _exptypes(app, product, pasted.names)
        return texts_of_names(document, product, index, pasted.names, exptypes)
    if is_own or pasted.texts == app.tools.copied.texts:
        return iter(pasted.texts)
    return texts_laid_out(document, product, index, pasted.texts)


def _exptypes(app: AsnedApp, product: int, names: Sequence[str]) -> Iterator[str]:
    """Give each new member the exptype its name tells, else the one that the product needs."""
    stage = app.session.stage.stage
    tally = app.session.judge.tally(app.session.document.product(product))
    has_science = "science" in tally.exptypes
    for name in names:
        known = guessed_exptype(name, stage)
        yield known or ("background" if has_science and stage == 2 else "science")
        has_science = has_science or known is None


def _name(product: Piece, index: int, count: int) -> str:
    name: Any = product_name(product)
    of = displayable(name) if name else "the product"
    return f"{of}, as members {index + 1} to {index + count}"
